#include "tui/reader_view.h"

#include "doc/read.h"
#include "layout/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct fixture {
  struct doc *doc;
  struct reader_view view;
};

static void set(struct fixture *f, uint32_t columns, size_t rows)
{
  struct layout_options options = { .columns = columns, .ambiguous = AMBIGUOUS_NARROW };
  lines_clear(&f->view.lines);
  layout_doc(f->doc, &options, &f->view.lines);
  f->view.rows = rows;
  reader_view_search(&f->view);
  reader_view_settle(&f->view);
}

/* Twenty paragraphs of ten characters each, a blank line between them. */
static int set_up(void **state)
{
  struct fixture *f = xcalloc(1, sizeof *f);
  struct str html = STR_INIT;
  for (int i = 0; i < 20; i++)
    str_addf(&html, "<p>雾%c大潮漫上<a href='/%d'>石阶</a>今日</p>", 'a' + i, i);
  f->doc = html_to_doc(str_slice(&html), NULL);
  reader_view_init(&f->view);
  set(f, 20, 5);
  str_free(&html);
  *state = f;
  return 0;
}

static int tear_down(void **state)
{
  struct fixture *f = *state;
  reader_view_free(&f->view);
  doc_free(f->doc);
  free(f);
  return 0;
}

static void test_moving_stops_at_both_ends(void **state)
{
  struct reader_view *v = &((struct fixture *)*state)->view;
  assert_int_equal(v->lines.line.count, 39);
  assert_false(reader_view_move(v, MOVE_LINES, -1));
  assert_true(reader_view_move(v, MOVE_PAGES, 1));
  assert_int_equal(v->top, 4); /* one line is seen again */
  assert_true(reader_view_move(v, MOVE_HALVES, 1));
  assert_int_equal(v->top, 6);
  assert_true(reader_view_move(v, MOVE_LAST, 0));
  assert_int_equal(v->top, 34);
  assert_int_equal(reader_view_end(v), 39);
  assert_false(reader_view_move(v, MOVE_PAGES, 1));
  assert_true(reader_view_move(v, MOVE_PERCENT, 50));
  assert_int_equal(v->top, 19);
  assert_true(reader_view_move(v, MOVE_TO, 3));
  assert_int_equal(v->top, 2);
  assert_true(reader_view_move(v, MOVE_LINES, -100));
  assert_int_equal(v->top, 0);
}

static void test_the_sentence_at_the_top_stays(void **state)
{
  struct fixture *f = *state;
  reader_view_go(&f->view, 12);
  uint32_t position = f->view.position;
  for (uint32_t columns = 1; columns < 40; columns++) {
    set(f, columns, 5);
    const struct line *top = &f->view.lines.line.items[f->view.top];
    assert_true(top->position <= position);
    assert_true(top[1].position > position);
  }
  set(f, 20, 50); /* all fits: the first line is at the top */
  assert_int_equal(f->view.top, 0);
  set(f, 20, 5);
  assert_int_equal(f->view.top, 12);
}

/* The file got two paragraphs more at its beginning, and the one at the top is another. */
static void test_what_shows_stays_when_the_text_changes(void **state)
{
  struct fixture *f = *state;
  struct lines before;
  struct str html = STR_INIT;
  reader_view_go(&f->view, 12);
  before = f->view.lines;
  lines_init(&f->view.lines);
  str_adds(&html, "<p>新一段</p><p>新二段</p>");
  for (int i = 0; i < 20; i++)
    str_addf(&html, "<p>雾%c大潮漫上石阶%s</p>", 'a' + i, i == 6 ? "改" : "今日");
  doc_free(f->doc);
  f->doc = html_to_doc(str_slice(&html), NULL);
  set(f, 20, 5);
  reader_view_keep(&f->view, &before, 12, 17);
  assert_int_equal(f->view.top, 16);
  lines_clear(&f->view.lines); /* nothing of it is left: no matter */
  reader_view_keep(&f->view, &before, 12, 17);
  lines_free(&before);
  str_free(&html);
}

