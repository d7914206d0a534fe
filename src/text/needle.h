/* What a reader types to filter a list: terms parted by blanks, each of which must be
 * in the text, as it stands (both folded) or by its pinyin. */
#ifndef TEXT_NEEDLE_H
#define TEXT_NEEDLE_H

#include "text/marks.h"
#include "text/pinyin.h"

struct needle_term {
  struct str exact;      /* folded */
  bool crosses_blanks;   /* "AIF联盟": also where blanks part it */
  struct pinyin *pinyin; /* NULL: it is none */
};

/* A zeroed needle is ready, and is in every text. */
struct needle {
  VEC(struct needle_term) terms;
};

void needle_set(struct needle *n, struct slice typed);
void needle_free(struct needle *n); /* back to zeroed */
/* Is what `n` finds among what `wider` finds?  (Typing on narrows.) */
bool needle_narrows(const struct needle *n, const struct needle *wider);

/* How well a folded text matches: PINYIN_NONE not at all, the better the greater. */
enum { NEEDLE_EXACT = PINYIN_FULL_FIRST + 1 };
int needle_term_rank(const struct needle_term *term, struct slice folded);
int needle_rank(const struct needle *n, struct slice folded); /* of the worst term */

/* Appends what matches in the text, as it is: left to right, not overlapping. */
void needle_marks(const struct needle *n, struct slice text, mark_list *marks);

#endif
