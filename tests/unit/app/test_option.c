#include "app/option.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void assert_value(const struct options *o, const struct option_row *row,
                         const char *expected)
{
  struct str value = STR_INIT;
  option_get(o, row, &value);
  assert_string_equal(value.ptr, expected);
  str_free(&value);
}

static bool set(struct options *o, const char *name, const char *value, struct str *problem)
{
  const struct option_row *row = option_find(slice_of(name));
  assert_non_null(row);
  str_clear(problem);
  return option_set(o, row, slice_of(value), problem);
}

static void test_rows_read_back(void **state)
{
  (void)state;
  struct options o;
  options_init(&o);
  for (size_t i = 0; i < option_row_count; i++) {
    const struct option_row *row = &option_rows[i];
    assert_ptr_equal(option_find(slice_of(row->name)), row); /* so names are unique */
    assert_true(row->help && *row->help);
    assert_value(&o, row, row->initial);
    assert_int_equal(row->type == OPTION_CHOICE, row->choices != NULL);
    if (row->type == OPTION_NUMBER) assert_true(row->least < row->most);
  }
  options_free(&o);
}

static void test_every_choice_can_be_set(void **state)
{
  (void)state;
  struct options o;
  struct str problem = STR_INIT;
  options_init(&o);
  for (size_t i = 0; i < option_row_count; i++) {
    struct slice rest = slice_of(option_rows[i].choices), choice;
    while (slice_cut(&rest, ' ', &choice)) {
      char *text = xstrndup(choice.ptr, choice.len);
      assert_true(option_set(&o, &option_rows[i], choice, &problem));
      assert_value(&o, &option_rows[i], text);
      free(text);
    }
  }
  str_free(&problem);
  options_free(&o);
}

static void test_values(void **state)
{
  static const struct {
    const char *name, *value, *expected; /* expected NULL: refused, and as it was */
  } rows[] = {
    { "measure", "66", "66" },
    { "measure", " 80 ", "80" },
    { "measure", "19", NULL },
    { "measure", "201", NULL },
    { "measure", "", NULL },
    { "measure", "4e1", NULL },
    { "measure", "-40", NULL },
    { "measure", "99999999999999999999", NULL },
    { "mouse", "off", "no" },
    { "mouse", "TRUE", "yes" },
    { "mouse", "0", "no" },
    { "mouse", "perhaps", NULL },
    { "language", "zh", "zh" },
    { "language", "z", NULL },
    { "language", "en zh", NULL },
    { "home-posts", "7", "7" },
    { "hosts", " a.example b.example", "a.example b.example" },
    { "hosts", "", "" },
  };
  (void)state;
  struct options o;
  struct str problem = STR_INIT, before = STR_INIT;
  options_init(&o);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const struct option_row *row = option_find(slice_of(rows[i].name));
    str_clear(&before);
    option_get(&o, row, &before);
    bool fine = set(&o, rows[i].name, rows[i].value, &problem);
    assert_int_equal(fine, rows[i].expected != NULL);
    assert_value(&o, row, fine ? rows[i].expected : before.ptr);
    assert_int_equal(problem.len > 0, !fine);
    if (!fine)
      assert_int_not_equal(slice_find(str_slice(&problem), slice_of(row->name)), SLICE_NONE);
  }
  str_free(&problem);
  str_free(&before);
  options_free(&o);
}

static void test_names(void **state)
{
  (void)state;
  assert_ptr_equal(option_find(SLICE("home-posts")), option_find(SLICE("home_posts")));
  assert_null(option_find(SLICE("home")) == option_find(SLICE("home_posts")) ? "same" : NULL);
  assert_null(option_find(SLICE("measur")));
  assert_null(option_find(SLICE("")));
  assert_string_equal(option_nearest(SLICE("measrue"))->name, "measure");
  assert_string_equal(option_nearest(SLICE("langage"))->name, "language");
  assert_null(option_nearest(SLICE("tide tables")));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rows_read_back),
    cmocka_unit_test(test_every_choice_can_be_set),
    cmocka_unit_test(test_values),
    cmocka_unit_test(test_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
