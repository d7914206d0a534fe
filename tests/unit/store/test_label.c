#include "sample.h"

#include <stdio.h>

static void test_twins(void **state)
{
  (void)state;
  struct index *x = index_new();
  struct sample wire = { .path = "_posts/2020-05-06-202005061111222233.md",
                         .title = "湖水上涨",
                         .categories = "kuaixun",
                         .tags = "快讯",
                         .date = 50,
                         .bytes = 900 };
  struct sample paper = wire, other = wire;
  paper.path = "_posts/2020-05-06-NW202005061111222233.md";
  paper.categories = "wanbao";
  paper.tags = "晚报新闻 快讯";
  paper.bytes = 400;
  other.path = "_posts/2020-05-06-NW202005061111222299.md";
  uint32_t a = add(x, wire), b = add(x, paper), c = add(x, other);
  index_settle(x);
  assert_true(index_listed(x, a) && !index_listed(x, b) && index_listed(x, c));
  assert_int_equal(index_record(x, b)->twin, a);
  assert_labels(x, a, LABEL_CATEGORY, "kuaixun wanbao");
  assert_labels(x, a, LABEL_TAG, "快讯 晚报新闻");
  assert_int_equal(category(x, "wanbao")->posts, 1);
  assert_int_equal(category(x, "kuaixun")->posts, 2);

  index_set_folding(x, false);
  assert_true(index_listed(x, a) && index_listed(x, b));
  assert_labels(x, a, LABEL_CATEGORY, "kuaixun");
  index_set_folding(x, true);
  assert_labels(x, a, LABEL_CATEGORY, "kuaixun wanbao");

  paper.bytes = 5000;
  add(x, paper);
  index_settle(x);
  assert_true(!index_listed(x, a) && index_listed(x, b));
  assert_labels(x, b, LABEL_CATEGORY, "wanbao kuaixun");
  assert_labels(x, a, LABEL_CATEGORY, "kuaixun");
  index_remove(x, slice_of(paper.path));
  index_settle(x);
  assert_true(index_listed(x, a));
  assert_int_equal(category(x, "wanbao")->posts, 0);
  index_free(x);
}

static void test_not_twins(void **state)
{
  (void)state;
  static const struct sample base = { .path = "_posts/2020-05-06-202005061111222233.md",
                                      .title = "T",
                                      .date = 50 };
  struct sample cases[] = { base, base, base, base };
  cases[0].path = "_posts/2020-05-06-NW202005061111222233.md", cases[0].title = "Other";
  cases[1].path = "_posts/2020-05-06-NW202005061111222233.md", cases[1].date = 51;
  cases[2].path = "_posts/2020-05-06-NW202005061111222234.md";
  cases[3].path = "_posts/2020-05-06-NW202005061111222233.md", cases[3].status = POST_DRAFT;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct index *x = index_new();
    uint32_t a = add(x, base), b = add(x, cases[i]);
    index_settle(x);
    assert_true(index_listed(x, a));
    assert_int_equal(index_record(x, b)->flags & RECORD_FOLDED, 0);
    index_free(x);
  }
}

static void test_copy_in_archive_is_folded(void **state)
{
  (void)state;
  struct index *x = index_new();
  uint32_t a =
      add(x, (struct sample){ .path = "_posts/2020-05-06-hat.md", .title = "Hat", .date = 5 });
  uint32_t b = add(x, (struct sample){ .path = "old_post/2020-05-06-hat.md",
                                       .title = "Hat",
                                       .date = 5,
                                       .status = POST_ARCHIVED });
  index_settle(x);
  assert_true(index_listed(x, a) && !index_listed(x, b));
  id_list all = { 0 };
  index_select_all(x, &all);
  assert_int_equal(all.count, 1);
  vec_free(&all);
  index_free(x);
}

static void test_listed(void **state)
{
  (void)state;
  static const bool listed[POST_STATUS_COUNT] = {
    [POST_PUBLISHED] = true, [POST_ARCHIVED] = true, [POST_NOT_A_POST] = true
  };
  for (int status = 0; status < POST_STATUS_COUNT; status++) {
    struct index *x = index_new();
    uint32_t id = add(x, (struct sample){ .path = "a.md",
                                          .title = "A",
                                          .categories = "k",
                                          .date = 1,
                                          .status = (enum post_status)status });
    index_settle(x);
    assert_int_equal(index_listed(x, id), listed[status]);
    assert_int_equal(category(x, "k")->posts, listed[status]);
    index_free(x);
  }
}

static void test_unreadable_is_not_listed(void **state)
{
  (void)state;
  struct index *x = index_new();
  struct post post = { .path = SLICE("shut.md"), .title = SLICE("shut"), .date_from = DATE_NONE };
  diag_add(&post.diags, DIAG_UNREADABLE, 0, 0, NULL);
  uint32_t id = index_add(x, &post);
  diag_list_free(&post.diags);
  index_settle(x);
  assert_false(index_listed(x, id));
  assert_true(index_record(x, id)->flags & RECORD_UNREADABLE);
  index_free(x);
}

