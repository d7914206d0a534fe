#include "temp_site.h"

#include <sys/stat.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool add_path(void *context, struct slice path)
{
  struct str *out = context;
  str_addf(out, "%.*s\n", SLICE_ARG(path));
  return true;
}

static void assert_posts(struct temp_site *t, const char *expected, struct diag_list *diags)
{
  struct str out = STR_INIT;
  site_each_post(t->site, add_path, &out, diags);
  assert_string_equal(out.ptr, expected);
  struct slice rest = str_slice(&out), path;
  while (slice_line(&rest, &path)) assert_true(site_may_be_post(t->site, path));
  str_free(&out);
}

static void test_jekyll(void **state)
{
  (void)state;
  struct temp_site t;
  temp_start(&t);
  temp_file(&t, "_config.yml",
            "include: [_shown]\nexclude: [hidden/, skip, '*.draft.md']\ncollections: {notes: {output: true}, quiet: {}}\n");
  static const char *const files[] = {
    "_posts/2021-01-02-a.md",
    "_posts/2022-01-02-b.html",
    "_posts/deep/2020-01-01-c.markdown",
    "_posts/-77.md",
    "_posts/pic.png",
    "_posts/.x.md",
    "_posts/a.draft.md",
    "_drafts/d.md",
    "isle/_posts/2021-05-05-e.md",
    "hidden/_posts/2021-01-01-f.md",
    "_notes/g.md",
    "_quiet/h.md",
    "old_post/2019-01-01-i.md",
    "old_post/index.html",
    "_site/_posts/2021-01-01-j.md",
    "_shown/_posts/2021-05-06-m.md",
    "skipped/_posts/2021-01-01-n.md",
    "_posts/_in/2021-01-01-o.md",
    "_posts/deep/_in/2019-01-01-p.md",
    "about.md",
    "_other/_posts/2021-01-01-k.md",
    "node_modules/_posts/2021-01-01-l.md",
  };
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) temp_file(&t, files[i], "x");
  temp_open(&t, false, -1);
  assert_int_equal(site_kind(t.site), SITE_JEKYLL);
  assert_posts(
      &t,
      "isle/_posts/2021-05-05-e.md\n_shown/_posts/2021-05-06-m.md\n"
      "_posts/deep/_in/2019-01-01-p.md\n"
      "_posts/deep/2020-01-01-c.markdown\n_posts/2022-01-02-b.html\n"
      "_posts/2021-01-02-a.md\n_posts/-77.md\n_notes/g.md\n_drafts/d.md\nold_post/"
      "2019-01-01-i.md\n",
      NULL);
  temp_end(&t);
}

/* Jekyll makes pages of a collection's files only where they begin with front matter. */
static void test_collection(void **state)
{
  (void)state;
  struct temp_site t;
  temp_start(&t);
  temp_file(&t, "_config.yml", "collections: {notes: {output: true}}\n");
  temp_file(&t, "_notes/a.md", "--- \n---\nx");
  temp_file(&t, "_notes/b.md", "x");
  temp_file(&t, "_notes/c.md", "---x\n---\n");
  temp_open(&t, true, -1);
  assert_posts(&t, "_notes/a.md\n", NULL);
  site_free(t.site);
  temp_open(&t, false, -1);
  assert_posts(&t, "_notes/c.md\n_notes/b.md\n_notes/a.md\n", NULL);
  temp_end(&t);
}

struct kind_row {
  enum site_kind kind;
  const char *files[8];
  const char *posts;
};

/* clang-format off */
static const struct kind_row kinds[] = {
  { SITE_HEXO, { "_config.yml", "source/_posts/a.md", "source/_drafts/b.md", "source/about/c.md", "source/_posts/_d.md", "source/_posts/e.txt", "source/_posts/~f/g.md" },
    "source/_posts/~f/g.md\nsource/_posts/a.md\nsource/_drafts/b.md\n" },
  { SITE_HUGO, { "hugo.toml", "content/post/_index.md", "content/post/a.md", "content/post/b/index.md", "content/post/b/more.md", "layouts/x.html" },
    "content/post/b/index.md\ncontent/post/a.md\n" },
  { SITE_DOCUSAURUS, { "docusaurus.config.js", "blog/2021-01-01-a.mdx", "blog/_part.md", "docs/b.md", "README.md" }, "blog/2021-01-01-a.mdx\n" },
  { SITE_ELEVENTY, { ".eleventy.js", "posts/a.md", "README.md", "node_modules/posts/x.md" }, "posts/a.md\n" },
  { SITE_ASTRO, { "astro.config.mjs", "src/content/blog/a.md", "src/components/x.md" }, "src/content/blog/a.md\n" },
  { SITE_PLAIN, { "a.md", "b/c.html", "notes.txt", "node_modules/d.md", ".git/e.md" }, "b/c.html\na.md\n" },
};
/* clang-format on */

