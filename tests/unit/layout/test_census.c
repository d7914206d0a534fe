#include "layout/census.h"

#include "text/cluster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* Lines parted by `/`: one that ends in `_` was broken at a blank; the last is not
 * soft. */
static void build(const char *texts, struct lines *lines)
{
  struct slice rest = slice_of(texts), text;
  lines_init(lines);
  while (slice_cut(&rest, '/', &text)) {
    bool blank = slice_ends(text, SLICE("_"));
    if (blank) text.len--;
    size_t columns = text_columns(text, AMBIGUOUS_NARROW);
    lines_span(lines, text, (uint32_t)columns, STYLE_TEXT, 0, 0);
    struct line *line = lines_end(lines, 0);
    line->soft = rest.len > 0;
    line->joined = line->soft && !blank;
  }
}

static void test_faults(void **state)
{
  static const struct {
    const char *lines, *expected;
  } rows[] = {
    { "一二/三四", "" },         { "一二/，三四", "start" },
    { "一二_/，三四", "start" }, { "，三四", "" }, /* it begins as it likes */
    { "一二/……三四", "strict" }, { "一二—/—三四", "pair" },
    { "一二（/三四）", "end" },  { "一二“/三四”", "end" },
    { "一二20/24年", "number" }, { "一二20/%的人", "number" },
    { "一二￥/20的", "number" }, { "一二wo/rd的", "word" },
    { "a wo/rd", "word" },       { "a wo_/rd", "" },
    { "wo/rd", "forced" }, /* longer than the line: there was no other place */
    { "。。/。。", "forced" },   { "一二三四/五。", "orphan" },
    { "一二三四/五六。", "" },   { "一二三四五六七八九", "over" },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct lines lines;
    struct census c = { 0 };
    struct str got = STR_INIT;
    build(rows[i].lines, &lines);
    census_add(&c, &lines, 16, 0);
    const struct {
      uint64_t count;
      const char *name;
    } counts[] = { { c.start, "start" },   { c.strict, "strict" }, { c.end, "end" },
                   { c.pair, "pair" },     { c.number, "number" }, { c.word, "word" },
                   { c.forced, "forced" }, { c.over, "over" },     { c.orphan, "orphan" } };
    for (size_t n = 0; n < sizeof counts / sizeof *counts; n++)
      for (uint64_t times = 0; times < counts[n].count; times++) str_adds(&got, counts[n].name);
    assert_string_equal(got.ptr, rows[i].expected);
    str_free(&got);
    lines_free(&lines);
  }
}

static void test_hanging(void **state)
{
  (void)state;
  struct lines lines;
  struct census c = { 0 };
  build("一二三四五六七八，/九十", &lines);
  census_add(&c, &lines, 16, 2);
  assert_int_equal(c.over, 0);
  census_add(&c, &lines, 16, 0);
  assert_int_equal(c.over, 1);
  lines_free(&lines);
}

static void test_text(void **state)
{
  (void)state;
  struct lines a, b, c;
  build("一二/三四 五", &a);
  build("一二三/四_/五", &b);
  build("一二三/四_/", &c);
  assert_true(census_text(&a) == census_text(&b));
  assert_false(census_text(&a) == census_text(&c));
  lines_pad(&c, SLICE("| "), 2, STYLE_TEXT, 0);
  lines_span(&c, SLICE("五"), 2, STYLE_TEXT, 0, 0);
  assert_true(census_text(&a) == census_text(&c));
  lines_free(&a);
  lines_free(&b);
  lines_free(&c);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_faults), cmocka_unit_test(test_hanging),
                                      cmocka_unit_test(test_text) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
