/* Markdown becomes HTML that is valid UTF-8 and not much larger, and then a tree. */
#include "fuzz_doc.h"

/* What a few bytes may bring along: the back link of a note, a cell of a table. */
enum { GROWTH = 400, GROWTH_CELLS = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  struct slice in = fuzz_input(data, bytes);
  enum doc_format format = fuzz_option(&in) & 1 ? DOC_COMMONMARK : DOC_MARKDOWN;
  struct str body = STR_INIT, html = STR_INIT;
  fuzz_utf8(in, &body);
  markdown_to_html(str_slice(&body), format, &html);
  HOLDS(utf8_valid(str_slice(&html)));
  HOLDS(html.len <= body.len * GROWTH + GROWTH_CELLS);
  fuzz_read_doc(str_slice(&body), format);
  str_free(&body);
  str_free(&html);
  return 0;
}
