#include "layout/fill.h"

#include "text/cluster.h"
#include "text/kinsoku.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* The lines as "first(columns) / second(columns)". */
static void describe(struct slice text, const fill_lines *lines, struct str *out)
{
  for (size_t i = 0; i < lines->count; i++) {
    const struct fill_line *l = &lines->items[i];
    str_addf(out, "%s%.*s(%u)", i ? " / " : "", (int)(l->end - l->start), text.ptr + l->start,
             (unsigned)l->columns);
  }
}

struct fill_case {
  const char *name, *text;
  uint32_t columns;
  const char *expected;
  bool wide, hang;
  uint32_t indent;
  bool by_word;
};

/* clang-format off */
static const struct fill_case cases[] = {
  { .name = "B01", .text = "中文测试一二三四五六", .columns = 10,
    .expected = "中文测试一(10) / 二三四五六(10)" },
  { .name = "B02", .text = "中文测试一二三四五六", .columns = 11,
    .expected = "中文测试一(10) / 二三四五六(10)" },
  { .name = "B03", .text = "他说今天天气很好，我们出去", .columns = 18,
    .expected = "他说今天天气很好，(18) / 我们出去(8)" },
  { .name = "B04", .text = "他说今天天气很好，我们出去", .columns = 16,
    .expected = "他说今天天气很(14) / 好，我们出去(12)" },
  { .name = "B05", .text = "他说今天天气很好，我们出去", .columns = 16,
    .expected = "他说今天天气很好，(18) / 我们出去(8)", .hang = true },
  { .name = "B06", .text = "他低声说“你好”", .columns = 10,
    .expected = "他低声说(8) / “你好”(6)" },
  { .name = "B07", .text = "他低声说“你好”", .columns = 10,
    .expected = "他低声说(8) / “你好”(8)", .wide = true },
  { .name = "B08", .text = "报道：‘是的’他说", .columns = 8,
    .expected = "报道：(6) / ‘是的’(6) / 他说(4)" },
  { .name = "B09", .text = "他问：“你去吗？”我说", .columns = 12,
    .expected = "他问：“你去(11) / 吗？”我说(9)" },
  { .name = "B10", .text = "他问：“你去吗？”我说", .columns = 12,
    .expected = "他问：“你去(12) / 吗？”我说(10)", .wide = true },
  { .name = "B11", .text = "我们读《红楼梦》第三回", .columns = 16,
    .expected = "我们读《红楼梦》(16) / 第三回(6)" },
  { .name = "B12", .text = "他想了很久……终于说", .columns = 12,
    .expected = "他想了很久……(12) / 终于说(6)" },
  { .name = "B13", .text = "他想了很久……终于说", .columns = 12,
    .expected = "他想了很(8) / 久……终于说(12)", .wide = true },
  { .name = "B14", .text = "他走了——再没回来", .columns = 8,
    .expected = "他走(4) / 了——再(8) / 没回来(6)", .wide = true },
  { .name = "B15", .text = "他走了——再没回来", .columns = 9,
    .expected = "他走了——(8) / 再没回来(8)" },
  { .name = "B16", .text = "啊…………好", .columns = 8,
    .expected = "啊……(6) / ……好(6)", .wide = true },
  { .name = "B17", .text = "同比增长20%左右", .columns = 10,
    .expected = "同比增长(8) / 20%左右(7)" },
  { .name = "B18", .text = "价格为￥1,234.56元整", .columns = 12,
    .expected = "价格为(6) / ￥1,234.56(10) / 元整(4)" },
  { .name = "B19", .text = "共计3,000元", .columns = 6,
    .expected = "共计(4) / 3,000(5) / 元(2)" },
  { .name = "B20", .text = "于2021年10月联合印发", .columns = 8,
    .expected = "于2021年(8) / 10月联合(8) / 印发(4)" },
  { .name = "B21", .text = "重庆市2021-2022年规范", .columns = 12,
    .expected = "重庆市(6) / 2021-2022年(11) / 规范(4)" },
  { .name = "B22", .text = "涨幅12.5%～15%之间", .columns = 10,
    .expected = "涨幅(4) / 12.5%～15%(10) / 之间(4)" },
  { .name = "B23", .text = "约10～20公里处", .columns = 8,
    .expected = "约10～20(8) / 公里处(6)" },
  { .name = "B24", .text = "版本A／B均可用", .columns = 8,
    .expected = "版本A／B(8) / 均可用(6)" },
  { .name = "B25", .text = "约翰·史密斯先生", .columns = 6,
    .expected = "约翰·(6) / 史密斯(6) / 先生(4)", .wide = true },
  { .name = "B26", .text = "由AIF联盟发起", .columns = 4,
    .expected = "由(2) / AIF(3) / 联盟(4) / 发起(4)" },
  { .name = "B27", .text = "使用iPhone手机拍摄", .columns = 8,
    .expected = "使用(4) / iPhone手(8) / 机拍摄(6)" },
  { .name = "B28", .text = "（以下简称：AIF联盟）成立", .columns = 14,
    .expected = "（以下简称：(12) / AIF联盟）成立(13)" },
  { .name = "B29", .text = "发布《通知》、《方案》等", .columns = 12,
    .expected = "发布《通(8) / 知》、《方(10) / 案》等(6)" },
  { .name = "B30", .text = "真的吗？！她问道", .columns = 8,
    .expected = "真的(4) / 吗？！她(8) / 问道(4)" },
  { .name = "B31", .text = "日前，人民银行总行印发《关于开展“征信修复”乱象专项治理“百日行动”工作的通知》。", .columns = 40,
    .expected = "日前，人民银行总行印发《关于开展“征信修(39) / 复”乱象专项治理“百日行动”工作的通知》。(39)" },
  { .name = "B32", .text = "日前，人民银行总行印发《关于开展“征信修复”乱象专项治理“百日行动”工作的通知》。", .columns = 40,
    .expected = "日前，人民银行总行印发《关于开展“征信修(40) / 复”乱象专项治理“百日行动”工作的(34) / 通知》。(8)", .wide = true },
  { .name = "B33", .text = "日前，人民银行总行印发《关于开展“征信修复”乱象专项治理“百日行动”工作的通知》。", .columns = 40,
    .expected = "日前，人民银行总行印发《关于开展“征(36) / 信修复”乱象专项治理“百日行动”工作的(38) / 通知》。(8)", .wide = true, .indent = 4 },
  { .name = "B34", .text = "打击黑产刻不容缓", .columns = 14,
    .expected = "打击黑产刻不(12) / 容缓(4)" },
  { .name = "B35", .text = "打击黑产刻不容缓。", .columns = 14,
    .expected = "打击黑产刻不(12) / 容缓。(6)" },
  { .name = "B36", .text = "成立大会暨首届论坛在重庆成功举行。", .columns = 32,
    .expected = "成立大会暨首届论坛在重庆成功(28) / 举行。(6)" },
  { .name = "B37", .text = "成立大会暨首届论坛在重庆成功举行。", .columns = 32,
    .expected = "成立大会暨首届论坛在重庆成功举行。(34)", .hang = true },
  { .name = "B38", .text = "王劲则提出了“四要”，助推对黑产乱象的立体打击。", .columns = 20,
    .expected = "王劲则提出了“四要”，(20) / 助推对黑产乱象的立体(20) / 打击。(6)" },
  { .name = "B39", .text = "王劲则提出了“四要”，助推对黑产乱象的立体打击。", .columns = 20,
    .expected = "王劲则提出了“四(16) / 要”，助推对黑产乱象(20) / 的立体打击。(12)", .wide = true },
  { .name = "B40", .text = "详情见https://example.com/a/b/c?id=1", .columns = 20,
    .expected = "详情见https://(14) / example.com/a/b/c?(18) / id=1(4)" },
  { .name = "B41", .text = "hello world 你好世界", .columns = 12,
    .expected = "hello world(11) / 你好世界(8)" },
  { .name = "B42", .text = "一二三　四五六", .columns = 6,
    .expected = "一二三(6) / 四五六(6)" },
  { .name = "B43", .text = "「台灣用『引號』這樣寫」", .columns = 8,
    .expected = "「台灣用(8) / 『引號』(8) / 這樣寫」(8)" },
  { .name = "B44", .text = "気温は３６℃になりました", .columns = 10,
    .expected = "気温は(6) / ３６℃にな(9) / りました(8)" },
  { .name = "B45", .text = "データベースサーバー", .columns = 8,
    .expected = "データ(6) / ベース(6) / サーバー(8)" },
  { .name = "B46", .text = "ちょっと待ってください", .columns = 6,
    .expected = "ちょっ(6) / と待っ(6) / てくだ(6) / さい(4)" },
  { .name = "B47", .text = "한국어는 띄어쓰기를 합니다", .columns = 10,
    .expected = "한국어는(8) / 띄어쓰기를(10) / 합니다(6)" },
  { .name = "B47 by word", .text = "한국어는 띄어쓰기를 합니다", .columns = 10,
    .expected = "한국어는(8) / 띄어쓰기를(10) / 합니다(6)", .by_word = true },
  { .name = "B48", .text = "cafe\xCC\x81s are open", .columns = 6,
    .expected = "cafe\xCC\x81s(5) / are(3) / open(4)" },
  { .name = "B49", .text = "AAAAAAAAAAAAAAAA中", .columns = 6,
    .expected = "AAAAAA(6) / AAAAAA(6) / AAAA中(6)" },
  { .name = "B50", .text = "。。。。。。", .columns = 4,
    .expected = "。。(4) / 。。(4) / 。。(4)" },
  { .name = "B51", .text = "中", .columns = 1,
    .expected = "中(2)" },
  { .name = "B51 hanging", .text = "中", .columns = 1,
    .expected = "中(2)", .hang = true },
  /* marks hang alone */
  { .name = "hang before the end only", .text = "一二三，四五六，", .columns = 6,
    .expected = "一二三，(8) / 四五六，(8)", .hang = true },
  { .name = "no hanging in a row", .text = "一二三？！四", .columns = 6,
    .expected = "一二(4) / 三？！(6) / 四(2)", .hang = true },
  { .name = "no hanging after a bracket", .text = "一二三）。四五", .columns = 8,
    .expected = "一二(4) / 三）。四(8) / 五(2)", .hang = true },
  { .name = "a bracket does not hang", .text = "一二三）四", .columns = 6,
    .expected = "一二(4) / 三）四(6)", .hang = true },
  /* hard lines */
  { .name = "hard breaks", .text = "一二\n三\n\n四五六七", .columns = 6,
    .expected = "一二(4) / 三(2) / (0) / 四五六(6) / 七(2)" },
  { .name = "a break at the end", .text = "一二\n", .columns = 6,
    .expected = "一二(4)" },
  { .name = "nothing", .text = "", .columns = 6,
    .expected = "" },
  { .name = "indent at the start goes", .text = "　　一二", .columns = 10,
    .expected = "一二(4)" },
  { .name = "indent after a break stays", .text = "一\n　　二", .columns = 10,
    .expected = "一(2) / 　　二(6)" },
  { .name = "many blanks", .text = "aa     bb", .columns = 4,
    .expected = "aa(2) / bb(2)" },
  { .name = "no blank at a start", .text = "中 ，国", .columns = 2,
    .expected = "中(2) / ，(2) / 国(2)" },
  { .name = "blanks only", .text = "     ", .columns = 2,
    .expected = "(0)" },
  { .name = "a mark on a blank", .text = "Corbat \u0301o", .columns = 6,
    .expected = "Corbat(6) /  \u0301o(2)" },
  { .name = "no room at all", .text = "ab 中", .columns = 0,
    .expected = "a(1) / b(1) / 中(2)" },
};
/* clang-format on */

