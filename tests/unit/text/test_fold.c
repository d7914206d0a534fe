#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_spelling(void **state)
{
  (void)state;
  static const struct {
    const char *text, *folded;
  } cases[] = {
    { "", "" },
    { "Hello World", "hello world" },
    { "ＡＩＦ２０２２", "aif2022" },
    { "臺灣繁體", "台湾繁体" },
    { "乾著瞭覆藉", "干着了复借" },
    { "復徵夥", "复征伙" },
    { "简体不变后里面", "简体不变后里面" },
    { "ｶﾞｷﾞ", "ガギ" },
    { "がぎ", "ガギ" },
    { "か\u3099き\u3099", "ガギ" },
    { "ひらがなカタカナー", "ヒラガナカタカナー" },
    { "①㎏ﬁ℃", "1kgfi°c" },
    { "“引”‘用’—–〜～。、", "\"引\"'用'--~~.," },
    { "……", "......" },
    { "（全角）：！", "(全角):!" },
    { "Straße", "strasse" },
    { "Café Über naïve", "cafe uber naive" },
    { "cafe\u0301", "cafe" },
    { "e\u0301tude", "etude" },
    { "q\u0303\u0323x", "qx" }, /* no composed form */
    { "Việt Nam", "viet nam" },
    { "ДОМ Ёж", "дом ёж" },
    { "ΣΟΦΟΣ", "σοφοσ" },
    { "𝐊elvin \u212A", "kelvin k" },
    { "한국어 책", "한국어 책" },
    { "\u1112\u1161\u11AB", "한" },
    { "中 文", "中文" },
    { "中　\n 文", "中文" },
    { "使用 Linux 系统", "使用linux系统" },
    { "one  two\tthree\nfour", "one two three four" },
    { " a ", " a " },
    { " 中 ", "中" },
    { "a\u00A0b\u2003c", "a b c" },
    { "a\u200Bb\u00ADc\uFEFFd", "abcd" },
    { "中\u200B文", "中文" },
    { "\U00020BB7", "\U00020BB7" },
    { "bad\xFF"
      "byte",
      "bad\uFFFD"
      "byte" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str out = STR_INIT;
    fold(slice_of(cases[i].text), &out, NULL);
    assert_string_equal(out.ptr, cases[i].folded);
    str_free(&out);
  }
}

static void test_map(void **state)
{
  (void)state;
  static const struct {
    const char *text, *find_folded, *find_text;
  } cases[] = {
    { "见 ＡＩＦ２０２２ 文", "2022", "２０２２" },
    { "见 ＡＩＦ２０２２ 文", "文", "文" },
    { "臺灣的繁體", "繁体", "繁體" },
    { "前ｶﾞｷﾞ後", "ギ", "ｷﾞ" },
    { "前ｶﾞｷﾞ後", "后", "後" },
    { "中  文 字", "文", "文" },
    { "Straße 9", "9", "9" },
    { "one   two", "two", "two" },
    { "one   two", " two", "   two" },
    { "cafe\u0301s x", "s x", "s x" },
    { "㎏中", "中", "中" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct slice text = slice_of(cases[i].text);
    struct str out = STR_INIT;
    struct offset_map map = { 0 };
    str_adds(&out, "offsets count from here ");
    size_t start = out.len;
    fold(text, &out, &map);
    size_t to = slice_find(slice_from(str_slice(&out), start), slice_of(cases[i].find_folded));
    assert_true(to != SLICE_NONE);
    assert_int_equal(offset_map_source(&map, (uint32_t)to),
                     slice_find(text, slice_of(cases[i].find_text)));
    assert_int_equal(offset_map_source(&map, (uint32_t)(out.len - start)), text.len);
    offset_map_free(&map);
    str_free(&out);
  }
}

static void test_contains(void **state)
{
  (void)state;
  static const struct {
    const char *text, *query;
    bool found;
  } cases[] = {
    { "本届 AIF2022 大会", "ＡＩＦ２０２２", true },
    { "本届ＡＩＦ２０２２大会", "aif2022", true },
    { "去台湾", "臺灣", true },
    { "去臺灣", "台湾", true },
    { "がぎ", "ｶﾞｷﾞ", true },
    { "ｶﾞｷﾞ", "がぎ", true },
    { "由 A IF 联盟发起", "AIF联盟", true },
    { "由AIF联盟发起", "A IF 联盟", true },
    { "therapist", "the rapist", false },
    { "the rapist", "therapist", false },
    { "晚报", "早报", false },
    { "anything", "", true },
    { "晚报", " 晚报 ", true },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(fold_contains(slice_of(cases[i].text), slice_of(cases[i].query)),
                     cases[i].found);
}

static void test_any_bytes(void **state)
{
  (void)state;
  static const char *const pieces[] = {
    "A",  "é", "中", "臺",   " ",    "　", "ｶ",  "ﾞ",      "\u0301", "\uFDFA", "\u0345", "ß",
    "\t", "—", "㎏", "\xE4", "\xFF", "가", "か", "\u3099", "\u200B", "ΐ",      "İ",      "ᾂ",
  };
  uint32_t seed = 11;
  struct str text = STR_INIT, once = STR_INIT;
  for (int round = 0; round < 20000; round++) {
    struct offset_map map = { 0 };
    str_clear(&text);
    str_clear(&once);
    for (int i = 0; i < 60; i++) {
      seed = seed * 1664525u + 1013904223u;
      str_adds(&text, pieces[(seed >> 10) % (sizeof pieces / sizeof *pieces)]);
    }
    fold(str_slice(&text), &once, &map);
    uint32_t last = 0;
    for (uint32_t to = 0; to <= once.len; to++) {
      uint32_t from = offset_map_source(&map, to);
      assert_in_range(from, last, text.len);
      last = from;
    }
    offset_map_free(&map);
  }
  str_clear(&text);
  str_clear(&once);
  str_adds(&text, "中");
  for (int i = 0; i < 200000; i++) str_adds(&text, "\u0301");
  fold(str_slice(&text), &once, NULL);
  str_free(&text);
  str_free(&once);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_spelling),
    cmocka_unit_test(test_map),
    cmocka_unit_test(test_contains),
    cmocka_unit_test(test_any_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
