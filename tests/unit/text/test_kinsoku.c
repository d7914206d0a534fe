#include "text/kinsoku.h"

#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_sets(void **state)
{
  (void)state;
  static const struct {
    bool (*has)(char32_t scalar);
    const char *members, *others;
  } cases[] = {
    { kinsoku_no_start,
      "、。，．：；！？‼⁇⁈⁉｡､）］｝〕】〗〙〛」』｣》〉｠”’·・‧•～〜–／…⋯—⸺,.:;!?)]}-/~%％‰℃°′″"
      "々ー〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶヽヾゝゞｰｯ",
      "（［｛〔【〖《〈「『“‘中あアaA0 \n\"'(" },
    { kinsoku_no_end, "（［｛〔【〖〘〚「『｢《〈｟“‘([{／￥¥$＄€£",
      "、。）」』》〉”’…—·中あa0 )/" },
    { kinsoku_may_hang, "、。，．：；！？｡､", "）」”…—·～中a,." },
    { kinsoku_is_han, "中㐀𠮷〇々あアーｱ가ㄅ神", "，。aA1é“—😀 " },
    { kinsoku_is_punctuation, "，。、“”‘’…—·「」（）《》！？.,!?\"'()-～％", "中あア가aZ09é" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int member = 0; member < 2; member++) {
      struct slice rest = slice_of(member ? cases[i].members : cases[i].others);
      while (rest.len > 0) {
        char32_t scalar;
        rest = slice_from(rest, utf8_decode(rest, &scalar, NULL));
        if (cases[i].has(scalar) != (member == 1)) fail_msg("set %zu, U+%04X", i, (unsigned)scalar);
      }
    }
}

/* The tables are searched by halves: one out of order would hide others. */
static void test_how_many(void **state)
{
  (void)state;
  static const struct {
    bool (*has)(char32_t scalar);
    unsigned count;
  } cases[] = { { kinsoku_may_hang, 10 }, { kinsoku_no_end, 28 } };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    unsigned count = 0;
    for (char32_t c = 0; c < 0x40000; c++) count += cases[i].has(c);
    assert_int_equal(count, cases[i].count);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_sets),
    cmocka_unit_test(test_how_many),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