static void test_labels(void **state)
{
  (void)state;
  struct index *x = index_new();
  add(x, (struct sample){ .path = "1.md", .title = "1", .categories = "sea", .date = 10 });
  add(x, (struct sample){ .path = "2.md", .title = "2", .categories = "land sea", .date = 30 });
  add(x, (struct sample){ .path = "3.md", .title = "3", .categories = "air" });
  uint32_t draft = add(
      x, (struct sample){
             .path = "4.md", .title = "4", .categories = "air", .date = 90, .status = POST_DRAFT });
  index_settle(x);
  assert_int_equal(label_count(x, LABEL_CATEGORY), 3);
  assert_int_equal(label_count(x, LABEL_TAG), 0);
  assert_int_equal(category(x, "sea")->posts, 2);
  assert_int_equal(category(x, "sea")->newest, 30);
  assert_true(category(x, "air")->newest == INT64_MIN);
  assert_labels(x, draft, LABEL_CATEGORY, "air");

  uint32_t order[3];
  label_order(x, LABEL_CATEGORY, order);
  assert_int_equal(order[0], label_find(x, LABEL_CATEGORY, SLICE("sea")));
  assert_int_equal(order[1], label_find(x, LABEL_CATEGORY, SLICE("land")));
  id_list posts = { 0 };
  index_select_label(x, LABEL_CATEGORY, order[0], &posts);
  assert_int_equal(posts.count, 2);
  assert_int_equal(posts.items[0], index_find_path(x, SLICE("2.md")));
  vec_free(&posts);
  assert_int_equal(label_find(x, LABEL_CATEGORY, SLICE("fire")), INDEX_NONE);
  index_free(x);
}

static void test_display_names(void **state)
{
  (void)state;
  struct index *x = index_new();
  static const struct sample posts[] = {
    { .path = "1", .categories = "haitongshe", .tags = "海通社新闻" },
    { .path = "2", .categories = "tech", .tags = "linux" },
    { .path = "3", .categories = "mixed", .tags = "甲" },
    { .path = "4", .categories = "mixed", .tags = "乙" },
    { .path = "5", .categories = "shared1", .tags = "丙" },
    { .path = "6", .categories = "shared2", .tags = "丙" },
    { .path = "7", .categories = "wpst", .tags = "Winter-Post" },
    { .path = "8", .categories = "wpst", .tags = "Winter-Post" },
    { .path = "9", .categories = "wpst", .tags = "Winter-Post" },
    { .path = "a", .categories = "wpst", .tags = "Winter-Post extra" },
    { .path = "b", .categories = "bare", .tags = "" },
    { .path = "c", .categories = "many", .tags = "丁 戊" },
  };
  for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) add(x, posts[i]);
  index_settle(x);
  static const char *const expected[][2] = {
    { "haitongshe", "海通社新闻" },
    { "tech", "tech" },
    { "mixed", "mixed" },
    { "shared1", "shared1" },
    { "wpst", "Winter-Post" },
    { "bare", "bare" },
    { "many", "many" },
  };
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
    assert_display(x, expected[i][0], expected[i][1]);
  index_free(x);
}

static void test_display_name_of_twins(void **state)
{
  (void)state;
  struct index *x = index_new();
  add(x, (struct sample){ .path = "202005061111222233.md",
                          .title = "T",
                          .categories = "kuaixun",
                          .tags = "快讯",
                          .bytes = 9 });
  add(x, (struct sample){ .path = "NW202005061111222233.md",
                          .title = "T",
                          .categories = "wanbao",
                          .tags = "晚报",
                          .bytes = 8 });
  index_settle(x);
  assert_display(x, "kuaixun", "快讯");
  assert_display(x, "wanbao", "晚报");
  index_free(x);
}

static void test_hundred_thousand_alike(void **state)
{
  (void)state;
  struct index *x = index_new();
  char path[64];
  for (int i = 0; i < 100000; i++) {
    snprintf(path, sizeof path, "d%d/2020-05-06-202005061111222233.md", i);
    struct sample s = { .path = path, .title = "T", .date = 7, .categories = "c" };
    add_url(x, &s, "/one", NULL);
  }
  index_settle(x);
  assert_int_equal(category(x, "c")->posts, 1);
  for (int i = 0; i < 50000; i++) { /* the oldest first: each stands at the end of a chain */
    snprintf(path, sizeof path, "d%d/2020-05-06-202005061111222233.md", i);
    index_remove(x, slice_of(path));
  }
  index_settle(x);
  assert_int_equal(index_count(x), 50000);
  assert_int_equal(category(x, "c")->posts, 1);
  index_free(x);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_twins),
    cmocka_unit_test(test_not_twins),
    cmocka_unit_test(test_copy_in_archive_is_folded),
    cmocka_unit_test(test_listed),
    cmocka_unit_test(test_unreadable_is_not_listed),
    cmocka_unit_test(test_labels),
    cmocka_unit_test(test_display_names),
    cmocka_unit_test(test_display_name_of_twins),
    cmocka_unit_test(test_hundred_thousand_alike),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
