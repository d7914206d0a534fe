/* What entering each kind of element does to the document that is being built:
 * one function a role of html_element.h. */
#ifndef DOC_HTML_ROLE_H
#define DOC_HTML_ROLE_H

#include "doc/build.h"
#include "doc/dom.h"
#include "doc/html_defuse.h"
#include "doc/html_element.h"

/* How the text of an element is read. */
enum html_mode {
  HTML_TEXT,
  HTML_PRE,     /* as it stands, tags ignored: into `raw` */
  HTML_READING, /* of a ruby: into `raw` */
};

/* What holds around an element, beside what the builder keeps. */
struct html_setting {
  uint8_t mode;
  bool notes;            /* a list here is one of footnotes */
  bool code_table;       /* a table here only puts line numbers beside code */
  bool head;             /* of a table */
  struct slice language; /* of code */
};

struct html_reader {
  struct builder b;
  struct html_setting now;
  struct str raw;
  html_runs runs; /* text that stands in the tree by its name */
};

/* False: what the element holds is left out. */
typedef bool html_enter_fn(struct html_reader *r, const struct dom_node *n,
                           const struct html_element *e);
extern html_enter_fn *const html_enter_role[ROLE_COUNT];

bool html_is_gutter(const struct dom_node *n); /* line numbers beside code */

#endif
