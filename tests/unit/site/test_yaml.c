#include "site/yaml.h"

#include "base/str.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct value *parse(struct arena *a, const char *text)
{
  struct yaml_problem problem = { 0, 0, "" };
  const struct value *v = yaml_parse(slice_of(text), a, &problem);
  if (!v) fail_msg("%u:%u %s in \"%s\"", problem.line, problem.column, problem.message, text);
  return v;
}

static void assert_text(struct slice s, const char *expected)
{
  assert_int_equal(s.len, strlen(expected));
  assert_memory_equal(s.ptr, expected, s.len);
}

static void test_tree(void **state)
{
  (void)state;
  struct arena a = { 0 };
  const struct value *v =
      parse(&a, "boat: heron\noars: [2, 'three']\nport:\n  name: \"Elm\\u0021\"\n");
  assert_int_equal(v->kind, VALUE_MAP);
  assert_text(value_string(value_gets(v, "boat")), "heron");
  const struct value *oars = value_gets(v, "oars");
  assert_int_equal(oars->kind, VALUE_LIST);
  assert_int_equal(oars->first->style, VALUE_PLAIN);
  assert_int_equal(oars->last->style, VALUE_QUOTED);
  assert_int_equal(oars->last->line, 2);
  assert_int_equal(oars->last->column, 11);
  assert_text(value_string(value_path(v, "port.name")), "Elm!");
  assert_null(value_path(v, "port.name.more"));
  assert_null(value_gets(v, "sail"));
  arena_free(&a);
}

static void test_last_key_and_merge(void **state)
{
  (void)state;
  struct arena a = { 0 };
  const struct value *v =
      parse(&a, "base: &b {colour: red, size: 1}\none:\n  <<: *b\n  size: 2\n  size: 3\n");
  assert_text(value_string(value_path(v, "one.size")), "3");
  assert_text(value_string(value_path(v, "one.colour")), "red");
  arena_free(&a);
}

static void test_nothing_is_null(void **state)
{
  (void)state;
  struct arena a = { 0 };
  assert_true(value_is_null(parse(&a, "")));
  assert_true(value_is_null(parse(&a, "# only a comment\n")));
  assert_text(value_string(parse(&a, "{\"a\": {\"b\": \"c\"}}")->first->first), "c");
  arena_free(&a);
}

static void test_problems(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    uint32_t line;
  } rows[] = {
    { "a: b\n'x': 'y' z\n", 2 },
    { "a: *nobody\n", 1 },
    { "a: &s [*s]\n", 1 },
    { "a:\n\t- b\n", 2 },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct arena a = { 0 };
    struct yaml_problem problem = { 0, 0, "" };
    if (yaml_parse(slice_of(rows[i].text), &a, &problem)) fail_msg("read \"%s\"", rows[i].text);
    assert_int_equal(problem.line, rows[i].line);
    assert_true(problem.message[0] != '\0');
    arena_free(&a);
  }
}

static void test_bombs(void **state)
{
  (void)state;
  struct arena a = { 0 };
  struct str deep = STR_INIT, bomb = STR_INIT;
  str_pad(&deep, '[', 5000);
  assert_null(yaml_parse(str_slice(&deep), &a, NULL));
  str_adds(&bomb, "a: &a [x,x,x,x,x,x,x,x,x,x]\n");
  for (char c = 'b'; c < 'j'; c++) {
    str_addf(&bomb, "%c: &%c [", c, c);
    for (int i = 0; i < 10; i++) str_addf(&bomb, "*%c,", c - 1);
    str_adds(&bomb, "]\n");
  }
  assert_null(yaml_parse(str_slice(&bomb), &a, NULL));
  assert_true(a.bytes < 10 << 20);
  str_free(&deep);
  str_free(&bomb);
  arena_free(&a);
}

static void test_scalar_types(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    enum scalar_type type;
    double number;
  } rows[] = {
    { "", SCALAR_NULL, 0 },
    { "~", SCALAR_NULL, 0 },
    { "Null", SCALAR_NULL, 0 },
    { "NO", SCALAR_BOOL, 0 },
    { "on", SCALAR_BOOL, 1 },
    { "y", SCALAR_TEXT, 0 },
    { "nothing", SCALAR_TEXT, 0 },
    { "42", SCALAR_INTEGER, 42 },
    { "-7", SCALAR_INTEGER, -7 },
    { "0123", SCALAR_INTEGER, 83 },
    { "089", SCALAR_TEXT, 0 },
    { "0x1F", SCALAR_INTEGER, 31 },
    { "0b101", SCALAR_INTEGER, 5 },
    { "1_000", SCALAR_INTEGER, 1000 },
    { "1_", SCALAR_TEXT, 0 },
    { "12:30:45", SCALAR_INTEGER, 45045 },
    { "12:99", SCALAR_TEXT, 0 },
    { "1.10", SCALAR_FLOAT, 1.1 },
    { "1e3", SCALAR_TEXT, 0 },
    { "1.5e+3", SCALAR_FLOAT, 1500 },
    { ".", SCALAR_TEXT, 0 },
    { "2031-04-05", SCALAR_DATE, 0 },
    { "2031-02-30", SCALAR_TEXT, 0 },
    { "2031-4-5", SCALAR_DATE, 0 },
    { "2031-04-05 06:07:08", SCALAR_TIME, 0 },
    { "2031-04-05 06:07", SCALAR_TEXT, 0 },
    { "2031-04-05T06:07:08.5 +09:00", SCALAR_TIME, 0 },
    { "2031-04-05 06:07:08 JST", SCALAR_TEXT, 0 },
    { "潮", SCALAR_TEXT, 0 },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct scalar s = scalar_resolve(slice_of(rows[i].text));
    if (s.type != rows[i].type) fail_msg("\"%s\" is of type %d", rows[i].text, s.type);
    double number = s.type == SCALAR_BOOL    ? s.truth
                    : s.type == SCALAR_FLOAT ? s.real
                                             : (double)s.integer;
    if (fabs(number - rows[i].number) > 1e-9) fail_msg("\"%s\" is %f", rows[i].text, number);
  }
  assert_true(isinf(scalar_resolve(SLICE("-.inf")).real));
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_tree),
    cmocka_unit_test(test_last_key_and_merge),
    cmocka_unit_test(test_nothing_is_null),
    cmocka_unit_test(test_problems),
    cmocka_unit_test(test_bombs),
    cmocka_unit_test(test_scalar_types),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