static void test_hits_go_round_and_come_to_sight(void **state)
{
  struct reader_view *v = &((struct fixture *)*state)->view;
  assert_false(reader_view_find(v, SLICE("no such"), 0));
  assert_true(reader_view_find(v, SLICE("大潮"), 0));
  assert_int_equal(v->hits.count, 20);
  assert_int_equal(v->hit, 1);
  assert_true(reader_view_find(v, SLICE(""), 19));
  assert_int_equal(v->hit, 20);
  assert_int_equal(v->top, 34);
  assert_true(reader_view_find(v, SLICE(""), 1));
  assert_int_equal(v->hit, 1);
  reader_view_go(v, 11);
  assert_true(reader_view_find(v, SLICE("大潮"), 0)); /* the first from the top on */
  assert_int_equal(v->hit, 7);
}

static void test_a_hit_is_told_from_what_is_around_it(void **state)
{
  struct reader_view *v = &((struct fixture *)*state)->view;
  size_t part = 0;
  uint32_t until = 40;
  assert_true(reader_view_find(v, SLICE("大潮"), 0));
  assert_int_equal(reader_view_style(v, 2, 0, STYLE_TEXT, &part, &until), STYLE_TEXT);
  assert_int_equal(until, 4);
  until = 40;
  assert_int_equal(reader_view_style(v, 2, 4, STYLE_TEXT, &part, &until), STYLE_MATCH);
  assert_int_equal(until, 10);
  until = 40;
  assert_int_equal(reader_view_style(v, 2, 10, STYLE_TEXT, &part, &until), STYLE_TEXT);
  assert_int_equal(until, 40);
}

static void test_links_are_found_by_place_and_one_after_another(void **state)
{
  struct fixture *f = *state;
  assert_int_equal(reader_view_link_at(&f->view, 2, 10), 0);
  assert_int_equal(reader_view_link_at(&f->view, 2, 11), 2);
  assert_int_equal(reader_view_link_at(&f->view, 2, 14), 2);
  assert_int_equal(reader_view_link_at(&f->view, 2, 15), 0);
  assert_int_equal(reader_view_link_at(&f->view, 1000, 0), 0);
  assert_int_equal(reader_view_step_link(&f->view, f->doc, 0, 1), 1);
  assert_int_equal(reader_view_step_link(&f->view, f->doc, 1, -1), 20);
  assert_int_equal(f->view.top, 34);
  reader_view_go(&f->view, 12); /* away from it: the first that shows comes next */
  assert_int_equal(reader_view_step_link(&f->view, f->doc, 20, 1), 7);
  assert_int_equal(reader_view_step_link(&f->view, f->doc, 20, -1), 9);
}

/* 39 lines, every other one blank; pages of 5 rows: 5 + 5 of them show, and where a
 * page would begin with a blank line, one more. */
static void test_two_pages_are_turned_like_those_of_a_book(void **state)
{
  struct reader_view *v = &((struct fixture *)*state)->view;
  static const size_t tops[] = { 0, 12, 24, 36 };
  v->pages = 2;
  reader_view_settle(v);
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(v->top, tops[i]);
    if (i < 3) assert_int_equal(reader_view_line(v, 1, 0), v->top + 6); /* no blank at its head */
    assert_int_equal(reader_view_move(v, MOVE_PAGES, 1), i < 3);
  }
  assert_int_equal(v->top, 36); /* what is left, on the first page */
  reader_view_settle(v);
  assert_int_equal(v->top, 36);
  assert_false(reader_view_move(v, MOVE_LAST, 0));
  for (size_t i = 4; i-- > 0;) {
    assert_int_equal(v->top, tops[i]);
    assert_int_equal(reader_view_move(v, MOVE_PAGES, -1), i > 0);
  }
  assert_true(reader_view_move(v, MOVE_PAGES, 2));
  assert_int_equal(v->top, 24);
  assert_true(reader_view_move(v, MOVE_LINES, 1));
  assert_int_equal(v->top, 25);
  assert_int_equal(reader_view_line(v, 1, 0), 30); /* the second goes on */
  assert_true(reader_view_move(v, MOVE_PAGES, -9));
  assert_int_equal(v->top, 0);
  reader_view_go(v, 8);
  reader_view_bring(v, 17); /* on the second page: it shows */
  assert_int_equal(v->top, 8);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_moving_stops_at_both_ends, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_the_sentence_at_the_top_stays, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_two_pages_are_turned_like_those_of_a_book, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(test_what_shows_stays_when_the_text_changes, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_hits_go_round_and_come_to_sight, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_a_hit_is_told_from_what_is_around_it, set_up, tear_down),
    cmocka_unit_test_setup_teardown(test_links_are_found_by_place_and_one_after_another, set_up,
                                    tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
