#include "store/filter.h"

#include <stdio.h>
#include <stdlib.h>

#include "sample.h"
#include "text/fold.h"

enum { HOUR = 3600, DAY = 24 * HOUR, MAY_FIRST = 19844 }; /* 2024-05-01 */

static void add_titles(struct index *x, const char *const *titles, size_t count)
{
  for (size_t i = 0; i < count; i++) { /* a day each, newest first */
    char path[24];
    snprintf(path, sizeof path, "%zu.md", i);
    add(x, (struct sample){ path, titles[i], i % 2 ? "odd" : "even", NULL,
                            (MAY_FIRST - (int64_t)i) * DAY + 12 * HOUR, 10, POST_PUBLISHED });
  }
  index_settle(x);
}

static void assert_hits(struct filter *f, const char *expected)
{
  struct str got = STR_INIT;
  const id_list *hits = filter_hits(f);
  for (size_t i = 0; i < hits->count; i++) str_addf(&got, "%s%u", i ? " " : "", hits->items[i]);
  assert_string_equal(got.ptr, expected);
  str_free(&got);
}

static void type(struct filter *f, const char *typed, const char *expected)
{
  filter_type(f, slice_of(typed));
  assert_hits(f, expected);
}

static const char *const titles[] = {
  "央行降准",      /* 0: 2024-05-01 */
  "今日银行开会",  /* 1: 04-30 */
  "YH 公司年报",   /* 2 */
  "重慶长江大桥",  /* 3 */
  "银行 2024年报", /* 4: 04-27 */
};

static struct index *sample_index(void)
{
  struct index *x = index_new();
  add_titles(x, titles, sizeof titles / sizeof *titles);
  return x;
}

static void test_type(void **state)
{
  (void)state;
  struct index *x = sample_index();
  struct filter *f = filter_new(x, rows_of_site());
  type(f, "银行", "1 4");
  type(f, "银行 开会", "1");
  type(f, "银行 nk", "");
  type(f, "重庆", "3");
  type(f, "yh", "2 0 4 1"); /* as it stands; then first of a word; then inside */
  type(f, "yh2", "4");
  type(f, "yh", "2 0 4 1");
  type(f, "yinhang", "4 1");
  type(f, "年报", "2 4");
  type(f, "2024年报", "4");
  type(f, "4", "4");
  type(f, "2024", "0 1 2 3 4");
  type(f, "2024-04", "1 2 3 4");
  type(f, "2024-04-3", "");
  type(f, "2024-04-30", "1");
  type(f, "5月1日", "0");
  type(f, "0427 银行", "");
  type(f, "04-27 银行", "4");
  type(f, "4月 yh", "2 4 1");
  type(f, " ", "0 1 2 3 4");
  filter_free(f);
  index_free(x);
}

static void test_label(void **state)
{
  (void)state;
  struct index *x = sample_index();
  struct filter *f =
      filter_new(x, rows_of_label(LABEL_CATEGORY, label_find(x, LABEL_CATEGORY, SLICE("even"))));
  assert_false(filter_prepare(f, 1));
  assert_true(filter_prepare(f, 5));
  type(f, "年报", "2 4");
  type(f, "开会", "");
  filter_free(f);
  index_free(x);
}

static void test_refresh(void **state)
{
  (void)state;
  struct index *x = sample_index();
  struct filter *f = filter_new(x, rows_of_site());
  type(f, "银行", "1 4");
  add(x, (struct sample){ "new.md", "新银行", NULL, NULL, (MAY_FIRST + 1) * (int64_t)DAY, 10,
                          POST_PUBLISHED });
  index_remove(x, SLICE("1.md"));
  add(x, (struct sample){ "0.md", "央行，银行", NULL, NULL, MAY_FIRST * (int64_t)DAY + 12 * HOUR,
                          10, POST_PUBLISHED });
  index_settle(x);
  filter_refresh(f);
  assert_hits(f, "5 0 4");
  assert_int_equal(filter_typed(f).len, strlen("银行"));
  type(f, "银行 2024年报", "4");
  filter_free(f);
  index_free(x);
}

