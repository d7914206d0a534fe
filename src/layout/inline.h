/* The inlines of a block as one run of sanitised text, with what each part of
 * it is: its style, its link and its place in the document. */
#ifndef LAYOUT_INLINE_H
#define LAYOUT_INLINE_H

#include "base/str.h"
#include "base/vec.h"
#include "doc/node.h"
#include "layout/style.h"
#include "text/sanitize.h"

/* From byte `start` of the run to the next piece.  Positions run in step with
 * the bytes, but in text that we made: all of it is at one position. */
struct piece {
  uint32_t start;
  uint32_t position;
  uint32_t link;
  uint8_t style;
  bool made;
};

struct inline_state;

struct run {
  struct str text;
  VEC(struct piece) pieces;
  bool recent;                      /* the terminal knows SCALAR_RECENT */
  bool plain;                       /* layout_options.plain */
  bool han;                         /* holds characters that are set solid */
  struct offset_map map;            /* the rest is scratch */
  VEC(struct inline_state) nesting; /* of inlines around the current one */
};

struct inline_options {
  enum style style; /* of plain text */
  bool images, folded;
};

void run_init(struct run *r);
void run_free(struct run *r);
void run_clear(struct run *r);

/* Appends text of the document, sanitised. */
void run_add(struct run *r, struct slice text, unsigned mode, enum style style, uint32_t link,
             uint32_t position);
/* Appends text of our own. */
void run_mark(struct run *r, struct slice text, enum style style, uint32_t link, uint32_t position);

/* Appends the inlines under `node`, or the inline `node` itself. */
void run_inlines(struct run *r, const struct node *node, const struct inline_options *options);

/* Appends "[alt]", "[file name]", with the picture's size when `size` and known. */
void run_media(struct run *r, const struct node *media, bool size);

/* Appends bytes `start` to `end` of another run. */
void run_copy(struct run *to, const struct run *from, uint32_t start, uint32_t end);

/* The piece that holds byte `at`, and that byte's place in the document. */
size_t run_piece(const struct run *r, uint32_t at);
uint32_t run_position(const struct run *r, uint32_t at);

/* Is there anything to see? */
bool run_is_blank(const struct run *r);

#endif
