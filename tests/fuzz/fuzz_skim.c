/* The flat scanner says what the real reader says, or nothing. */
#include "fuzz.h"

#include "doc/plain.h"
#include "doc/skim.h"
#include "text/fold.h"

static void add_folded(struct slice text, struct str *out)
{
  struct str folded = STR_INIT;
  struct slice rest, line;
  fold_lines(text, &folded);
  fold_drop_blanks(&folded, 0);
  rest = str_slice(&folded);
  while (slice_cut(&rest, '\n', &line)) {
    if (line.len == 0) continue;
    str_add(out, line);
    str_addc(out, '\n');
  }
  str_free(&folded);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  struct slice in = fuzz_input(data, bytes);
  enum doc_format format = fuzz_option(&in) % 2 ? DOC_COMMONMARK : DOC_MARKDOWN;
  struct str body = STR_INIT, skimmed = STR_INIT, read = STR_INIT, a = STR_INIT, b = STR_INIT;
  fuzz_utf8(in, &body);
  if (doc_skim(str_slice(&body), format, &skimmed)) {
    struct doc *d = doc_read(str_slice(&body), format, NULL);
    doc_plain(d->root, true, &read);
    doc_free(d);
    add_folded(str_slice(&skimmed), &a);
    add_folded(str_slice(&read), &b);
    if (!slice_eq(str_slice(&a), str_slice(&b)))
      fprintf(stderr, "skimmed\n%sread\n%s", a.ptr, b.ptr);
    HOLDS(slice_eq(str_slice(&a), str_slice(&b)));
  }
  str_free(&body);
  str_free(&skimmed);
  str_free(&read);
  str_free(&a);
  str_free(&b);
  return 0;
}
