#include "layout/line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_spans_that_go_on_are_one(void **state)
{
  (void)state;
  struct lines l;
  lines_init(&l);
  lines_span(&l, SLICE("潮"), 2, STYLE_TEXT, 0, 10);
  lines_span(&l, SLICE("水"), 2, STYLE_TEXT, 0, 13);   /* goes on */
  lines_span(&l, SLICE("x"), 1, STYLE_LINK, 0, 16);    /* another style */
  lines_span(&l, SLICE("y"), 1, STYLE_LINK, 3, 17);    /* another link */
  lines_span(&l, SLICE("z"), 1, STYLE_LINK, 3, 90);    /* another place */
  lines_span(&l, SLICE(""), 0, STYLE_LINK, 7, 91);     /* nothing */
  lines_mark(&l, SLICE("- "), 2, STYLE_BULLET, 0, 92); /* ours: all in one place */
  lines_mark(&l, SLICE("  "), 2, STYLE_BULLET, 0, 92);
  struct line *line = lines_end(&l, 10);
  static const struct {
    const char *text;
    uint32_t columns, position;
    bool made;
  } expected[] = {
    { "潮水", 4, 10, false }, { "x", 1, 16, false },   { "y", 1, 17, false },
    { "z", 1, 90, false },    { "-   ", 4, 92, true },
  };
  assert_int_equal(line->count, sizeof expected / sizeof *expected);
  assert_int_equal(line->columns, 11);
  for (uint32_t i = 0; i < line->count; i++) {
    const struct span *s = &l.span.items[line->first + i];
    assert_true(slice_eq(span_text(&l, s), slice_of(expected[i].text)));
    assert_int_equal(s->columns, expected[i].columns);
    assert_int_equal(s->position, expected[i].position);
    assert_int_equal(s->made, expected[i].made);
  }
  lines_free(&l);
}

static void test_spans_stay_in_their_line(void **state)
{
  (void)state;
  struct lines l;
  lines_init(&l);
  lines_span(&l, SLICE("a"), 1, STYLE_TEXT, 0, 0);
  lines_end(&l, 0);
  lines_end(&l, 1);
  lines_span(&l, SLICE("b"), 1, STYLE_TEXT, 0, 1);
  lines_span_ink(&l, SLICE("c"), 1, (struct ink){ .fg = 2 }, 2);
  lines_end(&l, 1);
  assert_int_equal(l.line.count, 3);
  assert_int_equal(l.line.items[0].count, 1);
  assert_int_equal(l.line.items[1].count, 0);
  assert_int_equal(l.line.items[2].first, 1);
  assert_int_equal(l.line.items[2].count, 2);
  lines_clear(&l);
  assert_int_equal(l.line.count + l.span.count + l.text.len, 0);
  lines_free(&l);
}

static void test_lines_at(void **state)
{
  (void)state;
  static const uint32_t positions[] = { 0, 10, 25, 25, 40 };
  static const struct {
    uint32_t position;
    size_t line;
  } cases[] = { { 0, 0 },  { 9, 0 },  { 10, 1 }, { 24, 1 },
                { 25, 3 }, { 39, 3 }, { 40, 4 }, { 999, 4 } };
  struct lines l;
  lines_init(&l);
  assert_int_equal(lines_at(&l, 5), 0);
  for (size_t i = 0; i < sizeof positions / sizeof *positions; i++) lines_end(&l, positions[i]);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(lines_at(&l, cases[i].position), cases[i].line);
  lines_free(&l);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_spans_that_go_on_are_one),
    cmocka_unit_test(test_spans_stay_in_their_line),
    cmocka_unit_test(test_lines_at),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
