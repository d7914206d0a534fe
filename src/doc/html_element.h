/* What is known of each element of HTML, one row an element: how the pre-pass
 * treats its tags, and what becomes of it in the tree. */
#ifndef DOC_HTML_ELEMENT_H
#define DOC_HTML_ELEMENT_H

#include "doc/node.h"

/* What becomes of an element. */
enum html_role {
  ROLE_SPAN,      /* its content stands in the line, nothing marks it */
  ROLE_INLINE,    /* an inline of .kind */
  ROLE_FLOW,      /* its content stands in blocks of its own, nothing marks it */
  ROLE_TEXT,      /* so does it, but loose text in it becomes blocks of .kind */
  ROLE_CONTAINER, /* a block of .kind that holds blocks */
  ROLE_SKIP,      /* nothing, with all it holds */
  /* the rest have handlers of their own */
  ROLE_LINK,
  ROLE_CODE,
  ROLE_PRE,
  ROLE_RULE,
  ROLE_BREAK,
  ROLE_MEDIA,
  ROLE_LIST,
  ROLE_ITEM,
  ROLE_DEFINITION,
  ROLE_TABLE,
  ROLE_CELL,
  ROLE_READING,
  ROLE_INPUT,
  ROLE_OPTION,
  ROLE_QUOTED,
  ROLE_SUPERSCRIPT,
  ROLE_COUNT
};

/* .flags, for the pre-pass */
enum {
  ELEMENT_VOID = 1,       /* has no end tag */
  ELEMENT_FORMATTING = 2, /* the parser opens it again after a block (13.2.4.3) */
  ELEMENT_RAW = 4,        /* what it holds is no HTML until its end tag */
  ELEMENT_GONE = 8,       /* goes with all it holds */
  ELEMENT_HIDES = 16,     /* shows nothing of what it holds: when unclosed, it holds nothing */
  ELEMENT_BARE = 32,      /* its tags go, what it holds stays */
};

/* .group, .closes, .stops: which open elements an end tag may be left out for */
enum {
  GROUP_PARAGRAPH = 1,
  GROUP_ITEM = 2,
  GROUP_DEFINITION = 4,
  GROUP_CELL = 8,
  GROUP_ROW = 16,
  GROUP_SECTION = 32, /* of a table */
  GROUP_TABLE = 64,
  GROUP_LIST = 128,
  GROUP_SCOPE = 256,
  GROUP_OPTION = 512,
  GROUP_READING = 1024,
  GROUP_LINK = 2048,
};

struct html_element {
  const char *name;
  uint8_t role;
  uint8_t kind;  /* enum node_kind, enum media_kind for ROLE_MEDIA */
  uint8_t level; /* of a heading */
  uint8_t flags;
  uint16_t group;  /* what it is */
  uint16_t closes; /* what its start tag ends ... */
  uint16_t stops;  /* ... up to one of these */
};

enum {
  HTML_UNKNOWN = 0,       /* the number of every element that has no row */
  HTML_ELEMENT_MAX = 128, /* all numbers are lower */
};

size_t html_element_number(struct slice name); /* letters of either case */
const struct html_element *html_element_at(size_t number);

#endif
