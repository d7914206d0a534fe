#include "base/arena.h"

#include <stdalign.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_pieces_are_zeroed_aligned_apart(void **state)
{
  (void)state;
  struct arena a = { 0 };
  static const size_t sizes[] = { 1, 3, 16, 100, 5000, 300000, 1, 2000000, 7 };
  char *pieces[sizeof sizes / sizeof *sizes];
  size_t count = sizeof sizes / sizeof *sizes, total = 0;
  for (size_t i = 0; i < count; i++) {
    pieces[i] = arena_alloc(&a, sizes[i]);
    total += sizes[i];
    assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
    for (size_t b = 0; b < sizes[i]; b++)
      if (pieces[i][b]) fail_msg("piece %zu is not zeroed", i);
    memset(pieces[i], (int)i + 1, sizes[i]);
  }
  for (size_t i = 0; i < count; i++)
    for (size_t b = 0; b < sizes[i]; b++)
      if (pieces[i][b] != (char)(i + 1)) fail_msg("piece %zu was written over", i);
  assert_int_equal(a.bytes, total);
  arena_free(&a);
  assert_int_equal(a.bytes, 0);
  assert_null(a.blocks);
}

/* The room left in the newest block is used on after a piece too large for it. */
static void test_a_large_piece_does_not_close_the_block(void **state)
{
  (void)state;
  struct arena a = { 0 };
  char *before = arena_str(&a, SLICE("reed"));
  arena_alloc(&a, 1 << 20);
  char *after = arena_str(&a, SLICE("rush"));
  assert_ptr_equal(after, before + 5);
  arena_free(&a);
}

static void test_copies(void **state)
{
  (void)state;
  struct arena a = { 0 };
  char text[] = "heron";
  struct slice copy = arena_slice(&a, slice_of(text));
  text[0] = 'H';
  assert_string_equal(copy.ptr, "heron");
  assert_int_equal(copy.len, 5);
  assert_string_equal(arena_str(&a, (struct slice){ NULL, 0 }), "");
  arena_free(&a);
  assert_string_equal(arena_str(&a, SLICE("again")), "again");
  arena_free(&a);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_pieces_are_zeroed_aligned_apart),
    cmocka_unit_test(test_a_large_piece_does_not_close_the_block),
    cmocka_unit_test(test_copies),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
