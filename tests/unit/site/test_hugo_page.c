#include "temp_site.h"

#include "site/date.h"

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
  { "", "content/a.md", "draft: \"true\"", "draft", "/a/" },
  { "", "content/a.md", "published: \"false\"", "draft", "/a/" },
  { LANGUAGES "permalinks: {x: /s/:filename}", "content/x/a.ja.md", "", "post", "/ja/s/a/" },
  { "languages: {en: {}, ja: {permalinks: {x: /j/:filename}}}\npermalinks: {x: /s/:filename}",
    "content/x/a.ja.md", "", "post", "/ja/j/a/" },
  { "baseURL: https://tide.example/sub/", "content/a.md", "", "post", "/a/" },
  { "permalinks: {/: /r/:filename/}", "content/a.md", "", "post", "/r/a/" },
  { "permalinks: {/: /r/:filename/}", "content/x/a.md", "", "post", "/x/a/" },
  { "defaultContentLanguage: zh-cn", "content/x/a.zh-cn.md", "", "post", "/x/a/" },
  { "", "content/x/index.en.md", "", "post", "/x/" },
  { "frontmatter: {date: [':filename']}", "content/x/2031-04-05-_ebb_.md", "", "future", "/x/ebb/" },
  { "frontmatter: {date: [':filename']}", "content/x/2031-04-05-ebb/index.md", "", "future", "/x/ebb/" },
};

/* What is read of a page: its title and day as Hugo has them. */
static const struct {
  const char *config, *file, *head;
  const char *title, *date, *tag; /* date NULL: none */
} texts[] = {
  { "", "content/a.md", "title: 1.10\ntags: 2.0", "1.1", NULL, "2" },
  { "", "content/a.md", "title: yes\ntags: [y]", "true", NULL, "true" },
  { "", "content/a.md", "title: \"  yes \"", "  yes ", NULL, NULL },
  { "", "content/a.md", "title: 12:30:45\ntags: 1,234", "12:30:45", NULL, "1,234" },
  { "", "content/a.md", "title: 0x1F\ndate: 2031-04-05 06:07", "31", NULL, NULL },
  { "", "content/a.md", "title: a\ndate: 2031-04-05 06:07:08", "a", "2031-04-05T06:07:08+00:00", NULL },
  { "", "content/a.md", "title: a\ndate: 1932854400", "a", "2031-04-02T00:00:00+00:00", NULL },
  { "", "content/2031-04-05-a.md", "title: a\ntag: no\ntags: ebb", "a", NULL, "ebb" },
  { "", "content/a.md", "title: a\ntag: ebb", "a", NULL, "" },
  { "", "content/a.md", "title: a\ndate: soon\nPubDate: 2031-04-06", "a", "2031-04-06T00:00:00+00:00", NULL },
  { "", "content/a.md", "title: a\ncreated: 2031-04-06\nlastmod: 2031-04-07", "a", "2031-04-07T00:00:00+00:00", NULL },
  { "frontmatter: {date: [created, ':default']}", "content/a.md",
    "title: a\ndate: 2031-04-05\nCreated: 2031-04-06", "a", "2031-04-06T00:00:00+00:00", NULL },
  { "frontmatter: {date: [':default', ':fileName']}", "content/2031-04-05-a.md", "title: a", "a",
    "2031-04-05T00:00:00+00:00", NULL },
  { "frontmatter: {date: [':fileName', ':default']}", "content/2031-04-05-a.md",
    "title: a\ndate: 2030-01-02", "a", "2031-04-05T00:00:00+00:00", NULL },
  { "frontmatter: {date: [publishDate]}", "content/a.md", "title: a\ndate: 2031-04-05", "a", NULL, NULL },
};

/* Files that Hugo lists, and not. */
static const struct {
  const char *path;
  bool listed;
} files[] = {
  { "content/a.md", true },   { "content/a.html", true }, { "content/a.org", true },
  { "content/a.adoc", true }, { "content/a.rst", true },  { "content/a.Rmd", false },
  { "content/a.mdx", false }, { "content/a.txt", false }, { "content/#a/a.md", false },
  { "content/a.md~", false }, { "content/_index.org", false },
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

static void check_text(size_t i)
{
  struct temp_site t;
  struct str text = STR_INIT, date = STR_INIT;
  struct post post;
  str_addf(&text, "---\n%s\n---\n", texts[i].head);
  temp_start(&t);
  temp_file(&t, "hugo.yaml", texts[i].config);
  temp_file(&t, texts[i].file, text.ptr);
  temp_open(&t, true, SITE_HUGO);
  site_read_post(t.site, slice_of(texts[i].file), &post);
  if (post.date_from != DATE_NONE) date_rfc3339(&date, post.date, post.zone_minutes);
  if (!slice_eq(post.title, slice_of(texts[i].title)))
    fail_msg("row %zu: %.*s", i, SLICE_ARG(post.title));
  if (!slice_eq(str_slice(&date), slice_of(texts[i].date ? texts[i].date : "")))
    fail_msg("row %zu: %.*s", i, SLICE_ARG(str_slice(&date)));
  struct slice tag = post.tags.count ? post.tags.items[0] : SLICE("");
  if (texts[i].tag && !slice_eq(tag, slice_of(texts[i].tag)))
    fail_msg("row %zu: %.*s", i, SLICE_ARG(tag));
  post_free(&post);
  temp_end(&t);
  str_free(&text);
  str_free(&date);
}

static void test_texts(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) check_text(i);
}

static void test_files(void **state)
{
  (void)state;
  struct temp_site t;
  temp_start(&t);
  temp_file(&t, "hugo.yaml", "");
  temp_file(&t, "content/x.md", "");
  temp_open(&t, true, SITE_HUGO);
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    if (site_may_be_post(t.site, slice_of(files[i].path)) != files[i].listed)
      fail_msg("%s", files[i].path);
  temp_end(&t);
}

static bool add_path(void *context, struct slice path)
{
  str_add(context, path_base(path));
  return true;
}

/* HTML that is no page to Hugo is one to a reader. */
static void test_html(void **state)
{
  (void)state;
  static const char *const strict = "f.htmle.htmla.md", *const lenient =
                                                            "f.htmle.htmld.htmlc.htmlb.htmla.md";
  for (int as_generator = 0; as_generator < 2; as_generator++) {
    struct temp_site t;
    struct str seen = STR_INIT;
    temp_start(&t);
    temp_file(&t, "hugo.yaml", "");
    temp_file(&t, "content/a.md", "<p>");
    temp_file(&t, "content/b.html", "\n <p>");
    temp_file(&t, "content/c.html", "");
    temp_file(&t, "content/d.html", "<!DOCTYPE html>");
    temp_file(&t, "content/e.html", "<!-- a -->");
    temp_file(&t, "content/f.html", "---\na: b\n---\n");
    temp_open(&t, as_generator, SITE_HUGO);
    site_each_post(t.site, add_path, &seen, NULL);
    assert_string_equal(seen.ptr, as_generator ? strict : lenient);
    str_free(&seen);
    temp_end(&t);
  }
}

static void test_base(void **state)
{
  (void)state;
  struct temp_site t;
  temp_start(&t);
  temp_file(&t, "hugo.yaml", "baseURL: https://tide.example/sub/");
  temp_open(&t, true, SITE_HUGO);
  assert_true(slice_eq(site_baseurl(t.site), SLICE("/sub")));
  temp_end(&t);
}

int main(void)
{
  setenv("TZ", "UTC", 1);
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rows), cmocka_unit_test(test_texts), cmocka_unit_test(test_files),
    cmocka_unit_test(test_html), cmocka_unit_test(test_base)
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
