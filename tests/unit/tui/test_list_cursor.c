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

/* Every fifth item begins a day: a blank and a heading above it, but no blank above
 * the first; every seventh has a line below. */
static struct list_lines headed(const void *context, size_t item)
{
  (void)context;
  return (struct list_lines){ item == 0 ? 1 : item % 5 ? 0 : 2, item % 7 == 3 };
}

static void assert_spot(struct list_spot s, size_t item, size_t line)
{
  assert_int_equal(s.item, item);
  assert_int_equal(s.line, line);
}

static void test_headings(void **state)
{
  (void)state;
  struct list_cursor c = { .lines = headed };
  struct list_spot s;
  list_cursor_resize(&c, 1000000, 10);
  assert_int_equal(list_cursor_y(&c), 1);
  assert_true(list_cursor_first(&c, &s));
  assert_spot(s, 0, 0);
  for (int line = 0; line < 9; line++) assert_true(list_cursor_next(&c, &s));
  assert_spot(s, 5, 2); /* heading, 0 to 3 and the line below it, 4, blank, heading, 5 */
  list_cursor_select(&c, 5);
  assert_cursor(&c, 5, 1);
  assert_int_equal(c.skip, 0);
  assert_int_equal(list_cursor_y(&c), 7);
  list_cursor_scroll(&c, 5); /* away go 1, 2, 3, the line below it, and 4 */
  assert_cursor(&c, 5, 5);
  list_cursor_scroll(&c, 1);
  assert_int_equal(c.skip, 1);
  assert_int_equal(c.selected, 6); /* two lines below the top */
  list_cursor_page(&c, 9);
  assert_int_equal(c.selected, 12); /* 7, 8, 9, blank, heading, 10, the line below it, 11, 12 */
  list_cursor_select(&c, 999999);
  assert_int_equal(list_cursor_y(&c), 9 - headed(NULL, 999999).below);
  list_cursor_page(&c, -2000000);
  assert_cursor(&c, 0, 0);
  assert_int_equal(c.skip, 0);
}

static size_t asked;
static struct list_lines counted(const void *context, size_t item)
{
  asked++;
  return headed(context, item);
}

/* A key costs what the screen's height costs, wherever in the list. */
static void test_cost(void **state)
{
  (void)state;
  struct list_cursor c = { .lines = counted };
  list_cursor_resize(&c, 1000000, 50);
  for (int i = 0; i < 60; i++) {
    asked = 0;
    switch (i % 6) {
    case 0: list_cursor_select(&c, 999999); break;
    case 1: list_cursor_page(&c, -49); break;
    case 2: list_cursor_select(&c, 500000); break;
    case 3: list_cursor_scroll(&c, 49); break;
    case 4: list_cursor_page(&c, 400000); break;
    default: list_cursor_hold(&c, 7, 3); break;
    }
    assert_true(asked < 1000);
  }
}

/* Whatever is done, the selection is a row, and in sight. */
static void always_in_sight(list_lines_fn *lines)
{
  struct list_cursor c = { .lines = lines };
  srand(3);
  for (int i = 0; i < 20000; i++) {
    long by = rand() % 41 - 20;
    switch (rand() % 5) {
    case 0: list_cursor_resize(&c, (size_t)(rand() % 60), (size_t)(rand() % 20)); break;
    case 1: list_cursor_move(&c, by); break;
    case 2: list_cursor_scroll(&c, by); break;
    case 3: list_cursor_page(&c, by); break;
    default: list_cursor_select(&c, (size_t)(rand() % 70)); break;
    }
    if (c.count == 0) {
      assert_cursor(&c, 0, 0);
      continue;
    }
    assert_true(c.selected < c.count);
    assert_true(lines || c.top == 0 || c.top + c.height <= c.count);
    if (c.height == 0) continue;
    assert_true(c.top <= c.selected && list_cursor_y(&c) < c.height);
  }
}

static void test_always_in_sight(void **state)
{
  (void)state;
  always_in_sight(NULL);
  always_in_sight(headed);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_move),   cmocka_unit_test(test_select),
    cmocka_unit_test(test_resize), cmocka_unit_test(test_scroll),
    cmocka_unit_test(test_hold),   cmocka_unit_test(test_headings),
    cmocka_unit_test(test_cost),   cmocka_unit_test(test_always_in_sight),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
