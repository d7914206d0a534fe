/* What is searched for in laid-out text: a hit may go on over a line's end,
 * because the text does. */
#ifndef TUI_HITS_H
#define TUI_HITS_H

#include "layout/line.h"

struct hit {
  uint32_t line;
  uint32_t start, end; /* bytes of the line's text */
  uint32_t number;     /* parts of one hit have the same */
};

struct hits {
  VEC(struct hit) parts; /* in order */
  uint32_t count;        /* of hits, not of parts */
};

void hits_find(struct hits *h, const struct lines *lines, struct slice folded_needle);
void hits_free(struct hits *h);

#endif
