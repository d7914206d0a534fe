/* Lines of state from another machine: what is taken can be written, and reads the same. */
#include "fuzz.h"

#include "app/state_lines.h"

static void same(struct slice a, struct slice b)
{
  HOLDS(slice_eq(a, b));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  struct slice in = fuzz_input(data, bytes), line;
  while (slice_cut(&in, '\n', &line)) {
    struct state_line one, again;
    struct str written = STR_INIT;
    const char *problem = state_line_read(&one, line);
    if (!problem) {
      state_line_write(&one.entry, &written);
      HOLDS(slice_find_char(str_slice(&written), '\n') == written.len - 1);
      HOLDS(!state_line_read(&again, slice_first(str_slice(&written), written.len - 1)));
      same(one.entry.site, again.entry.site);
      same(one.entry.kind, again.entry.kind);
      same(one.entry.name, again.entry.name);
      same(one.entry.text, again.entry.text);
      HOLDS(one.entry.number == again.entry.number || one.entry.text.ptr || one.entry.is_null);
      HOLDS(one.entry.is_null == again.entry.is_null && one.entry.at == again.entry.at);
      state_line_free(&again);
    }
    state_line_free(&one);
    str_free(&written);
  }
  return 0;
}
