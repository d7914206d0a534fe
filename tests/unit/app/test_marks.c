#include "../store/sample.h"

#include "app/marks.h"

#include <stdio.h>

static struct index *site(void)
{
  struct index *x = index_new();
  static const struct sample posts[] = {
    { .path = "_posts/2024-05-03-c.md", .title = "C", .categories = "news", .date = 300 },
    { .path = "_posts/2024-05-02-b.md", .title = "B", .categories = "news", .date = 200 },
    { .path = "_posts/2024-05-01-a.md", .title = "A", .categories = "sea", .date = 100 },
  };
  for (size_t i = 0; i < 3; i++) {
    char url[32];
    snprintf(url, sizeof url, "/%s", posts[i].title);
    add_url(x, &posts[i], url, NULL);
  }
  index_settle(x);
  return x;
}

static void say(struct marks *m, const char *kind, const char *name, int64_t number)
{
  marks_entry(
      m, &(struct state_entry){ .kind = slice_of(kind), .name = slice_of(name), .number = number });
}

static void assert_selects(struct marks *m, enum post_mark mark, bool on, size_t count, uint32_t first)
{
  id_list ids = { 0 };
  marks_select(m, mark, on, &ids);
  assert_int_equal(ids.count, count);
  if (count) assert_int_equal(ids.items[0], first);
  vec_free(&ids);
}

static void what_the_state_says(void **state)
{
  (void)state;
  struct index *x = site();
  struct marks *m = marks_new(x, NULL);
  assert_false(marks_known(m));
  assert_false(marks_has(m, 1, MARK_READ));
  say(m, STATE_READ, "/B", 1);
  say(m, STATE_READ, "/A", 0);
  say(m, STATE_STARRED, "/A", 1);
  say(m, STATE_PLACE, "/C", 812);
  say(m, STATE_READ, "/gone", 1);
  say(m, "tomorrow", "/C", 1);
  marks_loaded(m);
  assert_true(marks_known(m));
  assert_true(marks_has(m, 1, MARK_READ)); /* what was looked up before is looked up again */
  assert_false(marks_has(m, 2, MARK_READ));
  assert_true(marks_has(m, 2, MARK_STARRED));
  assert_int_equal(marks_place(m, 0), 812);
  assert_true(marks_count_more(m, 2));
  assert_int_equal(marks_count(m, MARK_READ), 0); /* not before all are counted */
  assert_false(marks_count_more(m, 2));
  assert_int_equal(marks_count(m, MARK_READ), 1);
  assert_selects(m, MARK_READ, false, 2, 0);
  assert_selects(m, MARK_STARRED, true, 1, 2);
  marks_free(m);
  index_free(x);
}

static void an_action_is_taken_back_as_one(void **state)
{
  static const uint32_t all[] = { 0, 1, 2 };
  uint32_t id = INDEX_NONE;
  (void)state;
  struct index *x = site();
  struct marks *m = marks_new(x, NULL);
  marks_loaded(m);
  assert_int_equal(marks_undo(m, &id), 0);
  assert_int_equal(marks_set(m, all + 1, 1, MARK_READ, true), 1);
  assert_int_equal(marks_set(m, all + 1, 1, MARK_READ, true), 0); /* no change, no action */
  assert_int_equal(marks_set(m, all, 3, MARK_READ, true), 2);
  assert_int_equal(marks_set(m, all, 1, MARK_STARRED, true), 1);
  assert_int_equal(marks_count(m, MARK_READ), 3);
  assert_int_equal(marks_undo(m, &id), 1);
  assert_int_equal(id, 0);
  assert_false(marks_has(m, 0, MARK_STARRED));
  assert_int_equal(marks_undo(m, &id), 2);
  assert_int_equal(marks_count(m, MARK_READ), 1);
  assert_true(marks_has(m, 1, MARK_READ));
  assert_int_equal(marks_undo(m, &id), 1);
  assert_selects(m, MARK_READ, true, 0, 0);
  assert_int_equal(marks_undo(m, &id), 0);
  marks_free(m);
  index_free(x);
}

static void a_post_that_is_gone_does_not_count(void **state)
{
  static const uint32_t all[] = { 0, 1, 2 };
  (void)state;
  struct index *x = site();
  struct marks *m = marks_new(x, NULL);
  marks_set(m, all, 3, MARK_READ, true);
  index_remove(x, SLICE("_posts/2024-05-02-b.md"));
  index_settle(x);
  marks_recount(m);
  assert_false(marks_count_more(m, 10));
  assert_int_equal(marks_count(m, MARK_READ), 2);
  marks_free(m);
  index_free(x);
}

/* A copy that comes later, and is shown instead, has been read too. */
static void copies_share_their_marks(void **state)
{
  static const struct sample first = {
    .path = "_posts/2024-05-02-202405021111.md", .title = "Ice", .date = 100, .bytes = 10
  };
  struct sample longer = first;
  (void)state;
  longer.path = "_posts/2024-05-02-NW202405021111.md";
  longer.bytes = 1000;
  struct index *x = index_new();
  struct marks *m = marks_new(x, NULL);
  uint32_t old = add_url(x, &first, "/first", NULL);
  index_settle(x);
  marks_set(m, &old, 1, MARK_READ, true);
  uint32_t new = add_url(x, &longer, "/longer", NULL);
  index_settle(x);
  assert_int_equal(index_record(x, old)->twin, new);
  assert_true(marks_has(m, new, MARK_READ));
  marks_set(m, &new, 1, MARK_READ, false);
  struct marks *again = marks_new(x, NULL);
  say(again, STATE_READ, "/first", 1);
  marks_loaded(again);
  assert_true(marks_has(again, new, MARK_READ));
  marks_free(again);
  marks_free(m);
  index_free(x);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_the_state_says),
    cmocka_unit_test(an_action_is_taken_back_as_one),
    cmocka_unit_test(a_post_that_is_gone_does_not_count),
    cmocka_unit_test(copies_share_their_marks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
