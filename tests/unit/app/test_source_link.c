#include "app/source_link.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void test_bodies(void **state)
{
  static const struct {
    const char *body, *address; /* NULL: none */
  } rows[] = {
    { "Fog.\n\n<http://wire.example/1>\n", "http://wire.example/1" },
    { "Fog.\n\n<https://wire.example/1>", "https://wire.example/1" },
    { "Fog.\n\nhttp://wire.example/1\n\n\n  \n", "http://wire.example/1" },
    { "Fog.\r\n\r\n<http://wire.example/1>\r\n", "http://wire.example/1" },
    { "Fog.\n\n<http://wire.example/1>\n\n[back](/)|[home](/)\n", "http://wire.example/1" },
    { "Fog.\n\n<http://wire.example/1>\n[back](/a/)\n[home](/)\n", "http://wire.example/1" },
    { "<http://wire.example/1>", "http://wire.example/1" },
    { "Fog.\n\n<http://wire.example/1>\n\nThe end.\n", NULL },
    { "Fog.\n\n<http://wire.example/1> and more\n", NULL },
    { "Fog.\n\n<ftp://wire.example/1>\n", NULL },
    { "Fog.\n\n<javascript:alert(1)>\n", NULL },
    { "Fog.\n\n<>\n\n[back](/)\n", NULL },
    { "Fog.\n\n<http://wire.example/a b>\n", NULL },
    { "Fog.\n\n<http://a.example/><http://b.example/>\n", NULL },
    { "Fog.\n\n[back](/)\n", NULL },
    { "\n\n", NULL },
    { "", NULL },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct slice got = source_link_closing(slice_of(rows[i].body));
    if (!rows[i].address != !got.ptr || (got.ptr && !slice_eq(got, slice_of(rows[i].address))))
      fail_msg("row %zu: '%.*s'", i, SLICE_ARG(got));
  }
}

/* Only the end of a long text is looked at. */
static void test_far_from_the_end(void **state)
{
  (void)state;
  struct str body = STR_INIT;
  str_adds(&body, "<http://wire.example/1>\n");
  for (int i = 0; i < 100; i++) str_adds(&body, "[back](/)\n");
  assert_null(source_link_closing(str_slice(&body)).ptr);
  str_clear(&body);
  str_pad(&body, 'x', 1 << 20);
  assert_null(source_link_closing(str_slice(&body)).ptr);
  str_adds(&body, "\n<http://wire.example/2>\n");
  assert_true(slice_eq(source_link_closing(str_slice(&body)), SLICE("http://wire.example/2")));
  str_free(&body);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_bodies),
    cmocka_unit_test(test_far_from_the_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
