#include "text/linebreak.h"

#include "base/str.h"

#include <locale.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* '|' stands where a line may break. */
static void assert_breaks(const char *marked, bool korean_by_word)
{
  struct str text = STR_INIT, got = STR_INIT;
  for (const char *p = marked; *p; p++)
    if (*p != '|') str_addc(&text, *p);
  uint8_t *breaks = malloc(text.len + 1);
  struct linebreak_options options = { .korean_by_word = korean_by_word };
  linebreak_find(str_slice(&text), &options, breaks);
  for (size_t i = 0; i < text.len; i++) {
    if (breaks[i] == BREAK_MAY) str_addc(&got, '|');
    str_addc(&got, text.ptr[i]);
  }
  assert_string_equal(got.ptr, marked);
  free(breaks);
  str_free(&text);
  str_free(&got);
}

static const char *const cases[] = {
  /* solid text and pause marks */
  "中|文|测|试|一|二|三|四|五|六",
  "他|说|今|天|天|气|很|好，|我|们|出|去",
  "真|的|吗？！|她|问|道",
  "打|击|黑|产|刻|不|容|缓。",
  "。。。。。。",
  "一、|二；|三：|四",
  /* quotation marks, with and without Han around them */
  "他|低|声|说|“你|好”",
  "报|道：|‘是|的’|他|说",
  "他|问：|“你|去|吗？”|我|说",
  "“你|好”|“再|见”",
  "“你|好。”|《书》",
  "他|想|了|想……|“好”",
  "（“引|文”）|后",
  "《“双|减”|记》",
  "他|说|“OK”|了",
  "he |said |“hi” |and |‘bye’",
  "don’t |stop",
  "say |\"no\" |(and |go)",
  "say |“no” |[1]",
  "( \"a\" |(b",
  "a |( b",
  "the |.profile |in |/etc . /",
  "the |:smile_x: |and |so : |on",
  "so ... |on |...and |on",
  "读|了|《 红|楼》",
  "pay |$ |now",
  "它’s |好",
  /* brackets and title marks */
  "我|们|读|《红|楼|梦》|第|三|回",
  "发|布|《通|知》、|《方|案》|等",
  "（以|下|简|称：|AIF|联|盟）|成|立",
  "「台|灣|用|『引|號』|這|樣|寫」",
  "参|见|[1]|和|(2)",
  "【快|讯】|今|日",
  "〔2022〕|5|号",
  /* dashes and ellipses */
  "他|想|了|很|久……|终|于|说",
  "他|走|了——|再|没|回|来",
  "啊……|……|好",
  "啊——|——|好",
  "啊——|—|好",
  "A |to |B—|C",
  "A – |B",
  /* numbers with what belongs to them */
  "同|比|增|长|20%|左|右",
  "价|格|为|￥1,234.56|元|整",
  "共|计|3,000|元",
  "于|2021|年|10|月|联|合|印|发",
  "重|庆|市|2021-2022|年|规|范",
  "涨|幅|12.5%～|15%|之|间",
  "约|10～|20|公|里|处",
  "気|温|は|３６℃|に|な|り|ま|し|た",
  "高|３．５|米",
  "于|10:30|开|会",
  "降|3.5‰……|后",
  "角|10°20′30″|处",
  "价|€5|与|$7|与|£9",
  "占|50％|强",
  "-5|度",
  /* joiners between */
  "版|本|A／B|均|可|用",
  "约|翰·|史|密|斯|先|生",
  "ジョ|ン・|ス|ミ|ス",
  "他/|她",
  /* Han and Latin */
  "由|AIF|联|盟|发|起",
  "使|用|iPhone|手|机|拍|摄",
  "使|用|ＡＢＣ|牌",
  "用|C++语|言",
  "第|3|章|#5",
  /* addresses and commands */
  "详|情|见|https://|example.|com/|a/|b/|c?|id=|1",
  "a |https://|a.1.2/|b_|c-|d#|e&|f%20;|g,|h |i/|j=k",
  "写|信|到|a.b@c.org|即|可",
  "读~/.vimrc|文|件",
  "see |example.org.",
  "ls |-l |--all |x",
  "e.g. |this",
  "well-|known",
  "one |- |two",
  "foo...bar",
  /* blanks */
  "hello |world |你|好|世|界",
  "一|二|三　|四|五|六",
  "two  |blanks",
  "no\u00A0break",
  /* Japanese and Korean */
  "デー|タ|ベー|ス|サー|バー",
  "ちょっ|と|待っ|て|く|だ|さ|い",
  "人々|の|声",
  "한|국|어|는 |띄|어|쓰|기|를 |합|니|다",
  /* clusters */
  "cafe\u0301s |are |open",
  "か\u3099|き",
  "中\u0301|文",
  "👍|好|😀",
  "AAAAAAAAAAAAAAAA|中",
  "中",
  "",
};

static void test_opportunities(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) assert_breaks(cases[i], false);
}

static void test_korean_by_word(void **state)
{
  (void)state;
  assert_breaks("한국어는 |띄어쓰기를 |합니다", true);
  assert_breaks("2024년 |API를 |쓴다", true);
  assert_breaks("中|文|한국", true);
}

static void test_newlines(void **state)
{
  (void)state;
  struct slice text = SLICE("ab\n\ncd ef\n");
  static const uint8_t want[] = { 0, 0, 0, 2, 2, 0, 0, 1, 0, 0 };
  uint8_t got[sizeof want];
  linebreak_find(text, NULL, got);
  assert_memory_equal(got, want, sizeof want);
}

static void test_the_locale_does_not_matter(void **state)
{
  (void)state;
  static const char *const locales[] = { "C", "C.UTF-8", "zh_CN.UTF-8", "ko_KR.EUC-KR" };
  for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
    setlocale(LC_ALL, locales[i]); /* one that is not installed changes nothing */
    assert_breaks("他|说：|“价|格|为|￥1.5”……|好", false);
  }
  setlocale(LC_ALL, "C");
}

static void test_any_bytes_and_long_text(void **state)
{
  (void)state;
  static const char *const pieces[] = { "中", "—", "“", "\xFF", "\xE4\xB8", "\n", "\r", "-", "." };
  struct str text = STR_INIT;
  uint32_t seed = 3;
  while (text.len < 1000000) {
    seed = seed * 1664525u + 1013904223u;
    str_adds(&text, pieces[(seed >> 10) % (sizeof pieces / sizeof *pieces)]);
  }
  uint8_t *breaks = malloc(text.len);
  linebreak_find(str_slice(&text), NULL, breaks);
  for (size_t i = 0; i < text.len; i++) {
    assert_in_range(breaks[i], BREAK_NO, BREAK_MUST);
    if (i > 0 && text.ptr[i - 1] == '\n') assert_int_equal(breaks[i], BREAK_MUST);
  }
  free(breaks);
  str_free(&text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_opportunities),
    cmocka_unit_test(test_korean_by_word),
    cmocka_unit_test(test_newlines),
    cmocka_unit_test(test_the_locale_does_not_matter),
    cmocka_unit_test(test_any_bytes_and_long_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
