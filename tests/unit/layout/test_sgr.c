#include "layout/sgr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* From ink that is red on blue, bold and underlined. */
static const struct ink before = { .fg = 2, .bg = 5, .attributes = INK_BOLD | INK_UNDERLINE };
enum { BEFORE = INK_BOLD | INK_UNDERLINE };

static const struct {
  const char *parameters;
  uint16_t fg, bg;
  uint8_t attributes;
} cases[] = {
  { "", 0, 0, 0 },
  { "0", 0, 0, 0 },
  { "0;32", 3, 0, 0 },
  { "30", 1, 5, BEFORE },
  { "37", 8, 5, BEFORE },
  { "90", 9, 5, BEFORE },
  { "97", 16, 5, BEFORE },
  { "40;107", 2, 16, BEFORE },
  { "39;49", 0, 0, BEFORE },
  { "22;24", 2, 5, 0 },
  { "2;3;7", 2, 5, BEFORE | INK_DIM | INK_ITALIC | INK_REVERSE },
  { "4:0", 2, 5, INK_BOLD },
  { "24;4:3", 2, 5, BEFORE },
  { "38;5;208", 209, 5, BEFORE },
  { "48;5;0;1", 2, 1, BEFORE },
  { "38;5;256", 2, 5, BEFORE },
  { "38:5:17;23", 18, 5, BEFORE },
  { "38;2;255;0;0", 197, 5, BEFORE },
  { "38:2::255:255:255", 232, 5, BEFORE },
  { "38:2:0:0:0;49", 17, 0, BEFORE },
  { "38;2;8;8;8", 233, 5, BEFORE },
  { "38;2;127;128;129", 245, 5, BEFORE },
  { "38;2;300;0;0;1", 2, 5, BEFORE },
  { "38", 2, 5, BEFORE },
  { "38;5", 2, 5, BEFORE },
  { "38;2;1;2", 2, 5, BEFORE },
  { "99999999999999999999;53;5;8", 2, 5, BEFORE },
  { "1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;31", 2, 5, BEFORE },
};

static void test_parameters(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ink ink = before;
    sgr_apply(slice_of(cases[i].parameters), &ink);
    if (ink.fg != cases[i].fg || ink.bg != cases[i].bg || ink.attributes != cases[i].attributes)
      print_error("%s: %u %u %u\n", cases[i].parameters, ink.fg, ink.bg, ink.attributes);
    assert_int_equal(ink.fg, cases[i].fg);
    assert_int_equal(ink.bg, cases[i].bg);
    assert_int_equal(ink.attributes, cases[i].attributes);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_parameters) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
