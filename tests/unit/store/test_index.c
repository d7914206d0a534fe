#include "sample.h"

#include <stdio.h>

static void test_order(void **state)
{
  (void)state;
  struct index *x = index_new();
  add(x, (struct sample){ .path = "b.md", .title = "B", .date = 20 });
  add(x, (struct sample){ .path = "u.md", .title = "U" });
  add(x, (struct sample){ .path = "a.md", .title = "A", .date = 20 });
  add(x, (struct sample){ .path = "old.md", .title = "O", .date = -5 });
  add(x, (struct sample){ .path = "c.md", .title = "C", .date = 30 });
  index_settle(x);
  assert_order(x, "c.md b.md a.md old.md u.md");
  index_free(x);
}

static void test_update_keeps_order(void **state)
{
  (void)state;
  struct index *x = index_new();
  uint32_t first = add(x, (struct sample){ .path = "a.md", .title = "A", .date = 10 });
  add(x, (struct sample){ .path = "b.md", .title = "B", .date = 20 });
  index_settle(x);
  add(x, (struct sample){ .path = "c.md", .title = "C", .date = 15 });
  add(x, (struct sample){ .path = "b.md", .title = "B", .date = 5 });
  add(x, (struct sample){ .path = "gone.md", .title = "G", .date = 12 });
  index_remove(x, SLICE("gone.md"));
  index_settle(x);
  assert_order(x, "c.md a.md b.md");
  assert_int_equal(add(x, (struct sample){ .path = "a.md", .title = "A2", .date = 1 }), first);
  index_settle(x);
  assert_order(x, "c.md b.md a.md");
  assert_string_equal(index_string(x, index_record(x, first)->title).ptr, "A2");
  index_remove(x, SLICE("c.md"));
  index_remove(x, SLICE("never.md"));
  index_settle(x);
  assert_order(x, "b.md a.md");
  index_free(x);
}

static void assert_rows(const struct index *x, struct rows rows, const char *expected)
{
  struct str got = STR_INIT;
  for (size_t i = 0; i < index_rows(x, rows); i++) {
    uint32_t id = index_row(x, rows, i);
    str_addf(&got, "%s%s", i ? " " : "", index_string(x, index_record(x, id)->path).ptr);
    assert_int_equal(index_row_of(x, rows, id), i);
  }
  assert_string_equal(got.ptr, expected);
  assert_int_equal(index_row(x, rows, index_rows(x, rows)), INDEX_NONE);
  str_free(&got);
}

static void test_rows(void **state)
{
  (void)state;
  struct index *x = index_new();
  struct rows all = rows_of_site();
  assert_rows(x, all, "");
  add(x, (struct sample){ .path = "a.md", .title = "A", .date = 10, .categories = "p" });
  add(x, (struct sample){ .path = "b.md", .title = "B", .date = 20, .categories = "q p" });
  uint32_t draft = add(
      x, (struct sample){ .path = "c.md", .date = 30, .categories = "p", .status = POST_DRAFT });
  add(x, (struct sample){ .path = "d.md", .title = "D", .date = 20, .categories = "p" });
  add(x, (struct sample){ .path = "e.md", .title = "E", .tags = "t" });
  index_settle(x);
  struct rows p = rows_of_label(LABEL_CATEGORY, label_find(x, LABEL_CATEGORY, SLICE("p")));
  struct rows q = rows_of_label(LABEL_CATEGORY, label_find(x, LABEL_CATEGORY, SLICE("q")));
  assert_rows(x, all, "d.md b.md a.md e.md");
  assert_rows(x, p, "d.md b.md a.md");
  assert_rows(x, q, "b.md");
  assert_rows(x, rows_of_label(LABEL_TAG, 0), "e.md");
  assert_rows(x, rows_of_label(LABEL_TAG, 1), "");
  assert_int_equal(index_row_of(x, all, draft), 0);
  assert_int_equal(index_row_since(x, all, 20), 0);
  assert_int_equal(index_row_since(x, all, 19), 2);
  assert_int_equal(index_row_since(x, all, 0), 3);
  index_remove(x, SLICE("b.md"));
  add(x, (struct sample){ .path = "f.md", .title = "F", .date = 15, .categories = "q" });
  index_settle(x);
  assert_rows(x, p, "d.md a.md");
  assert_rows(x, q, "f.md");
  assert_int_equal(index_row_of(x, p, draft), 0);
  index_free(x);
}

/* Rows, counts and names are the same in both. */
static void assert_same_rows(const struct index *a, const struct index *b, struct rows rows)
{
  assert_int_equal(index_rows(a, rows), index_rows(b, rows));
  for (size_t n = 0; n < index_rows(a, rows); n++)
    assert_int_equal(index_row(a, rows, n), index_row(b, rows, n));
}

