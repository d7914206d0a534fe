#include "site/glob.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct row {
  const char *pattern, *name;
  bool flat, path; /* by glob_matches, by glob_matches_path */
};

static const struct row rows[] = {
  { "a/b.md", "a/b.md", true, true },
  { "*.md", "a/b.md", true, false },
  { "a/*", "a/b/c", true, false },
  { "**/c", "a/b/c", true, true },
  { "**/c", "c", false, true },
  { "a/**/c", "a/c", false, true },
  { "a/**/c", "a/b/b/c", true, true },
  { "a/**/b/*.md", "a/b/x/b/c.md", true, true },
  { "a/", "a", false, true },
  { "a", "ab", false, false },
  { "?", "潮", true, true },
  { "[a-c]x", "bx", true, true },
  { "[!a-c]x", "bx", false, false },
  { "[潮汐]", "汐", true, true },
  { "[a", "[a", true, true },
  { "\\*", "*", true, true },
  { "\\*", "x", false, false },
  { "*", ".x", true, false },
  { ".*", ".x", true, true },
  { "", "", true, true },
  { "*a*a*a*b", "aaaaaaaac", false, false },
};

static void test_patterns(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct slice pattern = slice_of(rows[i].pattern), name = slice_of(rows[i].name);
    if (glob_matches(pattern, name) != rows[i].flat) fail_msg("flat, row %zu", i);
    if (glob_matches_path(pattern, name) != rows[i].path) fail_msg("path, row %zu", i);
  }
}

/* What a matcher that tries all ways would never finish. */
static void test_hostile(void **state)
{
  (void)state;
  struct str pattern = STR_INIT, name = STR_INIT;
  for (int i = 0; i < 2000; i++) {
    str_adds(&pattern, "*a");
    str_adds(&name, "a/a");
  }
  str_adds(&pattern, "b");
  assert_false(glob_matches(str_slice(&pattern), str_slice(&name)));
  str_clear(&pattern);
  for (int i = 0; i < 500; i++) str_adds(&pattern, "**/a/");
  str_adds(&pattern, "b");
  assert_false(glob_matches_path(str_slice(&pattern), str_slice(&name)));
  str_free(&pattern);
  str_free(&name);
}

int main(void)
{
  static const struct CMUnitTest tests[] = { cmocka_unit_test(test_patterns),
                                             cmocka_unit_test(test_hostile) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
