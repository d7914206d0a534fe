#include "tui/command.h"

#include "base/vec.h"
#include "text/cluster.h"
#include "tui/keymap.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const unsigned contexts[] = { CONTEXT_CATEGORIES, CONTEXT_POSTS, CONTEXT_READER,
                                     CONTEXT_LINKS,      CONTEXT_HELP,  CONTEXT_PAGER,
                                     CONTEXT_ANY };
enum { CONTEXTS = sizeof contexts / sizeof *contexts, ALL_CONTEXTS = 2 * CONTEXT_ANY - 1 };

/* One of the sequences of a row, its keys in the one spelling. */
static bool next_sequence(struct slice *rest, struct str *out)
{
  if (rest->len == 0) return false;
  size_t end = slice_find(*rest, SLICE("  "));
  struct slice keys = slice_first(*rest, end), name;
  *rest = slice_from(*rest, end == SLICE_NONE ? rest->len : end + 2);
  str_clear(out);
  while (slice_cut(&keys, ' ', &name)) {
    key_code key = key_parse(name);
    if (key == KEY_NONE) fail_msg("no key: '%.*s'", SLICE_ARG(name));
    if (out->len) str_addc(out, ' ');
    key_print(key, out);
  }
  return true;
}

static void test_rows(void **state)
{
  (void)state;
  for (size_t i = 0; i < command_count; i++) {
    const struct command *c = &commands[i];
    assert_non_null(c->run);
    assert_true(c->contexts && !(c->contexts & ~(unsigned)ALL_CONTEXTS));
    for (const char *at = c->name; *at; at++) assert_true((*at >= 'a' && *at <= 'z') || *at == '-');
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
      assert_true(c->help[language] && *c->help[language]);
      assert_int_equal(!c->hint[language], !c->hint[0]);
      if (!c->hint[language]) continue;
      assert_true(*c->hint[language]);
      assert_true(text_columns(slice_of(c->hint[language]), AMBIGUOUS_WIDE) <= 10);
      assert_true(*c->keys); /* the key is half of the hint */
    }
    assert_string_not_equal(c->help[LANGUAGE_EN], c->help[LANGUAGE_ZH]);
  }
}

/* Rows of one name are one command that has other keys elsewhere. */
static void test_names(void **state)
{
  (void)state;
  for (size_t i = 0; i < command_count; i++)
    for (size_t n = i + 1; n < command_count; n++) {
      if (strcmp(commands[i].name, commands[n].name) != 0) continue;
      assert_ptr_equal(commands[i].run, commands[n].run);
      assert_int_equal(commands[i].contexts & commands[n].contexts, 0);
    }
}

/* In a context no sequence stands for two commands, or begins another one. */
static void test_keys_are_unique(void **state)
{
  (void)state;
  struct str one = STR_INIT, other = STR_INIT;
  for (size_t k = 0; k < CONTEXTS; k++)
    for (size_t i = 0; i < command_count; i++) {
      struct slice keys = slice_of(commands[i].keys);
      while ((commands[i].contexts & contexts[k]) && next_sequence(&keys, &one))
        for (size_t n = 0; n < command_count; n++) {
          struct slice others = slice_of(commands[n].keys);
          while (n != i && (commands[n].contexts & contexts[k]) && next_sequence(&others, &other)) {
            str_addc(&one, ' '), str_addc(&other, ' ');
            if (slice_starts(str_slice(&other), str_slice(&one)))
              fail_msg("%s: '%s' is in the way of %s", commands[i].name, one.ptr, commands[n].name);
            str_cut(&one, one.len - 1);
          }
        }
    }
  str_free(&one);
  str_free(&other);
}

/* Every row can be reached by its own keys where it says it can. */
static void test_every_key_reaches_its_command(void **state)
{
  (void)state;
  struct keymap *map = keymap_new();
  struct str keys = STR_INIT;
  for (size_t i = 0; i < command_count; i++) {
    struct slice rest = slice_of(commands[i].keys);
    while (rest.len) {
      size_t end = slice_find(rest, SLICE("  "));
      assert_true(keymap_bind(map, commands[i].contexts, slice_first(rest, end), &commands[i]));
      rest = slice_from(rest, end == SLICE_NONE ? rest.len : end + 2);
    }
  }
  for (size_t i = 0; i < command_count; i++) {
    struct slice rest = slice_of(commands[i].keys);
    while (next_sequence(&rest, &keys))
      for (size_t k = 0; k < CONTEXTS; k++) {
        if (!(commands[i].contexts & contexts[k])) continue;
        key_code codes[KEYS_IN_SEQUENCE];
        size_t count = 0;
        struct slice names = slice_of(commands[i].keys), name;
        names = slice_first(names, slice_find(names, SLICE("  ")));
        while (slice_cut(&names, ' ', &name)) codes[count++] = key_parse(name);
        const struct command *found = NULL;
        assert_int_equal(keymap_find(map, contexts[k], codes, count, &found), KEYMAP_COMMAND);
        assert_ptr_equal(found, &commands[i]);
      }
  }
  str_free(&keys);
  keymap_free(map);
}

static void test_find(void **state)
{
  (void)state;
  assert_string_equal(command_find(SLICE("down"))->name, "down");
  assert_string_equal(command_find(SLICE("hom"))->name, "home");
  assert_string_equal(command_find(SLICE("hel"))->name, "help");  /* two rows, one command */
  assert_string_equal(command_find(SLICE("next"))->name, "next"); /* others begin so too */
  assert_null(command_find(SLICE("next-")));
  assert_null(command_find(SLICE("p")));
  assert_null(command_find(SLICE("")));
  assert_null(command_find(SLICE("helpful")));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rows),
    cmocka_unit_test(test_names),
    cmocka_unit_test(test_keys_are_unique),
    cmocka_unit_test(test_every_key_reaches_its_command),
    cmocka_unit_test(test_find),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