static void assert_same_labels(const struct index *a, const struct index *b, enum label_kind kind)
{
  assert_int_equal(label_count(a, kind), label_count(b, kind));
  for (uint32_t i = 0; i < label_count(a, kind); i++) {
    const struct label *l = label_at(a, kind, i), *r = label_at(b, kind, i);
    assert_same_rows(a, b, rows_of_label(kind, i));
    assert_int_equal(l->posts, index_rows(a, rows_of_label(kind, i)));
    assert_int_equal(l->posts, r->posts);
    assert_int_equal(l->newest, r->newest);
    assert_string_equal(index_string(a, l->display).ptr, index_string(b, r->display).ptr);
  }
}

static void test_small_steps_as_one(void **state)
{
  (void)state;
  struct index *small = index_new(), *great = index_new();
  uint32_t seed = 7;
  for (int step = 0; step < 3000; step++) {
    seed = seed * 1664525 + 1013904223;
    char path[64], title[16];
    unsigned post = (seed >> 8) % 90;
    snprintf(path, sizeof path, "%s/2020-01-01-%s2020010100000%02u.md",
             seed >> 28 & 1 ? "_posts" : "old_post", seed >> 27 & 1 ? "NW" : "", post);
    snprintf(title, sizeof title, "T%u", (seed >> 20) % 3);
    struct sample s = { .path = path,
                        .title = title,
                        .categories = seed >> 26 & 1 ? "x" : "y",
                        .tags = seed >> 24 & 3   ? "甲"
                                : seed >> 12 & 1 ? "p q"
                                                 : "q",
                        .status = seed >> 9 & 7 ? POST_PUBLISHED : POST_DRAFT,
                        .date = 1 + (seed >> 16) % 4,
                        .bytes = (seed >> 5) % 8 * 1000 + post };
    struct index *both[] = { small, great };
    for (int i = 0; i < 2; i++) {
      if (seed % 4 == 0)
        index_remove(both[i], slice_of(path));
      else
        add(both[i], s);
    }
    if (step % 3 == 0) index_settle(small);
  }
  index_settle(small);
  index_settle(great);
  assert_int_equal(index_count(small), index_count(great));
  for (size_t i = 0; i < index_count(small); i++) {
    uint32_t l = index_at(small, i), r = index_at(great, i);
    assert_int_equal(l, r);
    const struct record *a = index_record(small, l), *b = index_record(great, r);
    assert_string_equal(index_string(small, a->path).ptr, index_string(great, b->path).ptr);
    assert_int_equal(a->flags, b->flags);
    assert_int_equal(a->twin, b->twin);
    assert_int_equal(index_find_path(small, index_string(small, a->path)), l);
  }
  assert_same_rows(small, great, rows_of_site());
  assert_same_labels(small, great, LABEL_CATEGORY);
  assert_same_labels(small, great, LABEL_TAG);
  index_free(small);
  index_free(great);
}

static void test_moved_post_keeps_its_id(void **state)
{
  (void)state;
  static const struct {
    const char *from, *to;
    bool same;
  } cases[] = {
    { "_posts/2023-02-03-rain.md", "old_post/2023-02-03-rain.md", true },
    { "_posts/2023/2023-02-03-rain.md", "old_post/2023-02-03-rain.md", true },
    { "ja/news/_posts/2023-02-03-rain.md", "ja/news/old/2023-02-03-rain.md", true },
    { "ja/news/_posts/2023-02-03-rain.md", "zh_tw/news/_posts/2023-02-03-rain.md", false },
    { "content/walk/index.md", "archive/walk/index.md", true },
    { "content/walk/index.md", "content/swim/index.md", false },
    { "_posts/2023-02-03-rain.md", "_posts/2023-02-03-snow.md", false },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int new_first = 0; new_first < 2; new_first++) {
      struct index *x = index_new();
      struct sample from = { .path = cases[i].from, .title = "Rain", .date = 9 };
      struct sample to = { .path = cases[i].to, .title = "Rain", .date = 9 };
      uint32_t id = add(x, from);
      index_settle(x);
      if (new_first) add(x, to);
      index_remove(x, slice_of(from.path));
      if (!new_first) index_settle(x);
      if (!new_first) add(x, to);
      index_settle(x);
      assert_int_equal(index_find_path(x, slice_of(to.path)) == id, cases[i].same);
      assert_int_equal(index_find_path(x, slice_of(from.path)), INDEX_NONE);
      assert_order(x, cases[i].to);
      assert_int_equal(index_find_name(x, slice_of(from.path)) == id, cases[i].same);
      index_free(x);
    }
}

static void test_same_name_is_not_the_same_post(void **state)
{
  (void)state;
  struct index *x = index_new();
  uint32_t a =
      add(x, (struct sample){ .path = "films/_posts/2023-02-03-week.md", .title = "F", .date = 9 });
  uint32_t b =
      add(x, (struct sample){ .path = "books/_posts/2023-02-03-week.md", .title = "B", .date = 9 });
  index_settle(x);
  assert_true(a != b && index_listed(x, a) && index_listed(x, b));
  index_remove(x, SLICE("films/_posts/2023-02-03-week.md"));
  index_settle(x);
  assert_int_equal(index_find_path(x, SLICE("books/_posts/2023-02-03-week.md")), b);
  index_free(x);
}

