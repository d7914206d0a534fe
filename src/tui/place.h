/* Where the reader is, and the way there and back: what the posts pane lists and
 * which post is open.  Knows no screen. */
#ifndef TUI_PLACE_H
#define TUI_PLACE_H

#include "base/vec.h"
#include "store/index.h"

enum place_kind { PLACE_HOME, PLACE_ALL, PLACE_CATEGORY, PLACE_TAG, PLACE_SEARCH };

struct place {
  enum place_kind kind;
  uint32_t label;    /* of PLACE_CATEGORY, PLACE_TAG; of PLACE_SEARCH: the finder's number */
  uint32_t post;     /* open in the reader, or INDEX_NONE */
  uint32_t selected; /* in the list, or INDEX_NONE */
  uint32_t position; /* in the open post */
};

/* A list with nothing open or selected; `label` is INDEX_NONE but for categories and tags. */
static inline struct place place_of_list(enum place_kind kind, uint32_t label)
{
  return (struct place){ kind, label, INDEX_NONE, INDEX_NONE, 0 };
}

struct history {
  VEC(struct place) places;
  size_t at; /* places[at] is where the reader is, once anything was visited */
};

/* Goes to `to`: what lay ahead is forgotten, as in every browser. */
void history_go(struct history *h, struct place to);
/* Keeps what changed at the present place (selection, position). */
void history_note(struct history *h, struct place now);
/* Back (negative) or forward; NULL: there is nothing that way. */
const struct place *history_move(struct history *h, int steps);
/* What was visited before any of it: the reader stays where they are. */
void history_begin_with(struct history *h, const struct place *places, size_t count);
void history_free(struct history *h);

#endif