static void test_cases(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const struct fill_case *c = &cases[i];
    struct fill_options options = { .columns = c->columns,
                                    .ambiguous = c->wide ? AMBIGUOUS_WIDE : AMBIGUOUS_NARROW,
                                    .hang = c->hang,
                                    .korean_by_word = c->by_word };
    if (c->indent) options.first_columns = c->columns - c->indent;
    fill_lines lines = { 0 };
    struct str found = STR_INIT;
    fill(slice_of(c->text), &options, &lines);
    describe(slice_of(c->text), &lines, &found);
    if (strcmp(found.ptr, c->expected) != 0)
      print_error("%s: expected %s\n%*sfound %s\n", c->name, c->expected, (int)strlen(c->name) + 5,
                  "", found.ptr);
    assert_string_equal(found.ptr, c->expected);
    str_free(&found);
    vec_free(&lines);
  }
}

static void test_soft_and_joined(void **state)
{
  (void)state;
  struct slice text = SLICE("一二三四五 six seven\n八");
  fill_lines lines = { 0 };
  fill(text, &(struct fill_options){ .columns = 8, .ambiguous = AMBIGUOUS_NARROW }, &lines);
  static const struct {
    bool soft, joined;
  } expected[] = { { true, true }, { true, false }, { false, false }, { false, false } };
  assert_int_equal(lines.count, 4);
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(lines.items[i].soft, expected[i].soft);
    assert_int_equal(lines.items[i].joined, expected[i].joined);
  }
  vec_free(&lines);
}

