/* Lines are no wider than asked, and hold all of the text, in the document's order. */
#include "fuzz_doc.h"
#include "fuzz_lines.h"

#include "layout/layout.h"

/* ASCII letters and digits, and Han: what neither the sanitiser nor filling changes. */
static void add_kept(struct slice text, struct str *out)
{
  while (text.len) {
    char32_t c;
    text = slice_from(text, utf8_decode(text, &c, NULL));
    bool ascii = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (ascii || (c >= 0x4e00 && c < 0x9fa0)) utf8_add(out, c);
  }
}

/* Marks join the letter before them, tags become letters: no way to tell what was kept. */
static bool is_plain(struct slice text)
{
  while (text.len) {
    char32_t c;
    text = slice_from(text, utf8_decode(text, &c, NULL));
    if (c >= 0x80 && (c < 0x3000 || c >= 0x9fa0)) return false;
    if (c > 0x3029 && c < 0x3030) return false;
    if (c == 0x3099 || c == 0x309a) return false;
  }
  return true;
}

static int by_position(const void *left, const void *right)
{
  const struct span *a = left, *b = right;
  if (a->position != b->position) return a->position < b->position ? -1 : 1;
  return a->text < b->text ? -1 : a->text > b->text;
}

static void check_kept(const struct doc *d, struct lines *l)
{
  struct str expected = STR_INIT, found = STR_INIT;
  bool plain = true;
  struct walk w = walk_start(d->root);
  while (walk_next(&w)) {
    if (!w.entering) continue;
    plain = plain && is_plain(node_text(w.node));
    add_kept(node_text(w.node), &expected);
  }
  if (l->span.count) qsort(l->span.items, l->span.count, sizeof *l->span.items, by_position);
  for (size_t i = 0; i < l->span.count; i++)
    if (!l->span.items[i].made) add_kept(span_text(l, &l->span.items[i]), &found);
  if (plain) HOLDS(slice_eq(str_slice(&expected), str_slice(&found)));
  str_free(&expected);
  str_free(&found);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  struct slice in = fuzz_input(data, bytes);
  unsigned flags = fuzz_option(&in);
  struct layout_options options = { .columns = 1 + fuzz_option(&in) % 120,
                                    .ambiguous = flags & 1 ? AMBIGUOUS_WIDE : AMBIGUOUS_NARROW,
                                    .paragraphs = flags & 2 ? PARAGRAPHS_INDENT : 0,
                                    .hang = flags & 4,
                                    .korean_by_word = flags & 8,
                                    .images = flags & 16,
                                    .folded = true };
  struct str body = STR_INIT;
  struct lines lines;
  fuzz_utf8(in, &body);
  struct doc *d = doc_read(str_slice(&body), flags & 32 ? DOC_MARKDOWN : DOC_HTML, NULL);
  lines_init(&lines);
  layout_doc(d, &options, &lines);
  size_t most = options.columns < 2 ? 2 : options.columns;
  fuzz_check_lines(&lines, most + (options.hang ? 2 : 0), options.ambiguous);
  check_kept(d, &lines);
  lines_free(&lines);
  doc_free(d);
  str_free(&body);
  return 0;
}
