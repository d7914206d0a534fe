/* The document tree: what a post holds, whatever it was written in.
 *
 * A tree of blocks and inlines, as in CommonMark's data model with HTML's
 * additions.  All nodes and all their text live in the document's arena and go
 * with it.  Text is valid UTF-8 with white space already collapsed as HTML
 * asks (but in CODE_BLOCK); it is NOT yet sanitised: layout does that.
 *
 * A position in a document is a number: how many bytes of text stand before
 * it in reading order.  It does not depend on any width and is what anchors,
 * search hits and reading places are made of. */
#ifndef DOC_NODE_H
#define DOC_NODE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/slice.h"
#include "base/vec.h"

#include <stdint.h>

enum node_kind {
  /* blocks that hold blocks */
  NODE_DOCUMENT,
  NODE_QUOTE,
  NODE_LIST,        /* .list */
  NODE_ITEM,        /* .item */
  NODE_DEFINITIONS, /* of TERM and DETAIL */
  NODE_DETAIL,      /* of a definition list: <dd> */
  NODE_FIGURE,      /* <figure>: media and CAPTION */
  NODE_DETAILS,     /* <details>: SUMMARY, then the rest */
  NODE_FOOTNOTE,    /* .footnote: the note itself, at the end */
  NODE_TABLE,       /* of ROW */
  NODE_ROW,         /* of CELL */
  NODE_CELL,        /* .cell; holds blocks */
  /* blocks that hold inlines */
  NODE_PARAGRAPH,
  NODE_TITLE,   /* the post's title, put there by the reader */
  NODE_FACTS,   /* a quiet line of the reader's own: date, source, the way back */
  NODE_HEADING, /* .heading */
  NODE_TERM,    /* of a definition list: <dt> */
  NODE_CAPTION,
  NODE_SUMMARY,
  /* leaf blocks */
  NODE_CODE_BLOCK, /* .code; text with newlines kept */
  NODE_RULE,
  /* inlines that hold inlines */
  NODE_EMPHASIS,
  NODE_STRONG,
  NODE_STRIKE,
  NODE_UNDERLINE, /* <u>, <ins> */
  NODE_MARK,
  NODE_SUPERSCRIPT,
  NODE_SUBSCRIPT,
  NODE_KEYBOARD, /* <kbd>, <samp> */
  NODE_LINK,     /* .link */
  NODE_RUBY,     /* base inlines; .ruby.reading */
  /* leaf inlines */
  NODE_TEXT,         /* .text */
  NODE_CODE,         /* .text */
  NODE_BREAK,        /* a hard line break */
  NODE_MEDIA,        /* .media: image, video, ... */
  NODE_FOOTNOTE_REF, /* .footnote */
  NODE_KIND_COUNT
};

enum node_align { ALIGN_DEFAULT, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
enum media_kind { MEDIA_IMAGE, MEDIA_VIDEO, MEDIA_AUDIO, MEDIA_FRAME };
enum item_task { TASK_NONE, TASK_OPEN, TASK_DONE };

/* node.flags */
enum {
  NODE_FOLDED = 1,      /* furniture: not laid out unless asked */
  NODE_ATTRIBUTION = 2, /* a paragraph saying where the article comes from */
  NODE_QUIET = 4,       /* a link not worth the reader's eye (share prices) */
  NODE_TIGHT = 8,       /* a list without blank lines between its items */
  NODE_NOTE_LINK = 16,  /* a link to a footnote, or back from it */
  NODE_CLOSED = 32,     /* in <details> that is not open: not laid out unless asked */
};

struct node {
  uint8_t kind; /* enum node_kind */
  uint8_t flags;
  uint8_t align;     /* enum node_align: paragraphs, headings, cells, figures */
  uint32_t position; /* of its first byte of text (see above) */
  struct node *parent, *first, *last, *next, *previous;
  struct slice id;      /* its anchor name (HTML id), or empty */
  struct slice classes; /* HTML class of a block, or empty */
  union {
    struct slice text;
    struct {
      uint8_t level;
    } heading; /* 1 to 6 */
    struct {
      bool ordered;
      int32_t start;
    } list;
    struct {
      uint8_t task;
      int32_t number;
    } item; /* number: in an ordered list */
    struct {
      struct slice text, language;
    } code;
    struct {
      struct slice url, title, classes;
      uint32_t number;
    } link; /* number: in doc.links, from 1 */
    struct {
      struct slice url, alt, title;
      uint32_t width, height;
      uint8_t media;
      uint32_t number;
    } media;
    struct {
      struct slice label;
      uint32_t number;
    } footnote;
    struct {
      struct slice reading;
    } ruby;
    struct {
      uint16_t columns, rows;
      bool header;
    } cell; /* spans */
  };
};

struct doc {
  struct arena arena;
  struct node *root;
  VEC(struct node *)
  links;                       /* LINK and MEDIA with a url, in reading order, folded ones last;
                                  [number - 1] */
  VEC(struct node *) headings; /* in reading order */
  VEC(struct node *) notes;    /* FOOTNOTE, in order of number */
  uint32_t text_bytes;         /* the position after the last byte */
};

#define DOC_DEPTH_MAX 200 /* deeper levels are flattened into their parent */

struct doc *doc_new(void);
void doc_free(struct doc *d);

struct node *node_new(struct doc *d, enum node_kind kind);
void node_append(struct node *parent, struct node *child);
void node_insert_before(struct node *at, struct node *node);
void node_remove(struct node *node); /* from its parent; it stays allocated */

bool node_is_inline(const struct node *n);
bool node_holds_inlines(const struct node *n);
bool node_is_leaf(const struct node *n);
/* What a TEXT, CODE or CODE_BLOCK itself says; empty for all others.  Positions
 * count these bytes and no others. */
struct slice node_text(const struct node *n);
const char *node_kind_name(enum node_kind kind); /* "paragraph" */

/* After the tree has been made or changed: numbers links and notes, lists the
 * headings, sets all positions. */
void doc_number(struct doc *d);

/* The walk: enter, children, leave; without recursion, so depth is no danger.
 *
 *     struct walk w = walk_start(root);
 *     while (walk_next(&w)) if (w.entering) ...
 *
 * Leaves are entered only.  walk_skip after an enter leaves out the children
 * (the leave still comes).  Do not remove nodes while walking. */
struct walk {
  const struct node *root, *node;
  bool entering;
  bool skip;
};
struct walk walk_start(const struct node *root);
bool walk_next(struct walk *w);
void walk_skip(struct walk *w);

#endif
