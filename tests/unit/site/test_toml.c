#include "site/toml.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_at(const struct value *root, const char *path, const char *expected)
{
  struct slice s = value_string(value_path(root, path));
  if (!s.ptr || !slice_eq(s, slice_of(expected))) fail_msg("%s is \"%.*s\"", path, SLICE_ARG(s));
}

static void test_all_kinds(void **state)
{
  (void)state;
  struct arena a = { 0 };
  struct yaml_problem problem;
  const struct value *v =
      toml_parse(SLICE("# ferry\n"
                       "title = \"Tide \\u6f6e \\\"low\\\"\" # why\n"
                       "raw = 'C:\\tide'\n"
                       "date = 2031-04-05T06:07:08+09:00\n"
                       "tags = [ \"a\",\n  'b', # second\n]\n"
                       "long = \"\"\"\none \\\n   two\n\"\"\"\n"
                       "dotted.key = true\n"
                       "point = { x = 1, y.z = [2, 3] }\n"
                       "[extra.team]\nname = \"gulls\"\n"
                       "[[crew]]\nname = \"first\"\n[[crew]]\nname = \"second\"\n"),
                 &a, &problem);
  assert_int_equal(problem.line, 0);
  assert_at(v, "title", "Tide 潮 \"low\"");
  assert_at(v, "raw", "C:\\tide");
  assert_at(v, "date", "2031-04-05T06:07:08+09:00");
  assert_at(v, "long", "one two\n");
  assert_at(v, "dotted.key", "true");
  assert_at(v, "point.x", "1");
  assert_at(v, "extra.team.name", "gulls");
  assert_int_equal(value_path(v, "tags")->nodes, 3);
  assert_int_equal(value_path(v, "point.y.z")->nodes, 3);
  assert_at(value_path(v, "crew")->last, "name", "second");
  arena_free(&a);
}

static void test_bad_lines_are_skipped(void **state)
{
  (void)state;
  struct arena a = { 0 };
  struct yaml_problem problem;
  const struct value *v =
      toml_parse(SLICE("a = 1\nwhat is this\nb =\nc = [1, 2\nd = 4\n"), &a, &problem);
  assert_int_equal(problem.line, 2);
  assert_at(v, "a", "1");
  arena_free(&a);
}

static void test_depth_ends(void **state)
{
  (void)state;
  struct arena a = { 0 };
  struct yaml_problem problem;
  struct str deep = STR_INIT;
  str_adds(&deep, "a = ");
  str_pad(&deep, '[', 100000);
  toml_parse(str_slice(&deep), &a, &problem);
  assert_int_equal(problem.line, 1);
  str_free(&deep);
  arena_free(&a);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_all_kinds),
    cmocka_unit_test(test_bad_lines_are_skipped),
    cmocka_unit_test(test_depth_ends),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
