#include "text/charset.h"

#include <errno.h>
#include <iconv.h>

#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char simplified[] =
    "日前，市图书馆在河边举行了一场读书会，来自各区的读者带着自己喜欢的旧报纸，围坐在树下。"
    "馆长说：“纸会变黄，字不会。”她打开一份三十年前的晚报，读了其中关于天气的一段。\n"
    "下午三点，雨停了，人们把报纸收好，约定下个月再来。有一位老人留到最后，他说自己"
    "曾经在印刷厂工作，认得每一种字体的名字。\n";
static const char traditional[] =
    "日前，市圖書館在河邊舉行了一場讀書會，來自各區的讀者帶著自己喜歡的舊報紙，圍坐在樹下。"
    "館長說：「紙會變黃，字不會。」她打開一份三十年前的晚報，讀了其中關於天氣的一段。\n"
    "下午三點，雨停了，人們把報紙收好，約定下個月再來。有一位老人留到最後，他說自己"
    "曾經在印刷廠工作，認得每一種字體的名字。\n";
static const char japanese[] =
    "先日、市の図書館は川のそばで読書会を開きました。いろいろな町から来た人たちが、好きな古い新聞を"
    "持って木の下に座りました。館長は「紙は黄色くなりますが、字は変わりません」と言いました。\n"
    "午後三時に雨がやんで、みんなは新聞をたたみ、また来月会う約束をしました。\n";
static const char korean[] =
    "얼마 전 시립 도서관은 강가에서 독서 모임을 열었습니다. 여러 동네에서 온 사람들이 좋아하는 "
    "옛날 신문을 들고 나무 아래에 앉았습니다. 관장은 종이는 누렇게 변하지만 글자는 변하지 "
    "않는다고 말했습니다.\n오후 세 시에 비가 그치자 모두 다음 달에 다시 만나기로 했습니다.\n";

/* The first `bytes` bytes of the text, no character cut. */
static struct slice start_of(const char *text, size_t bytes)
{
  struct slice s = slice_first(slice_of(text), bytes);
  while (!utf8_valid(s)) s.len--;
  return s;
}

static void encode(struct slice text, const char *charset, struct str *out)
{
  iconv_t cd = iconv_open(charset, "UTF-8");
  assert_true(cd != (iconv_t)-1);
  char *from = (char *)(uintptr_t)text.ptr;
  size_t from_left = text.len;
  str_reserve(out, text.len * 4 + 16);
  char *to = out->ptr + out->len;
  size_t to_left = out->cap - out->len - 1;
  assert_int_equal(iconv(cd, &from, &from_left, &to, &to_left), 0);
  iconv(cd, NULL, NULL, &to, &to_left);
  out->len = (size_t)(to - out->ptr);
  *to = '\0';
  iconv_close(cd);
}

static void assert_decoded(const struct str *bytes, const char *declared, struct slice text,
                           const char *name, enum charset_from from)
{
  struct str out = STR_INIT;
  struct charset_result result;
  str_adds(&out, ">");
  charset_decode(str_slice(bytes), declared, NULL, &out, &result);
  assert_string_equal(result.name, name);
  assert_int_equal(result.from, from);
  assert_int_equal(result.replaced, 0);
  assert_int_equal(out.len, text.len + 1);
  assert_memory_equal(out.ptr + 1, text.ptr, text.len);
  str_free(&out);
}

