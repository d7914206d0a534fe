#include "tui/spread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_widths(void **state)
{
  static const struct {
    uint32_t columns, measure;
    enum spread_pages asked;
    uint32_t pages, set, left;
  } rows[] = {
    { 160, 72, SPREAD_AUTO, 2, 72, 5 },  { 152, 72, SPREAD_AUTO, 2, 72, 2 },
    { 151, 72, SPREAD_AUTO, 1, 72, 39 }, { 300, 72, SPREAD_ONE, 1, 72, 114 },
    { 100, 72, SPREAD_TWO, 2, 46, 2 },   { 47, 72, SPREAD_TWO, 1, 42, 2 },
    { 48, 72, SPREAD_TWO, 2, 20, 2 },    { 300, 41, SPREAD_AUTO, 2, 40, 106 },
    { 30, 72, SPREAD_AUTO, 1, 26, 2 },   { 29, 72, SPREAD_AUTO, 1, 28, 0 },
    { 1, 72, SPREAD_TWO, 1, 1, 0 },      { 0, 72, SPREAD_AUTO, 1, 1, 0 },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct spread s = spread_of(rows[i].columns, rows[i].measure, rows[i].asked);
    assert_int_equal(s.pages, rows[i].pages);
    assert_int_equal(s.measure, rows[i].set);
    assert_int_equal(s.left, rows[i].left);
  }
}

/* Pages never touch, and stand in the middle. */
static void test_pages_stand_apart(void **state)
{
  (void)state;
  for (uint32_t columns = 1; columns < 400; columns++)
    for (enum spread_pages asked = SPREAD_AUTO; asked <= SPREAD_TWO; asked++) {
      struct spread s = spread_of(columns, 72, asked);
      uint32_t end = s.left + (s.pages - 1) * s.step + s.measure;
      assert_true(s.pages == 1 || s.step >= s.measure + 4);
      assert_true(end + s.left == columns || end + s.left + 1 == columns);
      assert_true(s.step > 0);
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_widths),
    cmocka_unit_test(test_pages_stand_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
