#include "base/map.h"

#include <stdio.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_empty_map(void **state)
{
  (void)state;
  struct map m = { 0 };
  assert_int_equal(map_get(&m, SLICE("x")), MAP_NONE);
  map_remove(&m, SLICE("x"));
  map_free(&m);
}

static void test_keys_are_bytes(void **state)
{
  (void)state;
  struct map m = { 0 };
  map_put(&m, SLICE(""), 1);
  map_put(&m, SLICE("\0"), 2);
  map_put(&m, SLICE("\0\0"), 3);
  map_put(&m, SLICE("12345678"), 4);
  map_put(&m, SLICE("12345678\0"), 5);
  assert_int_equal(map_get(&m, (struct slice){ NULL, 0 }), 1);
  assert_int_equal(map_get(&m, SLICE("\0")), 2);
  assert_int_equal(map_get(&m, SLICE("\0\0")), 3);
  assert_int_equal(map_get(&m, SLICE("12345678")), 4);
  assert_int_equal(map_get(&m, SLICE("12345678\0")), 5);
  map_put(&m, SLICE("12345678"), 6);
  assert_int_equal(map_get(&m, SLICE("12345678")), 6);
  assert_int_equal(m.count, 5);
  map_free(&m);
}

enum { MODEL_KEYS = 700, MODEL_STEPS = 40000 };

/* A plain array does the same as the map, step by step: most of all, removal
 * must not lose keys that stood behind the removed one. */
static void test_against_a_plain_array(void **state)
{
  (void)state;
  struct map m = { 0 };
  uint32_t model[MODEL_KEYS];
  memset(model, 0xff, sizeof model);
  srand(7);
  for (uint32_t step = 0; step < MODEL_STEPS; step++) {
    char text[32];
    int k = rand() % MODEL_KEYS;
    snprintf(text, sizeof text, "%s%d", k % 3 ? "key" : "a rather longer key ", k);
    struct slice key = slice_of(text);
    assert_int_equal(map_get(&m, key), model[k]);
    if (rand() % 3)
      map_put(&m, key, step), model[k] = step;
    else
      map_remove(&m, key), model[k] = MAP_NONE;
  }
  size_t left = 0;
  for (int k = 0; k < MODEL_KEYS; k++) left += model[k] != MAP_NONE;
  assert_int_equal(m.count, left);
  map_free(&m);
}

static void test_each_map_has_its_own_seed(void **state)
{
  (void)state;
  struct map a = { 0 }, b = { 0 };
  map_put(&a, SLICE("x"), 1);
  map_put(&b, SLICE("x"), 1);
  assert_memory_not_equal(a.seed, b.seed, sizeof a.seed);
  map_free(&a);
  map_free(&b);
}

/* The published vectors of FNV-1a. */
static void test_hash_is_the_same_in_every_run(void **state)
{
  (void)state;
  assert_true(hash64(SLICE("")) == 0xcbf29ce484222325);
  assert_true(hash64(SLICE("a")) == 0xaf63dc4c8601ec8c);
  assert_true(hash64(SLICE("foobar")) == 0x85944171f73967e8);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_empty_map),
    cmocka_unit_test(test_keys_are_bytes),
    cmocka_unit_test(test_against_a_plain_array),
    cmocka_unit_test(test_each_map_has_its_own_seed),
    cmocka_unit_test(test_hash_is_the_same_in_every_run),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
