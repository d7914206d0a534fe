#include "app/config.h"

#include "../site/temp_site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct fixture {
  struct temp_site folder;
  struct options options;
  struct config config;
};

/* The usual file, holding `text`; NULL: there is none. */
static void start(struct fixture *f, const char *text, const char *site_root)
{
  temp_start(&f->folder);
  setenv("XDG_CONFIG_HOME", f->folder.root, 1);
  setenv("HOME", "/home/keeper", 1);
  if (text) temp_file(&f->folder, "baokan/config.yml", text);
  options_init(&f->options);
  config_read(&f->config, NULL, site_root, &f->options);
}

static void end(struct fixture *f)
{
  config_free(&f->config);
  options_free(&f->options);
  f->folder.site = NULL;
  temp_end(&f->folder);
}

/* Problem `n` is about this line, and says this. */
static void assert_problem(const struct fixture *f, size_t n, unsigned line, const char *says)
{
  struct str place = STR_INIT;
  assert_true(n < f->config.problems.count);
  str_addf(&place, "baokan/config.yml:%u: ", line);
  struct slice problem = slice_of(f->config.problems.items[n]);
  if (slice_find(problem, str_slice(&place)) == SLICE_NONE ||
      slice_find(problem, slice_of(says)) == SLICE_NONE)
    fail_msg("%s", problem.ptr);
  str_free(&place);
}

static void test_no_file(void **state)
{
  (void)state;
  struct fixture f;
  start(&f, NULL, NULL);
  assert_int_equal(f.config.problems.count, 0);
  assert_null(f.config.path);
  assert_int_equal(f.options.measure, 72);
  end(&f);
}

static void test_a_file_that_was_named(void **state)
{
  (void)state;
  struct options options;
  struct config config;
  options_init(&options);
  config_read(&config, "/nowhere/config.yml", NULL, &options);
  assert_int_equal(config.problems.count, 1);
  assert_int_not_equal(slice_find(slice_of(config.problems.items[0]), SLICE("/nowhere/config.yml")),
                       SLICE_NONE);
  config_free(&config);
  options_free(&options);
}

static void test_options_and_keys(void **state)
{
  (void)state;
  struct fixture f;
  start(&f,
        "measure: 66\nmouse: no\nhosts: [a.example, b.example]\n"
        "keys:\n  C-n: down\n  g g: first\n",
        NULL);
  assert_int_equal(f.config.problems.count, 0);
  assert_non_null(f.config.path);
  assert_int_equal(f.options.measure, 66);
  assert_int_equal(f.options.mouse, 0);
  assert_string_equal(f.options.hosts, "a.example b.example");
  assert_int_equal(f.config.keys.count, 2);
  assert_string_equal(f.config.keys.items[1].keys, "g g");
  assert_string_equal(f.config.keys.items[1].command, "first");
  assert_int_equal(f.config.keys.items[1].line, 6);
  end(&f);
}

static void test_problems_are_told_and_the_rest_holds(void **state)
{
  (void)state;
  struct fixture f;
  start(&f, "measrue: 66\nmeasure: 7\nlanguage: fr\nimages: no\n", NULL);
  assert_int_equal(f.config.problems.count, 3);
  assert_problem(&f, 0, 1, "did you mean 'measure'?");
  assert_problem(&f, 1, 2, "measure is a number from");
  assert_problem(&f, 2, 3, "language is one of");
  assert_int_equal(f.options.measure, 72);
  assert_int_equal(f.options.images, 0);
  end(&f);
}

static void test_what_is_no_configuration(void **state)
{
  static const char *const texts[] = { "- measure\n", "measure: [66\n", "66\n" };
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct fixture f;
    start(&f, texts[i], NULL);
    assert_int_equal(f.config.problems.count, 1);
    assert_int_equal(f.options.measure, 72);
    end(&f);
  }
}

static void test_empty_files(void **state)
{
  static const char *const texts[] = { "", "# nothing yet\n", "~\n", "keys:\nsites:\n" };
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct fixture f;
    start(&f, texts[i], "/home/keeper/news");
    assert_int_equal(f.config.problems.count, 0);
    end(&f);
  }
}

static void test_sites(void **state)
{
  static const struct {
    const char *root;
    int measure;
  } rows[] = {
    { "/home/keeper/news", 60 },
    { "/home/keeper/news/tide", 60 },
    { "/home/keeper/newsroom", 50 },
    { "/srv/paper", 40 },
    { NULL, 50 },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct fixture f;
    start(&f,
          "sites:\n  ~/news:\n    measure: 60\n  /srv/x/../paper/:\n    measure: 40\n"
          "measure: 50\n",
          rows[i].root);
    assert_int_equal(f.config.problems.count, 0);
    assert_int_equal(f.options.measure,
                     rows[i].measure); /* the site's part wins, wherever it stands */
    end(&f);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_no_file),
    cmocka_unit_test(test_a_file_that_was_named),
    cmocka_unit_test(test_options_and_keys),
    cmocka_unit_test(test_problems_are_told_and_the_rest_holds),
    cmocka_unit_test(test_what_is_no_configuration),
    cmocka_unit_test(test_empty_files),
    cmocka_unit_test(test_sites),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
