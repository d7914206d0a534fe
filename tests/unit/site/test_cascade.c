#include "temp_site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Each `_index` file holds one cascade; "" : there is no such file. */
struct row {
  const char *config, *home, *section;
  const char *file, *head;
  const char *title, *tags, *status, *url;
};

#define LANGUAGES      "languages: {en: {}, ja: {}}\n"
#define TARGET(target) "[{tags: [t], _target: {" target "}}]"

/* clang-format off */
static const struct row rows[] = {
  { "", "", "", "content/news/a.md", "title: own", "own", "", "post", "/news/a/" },
  { "", "{tags: [h]}", "", "content/news/a.md", "title: own", "own", "h", "post", "/news/a/" },
  { "", "{tags: [h]}", "", "content/news/deep/a/index.md", "title: own", "own", "h", "post", "/news/deep/a/" },
  { "", "{tags: [h], title: given}", "{tags: [s]}", "content/news/a.md", "date: 2021-04-05", "given", "s", "post", "/news/a/" },
  { "", "", "{tags: [s]}", "content/other/a.md", "title: own", "own", "", "post", "/other/a/" },
  { "", "", "{tags: [s]}", "content/news/index.md", "title: own", "own", "", "post", "/news/" },
  { "", "", "{tags: [s], title: given}", "content/news/a.md", "Title: own\ntitle: own\nTAGS: []", "own", "", "post", "/news/a/" },
  { "", "", "{draft: true}", "content/news/a.md", "title: own", "own", "", "draft", "/news/a/" },
  { "", "", "{draft: true}", "content/news/a.md", "title: own\ndraft: false", "own", "", "post", "/news/a/" },
  { "", "", "{expiryDate: 2021-04-05, slug: s}", "content/news/a.md", "title: own", "own", "", "unpublished", "/news/s/" },
  { "", "", "{build: {list: never}, url: /u/}", "content/news/a.md", "title: own", "own", "", "unpublished", "/u/" },
  { "cascade: {tags: [c]}", "", "", "content/news/a.md", "title: own", "own", "c", "post", "/news/a/" },
  { "cascade: {tags: [c]}", "", "{tags: [s]}", "content/news/a.md", "title: own", "own", "s", "post", "/news/a/" },
  { "", "", TARGET("path: /news/a*"), "content/news/a.md", "title: own", "own", "t", "post", "/news/a/" },
  { "", "", TARGET("path: /news/b*"), "content/news/a.md", "title: own", "own", "", "post", "/news/a/" },
  { "", "", TARGET("path: /news/a"), "content/news/a.md", "title: own", "own", "t", "post", "/news/a/" },
  { "", "", TARGET("path: /news/*"), "content/news/deep/a.md", "title: own", "own", "", "post", "/news/deep/a/" },
  { "", "", TARGET("path: '/NEWS/**'"), "content/news/deep/a.md", "title: own", "own", "t", "post", "/news/deep/a/" },
  { "", "", TARGET("path: '{/x/**,/news/**}'"), "content/news/a.md", "title: own", "own", "t", "post", "/news/a/" },
  { "", "", TARGET("path: '{/x/**,/y/**}'"), "content/news/a.md", "title: own", "own", "", "post", "/news/a/" },
  { "", "", TARGET("kind: page"), "content/news/a.md", "title: own", "own", "t", "post", "/news/a/" },
  { "", "", TARGET("kind: section"), "content/news/a.md", "title: own", "own", "", "post", "/news/a/" },
  { "", "", TARGET("environment: staging"), "content/news/a.md", "title: own", "own", "", "post", "/news/a/" },
  { LANGUAGES, "", TARGET("lang: en"), "content/news/a.md", "title: own", "own", "t", "post", "/news/a/" },
  { LANGUAGES, "", TARGET("lang: ja"), "content/news/a.md", "title: own", "own", "", "post", "/news/a/" },
  { LANGUAGES, "", "{tags: [s]}", "content/news/a.ja.md", "title: own", "own", "", "post", "/ja/news/a/" },
  { "", "", "[{tags: [one]}, {tags: [two], title: given}]", "content/news/a.md", "date: 2021-04-05", "given", "one", "post", "/news/a/" },
  { "", "", "none", "content/news/a.md", "title: own", "own", "", "post", "/news/a/" },
};
/* clang-format on */

