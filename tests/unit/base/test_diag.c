#include "base/diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_findings(void **state)
{
  (void)state;
  struct diag_list list = { 0 };
  diag_add(&list, DIAG_DUPLICATE_KEY, 4, 2, "'%s' at %d", "tags", 9);
  diag_add(&list, DIAG_NO_DATE, 0, 0, NULL);
  assert_int_equal(list.found.count, 2);
  assert_int_equal(list.found.items[0].line, 4);
  assert_int_equal(list.found.items[0].column, 2);
  assert_string_equal(list.found.items[0].detail, "'tags' at 9");
  assert_string_equal(list.found.items[1].detail, "");
  assert_true(diag_has(&list, DIAG_NO_DATE));
  assert_false(diag_has(&list, DIAG_NO_TITLE));
  diag_list_free(&list);
  assert_false(diag_has(&list, DIAG_NO_DATE));
  diag_add(NULL, DIAG_NO_DATE, 0, 0, "nobody listens");
}

static void test_a_list_does_not_grow_for_ever(void **state)
{
  (void)state;
  struct diag_list list = { 0 };
  for (uint32_t i = 1; i <= 5000; i++) diag_add(&list, DIAG_WRONG_TYPE, i, 1, "n");
  assert_int_equal(list.found.count, 1000);
  assert_int_equal(list.found.items[999].line, 1000);
  diag_list_free(&list);
}

static void test_the_table_is_whole(void **state)
{
  (void)state;
  for (int code = 0; code < DIAG_CODE_COUNT; code++) {
    const char *name = diag_name(code);
    assert_non_null(name);
    assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz-"), strlen(name));
    assert_true(strlen(diag_text(code)) > 0);
    assert_non_null(diag_level_name(diag_level_of(code)));
    for (int other = 0; other < code; other++) assert_string_not_equal(name, diag_name(other));
  }
  assert_string_equal(diag_name(DIAG_TITLE_QUOTES), "title-quotes");
  assert_string_equal(diag_level_name(diag_level_of(DIAG_UNREADABLE)), "error");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_findings),
    cmocka_unit_test(test_a_list_does_not_grow_for_ever),
    cmocka_unit_test(test_the_table_is_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
