#include "base/json_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* The members as text: key=type:value; the problem, if any. */
static void assert_reads(const char *line, const char *expected)
{
  static const char types[] = "0bnsx";
  struct json_reader r;
  struct str got = STR_INIT;
  json_read(&r, slice_of(line));
  while (json_member(&r)) {
    str_addf(&got, "%s=%c:", r.key.ptr, types[r.type]);
    if (r.type == JSON_STRING)
      str_addf(&got, "%s ", r.text.ptr);
    else
      str_addf(&got, "%lld ", (long long)r.number);
  }
  if (r.problem) str_addf(&got, "! %s", r.problem);
  assert_string_equal(got.ptr, expected);
  json_read_end(&r);
  str_free(&got);
}

static void members(void **state)
{
  (void)state;
  assert_reads("{}", "");
  assert_reads(" { \"a\" : 1 , \"b\":-12, \"c\" : true,\"d\":false,\"e\":null } \n",
               "a=n:1 b=n:-12 c=b:1 d=b:0 e=0:0 ");
  assert_reads("{\"\":\"渔\",\"q\":\"\\\"\\\\\\/\\n\\t\\u6e14\\ud83d\\ude00\\u00e9\"}",
               "=s:渔 q=s:\"\\/\n\t渔😀é ");
  assert_reads("{\"a\":[1,{\"b\":\"]}\"}],\"c\":{}}", "a=x:0 c=x:0 ");
}

static void what_is_wrong(void **state)
{
  (void)state;
  assert_reads("", "! no object");
  assert_reads("[1]", "! no object");
  assert_reads("{\"a\":1", "a=n:1 ! no comma between members");
  assert_reads("{\"a\":1}x", "a=n:1 ! something behind the object");
  assert_reads("{\"a\" 1}", "! no colon behind a name");
  assert_reads("{a:1}", "! no name of a member");
  assert_reads("{\"a\":}", "! no value");
  assert_reads("{\"a\":tru}", "! no value");
  assert_reads("{\"a\":1.5}", "! a number that is not whole");
  assert_reads("{\"a\":9999999999999999999}", "! a number that is too large");
  assert_reads("{\"a\":\"b", "! a text without an end");
  assert_reads("{\"a\":\"\n\"}", "! a control character in a text");
  assert_reads("{\"a\":\"\\x\"}", "! an unknown escape");
  assert_reads("{\"a\":\"\\u12\"}", "! \\u without four hexadecimal digits");
  assert_reads("{\"a\":\"\\u0000\"}", "! a text with \\u0000");
  assert_reads("{\"a\":\"\\ud83d\"}", "! half a surrogate pair");
  assert_reads("{\"a\":\"\\ude00\"}", "! half a surrogate pair");
  assert_reads("{\"a\":[", "! a list without an end");
  char deep[128] = "{\"a\":";
  memset(deep + strlen(deep), '[', 100);
  assert_reads(deep, "! nested too deep");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(members),
    cmocka_unit_test(what_is_wrong),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
