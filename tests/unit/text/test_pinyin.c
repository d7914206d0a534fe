#include "text/pinyin.h"

#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct look {
  enum pinyin_rank rank;
  struct str found; /* what the best match stands on, folded */
};

/* Both folded first, as callers do. */
static struct look look(const char *typed, const char *text)
{
  struct look l = { .found = STR_INIT };
  struct str query = STR_INIT, folded = STR_INIT;
  size_t start = 0, end = 0;
  fold(slice_of(typed), &query, NULL);
  fold(slice_of(text), &folded, NULL);
  struct pinyin *p = pinyin_new(str_slice(&query));
  if (p) {
    l.rank = pinyin_rank(p, str_slice(&folded));
    bool found = pinyin_find(p, str_slice(&folded), &start, &end);
    assert_int_equal(found, l.rank != PINYIN_NONE);
    if (found) str_add(&l.found, slice_first(slice_from(str_slice(&folded), start), end - start));
  }
  pinyin_free(p);
  str_free(&query);
  str_free(&folded);
  return l;
}

static void assert_found(const char *typed, const char *text, const char *on, enum pinyin_rank rank)
{
  struct look l = look(typed, text);
  if (strcmp(l.found.ptr, on) != 0 || l.rank != rank)
    fail_msg("%s in %s: '%s', rank %d, not '%s', rank %d", typed, text, l.found.ptr, l.rank, on,
             rank);
  str_free(&l.found);
}

static void assert_not_found(const char *typed, const char *text)
{
  assert_found(typed, text, "", PINYIN_NONE);
}

static void test_ways_of_typing(void **state)
{
  (void)state;
  assert_found("mashang", "马上消费", "马上", PINYIN_FULL_FIRST);
  assert_found("msxf", "马上消费", "马上消费", PINYIN_INITIALS_FIRST);
  assert_found("mashangxf", "马上消费", "马上消费", PINYIN_MIXED_FIRST);
  assert_found("mashangxiaof", "马上消费", "马上消费", PINYIN_MIXED_FIRST);
  assert_found("mashangxiaofe", "马上消费", "马上消费", PINYIN_FULL_FIRST);
  assert_found("maxiao", "马上消费马消", "马消", PINYIN_FULL);
  assert_found("xf", "马上消费", "消费", PINYIN_INITIALS);
  assert_found("aiflm", "由AIF联盟发起", "aif联盟", PINYIN_INITIALS);
  assert_found("lianm", "由AIF联盟发起", "联盟", PINYIN_MIXED_FIRST);
  assert_found("aif联m", "由AIF联盟发起", "aif联盟", PINYIN_INITIALS);
  assert_found("xian", "先到", "先", PINYIN_FULL_FIRST);
  assert_found("xian", "在西安", "西安", PINYIN_FULL);
  assert_found("xi'an", "在西安", "西安", PINYIN_FULL);
  assert_found("zhongguo", "中国", "中国", PINYIN_FULL_FIRST);
  assert_found("zg", "中国", "中国", PINYIN_INITIALS_FIRST);
  assert_found("zhg", "中国", "中国", PINYIN_INITIALS_FIRST);
  assert_found("ss", "上市", "上市", PINYIN_INITIALS_FIRST);
  assert_found("shsh", "上市", "上市", PINYIN_INITIALS_FIRST);
  assert_found("5yue", "2024年5月", "5月", PINYIN_FULL);
  assert_found("Máshàng", "馬上", "马上", PINYIN_FULL_FIRST);
  assert_found("taifeng", "《颱風》", "台风", PINYIN_FULL_FIRST);
  assert_found("qianlong", "乾隆", "干隆", PINYIN_FULL_FIRST);
  assert_found("lianm5", "联盟5周年", "联盟5", PINYIN_MIXED_FIRST);
  assert_not_found("if", "由AIF发起"); /* no pinyin, and found without */
  assert_not_found("mashangg", "马上消费");
  assert_not_found("shangma", "马上消费");
}

static void test_umlaut(void **state)
{
  (void)state;
  const char *ways[] = { "lvse", "luse", "lüse", "LÜSE", "lǜse" };
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
    assert_found(ways[i], "绿色", "绿色", PINYIN_FULL_FIRST);
  assert_found("lv", "绿", "绿", PINYIN_FULL_FIRST);
  assert_found("lu", "绿", "绿", PINYIN_FULL_FIRST);
  assert_found("nve", "虐", "虐", PINYIN_FULL_FIRST);
  assert_found("nue", "虐", "虐", PINYIN_FULL_FIRST);
}