static void test_found_without_being_told(void **state)
{
  (void)state;
  static const struct {
    const char *text, *charset, *mark;
    size_t mark_bytes;
    size_t start_bytes; /* how little of the text is enough; 0: all of it is needed */
    const char *name;
    enum charset_from from;
  } cases[] = {
    { simplified, "UTF-8", "", 0, 6, "UTF-8", CHARSET_UTF8 },
    { simplified, "UTF-8", "\xEF\xBB\xBF", 3, 6, "UTF-8", CHARSET_BOM },
    { simplified, "UTF-16LE", "\xFF\xFE", 2, 6, "UTF-16LE", CHARSET_BOM },
    { simplified, "UTF-16BE", "\xFE\xFF", 2, 6, "UTF-16BE", CHARSET_BOM },
    { simplified, "UTF-32LE", "\xFF\xFE\0\0", 4, 6, "UTF-32LE", CHARSET_BOM },
    { simplified, "GB18030", "\x84\x31\x95\x33", 4, 6, "GB18030", CHARSET_BOM },
    { simplified, "UTF-16LE", "", 0, 75, "UTF-16LE", CHARSET_DETECTED },
    { simplified, "UTF-16BE", "", 0, 75, "UTF-16BE", CHARSET_DETECTED },
    { traditional, "UTF-16LE", "", 0, 75, "UTF-16LE", CHARSET_DETECTED },
    { japanese, "UTF-16BE", "", 0, 75, "UTF-16BE", CHARSET_DETECTED },
    { "title: plain words only\n", "UTF-16LE", "", 0, 8, "UTF-16LE", CHARSET_DETECTED },
    { "title: plain words only\n", "UTF-16BE", "", 0, 8, "UTF-16BE", CHARSET_DETECTED },
    { simplified, "GB18030", "", 0, 90, "GB18030", CHARSET_DETECTED },
    { traditional, "BIG5", "", 0, 120, "BIG5-HKSCS", CHARSET_DETECTED },
    { japanese, "SHIFT_JIS", "", 0, 0, "CP932", CHARSET_DETECTED },
    { japanese, "EUC-JP", "", 0, 0, "EUC-JP", CHARSET_DETECTED },
    { japanese, "ISO-2022-JP", "", 0, 60, "ISO-2022-JP", CHARSET_DETECTED },
    { korean, "EUC-KR", "", 0, 0, "CP949", CHARSET_DETECTED },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int whole = 0; whole < 2; whole++) {
      if (!whole && cases[i].start_bytes == 0) continue;
      struct slice text =
          whole ? slice_of(cases[i].text) : start_of(cases[i].text, cases[i].start_bytes);
      struct str bytes = STR_INIT;
      str_add(&bytes, (struct slice){ cases[i].mark, cases[i].mark_bytes });
      encode(text, cases[i].charset, &bytes);
      assert_decoded(&bytes, NULL, text, cases[i].name, cases[i].from);
      str_free(&bytes);
    }
}

static void test_short_text_is_in_the_fallback(void **state)
{
  (void)state;
  static const char *const texts[] = { "标题: 读报\n", "a few plain words, then 读报 and more\n" };
  struct str bytes = STR_INIT;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    encode(slice_of(texts[i]), "GBK", &bytes);
    assert_decoded(&bytes, NULL, slice_of(texts[i]), "GB18030", CHARSET_FALLBACK);
    str_free(&bytes);
  }
  struct str out = STR_INIT;
  struct charset_result result;
  encode(SLICE("title: 讀報\n"), "BIG5", &bytes);
  charset_decode(str_slice(&bytes), NULL, "big5", &out, &result);
  assert_string_equal(out.ptr, "title: 讀報\n");
  assert_string_equal(result.name, "BIG5-HKSCS");
  str_free(&bytes);
  str_free(&out);
}

static void test_what_the_file_says(void **state)
{
  (void)state;
  static const struct {
    const char *text, *charset, *name;
  } cases[] = {
    { "---\ntitle: 讀報\ncharset: big5\n---\n", "BIG5", "BIG5-HKSCS" },
    { "---\nencoding: 'Shift_JIS'\ntitle: 新聞\n---\n", "SHIFT_JIS", "CP932" },
    { "<meta charset=\"euc-kr\"><p>신문", "EUC-KR", "CP949" },
    { "<meta content='text/html; charset=EUC-JP'>新聞", "EUC-JP", "EUC-JP" },
    { "<META CHARSET = windows-1251>газета", "CP1251", "WINDOWS-1251" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str bytes = STR_INIT;
    encode(slice_of(cases[i].text), cases[i].charset, &bytes);
    assert_decoded(&bytes, NULL, slice_of(cases[i].text), cases[i].name, CHARSET_DECLARED);
    str_free(&bytes);
  }
}

static void test_what_the_caller_says(void **state)
{
  (void)state;
  struct str bytes = STR_INIT;
  encode(SLICE("été"), "ISO-8859-1", &bytes);
  assert_decoded(&bytes, "iso-8859-1", SLICE("été"), "ISO-8859-1", CHARSET_DECLARED);
  str_free(&bytes);
  /* A name that the bytes belie, or that is none, is passed over. */
  static const char *const wrong[] = { "ascii", "no-such-charset", "../x", "", "UTF-16//TRANSLIT" };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    encode(slice_of(simplified), "UTF-8", &bytes);
    assert_decoded(&bytes, wrong[i], slice_of(simplified), "UTF-8", CHARSET_UTF8);
    str_free(&bytes);
  }
}

