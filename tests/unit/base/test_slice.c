#include "base/slice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_equality(void **state)
{
  (void)state;
  const struct slice nothing = { NULL, 0 };
  assert_true(slice_eq(nothing, SLICE("")));
  assert_true(slice_eq(SLICE("a\0b"), SLICE("a\0b")));
  assert_false(slice_eq(SLICE("a\0b"), SLICE("a\0c")));
  assert_false(slice_eq(SLICE("ab"), SLICE("abc")));
  assert_true(slice_eq_nocase(SLICE("Content-Type"), SLICE("CONTENT-type")));
  assert_false(slice_eq_nocase(SLICE("[x]"), SLICE("{x}"))); /* 0x20 apart, yet no letters */
}

static void test_order(void **state)
{
  (void)state;
  const struct slice rising[] = { SLICE(""),   SLICE("a"), SLICE("a\0"),
                                  SLICE("ab"), SLICE("b"), SLICE("\xff") };
  size_t count = sizeof rising / sizeof *rising;
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < count; k++) {
      int order = slice_compare(rising[i], rising[k]);
      assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
    }
}

static void test_ends(void **state)
{
  (void)state;
  assert_true(slice_starts(SLICE("harbour"), SLICE("harb")));
  assert_true(slice_starts(SLICE("harbour"), SLICE("")));
  assert_false(slice_starts(SLICE("ha"), SLICE("harb")));
  assert_true(slice_ends(SLICE("harbour"), SLICE("our")));
  assert_false(slice_ends(SLICE("ur"), SLICE("our")));
  assert_true(slice_eq(slice_trim(SLICE(" \t\r\n\v\fa b\n ")), SLICE("a b")));
  assert_int_equal(slice_trim(SLICE(" \n ")).len, 0);
}

static void test_find(void **state)
{
  (void)state;
  static const struct {
    struct slice in, needle;
    size_t exact, nocase;
  } cases[] = {
    { { "the Ferry ferry", 15 }, { "ferry", 5 }, 10, 4 },
    { { "ferry", 5 }, { "FERRY", 5 }, SLICE_NONE, 0 },
    { { "ferr", 4 }, { "ferry", 5 }, SLICE_NONE, SLICE_NONE },
    { { "aab", 3 }, { "ab", 2 }, 1, 1 },
    { { "abc", 3 }, { "", 0 }, 0, 0 },
    { { NULL, 0 }, { "a", 1 }, SLICE_NONE, SLICE_NONE },
    { { "a\0b", 3 }, { "b", 1 }, 2, 2 },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(slice_find(cases[i].in, cases[i].needle), cases[i].exact);
    assert_int_equal(slice_find_nocase(cases[i].in, cases[i].needle), cases[i].nocase);
  }
  assert_int_equal(slice_find_char(SLICE("a:b:c"), ':'), 1);
  assert_int_equal(slice_find_char((struct slice){ NULL, 0 }, ':'), SLICE_NONE);
}

typedef bool take_fn(struct slice *rest, struct slice *piece);

static bool take_field(struct slice *rest, struct slice *piece)
{
  return slice_cut(rest, ',', piece);
}

/* What `take` gives for `text`, each piece in <>. */
static const char *pieces_of(take_fn *take, const char *text)
{
  static char shown[100];
  size_t len = 0;
  struct slice rest = slice_of(text), piece;
  while (take(&rest, &piece)) {
    shown[len++] = '<';
    memcpy(shown + len, piece.ptr, piece.len);
    len += piece.len;
    shown[len++] = '>';
  }
  shown[len] = '\0';
  return shown;
}

static void test_pieces(void **state)
{
  (void)state;
  static const struct {
    take_fn *take;
    const char *text, *pieces;
  } cases[] = {
    { take_field, "", "" },
    { take_field, "a", "<a>" },
    { take_field, "a,bc,", "<a><bc>" },
    { take_field, ",,a", "<><><a>" },
    { slice_line, "", "" },
    { slice_line, "a", "<a>" },
    { slice_line, "a\n", "<a>" },
    { slice_line, "a\r\nb\rc\n\nd", "<a><b><c><><d>" },
    { slice_line, "\r\r\n\n", "<><><>" },
    { slice_line, "a\r", "<a>" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_string_equal(pieces_of(cases[i].take, cases[i].text), cases[i].pieces);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_equality), cmocka_unit_test(test_order),  cmocka_unit_test(test_ends),
    cmocka_unit_test(test_find),     cmocka_unit_test(test_pieces),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
