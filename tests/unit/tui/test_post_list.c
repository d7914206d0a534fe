#include "tui/post_list.h"

#include <limits.h>
#include <stdio.h>

#include "../store/sample.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

static struct index *three_days(uint32_t ids[6])
{
  struct index *x = index_new();
  for (int i = 0; i < 6; i++) { /* two a day, newest first */
    char path[16], title[16];
    snprintf(path, sizeof path, "%d.md", i);
    snprintf(title, sizeof title, "post %d", i);
    ids[i] = add(x, (struct sample){ path, title, i % 2 ? "odd" : "even", NULL,
                                     (100 - i / 2) * DAY + (12 - i) * HOUR, 10, POST_PUBLISHED });
  }
  index_settle(x);
  return x;
}

static void test_rows(void **state)
{
  (void)state;
  uint32_t ids[6];
  struct index *x = three_days(ids);
  struct post_list p = { .index = x, .rows = rows_of_site() };
  const size_t above[] = { 1, 0, 2, 0, 2, 0 };
  assert_int_equal(post_list_count(&p), 6);
  for (size_t n = 0; n < 6; n++) {
    struct post_item item = post_list_at(&p, n);
    assert_int_equal(item.id, ids[n]);
    assert_int_equal(post_list_find(&p, item), n);
    assert_int_equal(post_list_lines_above(&p, n), above[n]);
  }
  assert_int_equal(post_list_at(&p, 6).id, INDEX_NONE);
  assert_int_equal(post_list_find(&p, post_list_at(&p, 6)), SIZE_MAX);
  p.rows = rows_of_label(LABEL_CATEGORY, label_find(x, LABEL_CATEGORY, SLICE("odd")));
  assert_int_equal(post_list_count(&p), 3);
  assert_int_equal(post_list_at(&p, 1).id, ids[3]);
  assert_int_equal(post_list_find(&p, (struct post_item){ ids[2], INDEX_NONE }), SIZE_MAX);
  assert_int_equal(post_list_near(&p, (struct post_item){ ids[2], INDEX_NONE }), 1);
  index_free(x);
}

static void test_gone(void **state)
{
  (void)state;
  uint32_t ids[6];
  struct index *x = three_days(ids);
  struct post_list p = { .index = x, .rows = rows_of_site() };
  index_remove(x, SLICE("3.md"));
  index_settle(x);
  struct post_item gone = { ids[3], INDEX_NONE };
  assert_int_equal(post_list_find(&p, gone), SIZE_MAX);
  assert_int_equal(post_list_at(&p, post_list_near(&p, gone)).id, ids[4]); /* the next older one */
  index_free(x);
}

static void test_sections(void **state)
{
  (void)state;
  uint32_t ids[6];
  struct index *x = three_days(ids);
  struct post_list p = { .index = x, .kind = POSTS_SECTIONS };
  const struct post_item items[] = { { ids[0], 7 }, { ids[3], 7 }, { ids[1], 9 }, { ids[3], 9 } };
  const size_t above[] = { 1, 0, 2, 0 };
  for (size_t n = 0; n < 4; n++) vec_push(&p.items, items[n]);
  for (size_t n = 0; n < 4; n++) {
    assert_int_equal(post_list_find(&p, items[n]), n);
    assert_int_equal(post_list_lines_above(&p, n), above[n]);
  }
  assert_int_equal(post_list_find(&p, (struct post_item){ ids[1], 7 }),
                   2); /* in its other section */
  assert_int_equal(post_list_near(&p, (struct post_item){ ids[2], 9 }), 3);
  assert_int_equal(post_list_near(&p, (struct post_item){ ids[5], 7 }), 1); /* the last one */
  assert_int_equal(post_list_near(&p, (struct post_item){ ids[5], 8 }), 0);
  post_list_free(&p);
  index_free(x);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rows),
    cmocka_unit_test(test_gone),
    cmocka_unit_test(test_sections),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
