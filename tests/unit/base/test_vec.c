#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_push_insert_remove(void **state)
{
  (void)state;
  VEC(int) v = { 0 };
  for (int i = 0; i < 100; i++) vec_push(&v, i);
  assert_int_equal(v.count, 100);
  assert_int_equal(*vec_last(&v), 99);
  vec_insert(&v, 0, -1);
  vec_insert(&v, v.count, 100);
  vec_remove(&v, 50);
  assert_int_equal(v.count, 101);
  for (size_t i = 0; i < v.count; i++) assert_int_equal(v.items[i], (int)i - (i < 50));
  vec_clear(&v);
  assert_int_equal(v.count, 0);
  vec_free(&v);
  assert_null(v.items);
}

struct pair {
  char name[12];
  long number;
};

static void test_added_items_are_zeroed(void **state)
{
  (void)state;
  VEC(struct pair) v = { 0 };
  for (long i = 0; i < 50; i++) {
    struct pair *pair = vec_add(&v);
    assert_int_equal(pair->number, 0);
    assert_string_equal(pair->name, "");
    pair->number = i;
  }
  vec_clear(&v);
  assert_int_equal(vec_add(&v)->number, 0); /* in place of an old one */
  assert_int_equal(v.items[49].number, 49);
  vec_free(&v);
}

static void test_capacity(void **state)
{
  (void)state;
  assert_true(vec_capacity(0, 1) >= 1);
  assert_int_equal(vec_capacity(8, 9), 16);
  assert_int_equal(vec_capacity(8, 1000), 1000);
  assert_int_equal(vec_capacity(SIZE_MAX / 2 + 1, SIZE_MAX), SIZE_MAX);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_push_insert_remove),
    cmocka_unit_test(test_added_items_are_zeroed),
    cmocka_unit_test(test_capacity),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
