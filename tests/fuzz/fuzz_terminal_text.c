/* What programs write for a pager: no escape comes through, no line is too wide, and it
 * is all the same in how many pieces it came. */
#include "fuzz_lines.h"

#include "layout/terminal_text.h"

static void read_in_pieces(struct slice in, size_t piece,
                           const struct terminal_text_options *options, struct lines *out)
{
  struct terminal_text t;
  terminal_text_init(&t);
  while (in.len) {
    terminal_text_add(&t, slice_first(in, piece), options, out);
    in = slice_from(in, piece);
  }
  terminal_text_end(&t, options, out);
  terminal_text_free(&t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  struct slice in = fuzz_input(data, bytes);
  unsigned flags = fuzz_option(&in);
  struct terminal_text_options options = {
    .columns = 1 + fuzz_option(&in) % 120,
    .ambiguous = flags & 1 ? AMBIGUOUS_WIDE : AMBIGUOUS_NARROW,
    .chop = flags & 2,
  };
  struct lines whole, pieces;
  lines_init(&whole);
  lines_init(&pieces);
  read_in_pieces(in, in.len, &options, &whole);
  read_in_pieces(in, 1 + flags / 4, &options, &pieces);
  fuzz_check_lines(&whole, options.columns < 2 ? 2 : options.columns, options.ambiguous);
  HOLDS(slice_eq(str_slice(&whole.text), str_slice(&pieces.text)));
  HOLDS(whole.line.count == pieces.line.count && whole.span.count == pieces.span.count);
  lines_free(&whole);
  lines_free(&pieces);
  return 0;
}
