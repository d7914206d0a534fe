/* One line of program output without its escapes and overstrikes: sanitised
 * text, and the ink of each part. */
#ifndef LAYOUT_TERMINAL_LINE_H
#define LAYOUT_TERMINAL_LINE_H

#include "layout/line.h"
#include "text/sanitize.h"

/* From byte `start` of the text to the next piece.  `position` is of its first byte:
 * overstrikes make the input longer than the text. */
struct ink_piece {
  uint32_t start, position;
  struct ink ink;
};

struct terminal_line {
  struct str text;
  VEC(struct ink_piece) pieces; /* of `text` */
  struct str raw;               /* the rest is scratch */
  VEC(struct ink_piece) raw_pieces;
  struct offset_map map;
};

void terminal_line_init(struct terminal_line *l);
void terminal_line_free(struct terminal_line *l);

/* Reads one line; `ink` goes on from the line before.  A newline in the result
 * comes from a lone CR and the like. */
void terminal_line_read(struct terminal_line *l, struct slice bytes, uint32_t position,
                        struct ink *ink);

#endif
