#include "tui/split.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static bool shown(struct rect r)
{
  return r.rows > 0 && r.columns > 0;
}

static bool apart(struct rect a, struct rect b)
{
  return a.y + a.rows <= b.y || b.y + b.rows <= a.y || a.x + a.columns <= b.x ||
         b.x + b.columns <= a.x;
}

static void assert_fits(struct rect window, const struct split *s)
{
  const struct rect rects[] = { s->title, s->status, s->panes[0], s->panes[1], s->panes[2] };
  enum { COUNT = sizeof rects / sizeof *rects };
  for (size_t i = 0; i < COUNT; i++) {
    if (!shown(rects[i])) continue;
    assert_true(rects[i].y >= 0 && rects[i].y + rects[i].rows <= window.rows);
    assert_true(rects[i].x >= 0 && rects[i].x + rects[i].columns <= window.columns);
    for (size_t n = i + 1; n < COUNT; n++)
      if (shown(rects[n])) assert_true(apart(rects[i], rects[n]));
  }
}

/* At any size nothing overlaps or lies outside, and what has the focus shows. */
static void test_every_size(void **state)
{
  (void)state;
  for (int rows = 1; rows <= 80; rows++)
    for (int columns = 1; columns <= 300; columns += columns < 130 ? 1 : 17)
      for (int focus = 0; focus < PANE_COUNT; focus++)
        for (int mode = 0; mode < 3; mode++) {
          struct rect window = { 0, 0, rows, columns };
          struct split s = split_window(window, mode == 2 ? PANE_READER : (enum pane_id)focus,
                                        mode == 1, mode == 2);
          assert_fits(window, &s);
          assert_true(shown(s.panes[mode == 2 ? PANE_READER : focus]));
          assert_true(shown(s.main));
        }
}

static void test_arrangements(void **state)
{
  static const struct {
    int rows, columns;
    enum pane_id focus;
    bool zoom, pager;
    const char *panes; /* those that show */
    bool title, status;
  } rows[] = {
    { 36, 120, PANE_POSTS, false, false, "cpr", true, true },
    { 36, 119, PANE_POSTS, false, false, "pr", true, true },
    { 24, 80, PANE_CATEGORIES, false, false, "cr", true, true },
    { 24, 59, PANE_POSTS, false, false, "p", true, true },
    { 10, 80, PANE_READER, false, false, "r", true, true },
    { 36, 120, PANE_CATEGORIES, true, false, "c", true, true },
    { 36, 120, PANE_READER, false, true, "r", false, true },
    { 5, 80, PANE_POSTS, false, false, "p", false, true },
    { 2, 80, PANE_POSTS, false, false, "p", false, false },
    { 1, 1, PANE_POSTS, false, false, "p", false, false },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct rect window = { 0, 0, rows[i].rows, rows[i].columns };
    struct split s = split_window(window, rows[i].focus, rows[i].zoom, rows[i].pager);
    for (int p = 0; p < PANE_COUNT; p++)
      assert_int_equal(shown(s.panes[p]), strchr(rows[i].panes, "cpr"[p]) != NULL);
    assert_int_equal(shown(s.title), rows[i].title);
    assert_int_equal(shown(s.status), rows[i].status);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_every_size),
    cmocka_unit_test(test_arrangements),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
