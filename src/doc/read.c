#include "doc/read.h"

struct doc *doc_read(struct slice body, enum doc_format format, struct diag_list *diags)
{
  if (format == DOC_HTML) return html_to_doc(body, diags);
  struct str html = STR_INIT;
  markdown_to_html(body, format, &html);
  struct doc *d = html_to_doc(str_slice(&html), diags);
  str_free(&html);
  return d;
}
