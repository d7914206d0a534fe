#include "layout/style.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_names_are_found(void **state)
{
  (void)state;
  for (int i = 0; i < STYLE_COUNT; i++) assert_int_equal(style_find(style_name((enum style)i)), i);
  assert_int_equal(style_find("no-such-role"), STYLE_COUNT);
  assert_int_equal(style_find(""), STYLE_COUNT);
  assert_string_equal(style_name(STYLE_COUNT), "");
}

/* Whoever looks up what a role is like ends at plain text, never in a circle. */
static void test_all_lead_to_text(void **state)
{
  (void)state;
  for (int i = 0; i < STYLE_COUNT; i++) {
    enum style style = (enum style)i;
    for (int steps = 0; style != STYLE_TEXT; steps++) {
      assert_true(steps < STYLE_COUNT);
      style = style_like(style);
    }
  }
  assert_int_equal(style_like(STYLE_LINK_VISITED), STYLE_LINK);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_names_are_found),
    cmocka_unit_test(test_all_lead_to_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
