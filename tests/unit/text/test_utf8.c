#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_decode(void **state)
{
  (void)state;
  static const struct {
    const char *bytes;
    char32_t scalar;
    size_t used;
    bool valid;
  } cases[] = {
    { "A", 'A', 1, true },
    { "\xC2\x80", 0x80, 2, true },
    { "\xDF\xBF", 0x7FF, 2, true },
    { "\xE0\xA0\x80", 0x800, 3, true },
    { "\xE4\xB8\xADx", 0x4E2D, 3, true },
    { "\xED\x9F\xBF", 0xD7FF, 3, true },
    { "\xEF\xBF\xBD", 0xFFFD, 3, true },
    { "\xF0\x90\x80\x80", 0x10000, 4, true },
    { "\xF4\x8F\xBF\xBF", 0x10FFFF, 4, true },
    { "\x80", 0xFFFD, 1, false },             /* alone */
    { "\xC0\x80", 0xFFFD, 1, false },         /* overlong */
    { "\xE0\x9F\xBF", 0xFFFD, 1, false },     /* overlong */
    { "\xED\xA0\x80", 0xFFFD, 1, false },     /* surrogate */
    { "\xF0\x8F\xBF\xBF", 0xFFFD, 1, false }, /* overlong */
    { "\xF4\x90\x80\x80", 0xFFFD, 1, false }, /* too high */
    { "\xF5\x80\x80\x80", 0xFFFD, 1, false },
    { "\xE4\xB8", 0xFFFD, 2, false }, /* cut off: one subpart */
    { "\xE4\xB8x", 0xFFFD, 2, false },
    { "\xF0\x9F\x98\xE4", 0xFFFD, 3, false },
    { "\xFF", 0xFFFD, 1, false },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char32_t scalar;
    bool valid;
    struct slice s = slice_of(cases[i].bytes);
    assert_int_equal(utf8_decode(s, &scalar, &valid), cases[i].used);
    assert_int_equal(scalar, cases[i].scalar);
    assert_int_equal(valid, cases[i].valid);
    assert_int_equal(utf8_valid(slice_first(s, cases[i].used)), cases[i].valid);
  }
}

static void test_every_scalar_comes_back(void **state)
{
  (void)state;
  for (char32_t c = 0; c <= 0x10FFFF; c++) {
    char bytes[4];
    size_t len = utf8_encode(c, bytes);
    char32_t back;
    bool valid;
    assert_int_equal(utf8_decode((struct slice){ bytes, len }, &back, &valid), len);
    assert_true(valid);
    assert_int_equal(back, c >= 0xD800 && c < 0xE000 ? UTF8_REPLACEMENT : c);
  }
}

static void test_valid_sees_past_runs_of_ascii(void **state)
{
  (void)state;
  assert_true(utf8_valid(SLICE("")));
  assert_true(utf8_valid(SLICE("sixteen bytes of text, then \xE6\x8A\xA5\xE5\x88\x8A")));
  assert_false(utf8_valid(SLICE("sixteen bytes of text, then \xE6\x8A")));
  assert_false(utf8_valid(SLICE("1234567\xFF"
                                "12345678")));
}

/* Any byte of a long run, changed to any other: as one character after the other says. */
static void test_valid_agrees_with_decoding(void **state)
{
  (void)state;
  char text[] = "潮信日报と海鳴り新聞、東の港へ入る船。";
  struct slice s = slice_of(text);
  for (size_t at = 0; at < s.len; at++) {
    char kept = text[at];
    for (int byte = 0; byte < 256; byte++) {
      bool valid = true, all = true;
      char32_t scalar;
      text[at] = (char)byte;
      for (size_t i = 0; i < s.len; all &= valid)
        i += utf8_decode(slice_from(s, i), &scalar, &valid);
      assert_int_equal(utf8_valid(s), all);
    }
    text[at] = kept;
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_decode),
    cmocka_unit_test(test_every_scalar_comes_back),
    cmocka_unit_test(test_valid_sees_past_runs_of_ascii),
    cmocka_unit_test(test_valid_agrees_with_decoding),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
