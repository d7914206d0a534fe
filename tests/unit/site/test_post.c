#include "temp_site.h"

#include "site/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct row {
  const char *file, *text;
  bool as_generator;
  const char *status, *title, *date; /* "" : none */
  enum date_from from;
};

/* clang-format off */
static const struct row rows[] = {
  { "_posts/2021-04-05-low-tide.md", "---\ntitle: Low\ndate: 2021-04-05 06:07:08\n---\nx", false, "post", "Low", "2021-04-05T06:07:08+09:00", DATE_FRONT_MATTER },
  { "_posts/2021-04-05-low-tide.md", "---\ntitle: Low\ndate: 2021-04-05 06:07:08\n---\nx", true, "post", "Low", "2021-04-05T15:07:08+09:00", DATE_FRONT_MATTER },
  { "_posts/2021-04-05-low-tide.md", "---\ntitle: Low\ndate: 2021-04-05 06:07:08 +0000\n---\nx", false, "post", "Low", "2021-04-05T15:07:08+09:00", DATE_FRONT_MATTER },
  { "_posts/2021-04-05-low-TIDE.md", "no head", true, "post", "Low Tide", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-low-tide.md", "\n\nfirst **words** of it\n\n## Heading\n", false, "post", "first words of it", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-low-tide.md", "intro\n\n# The bay\n", false, "post", "The bay", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-low-tide.md", "---\ntitle: \"\"\n---\n<p style=\"display:none;\">z</p><p>One &amp; all <b>who</b> were there that day long ago</p>", false, "post", "One & all who were there that…", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-low-tide.md", "---\ntitle: 1.10\n---\n", false, "post", "1.10", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-low-tide.md", "---\ntitle: 1.10\n---\n", true, "post", "1.1", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-low-tide.md", "---\ntitle: no\n---\n", false, "post", "no", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-low-tide.md", "---\ntitle: no\n---\n", true, "post", "Low Tide", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/-202104059900000007.md", "---\ntitle: \"\"\ndate:  +0800\n---\n", false, "not-a-post", "202104059900000007", "2021-04-05T00:00:00+09:00", DATE_NUMBER },
  { "_posts/2021-04-05-a.md", "---\ntitle: a\ndate: 2021年4月6日\n---\n", false, "post", "a", "2021-04-06T00:00:00+09:00", DATE_FRONT_MATTER },
  { "_posts/2021-04-05-a.md", "---\ntitle: a\ndate: soon\n---\n", false, "post", "a", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/a.md", "---\ntitle: a\n---\n", false, "not-a-post", "a", "", DATE_NONE },
  { "_posts/2021-04-05-a.md", "---\ntitle: a\nupdated: 2021-06-07\n---\n", false, "post", "a", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/a.md", "---\ntitle: a\nupdated: 2021-06-07\n---\n", false, "not-a-post", "a", "2021-06-07T00:00:00+09:00", DATE_FRONT_MATTER },
  { "_posts/2021-04-05-a.md", "---\ntitle: a\npublished: false\n---\n", false, "unpublished", "a", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-a.md", "---\ntitle: a\npublished: \"false\"\n---\n", true, "post", "a", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-a.md", "---\ntitle: a\npublished: \"false\"\n---\n", false, "unpublished", "a", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-a.md", "---\ntitle: a\ndraft: true\n---\n", false, "draft", "a", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-a.md", "---\ntitle: a\ndraft: true\n---\n", true, "post", "a", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2040-04-05-a.md", "---\ntitle: a\n---\n", false, "future", "a", "2040-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_drafts/a.md", "---\ntitle: a\n---\n", false, "draft", "a", "", DATE_NONE },
  { "old_post/2021-04-05-a.md", "---\ntitle: a\n---\n", false, "archived", "a", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-a.md", "+++\ntitle = 'a'\ndate = 2021-04-06T07:08:09Z\n+++\n", false, "post", "a", "2021-04-06T16:08:09+09:00", DATE_FRONT_MATTER },
  { "_posts/2021-04-05-a.md", "---\ntitle: a\npublished:\n---\n", true, "unpublished", "a", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-a.md", "---\ntitle: a\npublished:\n---\n", false, "post", "a", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_posts/2021-04-05-ÉBB-ТИДЕ.md", "", true, "post", "Ébb Тиде", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "_drafts/2021-04-05-a.md", "", true, "draft", "A", "2021-04-05T00:00:00+09:00", DATE_FILE_NAME },
  { "source/_posts/a.md", "---\ntitle: ' a'\ndate: 2021-04-05 06:07:08\n---\n", true, "post", " a", "2021-04-04T21:07:08+00:00", DATE_FRONT_MATTER },
  { "source/_posts/a.md", "---\ntitle: 1.10\ndate: 2021-04-05 06:07:08 +09:00\n---\n", true, "post", "1.1", "2021-04-04T12:07:08+00:00", DATE_FRONT_MATTER },
  { "source/_posts/a.md", "---\ntitle: a\ndate: 2021-04-05 06:07:08 +0900\n---\n", false, "post", "a", "2021-04-05T06:07:08+09:00", DATE_FRONT_MATTER },
  { "source/_posts/a.md", "---\ntitle: a\ndate: 4/5/2021\n---\n", true, "post", "a", "2021-04-04T15:00:00+00:00", DATE_FRONT_MATTER },
  { "source/_posts/a.md", "---\ntitle: a\ndate: 04-05-21 06:07\n---\n", true, "post", "a", "2021-04-04T21:07:00+00:00", DATE_FRONT_MATTER },
  { "source/_posts/a.md", "---\ntitle: a\ndate: 13/05/2021\n---\n", true, "post", "a", "", DATE_NONE },
  { "source/_posts/a.md", "---\ntitle: a\ndate: 13/05/2021\n---\n", false, "post", "a", "2021-05-13T00:00:00+09:00", DATE_FRONT_MATTER },
  { "source/_posts/2021-04-05-a.md", "---\ntitle: a\ndate: 5月\ndraft: true\n---\n", true, "post", "a", "", DATE_NONE },
  { "source/_posts/a.md", "---\ntitle: a\npublished: no\n---\n", true, "post", "a", "", DATE_NONE },
  { "source/_posts/a.md", "---\ntitle: a\npublished: \"false\"\n---\n", true, "unpublished", "a", "", DATE_NONE },
};
/* clang-format on */

static void check(const struct row *row, size_t i)
{
  struct temp_site t;
  setenv("TZ", "UTC", 1);
  temp_start(&t);
  temp_file(&t, "_config.yml", "timezone: Asia/Tokyo\n");
  temp_file(&t, row->file, row->text);
  temp_open(&t, row->as_generator, -1);
  struct post post;
  site_read_post(t.site, slice_of(row->file), &post);
  struct str date = STR_INIT;
  if (post.date_from != DATE_NONE) date_rfc3339(&date, post.date, post.zone_minutes);
  if (strcmp(post_status_name(post.status), row->status) != 0)
    fail_msg("row %zu: %s", i, post_status_name(post.status));
  if (!slice_eq(post.title, slice_of(row->title)))
    fail_msg("row %zu: \"%.*s\"", i, SLICE_ARG(post.title));
  if (strcmp(date.ptr, row->date) != 0) fail_msg("row %zu: %s", i, date.ptr);
  if (post.date_from != row->from)
    fail_msg("row %zu: date from %s", i, date_from_name(post.date_from));
  str_free(&date);
  post_free(&post);
  temp_end(&t);
}

static void test_rows(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check(&rows[i], i);
}

static void test_other_fields(void **state)
{
  (void)state;
  struct post post;
  struct site_options options = { .kind = -1, .source_keys = SLICE("origin link") };
  post_read_bytes(
      SLICE("sea/NW202104059900000007.md"),
      SLICE("\xef\xbb\xbf---\ntitle: t\nauthors: [Ann, {name: Bo}]\ndescription: short\ncover: "
            "c.png\nlang: ja\n"
            "link: notes\norigin: https://port.example/1\nredirect_from: [/a/, b]\n---\nbody"),
      &options, &post);
  assert_string_equal(post.author.ptr, "Ann, Bo");
  assert_string_equal(post.summary.ptr, "short");
  assert_string_equal(post.image.ptr, "c.png");
  assert_string_equal(post.language.ptr, "ja");
  assert_string_equal(post.source.ptr, "https://port.example/1");
  assert_int_equal(post.aliases.count, 2);
  assert_string_equal(post.aliases.items[1].ptr, "/b");
  assert_true(slice_eq(post.number, SLICE("202104059900000007")));
  assert_int_equal(post.charset.from, CHARSET_BOM);
  assert_true(slice_eq(post_body(&post), SLICE("body")));
  assert_int_equal(post.date_from, DATE_NUMBER);
  post_free(&post);
}

static void test_category_pages(void **state)
{
  (void)state;
  struct temp_site t;
  temp_start(&t);
  temp_file(&t, "_config.yml", "");
  temp_file(&t, "category/harbour news.html", "x");
  temp_file(&t, "fog.html", "x");
  temp_file(&t, "_posts/2021-04-05-a.md", "---\ncategories: harbour news\ntags: of port\n---\nx");
  temp_file(&t, "_posts/2021-04-05-b.md", "---\ncategories: no such\n---\nx");
  temp_file(&t, "_posts/2021-04-05-c.md",
            "---\ncategories: tide  log\n---\nx\n[back](//h/category/tide  log.html)");
  temp_open(&t, false, -1);
  static const struct {
    const char *file;
    size_t count;
  } files[] = { { "_posts/2021-04-05-a.md", 1 },
                { "_posts/2021-04-05-b.md", 2 },
                { "_posts/2021-04-05-c.md", 1 } };
  for (size_t i = 0; i < 3; i++) {
    struct post post;
    site_read_post(t.site, slice_of(files[i].file), &post);
    assert_int_equal(post.categories.count, files[i].count);
    post_free(&post);
  }
  struct str path = STR_INIT;
  assert_true(site_category_page(t.site, SLICE("harbour news"), &path));
  assert_string_equal(path.ptr, "category/harbour news.html");
  str_clear(&path);
  assert_true(site_category_page(t.site, SLICE("fog"), &path));
  assert_string_equal(path.ptr, "fog.html");
  assert_false(site_category_page(t.site, SLICE("nobody"), &path));
  str_free(&path);
  temp_end(&t);
}

/* What the configuration publishes of what is kept back. */
static void test_published(void **state)
{
  (void)state;
  static const struct {
    int kind;
    const char *config, *file, *status;
  } published[] = {
    { SITE_JEKYLL, "show_drafts: true", "_drafts/a.md", "unpublished" },
    { SITE_JEKYLL, "unpublished: true", "_drafts/a.md", "draft" },
    { SITE_JEKYLL, "unpublished: true\nshow_drafts: true", "_drafts/a.md", "post" },
    { SITE_JEKYLL, "unpublished: true", "_posts/2021-04-05-a.md", "post" },
    { SITE_JEKYLL, "", "_posts/2021-04-05-a.md", "unpublished" },
    { SITE_HEXO, "render_drafts: false", "source/_drafts/b.md", "draft" },
    { SITE_HEXO, "render_drafts: true", "source/_drafts/b.md", "post" },
  };
  for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
    struct temp_site t;
    struct post post;
    bool kept = strstr(published[i].file, "a.md") != NULL;
    temp_start(&t);
    temp_file(&t, "_config.yml", published[i].config);
    temp_file(&t, published[i].file, kept ? "---\npublished: false\n---\n" : "---\na: b\n---\n");
    temp_open(&t, true, published[i].kind);
    site_read_post(t.site, slice_of(published[i].file), &post);
    if (strcmp(post_status_name(post.status), published[i].status) != 0)
      fail_msg("row %zu: %s", i, post_status_name(post.status));
    post_free(&post);
    temp_end(&t);
  }
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rows),
    cmocka_unit_test(test_published),
    cmocka_unit_test(test_other_fields),
    cmocka_unit_test(test_category_pages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
