#include "text/marks.h"

#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* The text with every mark in brackets. */
static void assert_marked(const char *text, const char *needle, const char *expected)
{
  struct str folded = STR_INIT, got = STR_INIT;
  mark_list marks = { 0 };
  uint32_t at = 0;
  fold_lines(slice_of(needle), &folded);
  marks_find(slice_of(text), str_slice(&folded), &marks);
  for (size_t i = 0; i < marks.count; i++) {
    assert_true(marks.items[i].start >= at && marks.items[i].end <= strlen(text));
    str_add(&got, (struct slice){ text + at, marks.items[i].start - at });
    at = marks.items[i].end;
    str_addf(&got, "[%.*s]", (int)(at - marks.items[i].start), text + marks.items[i].start);
  }
  str_adds(&got, text + at);
  assert_string_equal(got.ptr, expected);
  vec_free(&marks);
  str_free(&folded);
  str_free(&got);
}

static void test_marks(void **state)
{
  static const struct {
    const char *text, *needle, *expected;
  } rows[] = {
    { "fog and fog", "fog", "[fog] and [fog]" },
    { "Fog and FOG", "fOg", "[Fog] and [FOG]" },
    { "潮信：潮水与潮", "潮", "[潮]信：[潮]水与[潮]" },
    { "ＴＩＤＥ tide", "tide", "[ＴＩＤＥ] [tide]" },
    { "tide", "ＴＩＤＥ", "[tide]" },
    { "臺灣 台湾", "台湾", "[臺灣] [台湾]" },
    { "aaaaa", "aa", "[aa][aa]a" },
    { "marée", "maree", "[marée]" },
    { "A IF 联盟 a if", "aif联盟", "[A IF 联盟] a if" },
    { "马 上, 马 上", "马上", "[马 上], [马 上]" },
    { "a if", "aif", "a if" },
    { "潮水 and fog", "fog\n潮水\nog", "[潮水] and [fog]" },
    { "fogs", "fog\nfogs", "[fogs]" },
    { "fog", "frog", "fog" },
    { "fog", "", "fog" },
    { "", "fog", "" },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_marked(rows[i].text, rows[i].needle, rows[i].expected);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_marks) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
