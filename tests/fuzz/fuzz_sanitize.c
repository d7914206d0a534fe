/* What passes the gate is valid, printable, bounded, and passes it again unchanged. */
#include "fuzz_lines.h"

#include "text/sanitize.h"

static void check_map(const struct offset_map *map, size_t from_bytes, size_t to_bytes)
{
  uint32_t from = 0, to = 0;
  for (size_t i = 0; i < map->pairs.count; i++) {
    struct offset_pair pair = map->pairs.items[i];
    HOLDS(pair.to >= to && pair.from >= from);
    to = pair.to;
    from = pair.from;
  }
  HOLDS(from <= from_bytes && to <= to_bytes);
}

static void check(struct slice in, enum sanitize_mode mode)
{
  struct str once = STR_INIT, twice = STR_INIT;
  struct offset_map map = { 0 };
  sanitize(in, mode, &once, &map);
  struct slice rest = str_slice(&once), line;
  if (mode == SANITIZE_LINE) HOLDS(fuzz_printable(rest));
  while (slice_cut(&rest, '\n', &line)) HOLDS(fuzz_printable(line));
  HOLDS(text_columns(str_slice(&once), AMBIGUOUS_WIDE) <= 8 * in.len);
  check_map(&map, in.len, once.len);
  sanitize(str_slice(&once), mode, &twice, NULL);
  HOLDS(slice_eq(str_slice(&once), str_slice(&twice)));
  offset_map_free(&map);
  str_free(&once);
  str_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  check(fuzz_input(data, bytes), SANITIZE_LINE);
  check(fuzz_input(data, bytes), SANITIZE_TEXT);
  return 0;
}
