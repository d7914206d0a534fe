#include "layout/layout.h"
#include "layout/spacing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* The line with a `+` for each column that is added. */
static void test_spacing(void **state)
{
  static const struct {
    const char *line;
    bool autospace;
    uint32_t missing;
    const char *expected;
  } rows[] = {
    { "使用API的人", true, 0, "使用+API+的人" },
    { "使用API的人", false, 0, "使用API的人" },
    { "使用 API，的人", true, 0, "使用 API，的人" },
    { "第3章あcう", true, 0, "第+3+章あ+c+う" },
    { "서울API는", true, 0, "서울API는" },
    { "（API）", true, 0, "（API）" },
    /* blanks first, then borders, then pauses */
    { "a b中文，好", false, 1, "a +b中文，好" },
    { "a b中文，好", false, 2, "a +b+中文，好" },
    { "a b中文，好", false, 3, "a +b+中文，+好" },
    { "a b中文，好", false, 4, "a b中文，好" },
    { "中文，好", true, 1, "中文，+好" },
    { "中文", false, 1, "中文" },
    { "中——文·好／的", false, 1, "中——文·好／的" },
    { "a中", true, 1, "a+中" }, /* a border is widened once */
    /* evenly */
    { "a b c d e", false, 2, "a b +c d +e" },
    /* an indent is no gap */
    { "  a中", false, 1, "  a+中" },
    { "", true, 3, "" },
  };
  (void)state;
  spacing_list found = { 0 };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct slice line = slice_of(rows[i].line);
    struct str got = STR_INIT;
    spacing_find(line, rows[i].autospace, rows[i].missing, &found);
    size_t from = 0;
    for (size_t n = 0; n < found.count; n++) {
      str_add(&got, (struct slice){ line.ptr + from, found.items[n] - from });
      str_addc(&got, '+');
      from = found.items[n];
    }
    str_add(&got, slice_from(line, from));
    assert_string_equal(got.ptr, rows[i].expected);
    str_free(&got);
  }
  vec_free(&found);
}

/* The lines of a text as they are shown, parted by `/`; what was added is `+`. */
static void lay(const char *text, struct layout_options options, struct str *out)
{
  struct lines lines;
  lines_init(&lines);
  options.ambiguous = AMBIGUOUS_NARROW;
  layout_text(slice_of(text), STYLE_TEXT, &options, &lines);
  for (size_t i = 0; i < lines.line.count; i++) {
    const struct line *line = &lines.line.items[i];
    uint32_t columns = 0;
    if (i) str_addc(out, '/');
    for (uint32_t n = 0; n < line->count; n++) {
      const struct span *span = &lines.span.items[line->first + n];
      str_add(out, span->pad ? SLICE("+") : span_text(&lines, span));
      columns += span->columns;
    }
    assert_int_equal(columns, line->columns);
    assert_true(columns <= options.columns);
  }
  lines_free(&lines);
}

static void test_in_lines(void **state)
{
  static const struct {
    const char *text;
    uint32_t columns;
    bool autospace, justify;
    const char *expected;
  } rows[] = {
    { "使用API的人很多", 11, true, false, "使用+API+的/人很多" },
    { "使用API的人很多", 9, true, false, "使用+API/的人很多" },
    { "一二三四，五《六七》", 13, false, true, "一二三四，+五/《六七》" },
    { "一二三四，五《六七》", 13, false, false, "一二三四，五/《六七》" },
    { "one two three four", 14, false, true, "one two +three/four" },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct str got = STR_INIT;
    lay(rows[i].text,
        (struct layout_options){ .columns = rows[i].columns,
                                 .autospace = rows[i].autospace,
                                 .justify = rows[i].justify },
        &got);
    assert_string_equal(got.ptr, rows[i].expected);
    str_free(&got);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_spacing),
                                      cmocka_unit_test(test_in_lines) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
