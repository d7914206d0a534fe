#include "app/theme.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* A theme read from a file of this text; false: *problem says why. */
static bool load_text(struct theme *theme, const char *text, struct str *problem)
{
  char path[] = "/tmp/baokan-theme-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  close(fd);
  assert_int_equal(file_write(path, slice_of(text)), 0);
  str_clear(problem);
  bool fine = theme_load(theme, path, problem);
  unlink(path);
  return fine;
}

static void assert_look(const struct theme *t, enum style style, int fg, int bg,
                        unsigned attributes)
{
  assert_int_equal(t->looks[style].fg, fg);
  assert_int_equal(t->looks[style].bg, bg);
  assert_int_equal(t->looks[style].attributes, attributes);
}

static void test_builtin(void **state)
{
  static const char *const names[] = { "terminal", "paper", "ink", "mono" };
  (void)state;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    struct theme theme;
    struct str problem = STR_INIT;
    if (!theme_load(&theme, names[i], &problem)) fail_msg("%s", problem.ptr);
    bool coloured = false;
    for (int s = 0; s < STYLE_COUNT; s++) {
      assert_in_range(theme.looks[s].fg + 1, 0, 256);
      assert_in_range(theme.looks[s].bg + 1, 0, 256);
      coloured |= theme.looks[s].fg != LOOK_DEFAULT || theme.looks[s].bg != LOOK_DEFAULT;
    }
    assert_int_equal(coloured, strcmp(names[i], "mono") != 0);
    /* The selection must be seen, with colours and without. */
    assert_memory_not_equal(&theme.looks[STYLE_SELECTION], &theme.looks[STYLE_TEXT],
                            sizeof(struct look));
    str_free(&problem);
  }
}

static void test_looks(void **state)
{
  static const struct {
    const char *look;
    int fg, bg;
    unsigned attributes;
  } rows[] = {
    { "red", 1, LOOK_DEFAULT, 0 },
    { "bright-red", 9, LOOK_DEFAULT, 0 },
    { "default bright-white", LOOK_DEFAULT, 15, 0 },
    { "255 0", 255, 0, 0 },
    { "- 12 bold", LOOK_DEFAULT, 12, INK_BOLD },
    { "bold dim italic underline reverse", LOOK_DEFAULT, LOOK_DEFAULT,
      INK_BOLD | INK_DIM | INK_ITALIC | INK_UNDERLINE | INK_REVERSE },
    { "bold  green", 2, LOOK_DEFAULT, INK_BOLD },
  };
  (void)state;
  struct str text = STR_INIT, problem = STR_INIT;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct theme theme;
    str_clear(&text);
    str_addf(&text, "# a comment\nquote: '%s'\n", rows[i].look);
    assert_true(load_text(&theme, text.ptr, &problem));
    assert_look(&theme, STYLE_QUOTE, rows[i].fg, rows[i].bg, rows[i].attributes);
    assert_look(&theme, STYLE_TITLE, LOOK_DEFAULT, LOOK_DEFAULT, 0);
  }
  str_free(&text);
  str_free(&problem);
}

static void test_next_of_kin(void **state)
{
  (void)state;
  struct theme theme;
  struct str problem = STR_INIT;
  assert_true(load_text(&theme, "title: red bold\ndim: 8\nfacts: blue\n", &problem));
  assert_look(&theme, STYLE_HEADING, 1, LOOK_DEFAULT, INK_BOLD);
  assert_look(&theme, STYLE_SECTION, 1, LOOK_DEFAULT, INK_BOLD); /* like a heading, like a title */
  assert_look(&theme, STYLE_RULE, 8, LOOK_DEFAULT, 0);
  assert_look(&theme, STYLE_FACTS, 4, LOOK_DEFAULT, 0);
  assert_look(&theme, STYLE_CODE, LOOK_DEFAULT, LOOK_DEFAULT, 0);
  str_free(&problem);
}

static void test_problems(void **state)
{
  static const struct {
    const char *text, *says;
  } rows[] = {
    { "title: bold\ntitel: bold\n", ":2: 'titel: bold'" },
    { "title: 256\n", ":1: " },
    { "title: red green blue\n", ":1: " },
    { "title: rouge\n", ":1: 'title: rouge'" },
    { "title: bright-256\n", ":1: " },
    { "title: [\n", ":" },
  };
  (void)state;
  struct theme theme, terminal;
  struct str problem = STR_INIT;
  assert_true(theme_load(&terminal, "terminal", &problem));
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    assert_false(load_text(&theme, rows[i].text, &problem));
    assert_int_not_equal(slice_find(str_slice(&problem), slice_of(rows[i].says)), SLICE_NONE);
    assert_null(strchr(problem.ptr, '\n'));
    for (int s = 0; s < STYLE_COUNT; s++)
      assert_look(&theme, (enum style)s, terminal.looks[s].fg, terminal.looks[s].bg,
                  terminal.looks[s].attributes);
  }
  str_clear(&problem);
  assert_false(theme_load(&theme, "no-such-theme", &problem));
  assert_int_not_equal(slice_find(str_slice(&problem), SLICE("no-such-theme")), SLICE_NONE);
  str_free(&problem);
}

static void test_without_colour(void **state)
{
  (void)state;
  struct theme theme;
  struct str problem = STR_INIT;
  assert_true(load_text(&theme, "link: red blue underline\n", &problem));
  theme_without_colour(&theme);
  assert_look(&theme, STYLE_LINK, LOOK_DEFAULT, LOOK_DEFAULT, INK_UNDERLINE);
  str_free(&problem);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_builtin),        cmocka_unit_test(test_looks),
    cmocka_unit_test(test_next_of_kin),    cmocka_unit_test(test_problems),
    cmocka_unit_test(test_without_colour),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
