/* Cutting one paragraph into lines: greedy, with push-out, the hanging mark and
 * the orphan rule (CLREQ 3.1.7, 3.4.4, 3.5).  Pure: text in, byte ranges out. */
#ifndef LAYOUT_FILL_H
#define LAYOUT_FILL_H

#include "base/slice.h"
#include "base/vec.h"
#include "text/width.h"

#include <stdint.h>

struct fill_options {
  uint32_t columns;       /* of a line */
  uint32_t first_columns; /* of the first line, when it is another; 0: the same */
  enum ambiguous ambiguous;
  bool hang, korean_by_word;
  bool autospace; /* a column between Han and Latin (spacing.h), counted here, added later */
  bool keep;      /* no orphan rule, blanks kept: code */
};

struct fill_line {
  uint32_t start, end; /* bytes to show: blanks at the line's end left out */
  uint32_t columns;
  bool soft;   /* the hard line goes on in the next one */
  bool joined; /* soft, and broken where no blank stood */
};
typedef VEC(struct fill_line) fill_lines;

/* `text` is sanitised; a LF in it is a hard break, one at its very end adds no
 * line.  Appends to *out.  Linear in the bytes, for any width; a cluster wider
 * than the line stands alone on it. */
void fill(struct slice text, const struct fill_options *options, fill_lines *out);

#endif