static void test_changes_are_told(void **state)
{
  (void)state;
  struct index *x = index_new();
  id_list ids = { 0 };
  uint32_t first = add(x, (struct sample){ .path = "a.md", .title = "A", .date = 10 });
  size_t before = index_changes(x);
  uint32_t second = add(x, (struct sample){ .path = "b.md", .title = "B", .date = 20 });
  index_settle(x);
  add(x, (struct sample){ .path = "a.md", .title = "A2", .date = 10 });
  index_remove(x, SLICE("b.md"));
  assert_true(index_changed_since(x, before, &ids));
  const uint32_t expected[] = { second, first, second };
  assert_int_equal(ids.count, 3);
  assert_memory_equal(ids.items, expected, sizeof expected);
  vec_clear(&ids);
  assert_true(index_changed_since(x, index_changes(x), &ids));
  assert_int_equal(ids.count, 0);
  assert_false(index_changed_since(x, index_changes(x) + 1, &ids)); /* of another index */
  char path[16];
  for (int i = 0; i < 30000; i++) {
    snprintf(path, sizeof path, "%d.md", i);
    add(x, (struct sample){ .path = path, .title = "N", .date = i });
  }
  assert_false(index_changed_since(x, before, &ids));
  before = index_changes(x) - 1;
  assert_true(index_changed_since(x, before, &ids));
  assert_int_equal(ids.count, 1);
  vec_free(&ids);
  index_free(x);
}

static void test_find(void **state)
{
  (void)state;
  struct index *x = index_new();
  struct sample a = { .path = "_posts/2020-05-06-NW202005061111222233.md", .title = "A" };
  struct sample b = { .path = "_posts/2020-05-07-leaf.md", .title = "B" };
  uint32_t number = add_url(x, &a, "/a.html", "/old-a /older-a"),
           leaf = add_url(x, &b, "/b.html", NULL);
  index_settle(x);
  static const struct {
    const char *name;
    int which;
  } names[] = {
    { "2020-05-06-NW202005061111222233.md", 1 },
    { "elsewhere/2020-05-07-leaf.md", 2 },
    { "2020-05-07-leaf.html", 2 },
    { "202005061111222233.md", 1 },
    { "x/202005061111222234.md", 0 },
    { "leaf.md", 0 },
    { "", 0 },
  };
  uint32_t ids[] = { INDEX_NONE, number, leaf };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    assert_int_equal(index_find_name(x, slice_of(names[i].name)), ids[names[i].which]);
  assert_int_equal(index_find_url(x, SLICE("/a.html")), number);
  assert_int_equal(index_find_url(x, SLICE("/older-a")), number);
  assert_int_equal(index_find_url(x, SLICE("")), INDEX_NONE);
  add_url(x, &a, "/c.html", NULL);
  assert_int_equal(index_find_url(x, SLICE("/a.html")), INDEX_NONE);
  assert_int_equal(index_find_url(x, SLICE("/c.html")), number);
  index_remove(x, slice_of(a.path));
  assert_int_equal(index_find_url(x, SLICE("/c.html")), INDEX_NONE);
  assert_int_equal(index_find_url(x, SLICE("/old-a")), INDEX_NONE);
  index_free(x);
}

static void test_two_posts_want_one_url(void **state)
{
  (void)state;
  struct index *x = index_new();
  struct sample a = { .path = "a.md", .title = "A" }, b = { .path = "b.md", .title = "B" };
  uint32_t first = add_url(x, &a, "/x", NULL), second = add_url(x, &b, "/x", NULL);
  index_settle(x);
  assert_int_equal(index_find_url(x, SLICE("/x")), first);
  index_remove(x, SLICE("a.md"));
  index_settle(x);
  assert_int_equal(index_find_url(x, SLICE("/x")), second);
  index_free(x);
}

static void test_hostile_strings(void **state)
{
  (void)state;
  struct index *x = index_new();
  struct post post = { .path = SLICE("n.md"), .title = { "a\0b", 3 }, .date_from = DATE_NONE };
  slice_list many = { 0 };
  char names[1000][16];
  for (int i = 0; i < 1000; i++) {
    snprintf(names[i], sizeof names[i], "t%d", i);
    vec_push(&many, slice_of(names[i]));
  }
  post.tags = many;
  uint32_t id = index_add(x, &post);
  index_settle(x);
  const uint32_t *labels;
  assert_string_equal(index_string(x, index_record(x, id)->title).ptr, "a b");
  assert_in_range(index_labels(x, id, LABEL_TAG, &labels), 100, 1000);
  vec_free(&many);
  index_free(x);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_order),
    cmocka_unit_test(test_update_keeps_order),
    cmocka_unit_test(test_rows),
    cmocka_unit_test(test_small_steps_as_one),
    cmocka_unit_test(test_moved_post_keeps_its_id),
    cmocka_unit_test(test_same_name_is_not_the_same_post),
    cmocka_unit_test(test_changes_are_told),
    cmocka_unit_test(test_find),
    cmocka_unit_test(test_two_posts_want_one_url),
    cmocka_unit_test(test_hostile_strings),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
