#include "tui/key.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void assert_printed(key_code key, const char *expected)
{
  struct str text = STR_INIT;
  key_print(key, &text);
  assert_string_equal(text.ptr, expected);
  str_free(&text);
}

static void test_names(void **state)
{
  static const struct {
    const char *name;
    key_code code;
    const char *printed; /* NULL: as it was named */
  } rows[] = {
    { "j", 'j', NULL },
    { "G", 'G', NULL },
    { "#", '#', NULL },
    { "-", '-', NULL },
    { "潮", 0x6f6e, NULL },
    { "Space", ' ', NULL },
    { "Enter", '\r', NULL },
    { "Tab", '\t', NULL },
    { "Esc", 0x1b, NULL },
    { "S-Tab", KEY_CODE_BACK_TAB, NULL },
    { "PgDn", KEY_CODE_PAGE_DOWN, NULL },
    { "F5", KEY_CODE_F5, NULL },
    { "C-d", 4, "^D" },
    { "C-D", 4, "^D" },
    { "C-l", 12, "^L" },
    { "M-Left", KEY_CODE_LEFT | KEY_ALT, NULL },
    { "M-x", 'x' | KEY_ALT, NULL },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    assert_int_equal(key_parse(slice_of(rows[i].name)), rows[i].code);
    assert_printed(rows[i].code, rows[i].printed ? rows[i].printed : rows[i].name);
  }
}

static void test_no_names(void **state)
{
  static const char *const names[] = {
    "", "jj", "enter", "M-", "C-", "C-xx", "F13", "M-C-", "\xff"
  };
  (void)state;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    assert_int_equal(key_parse(slice_of(names[i])), KEY_NONE);
}

static void test_under_finger(void **state)
{
  static const struct {
    key_code typed, meant;
  } rows[] = {
    { 0xff4a, 'j' },
    { 0xff27, 'G' },
    { 0xff0f, '/' },
    { 0xff01, '!' },
    { 0xff5e, '~' },
    { 0x3000, ' ' },
    { 0x3153, 'j' },
    { 0x314f, 'k' },
    { 0x3142, 'q' },
    { 0x3143, 'Q' },
    { 'j', 'j' },
    { 0x6f6e, 0x6f6e },
    { KEY_CODE_UP, KEY_CODE_UP },
    { 0xff00, 0xff00 },
    { 0xff5f, 0xff5f },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_int_equal(key_under_finger(rows[i].typed), rows[i].meant);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_names),
    cmocka_unit_test(test_no_names),
    cmocka_unit_test(test_under_finger),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
