#include "base/str.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_empty_owns_nothing(void **state)
{
  (void)state;
  struct str s = STR_INIT;
  assert_string_equal(s.ptr, "");
  str_add(&s, (struct slice){ NULL, 0 });
  str_adds(&s, NULL);
  str_pad(&s, ' ', 0);
  str_clear(&s);
  str_addf(&s, "%s", "");
  assert_int_equal(s.len, 0);
  char *taken = str_take(&s);
  assert_string_equal(taken, "");
  free(taken);
  str_free(&s);
  str_free(&s);
}

static void test_building(void **state)
{
  (void)state;
  struct str s = STR_INIT;
  str_adds(&s, "tide");
  str_addc(&s, ' ');
  str_pad(&s, '.', 3);
  str_addf(&s, " %d%s", 42, "%");
  assert_string_equal(s.ptr, "tide ... 42%");
  str_cut(&s, 100);
  assert_int_equal(s.len, 12);
  str_cut(&s, 4);
  assert_string_equal(s.ptr, "tide");
  str_add(&s, SLICE("\0s"));
  assert_int_equal(s.len, 6);
  assert_memory_equal(s.ptr, "tide\0s", 7);
  str_clear(&s);
  assert_string_equal(s.ptr, "");
  str_free(&s);
  assert_ptr_equal(s.ptr, str_empty);
}

static void test_growing_keeps_what_is_there(void **state)
{
  (void)state;
  struct str s = STR_INIT;
  for (int i = 0; i < 1000; i++) {
    str_addf(&s, "%03d", i);
    assert_true(s.cap > s.len);
    assert_int_equal(s.ptr[s.len], '\0');
  }
  assert_int_equal(s.len, 3000);
  assert_memory_equal(s.ptr + 3 * 512, "512", 3);
  char *before = s.ptr;
  char *taken = str_take(&s);
  assert_ptr_equal(taken, before);
  assert_int_equal(s.cap, 0);
  free(taken);
}

static void test_reserve_is_enough(void **state)
{
  (void)state;
  struct str s = STR_INIT;
  str_reserve(&s, 1000);
  const char *room = s.ptr;
  assert_string_equal(s.ptr, "");
  str_pad(&s, 'x', 1000);
  assert_ptr_equal(s.ptr, room);
  str_free(&s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_empty_owns_nothing),
    cmocka_unit_test(test_building),
    cmocka_unit_test(test_growing_keeps_what_is_there),
    cmocka_unit_test(test_reserve_is_enough),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
