/* Grapheme clusters and their columns: the unit of drawing, clipping and cursor
 * movement.  Input is sanitised UTF-8.
 *
 * A cluster is one scalar value that takes columns with those after it that take
 * none.  On sanitised text that is UAX #29, but that spacing marks (Mc) stand
 * alone: they take a column of their own on every terminal, and curses drops them
 * from a cell that has a base.  A newline is a cluster of no columns. */
#ifndef TEXT_CLUSTER_H
#define TEXT_CLUSTER_H

#include "base/slice.h"
#include "text/width.h"

struct cluster {
  struct slice bytes;
  char32_t base; /* its first scalar */
  int columns;   /* 0 to 2: the width of the base, which is what terminals use */
};

/* Takes one cluster off *rest; false at its end. */
bool cluster_next(struct slice *rest, enum ambiguous ambiguous, struct cluster *out);

/* Columns of the whole text. */
size_t text_columns(struct slice text, enum ambiguous ambiguous);

/* The longest start of the text, in whole clusters, that fits in `columns`;
 * *used, when given, is how many it takes. */
struct slice text_clip(struct slice text, size_t columns, enum ambiguous ambiguous, size_t *used);

/* Appends the text cut to `columns` with ".." where it was cut, and blanks to
 * the full width when `pad`. */
struct str;
void text_fit(struct str *out, struct slice text, size_t columns, enum ambiguous ambiguous,
              bool pad);

#endif