/* Typed letter by letter it finds what it finds typed at once. */
static void test_as_typed(void **state)
{
  (void)state;
  static const char *const parts[] = { "重",   "庆",   "银行", "a",  "IF", " ",  "y",  "in",
                                       "联盟", "2024", "-05",  "长", "安", "zh", "ang" };
  enum { PARTS = sizeof parts / sizeof *parts, POSTS = 400 };
  struct index *x = index_new();
  static char text[POSTS][64];
  const char *all[POSTS];
  srand(11);
  for (int i = 0; i < POSTS; i++) {
    *text[i] = '\0';
    for (int n = 1 + rand() % 5; n > 0; n--) strcat(text[i], parts[rand() % PARTS]);
    all[i] = text[i];
  }
  add_titles(x, all, POSTS);
  struct filter *slow = filter_new(x, rows_of_site());
  for (int round = 0; round < 300; round++) {
    struct str typed = STR_INIT, want = STR_INIT, got = STR_INIT;
    for (int n = 1 + rand() % 3; n > 0; n--) {
      str_adds(&typed, parts[rand() % PARTS]);
      filter_type(slow, str_slice(&typed));
    }
    struct filter *fresh = filter_new(x, rows_of_site());
    filter_type(fresh, str_slice(&typed));
    for (size_t i = 0; i < filter_hits(fresh)->count; i++)
      str_addf(&want, "%u ", filter_hits(fresh)->items[i]);
    for (size_t i = 0; i < filter_hits(slow)->count; i++)
      str_addf(&got, "%u ", filter_hits(slow)->items[i]);
    if (strcmp(want.ptr, got.ptr) != 0) fail_msg("%s: %s, not %s", typed.ptr, got.ptr, want.ptr);
    filter_free(fresh);
    str_free(&typed);
    str_free(&want);
    str_free(&got);
  }
  filter_free(slow);
  index_free(x);
}

/* What is looked for in all titles at once is found where each by itself would be. */
static void test_as_one_by_one(void **state)
{
  static const char *const typed[] = { "yh", "nb",     "yh nianb", "cqcj 大桥", "银 h",
                                       "ai", "zhongq", "aif联盟",  "gs yh",     "2024nb" };
  static const char *const more[] = { "AI F联盟 年报", "阿里年报",   "重庆 银行",
                                      "ＹＨ",          "银行\n年会", "Ai 重庆" };
  (void)state;
  struct index *x = index_new();
  const char *all[32];
  size_t count = 0;
  for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) all[count++] = titles[i];
  for (size_t i = 0; i < sizeof more / sizeof *more; i++) all[count++] = more[i];
  add_titles(x, all, count);
  for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
    struct filter *f = filter_new(x, rows_of_site());
    struct needle needle = { 0 };
    size_t expected = 0;
    needle_set(&needle, slice_of(typed[i]));
    filter_type(f, slice_of(typed[i]));
    for (size_t n = 0; n < count; n++) {
      struct str folded = STR_INIT;
      fold(slice_of(all[n]), &folded, NULL);
      bool matches = needle_rank(&needle, str_slice(&folded)) > 0, found = false;
      for (size_t hit = 0; hit < filter_hits(f)->count; hit++)
        found |= filter_hits(f)->items[hit] == n;
      if (matches != found) fail_msg("'%s' in '%s': %d", typed[i], all[n], found);
      expected += matches;
      str_free(&folded);
    }
    assert_int_equal(filter_hits(f)->count, expected);
    needle_free(&needle);
    filter_free(f);
  }
  index_free(x);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_type),          cmocka_unit_test(test_label),
    cmocka_unit_test(test_refresh),       cmocka_unit_test(test_as_typed),
    cmocka_unit_test(test_as_one_by_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
