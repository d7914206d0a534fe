#include "tui/place.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct place category(uint32_t label)
{
  return (struct place){ PLACE_CATEGORY, label, INDEX_NONE, INDEX_NONE, 0 };
}

static void assert_at(const struct place *place, uint32_t label)
{
  assert_non_null(place);
  assert_int_equal(place->label, label);
}

static void test_back_and_forward(void **state)
{
  (void)state;
  struct history h = { 0 };
  assert_null(history_move(&h, -1));
  assert_null(history_move(&h, 1));
  for (uint32_t i = 1; i <= 4; i++) history_go(&h, category(i));
  assert_null(history_move(&h, 1));
  assert_at(history_move(&h, -1), 3);
  assert_at(history_move(&h, -2), 1);
  assert_null(history_move(&h, -1));
  assert_at(history_move(&h, 3), 4);
  assert_null(history_move(&h, -4));
  assert_at(history_move(&h, -1), 3); /* what cannot be done moves nothing */
  history_free(&h);
}

static void test_going_on_from_the_past(void **state)
{
  (void)state;
  struct history h = { 0 };
  for (uint32_t i = 1; i <= 4; i++) history_go(&h, category(i));
  history_move(&h, -2);
  history_go(&h, category(9));
  assert_null(history_move(&h, 1));
  assert_at(history_move(&h, -1), 2);
  assert_at(history_move(&h, 1), 9);
  history_free(&h);
}

static void test_notes(void **state)
{
  (void)state;
  struct history h = { 0 };
  struct place now = category(1);
  history_note(&h, now); /* nowhere yet */
  assert_int_equal(h.places.count, 0);
  history_go(&h, now);
  now.selected = 17;
  now.position = 400;
  history_note(&h, now);
  history_go(&h, category(2));
  const struct place *back = history_move(&h, -1);
  assert_int_equal(back->selected, 17);
  assert_int_equal(back->position, 400);
  history_free(&h);
}

static void test_it_does_not_grow_for_ever(void **state)
{
  (void)state;
  struct history h = { 0 };
  for (uint32_t i = 0; i < 5000; i++) history_go(&h, category(i));
  assert_true(h.places.count < 1000);
  assert_at(history_move(&h, -1), 4998);
  assert_at(history_move(&h, 1), 4999);
  history_free(&h);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_back_and_forward),
    cmocka_unit_test(test_going_on_from_the_past),
    cmocka_unit_test(test_notes),
    cmocka_unit_test(test_it_does_not_grow_for_ever),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
