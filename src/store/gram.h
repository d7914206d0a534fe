/* Grams: what postings know of a text.  Two characters side by side are one, and so are
 * three where all are of scripts with letters, whose pairs say little.  A gram is a number
 * of GRAM_BITS bits: different ones may share a number, so what postings find is looked at
 * again in the text itself.
 *
 * All that begin with one character lie side by side (its last one, too, as each line's end
 * is a character), so that a single character is a range of them. */
#ifndef STORE_GRAM_H
#define STORE_GRAM_H

#include "base/slice.h"
#include "base/vec.h"

#include <stdint.h>

enum { GRAM_BITS = 23 };

typedef VEC(uint32_t) gram_list;

/* A set that is used again and again; a zeroed one is ready. */
struct gram_set {
  uint64_t *has;   /* a bit a gram */
  gram_list grams; /* each once, as met */
};
void gram_set_free(struct gram_set *set);

/* Makes *set those of a text: lines parted by '\n', folded and without blanks
 * (struct query_text, solid). */
void grams_of_text(struct gram_set *set, struct slice solid);

struct gram_range {
  uint32_t first, count;
};
typedef VEC(struct gram_range) gram_range_list;

/* Appends what a text must have to hold the needle: one gram at least of each range. */
void grams_of_needle(struct slice needle, gram_range_list *ranges);

#endif
