#include "doc/read.h"

struct doc *doc_read(struct slice body, unsigned format, struct diag_list *diags)
{
  if ((format & ~(unsigned)DOC_EXACT) == DOC_HTML) return html_to_doc(body, diags);
  struct str html = STR_INIT;
  markdown_to_html(body, format, &html);
  struct doc *d = html_to_doc(str_slice(&html), diags);
  str_free(&html);
  return d;
}
