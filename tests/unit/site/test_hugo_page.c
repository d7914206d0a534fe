#include "temp_site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct row {
  const char *config, *file, *head;
  const char *status, *url;
};

#define LANGUAGES "languages: {en: {}, ja: {}}\n"
#define OWN_FOLDERS                                                                                \
  "languages: {en: {contentDir: text/en}, ja: {contentDir: text/ja, disabled: true}}\n"

/* clang-format off */
static const struct row rows[] = {
  { "", "content/a.md", "title: a", "post", "/a/" },
  { "", "content/a.md", "expiryDate: 2021-04-05", "unpublished", "/a/" },
  { "", "content/a.md", "unpublishdate: 2021-04-05", "unpublished", "/a/" },
  { "", "content/a.md", "expiryDate: 2040-04-05", "post", "/a/" },
  { "buildExpired: true", "content/a.md", "expiryDate: 2021-04-05", "post", "/a/" },
  { "", "content/a.md", "date: 2021-04-05\npublishDate: 2040-04-05", "future", "/a/" },
  { "", "content/a.md", "date: 2040-04-05\npublishDate: 2021-04-05", "post", "/a/" },
  { "", "content/a.md", "date: 2040-04-05", "future", "/a/" },
  { "buildFuture: true", "content/a.md", "publishDate: 2040-04-05", "post", "/a/" },
  { "", "content/a.md", "Draft: true\ndraft: true", "draft", "/a/" },
  { "buildDrafts: true", "content/a.md", "draft: true", "post", "/a/" },
  { "", "content/a.md", "published: false", "draft", "/a/" },
  { "", "content/a.md", "published: false\ndraft: false", "post", "/a/" },
  { "buildDrafts: true", "content/a.md", "published: false", "post", "/a/" },
  { "", "content/a/index.md", "headless: true", "unpublished", "/a/" },
  { "", "content/a.md", "headless: true", "post", "/a/" },
  { "", "content/a.md", "_build: {list: never}", "unpublished", "/a/" },
  { "", "content/a.md", "build: {list: false}", "unpublished", "/a/" },
  { "", "content/a.md", "build: {list: local}", "post", "/a/" },
  { "", "content/a.md", "_build: {render: never}", "post", "" },
  { "", "content/a.md", "build: {render: false}", "post", "" },
  { "", "content/a.md", "build: {render: link}", "post", "/a/" },
  { LANGUAGES "disableLanguages: [ja]", "content/a.ja.md", "title: a", "unpublished", "/ja/a/" },
  { LANGUAGES "disableLanguages: [ja]", "content/a.en.md", "title: a", "post", "/a/" },
  { OWN_FOLDERS, "text/ja/a.md", "title: a", "unpublished", NULL },
  { OWN_FOLDERS, "text/en/a.md", "title: a", "post", NULL },
};
/* clang-format on */

static void check(const struct row *row, size_t i)
{
  struct temp_site t;
  struct str text = STR_INIT;
  str_addf(&text, "---\n%s\n---\n", row->head);
  temp_start(&t);
  temp_file(&t, "hugo.yaml", row->config);
  temp_file(&t, row->file, text.ptr);
  temp_open(&t, true, SITE_HUGO);
  struct post post;
  site_read_post(t.site, slice_of(row->file), &post);
  if (strcmp(post_status_name(post.status), row->status) != 0)
    fail_msg("row %zu: %s", i, post_status_name(post.status));
  if (row->url && !slice_eq(post.url, slice_of(row->url)))
    fail_msg("row %zu: %.*s", i, SLICE_ARG(post.url));
  post_free(&post);
  temp_end(&t);
  str_free(&text);
}

static void test_rows(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check(&rows[i], i);
}

int main(void)
{
  static const struct CMUnitTest tests[] = { cmocka_unit_test(test_rows) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
