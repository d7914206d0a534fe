#include "site/permalink.h"

#include "temp_site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct row {
  const char *config, *file, *front, *expected; /* NULL: no address */
};

static void check(const struct row *row, size_t i)
{
  struct temp_site t;
  struct str text = STR_INIT;
  temp_start(&t);
  bool hexo = strncmp(row->file, "source/", 7) == 0,
       hugo = strncmp(row->file, "content/", 8) == 0 || strncmp(row->file, "text/", 5) == 0;
  temp_file(&t, hugo ? "hugo.yaml" : "_config.yml", row->config);
  str_addf(&text, "---\n%s---\nx\n", row->front);
  temp_file(&t, row->file, text.ptr);
  temp_open(&t, true, hexo ? SITE_HEXO : hugo ? SITE_HUGO : SITE_JEKYLL);
  struct post post;
  site_read_post(t.site, slice_of(row->file), &post);
  bool right = row->expected ? slice_eq(post.url, slice_of(row->expected)) : post.url.ptr == NULL;
  if (!right) fail_msg("row %zu: \"%.*s\"", i, SLICE_ARG(post.url));
  post_free(&post);
  str_free(&text);
  temp_end(&t);
}

/* clang-format off */
static const struct row rows[] = {
  { "", "_posts/2021-04-05-Low-tide.md", "", "/2021/04/05/Low-tide.html" },
  { "permalink: pretty\n", "_posts/2021-04-05-a.md", "categories: [Fog, Tide]\n", "/fog/tide/2021/04/05/a/" },
  { "permalink: ordinal\n", "_posts/2021-04-05-a.md", "", "/2021/095/a.html" },
  { "permalink: weekdate\n", "_posts/2021-04-05-a.md", "", "/2021/W14/Mon/a.html" },
  { "permalink: none\n", "_posts/2021-04-05-a.md", "categories: x\n", "/x/a.html" },
  { "permalink: /:year/:i_month/:i_day/:slug\n", "_posts/2021-04-05-Low_Tide.md", "", "/2021/4/5/low-tide" },
  { "", "_posts/2021-04-05-a.md", "permalink: /own/:title/\n", "/own/a/" },
  { "", "_posts/2021-04-05-a.md", "permalink: own\n", "/own" },
  { "", "_posts/2021-04-05-a.md", "permalink: //own/../x\n", "/own/x" },
  { "", "_posts/2021-04-05-a.md", "slug: 潮\n", "/2021/04/05/%E6%BD%AE.html" },
  { "", "_posts/2021-04-05-潮 「a」.md", "", "/2021/04/05/%E6%BD%AE-a.html" },
  { "", "isle/_posts/2021-04-05-a.md", "", "/isle/2021/04/05/a.html" },
  { "", "_posts/untold.md", "", NULL },
  { "", "_drafts/a.md", "", NULL },
  { "permalink: /:year/:title/\ndefaults:\n- scope: {path: _posts/log}\n  values: {permalink: /log/:title}\n",
    "_posts/log/2021-04-05-a.md", "", "/log/a" },
  { "collections: {notes: {output: true}}\n", "_notes/sub/one.md", "", "/notes/sub/one.html" },
  { "collections: {notes: {output: true, permalink: '/n/:name/'}}\n", "_notes/One Two.md", "", "/n/one-two/" },
  { "permalink: /:title/\ncollections: {notes: {output: true}}\n", "_notes/one.md", "", "/notes/one/" },
  { "", "_posts/2021-04-05-ÉBB Ⅲ ①.md", "permalink: /:title/:slug/:name\n", "/%C3%89BB/%C3%A9bb/2021-04-05-%C3%A9bb" },
  { "permalink: /:year_:month/:title\n", "_posts/2021-04-05-a.md", "", "/2021_04/a" },
  { "permalink: /:tide/:title\n", "_posts/2021-04-05-a.md", "", NULL },
  { "permalink: /:path\n", "isle/_posts/2021-04-05-a..md", "", "/isle/2021-04-05-a" },
  { "", "_posts/2021-04-05-a.htm", "", "/2021/04/05/a.htm" },
  { "", "_posts/2021-04-05-a.mkdn", "", "/2021/04/05/a.html" },
  { "markdown_ext: md,txt\n", "_posts/2021-04-05-a.txt", "", "/2021/04/05/a.html" },
  { "", "_posts/2021-04-05-a.md", "categories: [Ebb, EBB, Été, ÉTÉ]\n", "/ebb/%C3%A9t%C3%A9/2021/04/05/a.html" },
  { "", "_posts/2021-04-05-a.md", "permalink: ''\n", "/" },
  { "", "_posts/2021-04-05-a.md", "slug: ''\n", "/2021/04/05/.html" },
  { "", "_drafts/2021-04-05-a.md", "", "/2021/04/05/a.html" },
  { "permalink: pretty\ncollections: {posts: {permalink: '/p/:title'}}\n", "_posts/2021-04-05-a.md", "", "/p/a" },
  { "collections: {posts: {permalink: pretty}}\n", "_posts/2021-04-05-a.md", "", "/pretty" },
  { "permalink: weekdate\ncollections: {notes: {output: true}}\n", "_notes/one.md", "", "/notes/one" },
  { "collections: {notes: {output: true, permalink: '/:title/:year'}}\n", "_notes/2021-04-05-one.md", "", "/one/2021" },
  { "collections_dir: all\npermalink: /:categories/:title\n", "all/isle/_posts/2021-04-05-a.md", "", "/isle/a" },
  { "defaults:\n- scope: {path: news}\n  values: {permalink: '/n/:title'}\n", "newsletter/_posts/2021-04-05-a.md", "", "/n/a" },
  { "defaults:\n- scope: {path: '*/_posts'}\n  values: {permalink: '/n/:title'}\n", "isle/_posts/2021-04-05-a.md", "", "/n/a" },
  { "defaults:\n- scope: {path: '**/b/*.md'}\n  values: {permalink: '/n/:title'}\n", "_posts/a/b/2021-04-05-a.md", "", "/n/a" },
  { "defaults:\n- scope: {path: _posts, type: post}\n  values: {permalink: '/1'}\n- scope: {path: _posts}\n  values: {permalink: '/2'}\n- scope: {path: ''}\n  values: {permalink: '/3'}\n",
    "_posts/2021-04-05-a.md", "", "/1" },
  { "", "source/_posts/tide.md", "date: 2021-04-05\n", "/2021/04/05/tide/" },
  { "permalink: :category/:year/:title.html\ndefault_category: log\n", "source/_posts/tide.md", "date: 2021-04-05\n", "/log/2021/tide.html" },
  { "new_post_name: :year-:month-:day-:title.md\n", "source/_posts/2021-04-05-a.md", "", "/2021/04/05/a/" },
  { "new_post_name: :year-:i_month-:i_day-:title.md\n", "source/_posts/2021-4-5-Low Tide.md", "", "/2021/04/05/Low Tide/" },
  { "new_post_name: :year-:month-:day-:title.md\n", "source/_posts/isle/Ébb tide.md", "date: 2021-04-05\n", "/2021/04/05/isle-Ebb-tide/" },
  { "new_post_name: :lang/:title.md\npermalink: :lang/:title.html\n", "source/_posts/ja/tide.md", "date: 2021-04-05\n", "/ja/tide.html" },
  { "", "source/_posts/isle/tide.md", "date: 2021-04-05\nslug: no\n", "/2021/04/05/isle/tide/" },
  { "permalink: :name/:post_title/:i_month:i_day\n", "source/_posts/isle/Tide.md", "date: 2021-04-05\ntitle: Łow C++「潮」\n", "/Tide/low-c-「潮」/45" },
  { "permalink: :abbrlink.html\n", "source/_posts/a.md", "date: 2021-04-05\nabbrlink: 7f3a\n", "/7f3a.html" },
  { "permalink: :lang/:tide_:title\npermalink_defaults: {lang: en}\n", "source/_posts/a.md", "date: 2021-04-05\n", "/en/undefined_a" },
  { "permalink: :category/:title\ncategory_map: {潮: tide}\nfilename_case: 1\n", "source/_posts/a.md", "date: 2021-04-05\ncategories: [潮, Low Water]\n", "/tide/low-water/a" },
  { "permalink: :category/:title\n", "source/_posts/a.md", "date: 2021-04-05\ncategories:\n- [a, b]\n- [a, C c]\n", "/a/C-c/a" },
  { "permalink: p/:hash/\n", "source/_posts/tide.md", "date: 2021-04-05\n", "/p/e5e4cea4166c/" },
  { "permalink: p/:id/\n", "source/_posts/tide.md", "date: 2021-04-05\n", NULL },
  { "permalink: p/:id/\n", "source/_posts/tide.md", "date: 2021-04-05\nid: 12\n", "/p/12/" },
  { "new_post_name: :category/:title.md\npermalink: :category/:title/\n", "source/_posts/isle/tide.md", "date: 2021-04-05\ncategory: no\n", "/isle/tide/" },
  { "permalink: :category/:title/\n", "source/_posts/tide.md", "date: 2021-04-05\ncategories: false\n", "/uncategorized/tide/" },
  { "post_asset_folder: true\n", "source/_posts/a.md", "date: 2021-04-05\npermalink: x/:title\n", "/x/:title/" },
  { "", "content/Post/Low Tide/index.md", "title: x\n", "/post/low-tide/" },
  { "", "content/post/a.md", "slug: b\n", "/post/b/" },
  { "", "content/post/a.md", "url: /c/d/\n", "/c/d/" },
  { "Permalinks: {Post: /:year/:slug}\n", "content/post/a.md", "date: 2021-04-05\ntitle: Low Tide\n", "/2021/low-tide/" },
  { "permalinks: {post: /:year/:monthname/:weekdayname/:yearday/:filename}\n", "content/post/b/A/index.md", "date: 2021-04-05\n", "/2021/april/monday/95/a/" },
  { "permalinks: {post: '/:section/:slugorfilename.html'}\n", "content/post/a.md", "slug: 'Ébb 「潮」 & 100%'\n", "/post/%C3%A9bb-%E6%BD%AE-100.html/" },
  { "permalinks: {post: '/:title'}\n", "content/post/a.md", "title: Ebb++ & 50%25 tide\n", "/ebb-50-tide/" },
  { "frontmatter: {date: [':filename', ':default']}\n", "content/post/2021-04-05-a.md", "date: 2020-01-01\n", "/post/a/" },
  { "frontmatter: {date: [':default', ':filename']}\n", "content/post/2021-04-05-a.md", "date: 2020-01-01\n", "/post/2021-04-05-a/" },
  { "permalinks: {post: /:year/:month/:title}\n", "content/post/a.md", "title: x\n", "/1/01/x/" },
  { "uglyURLs: true\n", "content/post/Low - Tide.md", "", "/post/low-tide.html" },
  { "disablePathToLower: true\n", "content/post/Low  Tide😀.md", "", "/post/Low-Tide/" },
  { "removePathAccents: true\n", "content/post/Été.md", "", "/post/ete/" },
  { "", "content/post/a.md", "url: /Own/Path\n", "/Own/Path/" },
  { "", "content/post/a.md", "url: own/x.html\n", "/own/x.html" },
  { "contentDir: text\n", "text/post/a.md", "", "/post/a/" },
  { "languages: {en: {}, ja: {}}\n", "content/post/a.ja.md", "", "/ja/post/a/" },
  { "languages: {en: {}, ja: {}}\n", "content/post/b/index.en.md", "", "/post/b/" },
  { "defaultContentLanguage: ja\ndefaultContentLanguageInSubdir: true\nlanguages: {en: {}, ja: {}}\n", "content/post/a.md", "", "/ja/post/a/" },
  { "", "content/post/v1.2.md", "", "/post/v1.2/" },
};
/* clang-format on */

static void test_addresses(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check(&rows[i], i);
}

int main(void)
{
  static const struct CMUnitTest tests[] = { cmocka_unit_test(test_addresses) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
