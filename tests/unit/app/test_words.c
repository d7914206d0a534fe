#include "app/words.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static void test_every_word_in_every_language(void **state)
{
  (void)state;
  for (int which = 0; which < WORD_COUNT; which++) {
    const char *english = word(LANGUAGE_EN, (enum word)which);
    const char *chinese = word(LANGUAGE_ZH, (enum word)which);
    assert_true(english && *english && chinese && *chinese);
    for (const char *c = english; *c; c++) assert_in_range(*c, ' ', '~');
    bool has_han = false;
    for (const char *c = chinese; *c; c++) has_han |= (unsigned char)*c >= 0xe4;
    assert_true(has_han);
    /* What is said before a name ends alike: the name follows at once or not. */
    assert_int_equal(slice_ends(slice_of(english), SLICE(" ")),
                     slice_ends(slice_of(chinese), SLICE("：")));
  }
}

static void test_language_of_locale(void **state)
{
  static const struct {
    const char *all, *messages, *lang;
    enum language expected;
  } rows[] = {
    { "zh_CN.UTF-8", "en_GB", "C", LANGUAGE_ZH },
    { "", "zh_TW", "C", LANGUAGE_ZH },
    { NULL, NULL, "zh", LANGUAGE_ZH },
    { "C.UTF-8", NULL, "zh_CN.UTF-8", LANGUAGE_EN },
    { NULL, "fr_FR", "zh_CN", LANGUAGE_EN },
    { NULL, NULL, NULL, LANGUAGE_EN },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    const char *const values[] = { rows[i].all, rows[i].messages, rows[i].lang };
    for (int n = 0; n < 3; n++) {
      if (values[n])
        setenv(names[n], values[n], 1);
      else
        unsetenv(names[n]);
    }
    assert_int_equal(language_of_locale(), rows[i].expected);
    assert_int_equal(language_chosen(0), rows[i].expected);
    assert_int_equal(language_chosen(1), LANGUAGE_EN);
    assert_int_equal(language_chosen(2), LANGUAGE_ZH);
  }
}

static void test_days(void **state)
{
  static const struct {
    int this_year;
    const char *en, *zh;
  } rows[] = {
    { 2026, "Sat 21 March", "3月21日 周六" },
    { 2027, "Sat 21 March 2026", "2026年3月21日 周六" },
  };
  (void)state;
  struct tm day = { .tm_year = 126, .tm_mon = 2, .tm_mday = 21, .tm_wday = 6 };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct str en = STR_INIT, zh = STR_INIT;
    word_day(&en, LANGUAGE_EN, &day, rows[i].this_year);
    word_day(&zh, LANGUAGE_ZH, &day, rows[i].this_year);
    assert_string_equal(en.ptr, rows[i].en);
    assert_string_equal(zh.ptr, rows[i].zh);
    str_free(&en);
    str_free(&zh);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_every_word_in_every_language),
    cmocka_unit_test(test_language_of_locale),
    cmocka_unit_test(test_days),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