/* Words whose characters have several readings, each asked for by the right one. */
static void test_any_reading(void **state)
{
  (void)state;
  static const char *const words[][2] = {
    { "重庆", "chongqing" }, { "重量", "zhongliang" }, { "银行", "yinhang" },
    { "行走", "xingzou" },   { "长安", "changan" },    { "校长", "xiaozhang" },
    { "音乐", "yinyue" },    { "快乐", "kuaile" },     { "会计", "kuaiji" },
    { "开会", "kaihui" },    { "调整", "tiaozheng" },  { "调查", "diaocha" },
    { "人参", "renshen" },   { "参加", "canjia" },     { "参差", "cenci" },
    { "便宜", "pianyi" },    { "方便", "fangbian" },   { "厦门", "xiamen" },
    { "大厦", "dasha" },     { "六安", "luan" },       { "尉迟", "yuchi" },
    { "目的", "mudi" },      { "了解", "liaojie" },    { "重复", "chongfu" },
    { "率领", "shuailing" }, { "效率", "xiaolv" },     { "朝阳", "chaoyang" },
    { "朝阳", "zhaoyang" },  { "降落", "jiangluo" },   { "投降", "touxiang" },
    { "传记", "zhuanji" },   { "宣传", "xuanchuan" },  { "模样", "muyang" },
    { "勉强", "mianqiang" }, { "倔强", "juejiang" },   { "单于", "chanyu" },
    { "大夫", "daifu" },     { "蚌埠", "bengbu" },     { "番禺", "panyu" },
    { "东莞", "dongguan" },  { "台州", "taizhou" },    { "丽水", "lishui" },
    { "铅山", "yanshan" },   { "〇", "ling" },         { "給付", "jifu" },
    { "說服", "shuifu" },    { "嗯哼", "ngheng" },     { "䶮", "yan" },
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    struct look l = look(words[i][1], words[i][0]);
    if (l.rank != PINYIN_FULL_FIRST) fail_msg("%s is not found in %s", words[i][1], words[i][0]);
    str_free(&l.found);
  }
}

static void test_what_is_no_pinyin(void **state)
{
  (void)state;
  const char *typed[] = { "",
                          "m",
                          "央行",
                          "2024",
                          "5",
                          "央",
                          "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl" };
  for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
    assert_null(pinyin_new(slice_of(typed[i])));
  assert_not_found("ab", "");
  assert_not_found("ab", "一");
  assert_found("ms xf", "马上消费", "马上消费", PINYIN_INITIALS_FIRST);
  assert_found("aif联m", "A IF 联盟", "a if联盟", PINYIN_INITIALS_FIRST);
}

/* A title of 100,000 characters that nearly matches everywhere. */
static void test_hostile(void **state)
{
  (void)state;
  enum { CHARACTERS = 100000 };
  struct str text = STR_INIT, typed = STR_INIT;
  for (int i = 0; i < CHARACTERS; i++) str_adds(&text, "一");
  str_pad(&typed, 'y', 62);
  str_addc(&typed, 'q');
  struct pinyin *p = pinyin_new(str_slice(&typed));
  size_t start, end;
  assert_int_equal(pinyin_rank(p, str_slice(&text)), PINYIN_NONE);
  assert_false(pinyin_find(p, str_slice(&text), &start, &end));
  str_adds(&text, "期");
  assert_int_equal(pinyin_rank(p, str_slice(&text)), PINYIN_INITIALS);
  assert_true(pinyin_find(p, str_slice(&text), &start, &end));
  assert_int_equal(end - start, 63 * 3);
  pinyin_free(p);
  str_free(&text);
  str_free(&typed);
}

static uint32_t draw(uint32_t *seed, uint32_t below)
{
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  return *seed % below;
}

static void add_pieces(uint32_t *seed, struct str *out)
{
  static const char *const pieces[] = { "马", "上", "消", "费", "银", "行", "重", "庆", "A",  "i",
                                        " ",  "龙", "绿", "长", "安", "〇", "7",  "し", "𠅤", "x" };
  for (uint32_t n = draw(seed, 10); n > 0; n--)
    str_adds(out, pieces[draw(seed, sizeof pieces / sizeof *pieces)]);
}

/* The quick look passes over no match, and over most that is none. */
static void test_next(void **state)
{
  static const struct {
    const char *typed, *stands;
  } matches[] = {
    { "ms", "马上" },        { "yh", "银行" },
    { "yh", "银 行" },       { "zhong", "重" },
    { "chq", "重庆" },       { "an", "安" },
    { "lv", "绿" },          { "msxf", "马上消费" },
    { "aixf", "Ai消费" },    { "yinha", "银行" },
    { "l7", "龙7" },         { "chongqi", "重庆" },
    { "ling", "〇" },        { "mashangxf", "马上消费" },
    { "msx费", "马上消费" }, { "cx", "长行" },
  };
  uint32_t seed = 2463534242u;
  size_t looked = 0, rounds = 4000;
  (void)state;
  for (size_t round = 0; round < rounds; round++) {
    size_t n = draw(&seed, sizeof matches / sizeof *matches), start;
    struct str text = STR_INIT, folded = STR_INIT;
    struct pinyin *p = pinyin_new(slice_of(matches[n].typed));
    add_pieces(&seed, &text);
    fold(str_slice(&text), &folded, NULL);
    looked += pinyin_next(p, str_slice(&folded), 0) != SLICE_NONE;
    str_addc(&text, '.');
    start = folded.len + 1;
    str_adds(&text, matches[n].stands);
    add_pieces(&seed, &text);
    str_clear(&folded);
    fold(str_slice(&text), &folded, NULL);
    if (pinyin_next(p, str_slice(&folded), 0) > start || !pinyin_rank(p, str_slice(&folded)))
      fail_msg("'%s' passed over in '%s'", matches[n].typed, folded.ptr);
    pinyin_free(p);
    str_free(&text);
    str_free(&folded);
  }
  assert_in_range(looked, rounds / 50, rounds / 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_ways_of_typing), cmocka_unit_test(test_umlaut),
    cmocka_unit_test(test_any_reading),    cmocka_unit_test(test_what_is_no_pinyin),
    cmocka_unit_test(test_hostile),        cmocka_unit_test(test_next),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