static void test_bad_bytes_are_counted(void **state)
{
  (void)state;
  struct str bytes = STR_INIT, out = STR_INIT;
  struct charset_result result;
  struct slice start = start_of(simplified, 120);
  str_add(&bytes, start);
  str_addc(&bytes, '\xFF');
  str_add(&bytes, slice_from(slice_of(simplified), start.len));
  charset_decode(str_slice(&bytes), NULL, NULL, &out, &result);
  assert_string_equal(result.name, "UTF-8");
  assert_int_equal(result.replaced, 1);
  assert_int_equal(out.len, strlen(simplified) + 3);
  assert_memory_equal(out.ptr + start.len, "\uFFFD", 3);
  str_free(&bytes);
  str_clear(&out);

  encode(slice_of(simplified), "GB18030", &bytes);
  bytes.ptr[bytes.len / 4 * 2] = '\xFF';
  charset_decode(str_slice(&bytes), "gbk", NULL, &out, &result);
  assert_string_equal(result.name, "GB18030");
  assert_int_equal(result.from, CHARSET_DECLARED);
  assert_in_range(result.replaced, 1, 2);
  assert_true(slice_find(str_slice(&out), SLICE("\uFFFD")) != SLICE_NONE);
  assert_true(slice_ends(str_slice(&out), SLICE("每一种字体的名字。\n")));
  str_free(&bytes);
  str_free(&out);
}

static void test_cut_off_inside_a_character(void **state)
{
  (void)state;
  struct str bytes = STR_INIT, out = STR_INIT;
  struct charset_result result;
  encode(slice_of(simplified), "GB18030", &bytes);
  str_cut(&bytes, bytes.len - 2); /* the newline and half of the full stop */
  charset_decode(str_slice(&bytes), "gb18030", NULL, &out, &result);
  assert_int_equal(result.replaced, 1);
  assert_true(slice_ends(str_slice(&out), SLICE("名字\uFFFD")));
  str_free(&bytes);
  str_free(&out);
}

static void test_known(void **state)
{
  (void)state;
  assert_true(charset_known("utf-8"));
  assert_true(charset_known("gbk"));
  assert_true(charset_known(" Big5 "));
  assert_false(charset_known("no-such-charset"));
  assert_false(charset_known(""));
  assert_false(charset_known(NULL));
  assert_false(charset_known("UTF-8//IGNORE"));
}

static void test_any_bytes(void **state)
{
  (void)state;
  static const char *const declared[] = { NULL,       "utf-8", "gbk",         "big5",
                                          "utf-16le", "cp932", "iso-2022-jp", "utf-7" };
  uint32_t seed = 5;
  for (int round = 0; round < 4000; round++) {
    char bytes[200];
    struct str out = STR_INIT;
    struct charset_result result;
    for (size_t i = 0; i < sizeof bytes; i++) {
      seed = seed * 1664525u + 1013904223u;
      bytes[i] = (char)(seed >> (round % 3 ? 24 : 25));
    }
    charset_decode((struct slice){ bytes, (size_t)round % sizeof bytes }, declared[round % 8], NULL,
                   &out, &result);
    assert_true(utf8_valid(str_slice(&out)));
    str_free(&out);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_found_without_being_told),
    cmocka_unit_test(test_short_text_is_in_the_fallback),
    cmocka_unit_test(test_what_the_file_says),
    cmocka_unit_test(test_what_the_caller_says),
    cmocka_unit_test(test_bad_bytes_are_counted),
    cmocka_unit_test(test_cut_off_inside_a_character),
    cmocka_unit_test(test_known),
    cmocka_unit_test(test_any_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
