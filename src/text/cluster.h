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
static inline bool cluster_next(struct slice *rest, enum ambiguous ambiguous, struct cluster *out);

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

/* All that is not a plain Han character before one, nor ASCII before ASCII. */
bool cluster_next_rare(struct slice *rest, enum ambiguous ambiguous, struct cluster *out);

/* U+4E00 to U+9FFF at the start of `s`, which no mark of its own can be. */
static inline bool cluster_is_plain_han(struct slice s)
{
  const unsigned char *p = (const unsigned char *)s.ptr;
  return s.len > 2 && p[0] >= 0xE4 && p[0] <= 0xE9 && (p[0] > 0xE4 || p[1] >= 0xB8) &&
         (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
}

static inline bool cluster_next(struct slice *rest, enum ambiguous ambiguous, struct cluster *out)
{
  const unsigned char *p = (const unsigned char *)rest->ptr;
  size_t bytes = 0;
  if (rest->len > 1 && p[0] >= ' ' && p[0] < 0x7F && p[1] < 0x80) {
    bytes = 1;
    out->base = p[0];
  } else if (cluster_is_plain_han(*rest) && cluster_is_plain_han(slice_from(*rest, 3))) {
    bytes = 3;
    out->base = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
  }
  if (bytes == 0) return cluster_next_rare(rest, ambiguous, out);
  out->columns = bytes == 1 ? 1 : 2;
  out->bytes = (struct slice){ rest->ptr, bytes };
  *rest = slice_from(*rest, bytes);
  return true;
}

#endif
