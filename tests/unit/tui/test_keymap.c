#include "tui/keymap.h"

#include "tui/command.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct command down = { .name = "down" }, last = { .name = "last" },
                            help = { .name = "help" };

static int start(void **state)
{
  *state = keymap_new();
  return 0;
}

static int end(void **state)
{
  keymap_free(*state);
  return 0;
}

static void assert_found(const struct keymap *k, unsigned context, const char *keys,
                         enum keymap_answer answer, const struct command *expected)
{
  key_code codes[KEYS_IN_SEQUENCE];
  size_t count = 0;
  struct slice rest = slice_of(keys), name;
  const struct command *command = NULL;
  while (slice_cut(&rest, ' ', &name)) codes[count++] = key_parse(name);
  assert_int_equal(keymap_find(k, context, codes, count, &command), answer);
  if (answer == KEYMAP_COMMAND) assert_ptr_equal(command, expected);
}

static void test_contexts(void **state)
{
  struct keymap *k = *state;
  assert_true(keymap_bind(k, CONTEXT_READER, SLICE("j"), &last));
  assert_true(keymap_bind(k, CONTEXT_ANY, SLICE("j"), &down));
  assert_found(k, CONTEXT_READER, "j", KEYMAP_COMMAND, &last); /* the special wins, first or last */
  assert_found(k, CONTEXT_POSTS, "j", KEYMAP_COMMAND, &down);
  assert_found(k, CONTEXT_PAGER, "j", KEYMAP_NOTHING, NULL);
  assert_true(keymap_bind(k, CONTEXT_PAGER | CONTEXT_HELP, SLICE("j"), &help));
  assert_found(k, CONTEXT_PAGER, "j", KEYMAP_COMMAND, &help);
  assert_found(k, CONTEXT_HELP, "j", KEYMAP_COMMAND, &help);
  assert_found(k, CONTEXT_POSTS, "x", KEYMAP_NOTHING, NULL);
}

static void test_sequences(void **state)
{
  struct keymap *k = *state;
  assert_true(keymap_bind(k, CONTEXT_ANY, SLICE("g g"), &down));
  assert_true(keymap_bind(k, CONTEXT_ANY, SLICE("g  C-x Tab PgDn"), &last));
  assert_found(k, CONTEXT_POSTS, "g", KEYMAP_MORE, NULL);
  assert_found(k, CONTEXT_POSTS, "g g", KEYMAP_COMMAND, &down);
  assert_found(k, CONTEXT_POSTS, "g C-x Tab", KEYMAP_MORE, NULL);
  assert_found(k, CONTEXT_POSTS, "g C-x Tab PgDn", KEYMAP_COMMAND, &last);
  assert_found(k, CONTEXT_POSTS, "g x", KEYMAP_NOTHING, NULL);
  assert_false(keymap_bind(k, CONTEXT_ANY, SLICE("a b c d e"), &help));
}

static void test_later_ones_win(void **state)
{
  struct keymap *k = *state;
  assert_true(keymap_bind(k, CONTEXT_ANY, SLICE("j"), &down));
  assert_true(keymap_bind(k, CONTEXT_ANY, SLICE("j"), &help));
  assert_found(k, CONTEXT_POSTS, "j", KEYMAP_COMMAND, &help);
}

static void test_what_is_no_key(void **state)
{
  struct keymap *k = *state;
  assert_false(keymap_bind(k, CONTEXT_ANY, SLICE(""), &down));
  assert_false(keymap_bind(k, CONTEXT_ANY, SLICE("  "), &down));
  assert_false(keymap_bind(k, CONTEXT_ANY, SLICE("g gg"), &down));
  assert_found(k, CONTEXT_POSTS, "g", KEYMAP_NOTHING, NULL);
}

static void test_keys_of_a_command(void **state)
{
  struct keymap *k = *state;
  struct str text = STR_INIT;
  keymap_bind(k, CONTEXT_ANY, SLICE("j"), &down);
  keymap_bind(k, CONTEXT_ANY, SLICE("G"), &last);
  keymap_bind(k, CONTEXT_ANY, SLICE("g C-n"), &down);
  keymap_keys(k, &down, &text);
  assert_string_equal(text.ptr, "j g^N");
  str_clear(&text);
  keymap_keys(k, &help, &text);
  assert_string_equal(text.ptr, "");
  str_free(&text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_contexts, start, end),
    cmocka_unit_test_setup_teardown(test_sequences, start, end),
    cmocka_unit_test_setup_teardown(test_later_ones_win, start, end),
    cmocka_unit_test_setup_teardown(test_what_is_no_key, start, end),
    cmocka_unit_test_setup_teardown(test_keys_of_a_command, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