static void test_code_keeps_blanks(void **state)
{
  (void)state;
  struct slice text = SLICE("  int  x = call(argument);  ");
  struct str found = STR_INIT;
  fill_lines lines = { 0 };
  fill(text, &(struct fill_options){ .columns = 12, .keep = true, .ambiguous = 1 }, &lines);
  describe(text, &lines, &found);
  assert_string_equal(found.ptr, "  int  x = (11) / call(argumen(12) / t);  (5)");
  str_free(&found);
  vec_free(&lines);
}

/* Random text of what makes breaking hard; the same in every run. */
static uint32_t next_random(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

static void random_text(struct str *out, uint32_t *seed)
{
  static const char *const parts[] = {
    "中",       "国",         "银行",      "。",
    "，",       "、",         "“",         "”",
    "《",       "》",         "（",        "）",
    "——",       "……",         "！",        "？",
    " ",        " ",          "　",        "a",
    "word",     "Latin text", "1",         "23,456.78",
    "%",        "￥",         "$",         "-",
    "/",        "～",         "カ",        "ー",
    "ょ",       "っ",         "々",        "・",
    "한",       "국어",       "e\xCC\x81", "か\xE3\x82\x99",
    "\n",       "·",          "’",         "https://example.org/a?b=c",
    "\xC2\xA0", "😀",          "℃",         "‘",
    "：",       ";",          ")",         "[",
    "ส",        "กำ",
  };
  size_t count = next_random(seed) % 60;
  for (size_t i = 0; i < count; i++)
    str_adds(out, parts[next_random(seed) % (sizeof parts / sizeof *parts)]);
}

static char32_t scalar_at(struct slice text, size_t at)
{
  char32_t scalar = 0;
  if (at < text.len) utf8_decode(slice_from(text, at), &scalar, NULL);
  return scalar;
}

static bool is_blank_text(struct slice text)
{
  while (text.len) {
    struct slice wide = SLICE("　");
    size_t bytes = slice_starts(text, wide) ? wide.len : 1;
    if (bytes == 1 && text.ptr[0] != ' ' && text.ptr[0] != '\n') return false;
    text = slice_from(text, bytes);
  }
  return true;
}

/* The first cluster of a line that may stand at its start, if there is another
 * way: was there a place in the line before where it could have been broken? */
static bool had_choice(struct slice text, const struct fill_line *line, enum ambiguous ambiguous)
{
  struct slice rest = { text.ptr + line->start, line->end - line->start };
  struct cluster c;
  char32_t before = 0;
  while (cluster_next(&rest, ambiguous, &c)) {
    if (before && !kinsoku_no_start(c.base) && !kinsoku_no_end(before)) return true;
    if (c.base != ' ') before = c.base; /* “ 一: the blank is no place to break */
  }
  return false;
}

static void check_filled(struct slice text, const fill_lines *lines, const struct fill_options *o)
{
  size_t at = 0;
  for (size_t i = 0; i < lines->count; i++) {
    const struct fill_line *l = &lines->items[i];
    assert_true(l->start >= at && l->end >= l->start && l->end <= text.len);
    assert_true(is_blank_text((struct slice){ text.ptr + at, l->start - at }));
    struct slice shown = { text.ptr + l->start, l->end - l->start }, rest = shown;
    assert_int_equal(text_columns(shown, o->ambiguous), l->columns);
    struct cluster c = { 0 };
    bool single = cluster_next(&rest, o->ambiguous, &c) && rest.len == 0;
    assert_true(single || l->columns <= o->columns + (o->hang ? 2 : 0));
    if (i > 0 && lines->items[i - 1].joined) {
      const struct fill_line *before = l - 1;
      assert_int_equal(before->end, l->start);
      bool forbidden = kinsoku_no_start(scalar_at(text, l->start));
      if (forbidden && scalar_at(text, l->start) > 0x7F)
        assert_false(had_choice(text, before, o->ambiguous));
    }
    at = l->end;
  }
  assert_true(is_blank_text(slice_from(text, at)));
}

static void test_properties(void **state)
{
  (void)state;
  uint32_t seed = 20260321;
  struct str text = STR_INIT;
  fill_lines lines = { 0 };
  for (int round = 0; round < 40; round++) {
    str_clear(&text);
    random_text(&text, &seed);
    for (uint32_t columns = 1; columns <= 60; columns++) {
      for (int options = 0; options < 4; options++) {
        struct fill_options o = { .columns = columns,
                                  .ambiguous = options & 1 ? AMBIGUOUS_WIDE : AMBIGUOUS_NARROW,
                                  .hang = options & 2 };
        vec_clear(&lines);
        fill(str_slice(&text), &o, &lines);
        check_filled(str_slice(&text), &lines, &o);
      }
    }
  }
  str_free(&text);
  vec_free(&lines);
}

/* Longer than the window for opportunities, where what is found must not differ. */
static void test_long_line(void **state)
{
  (void)state;
  struct str text = STR_INIT;
  for (int i = 0; i < 60000; i++) str_adds(&text, "一二三四五。");
  fill_lines lines = { 0 };
  struct fill_options o = { .columns = 24, .ambiguous = AMBIGUOUS_NARROW };
  fill(str_slice(&text), &o, &lines);
  assert_int_equal(lines.count, 30000);
  for (size_t i = 0; i < lines.count; i++) assert_int_equal(lines.items[i].columns, 24);
  vec_clear(&lines);
  o.columns = UINT32_MAX;
  fill(str_slice(&text), &o, &lines);
  assert_int_equal(lines.count, 1);
  assert_int_equal(lines.items[0].columns, 720000);
  vec_free(&lines);
  str_free(&text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_cases),
    cmocka_unit_test(test_soft_and_joined),
    cmocka_unit_test(test_code_keeps_blanks),
    cmocka_unit_test(test_properties),
    cmocka_unit_test(test_long_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
