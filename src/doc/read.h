/* From the body of a post to a document tree.  Markdown goes through cmark to
 * HTML, HTML through gumbo to the tree: one path, so both come out alike. */
#ifndef DOC_READ_H
#define DOC_READ_H

#include "base/str.h"
#include "doc/node.h"

enum doc_format {
  DOC_MARKDOWN, /* kramdown's */
  DOC_HTML,
  DOC_COMMONMARK,          /* of a generator that adds nothing of its own */
  DOC_COMMONMARK_EXTENDED, /* with `{#name}` at headings and definition lists */
  DOC_MARKDOWN_ANY, /* of no generator known: what kramdown adds, but the HTML of CommonMark */
  DOC_EXACT = 8,    /* added to one of them: nothing is mended that its generator leaves
                       as it is, so that the text is what a browser would show */
};

/* On any thread.  Never fails: any bytes are a document.  `body` is UTF-8; `diags` may be
 * NULL.  The caller owns the result.  Hidden elements (display:none, hidden),
 * comments, scripts and styles are not in the tree; an unclosed title, textarea,
 * script, style or comment is text and never eats the rest. */
struct doc *doc_read(struct slice body, unsigned format, struct diag_list *diags);

/* markdown.c (the only door to cmark): appends HTML. */
void markdown_to_html(struct slice markdown, unsigned format, struct str *html);
/* html.c; dom.c is the only door to gumbo. */
struct doc *html_to_doc(struct slice html, struct diag_list *diags);

#endif
