/* One line of Markdown, as far as it can be told by itself what it is. */
#ifndef DOC_MARKDOWN_LINE_H
#define DOC_MARKDOWN_LINE_H

#include "base/slice.h"

enum { INDENT_CODE = 4 }; /* columns that make a line code */

struct markdown_line {
  struct slice prefix;  /* `> > ` */
  struct slice text;    /* with its indent */
  struct slice content; /* without */
  size_t depth;         /* of quotations */
  size_t indent;
};

struct markdown_line markdown_line_split(struct slice text);

/* How long the marker of a list item is, with the blank after it; 0: none. */
size_t markdown_line_marker(struct slice content);
/* How many digits are before the `)` of a marker; 0: it is none such. */
size_t markdown_line_bracket(struct slice content);
/* How many marks open or close fenced code; 0: none do. */
size_t markdown_line_fence(struct slice content);
/* `: detail` of a definition list? */
bool markdown_line_is_detail(const struct markdown_line *l);

#endif
