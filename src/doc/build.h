/* Makes a document tree from a stream of blocks, inlines and text, as a reader
 * of HTML meets them.
 *
 * The reader says where it stands (struct build_context, which it saves and
 * restores around each element) and what it finds.  The builder opens a
 * paragraph when loose text comes, repeats the inlines that are open in each
 * block that they reach into, collapses white space, and leaves out what shows
 * nothing: empty paragraphs, empty links, breaks at an end. */
#ifndef DOC_BUILD_H
#define DOC_BUILD_H

#include "base/str.h"
#include "doc/node.h"

/* An inline that is open.  Its node is made when the first text comes. */
struct build_inline {
  uint8_t kind;  /* enum node_kind; NODE_TEXT: nothing but its classes */
  uint8_t flags; /* of its node */
  struct slice url, title, classes, id;
  struct node *node; /* in the current block, or NULL */
};

struct build_context {
  struct node *block; /* what new blocks go into */
  uint32_t depth;     /* of `block` */
  size_t inlines;     /* how many are open */
  uint8_t text_kind;  /* what loose text becomes: NODE_PARAGRAPH, NODE_HEADING, ... */
  uint8_t level;      /* of a heading */
  uint8_t align;
  bool code;            /* text is NODE_CODE */
  struct slice classes; /* of the blocks text opens */
};

struct builder {
  struct doc *doc;
  struct diag_list *diags;
  struct build_context now;
  VEC(struct build_inline) inlines;
  size_t made;             /* how many of them have their nodes in `text_block` */
  struct node *text_block; /* the block that text goes into, or NULL */
  struct node *leaf;       /* TEXT or CODE that is being written, or NULL */
  struct str text;         /* what `leaf` says so far */
  struct node *blank;      /* the leaf that ends with a blank, if the text does */
  bool blank_is_newline;   /* the blank was a line's end in the source */
  bool at_start;           /* of a line: blanks show nothing */
  bool too_deep;           /* said once */
  uint32_t last_scalar;    /* before `blank` */
  struct slice id;         /* for the next node that is made */
};

void build_begin(struct builder *b, struct diag_list *diags);
struct doc *build_end(struct builder *b); /* the tree, not yet numbered */

/* Puts the builder back to `saved`, closing the inlines opened since; closes the
 * block of text first when `block`. */
void build_restore(struct builder *b, const struct build_context *saved, bool block);

void build_close_text(struct builder *b);
/* Opens a block that holds blocks, with `levels` to come inside it; NULL when it
 * would be too deep: then its content belongs to the block around it. */
struct node *build_container(struct builder *b, enum node_kind kind, uint32_t levels);
struct node *build_block(struct builder *b, enum node_kind kind); /* a leaf block */

void build_open_inline(struct builder *b, struct build_inline inline_);
void build_code(struct builder *b); /* text is code until build_restore */
void build_text(struct builder *b, struct slice text);
/* An inline leaf, but TEXT and CODE. */
struct node *build_leaf(struct builder *b, enum node_kind kind);
void build_break(struct builder *b);
/* Gives the ruby that is open its reading; what follows is another ruby. */
void build_reading(struct builder *b, struct slice reading);

/* Copies of text for the tree: as it is, and with white space collapsed. */
struct slice build_keep(struct builder *b, struct slice text);
struct slice build_keep_collapsed(struct builder *b, struct slice text);

#endif