static void test_kinds(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    struct temp_site t;
    temp_start(&t);
    for (size_t f = 0; kinds[i].files[f]; f++) temp_file(&t, kinds[i].files[f], "");
    temp_open(&t, false, -1);
    assert_int_equal(site_kind(t.site), kinds[i].kind);
    assert_posts(&t, kinds[i].posts, NULL);
    temp_end(&t);
  }
}

static void test_root_is_found_from_within(void **state)
{
  (void)state;
  struct temp_site t;
  temp_start(&t);
  temp_file(&t, "_config.yml", "title: Tide\n");
  temp_file(&t, "_posts/sub/2021-01-01-a.md", "x");
  struct str path = STR_INIT, problem = STR_INIT;
  str_addf(&path, "%s/_posts/sub/2021-01-01-a.md", t.root);
  t.site = site_open(path.ptr, NULL, &problem);
  assert_non_null(t.site);
  assert_string_equal(path_base(slice_of(site_root(t.site))).ptr, path_base(slice_of(t.root)).ptr);
  assert_true(slice_eq(site_title(t.site), SLICE("Tide")));
  assert_null(site_open("/nowhere/at/all", NULL, &problem));
  assert_true(problem.len > 0);
  str_free(&path);
  str_free(&problem);
  temp_end(&t);
}

static void link_in(const struct temp_site *t, const char *to, const char *name)
{
  struct str path = STR_INIT;
  str_addf(&path, "%s/%s", t->root, name);
  assert_int_equal(symlink(to, path.ptr), 0);
  str_free(&path);
}

/* Circles, links to nowhere and to the outside, pipes, odd names: all must end well. */
static void test_hostile_folder(void **state)
{
  (void)state;
  struct temp_site t;
  struct diag_list diags = { 0 };
  struct str pipe = STR_INIT;
  temp_start(&t);
  temp_file(&t, "_posts/2021-01-01-a.md", "x");
  temp_file(&t, "_posts/2021-01-02-new\nline.md", "x");
  temp_file(&t, "_posts/2021-01-03-\xff.md", "x");
  temp_file(&t, "_posts/2021-01-04-folder.md/2021-01-05-in.md", "x");
  temp_file(&t, "_posts/2021-01-05-empty.md/.keep", "");
  link_in(&t, "..", "_posts/circle");
  link_in(&t, "/etc/passwd", "_posts/2021-01-06-out.md");
  link_in(&t, "gone", "_posts/2021-01-07-gone.md");
  link_in(&t, "2021-01-01-a.md", "_posts/2021-01-08-in.md");
  str_addf(&pipe, "%s/_posts/2021-01-09-pipe.md", t.root);
  assert_int_equal(mkfifo(pipe.ptr, 0600), 0);
  temp_open(&t, false, -1);

  struct str out = STR_INIT;
  site_each_post(t.site, add_path, &out, &diags);
  assert_string_equal(
      out.ptr,
      "_posts/2021-01-08-in.md\n_posts/2021-01-04-folder.md/2021-01-05-in.md\n"
      "_posts/2021-01-03-\xff.md\n_posts/2021-01-02-new\nline.md\n_posts/2021-01-01-a.md\n");
  assert_int_equal(diags.found.count, 4);
  assert_true(diag_has(&diags, DIAG_LINK_NOT_FOLLOWED));
  assert_true(diag_has(&diags, DIAG_NOT_A_FILE));

  struct post post;
  site_read_post(t.site, SLICE("_posts/2021-01-09-pipe.md"), &post);
  assert_true(diag_has(&post.diags, DIAG_NOT_A_FILE));
  assert_true(post.title.len > 0);
  post_free(&post);
  site_read_post(t.site, SLICE("_posts/nowhere.md"), &post);
  assert_true(diag_has(&post.diags, DIAG_UNREADABLE));
  post_free(&post);
  str_free(&out);
  str_free(&pipe);
  diag_list_free(&diags);
  temp_end(&t);
}

static void test_watching(void **state)
{
  (void)state;
  struct temp_site t;
  temp_start(&t);
  temp_file(&t, "_config.yml", "");
  temp_file(&t, "_posts/log/2021-01-01-a.md", "x");
  temp_file(&t, "_layouts/x.html", "x");
  temp_open(&t, false, -1);
  struct str out = STR_INIT;
  struct site_visitor folders = { .from = SLICE(""), .folder = add_path, .context = &out };
  site_walk(t.site, &folders, NULL);
  assert_string_equal(out.ptr, "\n_posts\n_posts/log\n");

  str_clear(&out);
  struct site_visitor below = { SLICE("_posts/log"), add_path, add_path, &out };
  site_walk(t.site, &below, NULL);
  assert_string_equal(out.ptr, "_posts/log\n_posts/log/2021-01-01-a.md\n");
  str_clear(&out);
  below.from = SLICE("_layouts");
  site_walk(t.site, &below, NULL);
  assert_string_equal(out.ptr, "");
  str_free(&out);
  temp_end(&t);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_jekyll),
    cmocka_unit_test(test_collection),
    cmocka_unit_test(test_kinds),
    cmocka_unit_test(test_root_is_found_from_within),
    cmocka_unit_test(test_hostile_folder),
    cmocka_unit_test(test_watching),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
