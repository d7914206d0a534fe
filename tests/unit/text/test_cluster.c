#include "text/cluster.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_clusters(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    const char *split; /* each cluster followed by its columns */
    size_t narrow, wide;
  } cases[] = {
    { "", "", 0, 0 },
    { "ab", "a1b1", 2, 2 },
    { "读ab报", "读2a1b1报2", 6, 6 },
    { "“读”", "“1读2”1", 4, 6 },
    { "e\u0301\u0323x", "e\u0301\u03231x1", 2, 2 },
    { "中\u0301文", "中\u03012文2", 4, 4 },
    { "か\u3099き", "か\u30992き2", 4, 4 },
    { "\u0301a", "\u03010a1", 1, 1 },
    { "\u00A0\u0301a", "\u00A0\u03011a1", 2, 2 },
    { "\u1100\u1161\u11A8\u1100", "\u1100\u1161\u11A82\u11002", 4, 4 },
    { "\u0915\u093F", "\u09151\u093F1", 2, 2 }, /* a spacing mark: its own column */
    { "a\nb", "a1\n0b1", 2, 2 },
    { "\n\u0301", "\n0\u03010", 0, 0 },
    { "ｱﾞ", "ｱ1ﾞ1", 2, 2 },
    { "👍好", "👍2好2", 4, 4 },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str split = STR_INIT;
    struct slice rest = slice_of(cases[i].text);
    struct cluster cluster;
    while (cluster_next(&rest, AMBIGUOUS_NARROW, &cluster)) {
      str_add(&split, cluster.bytes);
      str_addf(&split, "%d", cluster.columns);
    }
    assert_string_equal(split.ptr, cases[i].split);
    str_free(&split);
    assert_int_equal(text_columns(slice_of(cases[i].text), AMBIGUOUS_NARROW), cases[i].narrow);
    assert_int_equal(text_columns(slice_of(cases[i].text), AMBIGUOUS_WIDE), cases[i].wide);
  }
}

static void test_clip(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t columns;
    const char *clipped;
    size_t used;
  } cases[] = {
    { "读报", 4, "读报", 4 },
    { "读报", 3, "读", 2 }, /* never half a glyph */
    { "读报", 1, "", 0 },
    { "读报", 0, "", 0 },
    { "ae\u0301b", 2, "ae\u0301", 2 }, /* the mark stays with its base */
    { "ab", 9, "ab", 2 },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    size_t used;
    struct slice got =
        text_clip(slice_of(cases[i].text), cases[i].columns, AMBIGUOUS_NARROW, &used);
    assert_true(slice_eq(got, slice_of(cases[i].clipped)));
    assert_int_equal(used, cases[i].used);
  }
}

static void test_fit(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t columns;
    enum ambiguous ambiguous;
    bool pad;
    const char *fitted;
  } cases[] = {
    { "晚报记者牵头的首个栏目", 11, AMBIGUOUS_NARROW, true, "晚报记者.. " },
    { "晚报记者牵头的首个栏目", 11, AMBIGUOUS_NARROW, false, "晚报记者.." },
    { "晚报记者牵头的首个栏目", 22, AMBIGUOUS_NARROW, true, "晚报记者牵头的首个栏目" },
    { "晚报记者牵头的首个栏目", 24, AMBIGUOUS_NARROW, true, "晚报记者牵头的首个栏目  " },
    { "中文", 3, AMBIGUOUS_NARROW, true, "中 " },
    { "中文", 1, AMBIGUOUS_NARROW, true, " " },
    { "中文", 0, AMBIGUOUS_NARROW, true, "" },
    { "“中”", 4, AMBIGUOUS_NARROW, true, "“中”" },
    { "“中”", 4, AMBIGUOUS_WIDE, true, "“.." },
    { "", 3, AMBIGUOUS_WIDE, true, "   " },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str out = STR_INIT;
    text_fit(&out, slice_of(cases[i].text), cases[i].columns, cases[i].ambiguous, cases[i].pad);
    assert_string_equal(out.ptr, cases[i].fitted);
    str_free(&out);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_clusters),
    cmocka_unit_test(test_clip),
    cmocka_unit_test(test_fit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
