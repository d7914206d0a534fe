#include "base/path.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_slice(struct slice got, const char *want)
{
  struct str s = STR_INIT;
  str_add(&s, got);
  assert_string_equal(s.ptr, want);
  str_free(&s);
}

static void test_parts(void **state)
{
  (void)state;
  static const struct {
    const char *path, *dir, *base, *stem, *extension;
  } cases[] = {
    { "a/b.md", "a", "b.md", "b", "md" },
    { "b.tar.md", "", "b.tar.md", "b.tar", "md" },
    { "a.d/b", "a.d", "b", "b", "" },
    { ".md", "", ".md", ".md", "" },
    { "x/.md", "x", ".md", ".md", "" },
    { "b.", "", "b.", "b", "" },
    { "/b", "/", "b", "b", "" },
    { "/a/b", "/a", "b", "b", "" },
    { "", "", "", "", "" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct slice path = slice_of(cases[i].path);
    assert_slice(path_dir(path), cases[i].dir);
    assert_slice(path_base(path), cases[i].base);
    assert_slice(path_stem(path), cases[i].stem);
    assert_slice(path_extension(path), cases[i].extension);
  }
}

static void test_join(void **state)
{
  (void)state;
  static const struct {
    const char *dir, *name, *joined;
  } cases[] = {
    { "a", "b", "a/b" }, { "a/", "b", "a/b" }, { "", "b", "b" },
    { "a", "/b", "/b" }, { "/", "b", "/b" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str out = STR_INIT;
    path_join(&out, slice_of(cases[i].dir), slice_of(cases[i].name));
    assert_string_equal(out.ptr, cases[i].joined);
    str_free(&out);
  }
}

static void test_normalise(void **state)
{
  (void)state;
  static const struct {
    const char *path, *normal;
  } cases[] = {
    { "", "" },
    { ".", "" },
    { "/", "/" },
    { "//", "/" },
    { "a//b", "a/b" },
    { "./a/./b/.", "a/b" },
    { "a/b/", "a/b" },
    { "a/../b", "b" },
    { "a/b/../../c", "c" },
    { "a/..", "" },
    { "..", "" },
    { "../../a", "a" },
    { "/../a", "/a" },
    { "/a/..", "/" },
    { "/a/b/../c", "/a/c" },
    { "a/..b/...", "a/..b/..." },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str path = STR_INIT;
    str_adds(&path, cases[i].path);
    path_normalise(&path);
    assert_string_equal(path.ptr, cases[i].normal);
    str_free(&path);
  }
}

static void test_within(void **state)
{
  (void)state;
  assert_true(path_within(SLICE("a/b"), SLICE("a")));
  assert_true(path_within(SLICE("a"), SLICE("a")));
  assert_false(path_within(SLICE("ab"), SLICE("a")));
  assert_false(path_within(SLICE("a"), SLICE("a/b")));
  assert_true(path_within(SLICE("/a"), SLICE("/")));
  assert_true(path_within(SLICE("a"), SLICE("")));
  assert_false(path_within(SLICE("/a"), SLICE("")));
}

static void test_xdg(void **state)
{
  (void)state;
  struct str out = STR_INIT;
  setenv("HOME", "/home/reader", 1);
  setenv("XDG_CONFIG_HOME", "/etc/own", 1);
  setenv("XDG_STATE_HOME", "not/absolute", 1);
  unsetenv("XDG_CACHE_HOME");
  assert_true(path_xdg(&out, PATH_CONFIG, "config"));
  str_addc(&out, ' ');
  assert_true(path_xdg(&out, PATH_STATE, "state.db"));
  str_addc(&out, ' ');
  assert_true(path_xdg(&out, PATH_CACHE, ""));
  assert_string_equal(out.ptr, "/etc/own/baokan/config /home/reader/.local/state/baokan/state.db "
                               "/home/reader/.cache/baokan");
  str_clear(&out);
  unsetenv("HOME");
  assert_false(path_xdg(&out, PATH_STATE, "state.db"));
  assert_int_equal(out.len, 0);
  str_free(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_parts),  cmocka_unit_test(test_join), cmocka_unit_test(test_normalise),
    cmocka_unit_test(test_within), cmocka_unit_test(test_xdg),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
