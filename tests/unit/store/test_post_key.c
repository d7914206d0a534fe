#include "sample.h"

#include "store/post_key.h"

static void assert_key(const struct index *x, uint32_t id, const char *expected)
{
  struct str key = STR_INIT;
  post_key(x, id, &key);
  assert_string_equal(key.ptr, expected);
  str_free(&key);
}

static void a_post_goes_by_its_address(void **state)
{
  (void)state;
  struct index *x = index_new();
  struct sample s = { .path = "_posts/2024-05-01-ice.md", .title = "Ice" };
  assert_key(x, add_url(x, &s, "/2024/05/01/ice.html", NULL), "/2024/05/01/ice.html");
  index_free(x);
}

/* Without an address by its name, wherever it lies; its language is part of the name. */
static void else_by_its_name(void **state)
{
  static const struct {
    const char *path, *key;
  } rows[] = {
    { "_posts/2024-05-01-ice.md", "name:2024-05-01-ice.md" },
    { "old_post/2024-05-01-ice.md", "name:2024-05-01-ice.md" },
    { "content/zh/posts/ice.md", "name:ice.md@zh" },
    { "content/posts/our-trip/index.md", "name:our-trip/index.md" },
  };
  (void)state;
  struct index *x = index_new();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_key(x, add(x, (struct sample){ .path = rows[i].path, .title = "Ice" }), rows[i].key);
  index_free(x);
}

static void a_site_goes_by_its_address(void **state)
{
  static const struct {
    const char *url, *baseurl, *key;
  } rows[] = {
    { "https://hubin.example", "", "https://hubin.example" },
    { "https://hubin.example/", "/news/", "https://hubin.example/news" },
    { "https://hubin.example", "/news", "https://hubin.example/news" },
    { "", "/news", "file:///srv/paper" },
    { "https://example.org/", "", "file:///srv/paper" },
    { "http://localhost:4000", "", "file:///srv/paper" },
    { "https://www.Example.com", "", "file:///srv/paper" },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct str key = STR_INIT;
    site_key(slice_of(rows[i].url), slice_of(rows[i].baseurl), SLICE("/srv/paper"), &key);
    assert_string_equal(key.ptr, rows[i].key);
    str_free(&key);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_post_goes_by_its_address),
    cmocka_unit_test(else_by_its_name),
    cmocka_unit_test(a_site_goes_by_its_address),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
