#include "text/sanitize.h"

#include "text/cluster.h"
#include "text/scalar.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_text(void **state)
{
  (void)state;
  static const struct {
    const char *in, *out;
  } cases[] = {
    { "", "" },
    { "plain 纯文本。", "plain 纯文本。" },
    { "か\u3099", "が" },
    { "\u1100\u1161\u11A8", "각" },
    { "각\u0301", "각\u0301" },
    { "\u0301a", "\u00A0\u0301a" },
    { "a\n\u0301b", "a\n\u00A0\u0301b" },
    { " \u0301", " \u0301" },
    { "e\u0301", "é" },
    { "q\u0301\u0302\u0303\u0304\u0305\u0306", "q\u0301\u0302\u0303\u0304" },
    { "\uFA19", "\uFA19" }, /* compatibility ideographs are copied as written */
    { "👨\u200D👩\u200D👧", "👨👩👧" },
    { "👍🏽", "👍" },
    { "👍🏽🏽", "👍" },
    { "🏽", "🏽" },
    { "a🏽", "a🏽" },
    { "🇨🇳", "CN" },
    { "1\uFE0F\u20E3", "1" },
    { "❤\uFE0F⌚\uFE0E", "❤⌚" },
    { "a\x1B[31mb", "a[31mb" },
    { "a\xC2\x9B"
      "31mb",
      "a31mb" },
    { "a\u202Eb\u2066c\u200Fd", "abcd" },
    { "a\x7F\x01\x08"
      "b",
      "ab" },
    { "\uFEFFa\u200Bb\u00ADc\u2060d\U000E0041e\u034Ff", "abcdef" },
    { "\u0378\U00031350\uE000\uFFFD", "?〓??" },
    { "🫨", "〓" }, /* of Unicode 15.0 */
    { "\uFDD0\U0010FFFF\U000F0000", "???" },
    { "\u115F|\u3164|\uFFA0|", "  |  | |" },
    { "a\xFF"
      "b\xE4\xB8"
      "c\xC0\x80"
      "d\xED\xA0\x80",
      "a?b?c??d???" },
    { "\xF0\x9F\x98", "?" },
    { "a\r\nb\rc\nd\xC2\x85"
      "e\u2028f\u2029g",
      "a\nb\nc\nd\ne\nf\ng" },
    { "\tx", "        x" },
    { "ab\tx", "ab      x" },
    { "读报\tx", "读报    x" },
    { "1234567\tx", "1234567 x" },
    { "12345678\tx", "12345678        x" },
    { "长行\nab\tc\td", "长行\nab      c       d" },
    { "e\u0301\tx", "é       x" },
    { "क्षि", "क्षि" },
    { "\u09C7\u09BE", "\u00A0\u09CB" }, /* two spacing marks compose */
    { "ไทย ทำ", "ไทย ทำ" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str out = STR_INIT;
    sanitize(slice_of(cases[i].in), SANITIZE_TEXT, &out, NULL);
    assert_string_equal(out.ptr, cases[i].out);
    str_free(&out);
  }
}

static void test_line(void **state)
{
  (void)state;
  static const struct {
    const char *in, *out;
  } cases[] = {
    { "one\r\ntwo\tthree\nfour\u2028five", "one two three four five" },
    { "a\n\nb", "a  b" },
    { "a\n\u0301b", "a \u0301b" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str out = STR_INIT;
    str_adds(&out, "already|");
    sanitize(slice_of(cases[i].in), SANITIZE_LINE, &out, NULL);
    assert_string_equal(out.ptr + 8, cases[i].out);
    str_free(&out);
  }
}

static void test_nothing_before_the_call_is_touched(void **state)
{
  (void)state;
  struct str out = STR_INIT;
  str_adds(&out, "e");
  sanitize(SLICE("\xCC\x81"), SANITIZE_TEXT, &out, NULL);
  assert_string_equal(out.ptr, "e\u00A0\u0301");
  str_free(&out);
}

static void test_map(void **state)
{
  (void)state;
  static const struct {
    const char *in;
    const char *find_out; /* a piece of the output ... */
    const char *find_in;  /* ... and the piece of the input that it came from */
  } cases[] = {
    { "plain", "in", "in" },
    { "a\x1B[31mred", "red", "red" },
    { "\uFEFFtitle", "title", "title" },
    { "x\uFEFF\u200By", "y", "y" },
    { "cafe\u0301 noir", "é", "e\u0301" },
    { "cafe\u0301 noir", " noir", " noir" },
    { "\x1B"
      "cafe\u0301 noir",
      "é", "e\u0301" },
    { "ab\tcd\tef", "cd", "cd" },
    { "ab\tcd\tef", "ef", "ef" },
    { "👍🏽好🇨🇳x", "好", "好" },
    { "👍🏽好🇨🇳x", "N", "🇳" },
    { "👍🏽好🇨🇳x", "x", "x" },
    { "one\r\ntwo", "two", "two" },
    { "a\xFF\xE4\xB8z", "z", "z" },
    { "\u0301z", "z", "z" },
    { "か\u3099ぎ", "ぎ", "ぎ" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct slice in = slice_of(cases[i].in);
    struct str out = STR_INIT;
    struct offset_map map = { 0 };
    str_adds(&out, "offsets count from here: ");
    size_t start = out.len;
    sanitize(in, SANITIZE_TEXT, &out, &map);
    size_t to = slice_find(slice_from(str_slice(&out), start), slice_of(cases[i].find_out));
    assert_true(to != SLICE_NONE);
    assert_int_equal(offset_map_source(&map, (uint32_t)to),
                     slice_find(in, slice_of(cases[i].find_in)));
    offset_map_free(&map);
    str_free(&out);
  }
}

static void test_blanks_of_a_tab_lead_no_further_than_the_tab(void **state)
{
  (void)state;
  struct str out = STR_INIT;
  struct offset_map map = { 0 };
  sanitize(SLICE("\tab"), SANITIZE_TEXT, &out, &map);
  for (uint32_t to = 0; to < 8; to++) assert_in_range(offset_map_source(&map, to), 0, 1);
  assert_int_equal(offset_map_source(&map, 8), 1);
  offset_map_free(&map);
  str_free(&out);
}

static uint32_t next_random(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

/* Text from pieces that mean something to the sanitiser, and from any bytes. */
static void random_text(struct str *text, uint32_t *seed)
{
  static const char *const pieces[] = {
    "a",        "读",     "e",          "\u0301", "\u0323", "\u3099",   "か",     "\u1100",
    "\u1161",   "\u11A8", "가",         "\u200D", "👍",      "🏽",     "🇨",      "\uFE0F",
    "\u20E3",   "1",      "\t",         "\n",     "\r",     "\xC2\x85", "\u2028", "\x1B",
    "\xC2\x9B", "\u202E", "\uFEFF",     "\u115F", "\u3164", "\uE000",   "\u0378", "\u0BC6",
    "\u0BBE",   "\u0BC7", "\u0DD9",     "\u0DCF", "\u0DCA", "\u0958",   "\u093C", "\u212B",
    "\u2126",   "\uFA19", "\u0344",     "\u1160", "\u302E", "\xE4",     "\xB8",   "\xFF",
    " ",        "\u00A0", "\U00031350", "<",      "\u0338", "\u034F",
  };
  size_t count = next_random(seed) % 80;
  for (size_t i = 0; i < count; i++) {
    uint32_t kind = next_random(seed) % 8;
    if (kind == 0)
      str_addc(text, (char)next_random(seed));
    else if (kind == 1)
      utf8_add(text, next_random(seed) % 0x110000);
    else
      str_adds(text, pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)]);
  }
}

static void check_clean(struct slice text, enum sanitize_mode mode)
{
  assert_true(utf8_valid(text));
  while (text.len > 0) {
    char32_t scalar;
    text = slice_from(text, utf8_decode(text, &scalar, NULL));
    enum scalar_kind kind = scalar_of(scalar).kind;
    if (scalar == '\n' && mode == SANITIZE_TEXT) continue;
    if (kind != SCALAR_PLAIN && kind != SCALAR_PICTOGRAPH && kind != SCALAR_MARK &&
        kind != SCALAR_SPACING && kind != SCALAR_SKIN)
      fail_msg("U+%04X in the output", (unsigned)scalar);
  }
}

/* The map never goes back, and never leads out of the input. */
static void check_map(const struct offset_map *map, size_t out_len, size_t in_len)
{
  uint32_t last = 0;
  for (uint32_t to = 0; to < out_len; to++) {
    uint32_t from = offset_map_source(map, to);
    assert_true(from >= last && from < in_len + 1);
    last = from;
  }
}

static void test_any_bytes(void **state)
{
  (void)state;
  uint32_t seed = 7;
  struct str in = STR_INIT, once = STR_INIT, twice = STR_INIT;
  for (int round = 0; round < 40000; round++) {
    enum sanitize_mode mode = round % 2 ? SANITIZE_TEXT : SANITIZE_LINE;
    struct offset_map map = { 0 };
    str_clear(&in);
    str_clear(&once);
    str_clear(&twice);
    random_text(&in, &seed);
    sanitize(str_slice(&in), mode, &once, &map);
    sanitize(str_slice(&once), mode, &twice, NULL);
    check_clean(str_slice(&once), mode);
    assert_int_equal(once.len, twice.len);
    assert_memory_equal(once.ptr, twice.ptr, once.len);
    check_map(&map, once.len, in.len);
    offset_map_free(&map);
  }
  str_free(&in);
  str_free(&once);
  str_free(&twice);
}

static void test_a_mountain_of_marks(void **state)
{
  (void)state;
  struct str in = STR_INIT, out = STR_INIT;
  str_adds(&in, "a");
  for (int i = 0; i < 300000; i++) str_adds(&in, i % 2 ? "\u0301" : "\u0323");
  sanitize(str_slice(&in), SANITIZE_TEXT, &out, NULL);
  assert_int_equal(text_columns(str_slice(&out), AMBIGUOUS_NARROW), 1);
  assert_true(out.len < 16);
  str_clear(&in);
  str_clear(&out);
  for (int i = 0; i < 100000; i++) str_adds(&in, "x\t");
  sanitize(str_slice(&in), SANITIZE_TEXT, &out, NULL);
  assert_int_equal(out.len, 800000);
  str_free(&in);
  str_free(&out);
}

static void test_a_terminal_that_knows_recent_characters_gets_them(void **state)
{
  struct str out = STR_INIT;
  (void)state;
  sanitize(SLICE("\u0378🫨\U00031350\uE000"), SANITIZE_LINE | SANITIZE_RECENT, &out, NULL);
  assert_string_equal(out.ptr, "?🫨\U00031350?");
  str_free(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_text),
    cmocka_unit_test(test_line),
    cmocka_unit_test(test_nothing_before_the_call_is_touched),
    cmocka_unit_test(test_map),
    cmocka_unit_test(test_blanks_of_a_tab_lead_no_further_than_the_tab),
    cmocka_unit_test(test_any_bytes),
    cmocka_unit_test(test_a_mountain_of_marks),
    cmocka_unit_test(test_a_terminal_that_knows_recent_characters_gets_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