static void write_index(const struct temp_site *t, const char *file, const char *cascade)
{
  struct str text = STR_INIT;
  if (!*cascade) return;
  str_addf(&text, "---\ntitle: of the section\ncascade: %s\n---\n", cascade);
  temp_file(t, file, text.ptr);
  str_free(&text);
}

static void check(const struct row *row, size_t i)
{
  struct temp_site t;
  struct str text = STR_INIT, tags = STR_INIT;
  str_addf(&text, "---\n%s\n---\nbody", row->head);
  temp_start(&t);
  temp_file(&t, "hugo.yaml", row->config);
  write_index(&t, "content/_index.md", row->home);
  write_index(&t, "content/news/_index.md", row->section);
  temp_file(&t, row->file, text.ptr);
  temp_open(&t, true, SITE_HUGO);
  struct post post;
  site_read_post(t.site, slice_of(row->file), &post);
  for (size_t n = 0; n < post.tags.count; n++) str_add(&tags, post.tags.items[n]);
  if (!slice_eq(post.title, slice_of(row->title)))
    fail_msg("row %zu: \"%.*s\"", i, SLICE_ARG(post.title));
  if (!slice_eq(str_slice(&tags), slice_of(row->tags)))
    fail_msg("row %zu: %.*s", i, SLICE_ARG(str_slice(&tags)));
  if (strcmp(post_status_name(post.status), row->status) != 0)
    fail_msg("row %zu: %s", i, post_status_name(post.status));
  if (!slice_eq(post.url, slice_of(row->url))) fail_msg("row %zu: %.*s", i, SLICE_ARG(post.url));
  post_free(&post);
  temp_end(&t);
  str_free(&text);
  str_free(&tags);
}

static void test_rows(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check(&rows[i], i);
}

/* The file of another language is that language's alone. */
static void test_languages(void **state)
{
  (void)state;
  struct temp_site t;
  temp_start(&t);
  temp_file(&t, "hugo.yaml", LANGUAGES);
  write_index(&t, "content/news/_index.ja.md", "{tags: [ja]}");
  write_index(&t, "content/news/_index.en.md", "{tags: [en]}");
  temp_file(&t, "content/news/a.md", "---\ntitle: a\n---\n");
  temp_file(&t, "content/news/a.ja.md", "---\ntitle: a\n---\n");
  temp_open(&t, true, SITE_HUGO);
  static const struct {
    const char *file, *tag;
  } files[] = { { "content/news/a.md", "en" }, { "content/news/a.ja.md", "ja" } };
  for (size_t i = 0; i < 2; i++) {
    struct post post;
    site_read_post(t.site, slice_of(files[i].file), &post);
    assert_int_equal(post.tags.count, 1);
    assert_true(slice_eq(post.tags.items[0], slice_of(files[i].tag)));
    post_free(&post);
  }
  temp_end(&t);
}

/* Posts are read anew when what is given to them has changed, not for the rest of the file. */
static void test_fingerprint(void **state)
{
  (void)state;
  static const struct {
    const char *file, *text;
    bool changes;
  } steps[] = { { "content/a.md", "---\ntitle: a\n---\n", true },
                { "content/news/_index.md", "---\ntitle: a\n---\n", false },
                { "content/news/_index.md", "---\ncascade: {tags: [a]}\n---\n", true },
                { "content/news/_index.md", "---\ncascade: {tags: [b]}\n---\n", true },
                { "content/_index.md", "---\ncascade: {tags: [b]}\n---\n", true } };
  struct temp_site t;
  uint64_t before = 0;
  temp_start(&t);
  temp_file(&t, "hugo.yaml", "title: t\n");
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    temp_file(&t, steps[i].file, steps[i].text);
    temp_open(&t, true, SITE_HUGO);
    uint64_t now = site_fingerprint(t.site);
    if ((now != before) != steps[i].changes) fail_msg("step %zu", i);
    before = now;
    site_free(t.site);
    t.site = NULL;
  }
  temp_end(&t);
}

int main(void)
{
  static const struct CMUnitTest tests[] = { cmocka_unit_test(test_rows),
                                             cmocka_unit_test(test_languages),
                                             cmocka_unit_test(test_fingerprint) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
