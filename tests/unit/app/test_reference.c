#include "app/reference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

struct row {
  const char *url, *scheme, *host, *path; /* host NULL: none */
  bool web;
};

static const struct row rows[] = {
  { "https://elm.example/locks/ice.html?a#b", "https", "elm.example", "/locks/ice.html", true },
  { "HTTP://elm.example", "HTTP", "elm.example", "", true },
  { "//elm.example/a", "", "elm.example", "/a", true },
  { "https://elm.example?q=/a", "https", "elm.example", "", true },
  { "https://elm.example#/a", "https", "elm.example", "", true },
  { "///a", "", "", "/a", true },
  { "/a/b?c", "", NULL, "/a/b", true },
  { "../b.md#c", "", NULL, "../b.md", true },
  { "?a", "", NULL, "", true },
  { "#a", "", NULL, "", true },
  { "", "", NULL, "", true },
  { "mailto:keeper@elm.example", "mailto", NULL, "keeper@elm.example", false },
  { "data:image/png;base64,AA==", "data", NULL, "image/png;base64,AA==", false },
  { ":a", "", NULL, ":a", true },
  { "a/b:c", "", NULL, "a/b:c", true },
};

static void test_parts(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const struct row *row = &rows[i];
    struct reference r = reference_of(slice_of(row->url));
    bool same = slice_eq(r.scheme, slice_of(row->scheme)) &&
                slice_eq(r.path, slice_of(row->path)) &&
                (r.host.ptr != NULL) == (row->host != NULL) &&
                slice_eq(r.host, slice_of(row->host)) && reference_is_web(&r) == row->web;
    if (!same)
      fail_msg("%s: '%.*s' '%.*s' '%.*s'", row->url, SLICE_ARG(r.scheme), SLICE_ARG(r.host),
               SLICE_ARG(r.path));
  }
}

static void test_decode(void **state)
{
  static const char *const pairs[][2] = {
    { "/a%20b", "/a b" },
    { "/%E6%B0%B4", "/\xe6\xb0\xb4" },
    { "/%e6%b0%b4", "/\xe6\xb0\xb4" },
    { "100%", "100%" },
    { "%4", "%4" },
    { "%4G", "%4G" },
    { "/%00/", "/%00/" },
    { "%2541", "%41" },
    { "", "" },
  };
  (void)state;
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    struct str out = STR_INIT;
    reference_decode(slice_of(pairs[i][0]), &out);
    assert_string_equal(out.ptr, pairs[i][1]);
    str_free(&out);
  }
}

static void test_endless(void **state)
{
  (void)state;
  struct str url = STR_INIT, out = STR_INIT;
  str_pad(&url, 'a', 1 << 20);
  reference_decode(reference_of(str_slice(&url)).path, &out);
  assert_true(out.len > 0 && out.len < url.len);
  str_free(&url);
  str_free(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_parts),
    cmocka_unit_test(test_decode),
    cmocka_unit_test(test_endless),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
