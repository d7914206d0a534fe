#include "base/lazy_sort.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ITEMS = 300 };

static int by_number(const void *a, const void *b, void *context)
{
  const uint32_t *l = a, *r = b;
  ++*(size_t *)context;
  return (*l > *r) - (*l < *r);
}

static void test_first_ones(void **state)
{
  (void)state;
  uint32_t drawn[ITEMS], sorted[ITEMS], seed = 1;
  size_t compared = 0;
  for (size_t count = 0; count <= ITEMS; count += 1 + count / 3) {
    for (size_t i = 0; i < count; i++)
      drawn[i] = (seed = seed * 1664525 + 1013904223) % (ITEMS / 2);
    memcpy(sorted, drawn, sizeof drawn);
    qsort_r(sorted, count, sizeof *sorted, by_number, &compared);
    for (size_t n = 0; n <= count; n++) {
      uint32_t items[ITEMS];
      size_t done = 0;
      memcpy(items, drawn, sizeof drawn);
      for (int step = 0; step < 2; step++) { /* to the middle, then on */
        size_t asked = step ? n : n / 2;
        done = lazy_sort(items, count, done, asked, sizeof *items, by_number, &compared);
        assert_true(done > asked || done == count);
        assert_memory_equal(items, sorted, done * sizeof *items);
      }
      qsort_r(items, count, sizeof *items, by_number, &compared); /* the others are still there */
      assert_memory_equal(items, sorted, count * sizeof *items);
    }
  }
}

static void test_cost(void **state)
{
  (void)state;
  enum { MANY = 10000 };
  static uint32_t items[MANY];
  size_t compared = 0;
  for (uint32_t i = 0; i < MANY; i++) items[i] = i;
  assert_int_equal(lazy_sort(items, MANY, 0, 3, sizeof *items, by_number, &compared),
                   LAZY_SORT_FIRST);
  assert_in_range(compared, MANY - LAZY_SORT_FIRST, MANY + MANY / 10);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_first_ones),
                                      cmocka_unit_test(test_cost) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
