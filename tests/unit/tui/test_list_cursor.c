#include "tui/list_cursor.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void assert_cursor(const struct list_cursor *c, size_t selected, size_t top)
{
  assert_int_equal(c->selected, selected);
  assert_int_equal(c->top, top);
}

static void test_move(void **state)
{
  (void)state;
  struct list_cursor c = { 0 };
  list_cursor_resize(&c, 100, 10);
  assert_cursor(&c, 0, 0);
  list_cursor_move(&c, 7);
  assert_cursor(&c, 7, 0);
  list_cursor_move(&c, 1); /* two rows of what comes next stay in sight */
  assert_cursor(&c, 8, 1);
  list_cursor_move(&c, 1000);
  assert_cursor(&c, 99, 90);
  list_cursor_move(&c, -7);
  assert_cursor(&c, 92, 90);
  list_cursor_move(&c, -1);
  assert_cursor(&c, 91, 89);
  list_cursor_move(&c, -LONG_MAX);
  assert_cursor(&c, 0, 0);
  list_cursor_move(&c, LONG_MAX);
  assert_cursor(&c, 99, 90);
}

static void test_select(void **state)
{
  (void)state;
  struct list_cursor c = { 0 };
  list_cursor_resize(&c, 100, 5); /* too low for rows to spare */
  list_cursor_select(&c, 4);
  assert_cursor(&c, 4, 0);
  list_cursor_select(&c, 5);
  assert_cursor(&c, 5, 1);
  list_cursor_select(&c, SIZE_MAX);
  assert_cursor(&c, 99, 95);
  list_cursor_select(&c, 95);
  assert_cursor(&c, 95, 95);
}

static void test_resize(void **state)
{
  (void)state;
  struct list_cursor c = { 0 };
  list_cursor_resize(&c, 100, 10);
  list_cursor_select(&c, 50);
  list_cursor_resize(&c, 100, 1);
  assert_cursor(&c, 50, 50);
  list_cursor_resize(&c, 100, 0);
  assert_int_equal(c.selected, 50);
  list_cursor_resize(&c, 20, 10);
  assert_cursor(&c, 19, 10);
  list_cursor_resize(&c, 20, 30);
  assert_cursor(&c, 19, 0);
  list_cursor_resize(&c, 0, 10);
  assert_cursor(&c, 0, 0);
  list_cursor_move(&c, 3);
  list_cursor_scroll(&c, 3);
  assert_cursor(&c, 0, 0);
}

static void test_scroll(void **state)
{
  (void)state;
  struct list_cursor c = { 0 };
  list_cursor_resize(&c, 100, 10);
  list_cursor_select(&c, 5);
  list_cursor_scroll(&c, 2);
  assert_cursor(&c, 5, 2);
  list_cursor_scroll(&c, 3); /* the selection is carried along */
  assert_cursor(&c, 7, 5);
  list_cursor_scroll(&c, 1000);
  assert_int_equal(c.top, 90);
  list_cursor_scroll(&c, -1000);
  assert_int_equal(c.top, 0);
  assert_int_equal(c.selected, 7);
}

static void test_hold(void **state)
{
  (void)state;
  struct list_cursor c = { 0 };
  list_cursor_resize(&c, 100, 10);
  list_cursor_hold(&c, 40, 6);
  assert_cursor(&c, 40, 34);
  list_cursor_hold(&c, 3, 6);
  assert_cursor(&c, 3, 0);
  list_cursor_hold(&c, 99, 2);
  assert_cursor(&c, 99, 90);
  list_cursor_hold(&c, 500, 2);
  assert_cursor(&c, 99, 90);
}

/* Whatever is done, the selection is a row, and in sight. */
static void test_always_in_sight(void **state)
{
  (void)state;
  struct list_cursor c = { 0 };
  srand(3);
  for (int i = 0; i < 20000; i++) {
    long by = rand() % 41 - 20;
    switch (rand() % 4) {
    case 0: list_cursor_resize(&c, (size_t)(rand() % 60), (size_t)(rand() % 20)); break;
    case 1: list_cursor_move(&c, by); break;
    case 2: list_cursor_scroll(&c, by); break;
    default: list_cursor_select(&c, (size_t)(rand() % 70)); break;
    }
    if (c.count == 0) {
      assert_cursor(&c, 0, 0);
      continue;
    }
    assert_true(c.selected < c.count);
    assert_true(c.top == 0 || c.top + c.height <= c.count);
    if (c.height == 0) continue;
    assert_true(c.top <= c.selected && c.selected < c.top + c.height);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_move),   cmocka_unit_test(test_select),
    cmocka_unit_test(test_resize), cmocka_unit_test(test_scroll),
    cmocka_unit_test(test_hold),   cmocka_unit_test(test_always_in_sight),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
