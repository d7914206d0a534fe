#include "text/needle.h"

#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static int rank(const char *typed, const char *text)
{
  struct needle n = { 0 };
  struct str folded = STR_INIT;
  needle_set(&n, slice_of(typed));
  fold(slice_of(text), &folded, NULL);
  int found = needle_rank(&n, str_slice(&folded));
  needle_free(&n);
  str_free(&folded);
  return found;
}

/* What is marked of the text, each in brackets. */
static void assert_marks(const char *typed, const char *text, const char *expected)
{
  struct needle n = { 0 };
  mark_list marks = { 0 };
  struct str out = STR_INIT;
  size_t at = 0;
  needle_set(&n, slice_of(typed));
  needle_marks(&n, slice_of(text), &marks);
  for (size_t i = 0; i < marks.count; i++) {
    assert_true(marks.items[i].start >= at);
    str_addf(&out, "%.*s[%.*s]", (int)(marks.items[i].start - at), text + at,
             (int)(marks.items[i].end - marks.items[i].start), text + marks.items[i].start);
    at = marks.items[i].end;
  }
  str_adds(&out, text + at);
  assert_string_equal(out.ptr, expected);
  needle_free(&n);
  vec_free(&marks);
  str_free(&out);
}

static void test_rank(void **state)
{
  (void)state;
  assert_int_equal(rank("", "央行"), NEEDLE_EXACT);
  assert_int_equal(rank("央行", "今日央行降准"), NEEDLE_EXACT);
  assert_int_equal(rank("ＡＩＦ２０２２", "aif2022年会"), NEEDLE_EXACT);
  assert_int_equal(rank("臺灣", "台湾"), NEEDLE_EXACT);
  assert_int_equal(rank("台湾", "臺灣"), NEEDLE_EXACT);
  assert_int_equal(rank("ｶﾞｷﾞ", "がぎ"), NEEDLE_EXACT);
  assert_int_equal(rank("AIF联盟", "由 A IF 联盟 发起"), NEEDLE_EXACT);
  assert_int_equal(rank("york", "New York"), NEEDLE_EXACT);
  assert_int_equal(rank("wy", "New York"), PINYIN_NONE); /* not across the blank */
  assert_int_equal(rank("降准 央行", "央行今日降准"), NEEDLE_EXACT);
  assert_int_equal(rank("降准　央行", "央行今日降准"), NEEDLE_EXACT);
  assert_int_equal(rank("加息 央行", "央行今日降准"), PINYIN_NONE);
  assert_int_equal(rank("央行 jz", "央行今日降准"), PINYIN_INITIALS); /* the worse of both */
  assert_int_equal(rank("yanghang", "央行今日降准"), PINYIN_FULL_FIRST);
}

static void test_marks(void **state)
{
  (void)state;
  assert_marks("央行", "央行说，央行做", "[央行]说，[央行]做");
  assert_marks("yh", "今日央行，银行", "今日央行，[银行]");
  assert_marks("ＡＩＦ", "由AIF联盟发起", "由[AIF]联盟发起");
  assert_marks("aiflm", "由 ＡＩＦ 联盟 发起", "由 [ＡＩＦ 联盟] 发起");
  assert_marks("臺灣", "在台湾", "在[台湾]");
  assert_marks("zhun 央行", "央行今日降准", "[央行]今日降[准]");
  assert_marks("央 央行", "央行", "[央行]");
  assert_marks("nothing", "央行", "央行");
}

static bool narrows(const char *typed, const char *before)
{
  struct needle n = { 0 }, wider = { 0 };
  needle_set(&n, slice_of(typed));
  needle_set(&wider, slice_of(before));
  bool is = needle_narrows(&n, &wider);
  needle_free(&n);
  needle_free(&wider);
  return is;
}

static void test_narrows(void **state)
{
  (void)state;
  assert_true(narrows("央行", "央"));
  assert_true(narrows("央行 降", "央行"));
  assert_true(narrows("mas", "ma"));
  assert_true(narrows("央", ""));
  assert_false(narrows("央", "央行"));
  assert_false(narrows("央行", "降"));
  assert_false(narrows("ma", "m")); /* m is no pinyin, ma is */
  assert_false(narrows("央行a", "央行 a"));
  assert_false(narrows("a联", "a")); /* a alone is not looked for across blanks */
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rank),
    cmocka_unit_test(test_marks),
    cmocka_unit_test(test_narrows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
