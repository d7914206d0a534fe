#include "base/ascii.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char lower[] = "abcdefghijklmnopqrstuvwxyz";
static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char digits[] = "0123456789";

static bool among(const char *set, int c)
{
  return c != 0 && strchr(set, c) != NULL;
}

static void every_byte_is_of_its_sort(void **state)
{
  (void)state;
  for (int c = CHAR_MIN; c <= CHAR_MAX; c++) {
    bool letter = among(lower, c) || among(upper, c);
    assert_int_equal(ascii_is_digit((char)c), among(digits, c));
    assert_int_equal(ascii_is_letter((char)c), letter);
    assert_int_equal(ascii_is_alnum((char)c), letter || among(digits, c));
  }
}

static void only_capitals_are_lowered(void **state)
{
  (void)state;
  for (int c = CHAR_MIN; c <= CHAR_MAX; c++) {
    char expected = among(upper, c) ? lower[strchr(upper, c) - upper] : (char)c;
    assert_int_equal(ascii_lower((char)c), expected);
  }
}

static void hexadecimal_digits_have_values(void **state)
{
  static const char small[] = "0123456789abcdef", large[] = "0123456789ABCDEF";
  (void)state;
  for (int c = CHAR_MIN; c <= CHAR_MAX; c++) {
    int expected = -1;
    if (among(small, c)) expected = (int)(strchr(small, c) - small);
    if (among(large, c)) expected = (int)(strchr(large, c) - large);
    assert_int_equal(ascii_hex_value((char)c), expected);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_byte_is_of_its_sort),
    cmocka_unit_test(only_capitals_are_lowered),
    cmocka_unit_test(hexadecimal_digits_have_values),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
