/* Lines of styled spans: what layout makes and both painters read.  A line's
 * text is sanitised; its spans' columns add up to no more than was asked (but a wide
 * character stands even in a line of one column). */
#ifndef LAYOUT_LINE_H
#define LAYOUT_LINE_H

#include "base/str.h"
#include "base/vec.h"
#include "layout/style.h"
#include "text/width.h"

#include <stdint.h>

/* Colours a text brought along (SGR in a pager's input); 0: none. */
struct ink {
  uint16_t fg, bg;    /* 0: as the style says; n + 1: palette colour n */
  uint8_t attributes; /* INK_... */
};
enum { INK_BOLD = 1, INK_UNDERLINE = 2, INK_REVERSE = 4, INK_ITALIC = 8, INK_DIM = 16 };

struct span {
  uint32_t text; /* offset in lines.text */
  uint32_t bytes;
  uint32_t columns;
  uint32_t position; /* document position of its first byte */
  uint32_t link;     /* number in doc.links, from 1; 0: none */
  struct ink ink;
  uint8_t style; /* enum style */
  bool made;     /* our own text (a label, a note's number): all of it is at `position` */
  bool pad;      /* made, and no text at all: an indent, a bar, a bullet, added space */
};

struct line {
  uint32_t first, count; /* spans */
  uint32_t columns;      /* sum of its spans */
  uint32_t position;     /* document position, never before that of the line above;
                          * equal on blank lines to what follows */
  bool soft;             /* the text goes on in the next line */
  bool joined;           /* soft, and no blank stood where the line was broken */
};

struct lines {
  VEC(struct line) line;
  VEC(struct span) span;
  struct str text;
};

void lines_init(struct lines *l);
void lines_free(struct lines *l);
void lines_clear(struct lines *l);

/* Building: spans are added to the open line; lines_end closes it. */
void lines_span(struct lines *l, struct slice text, uint32_t columns, enum style style,
                uint32_t link, uint32_t position);
/* The same for text that is not the document's. */
void lines_mark(struct lines *l, struct slice text, uint32_t columns, enum style style,
                uint32_t link, uint32_t position);
/* The same for what only keeps text apart: it is not searched. */
void lines_pad(struct lines *l, struct slice text, uint32_t columns, enum style style,
               uint32_t position);
void lines_span_ink(struct lines *l, struct slice text, uint32_t columns, struct ink ink,
                    uint32_t position);
struct line *lines_end(struct lines *l, uint32_t position);

static inline struct slice span_text(const struct lines *l, const struct span *s)
{
  return (struct slice){ l->text.ptr + s->text, s->bytes };
}

/* The line that holds the position: the last one that starts at or before it. */
size_t lines_at(const struct lines *l, uint32_t position);

#endif
