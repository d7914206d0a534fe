#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_strings(void **state)
{
  (void)state;
  static const struct {
    struct slice text;
    const char *json;
  } cases[] = {
#define CASE(text, json) { { text, sizeof(text) - 1 }, json }
    CASE("", "\"\""),
    CASE("plain 海雾", "\"plain 海雾\""),
    CASE("海\"雾\n「\t。", "\"海\\\"雾\\n「\\t。\""),
    CASE("\"\\/", "\"\\\"\\\\/\""),
    CASE("a\0\b\t\n\v\f\r\x1b[2J", "\"a\\u0000\\b\\t\\n\\u000b\\f\\r\\u001b[2J\""),
    CASE("\x7f", "\"\\u007f\""),
    CASE("\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0", "\"\\u0080\\u009b\\u009f\xc2\xa0\""),
    CASE("\xe2\x80\xa8\xe2\x80\xa9", "\"\\u2028\\u2029\""),
    CASE("\xe2\x80\x8e\xe2\x80\xae\xe2\x81\xa6\xe2\x81\xa9\xd8\x9c",
         "\"\\u200e\\u202e\\u2066\\u2069\\u061c\""),
    CASE("\xe2\x80\x8d", "\"\xe2\x80\x8d\""),         /* a joiner inside emoji stays */
    CASE("\xf0\x9f\x90\xa6", "\"\xf0\x9f\x90\xa6\""), /* four bytes */
    CASE("\xf4\x8f\xbf\xbf", "\"\xf4\x8f\xbf\xbf\""), /* U+10FFFF */
#undef CASE
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str out = STR_INIT;
    struct json j;
    json_begin(&j, &out);
    json_string(&j, cases[i].text);
    assert_string_equal(out.ptr, cases[i].json);
    str_free(&out);
  }
}

/* How many U+FFFD stand for bytes that are no UTF-8: one for each longest
 * start of a character (Unicode 3.9, U+FFFD Substitution of Maximal Subparts). */
static void test_bytes_that_are_no_text(void **state)
{
  (void)state;
  static const struct {
    const char *bytes;
    const char *json;
  } cases[] = {
    { "a\xe6\xb5", "\"a?\"" },
    { "\xe6\xb5z\xe6", "\"?z?\"" },
    { "\xff", "\"?\"" },
    { "\x80z", "\"?z\"" },
    { "\xc0\xaf", "\"??\"" },               /* overlong '/' */
    { "\xe0\x80\xaf", "\"???\"" },          /* overlong */
    { "\xed\xa0\x80", "\"???\"" },          /* a surrogate */
    { "\xf4\x90\x80\x80", "\"????\"" },     /* above U+10FFFF */
    { "\xe6\xb5", "\"?\"" },                /* ends inside a character */
    { "\xe6\xb5z\xf0\x9f\x90", "\"?z?\"" }, /* broken off by a letter */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str out = STR_INIT, shown = STR_INIT;
    struct json j;
    json_begin(&j, &out);
    json_string(&j, slice_of(cases[i].bytes));
    for (const char *p = out.ptr; *p; p++)
      if (strncmp(p, "\xef\xbf\xbd", 3) == 0)
        str_addc(&shown, '?'), p += 2;
      else
        str_addc(&shown, *p);
    assert_string_equal(shown.ptr, cases[i].json);
    str_free(&out);
    str_free(&shown);
  }
}

static void test_nesting(void **state)
{
  (void)state;
  struct str out = STR_INIT;
  struct json j;
  json_begin(&j, &out);
  json_object(&j);
  json_field(&j, "title", SLICE("Fog"));
  json_field(&j, "author", (struct slice){ NULL, 0 });
  json_key(&j, "numbers");
  json_array(&j);
  json_int(&j, 0);
  json_int(&j, INT64_MIN);
  json_array(&j);
  json_array_end(&j);
  json_object(&j);
  json_object_end(&j);
  json_bool(&j, true);
  json_array_end(&j);
  json_key(&j, "last\n");
  json_null(&j);
  json_object_end(&j);
  assert_string_equal(out.ptr, "{\"title\":\"Fog\",\"author\":null,\"numbers\":"
                               "[0,-9223372036854775808,[],{},true],\"last\\n\":null}");
  str_free(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_strings),
    cmocka_unit_test(test_bytes_that_are_no_text),
    cmocka_unit_test(test_nesting),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
