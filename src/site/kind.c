/* Which generator a folder belongs to, by the files in it. */
#include "site/site_config.h"

#include "base/file.h"
#include "base/path.h"

struct marker {
  const char *file;
  const char *word; /* that stands in the file, or NULL */
  const char *also; /* a second file or folder, or NULL */
  enum site_kind kind;
};

/* The first row that holds decides. */
static const struct marker markers[] = {
  { "hugo.toml", NULL, NULL, SITE_HUGO },
  { "hugo.yaml", NULL, NULL, SITE_HUGO },
  { "hugo.yml", NULL, NULL, SITE_HUGO },
  { "hugo.json", NULL, NULL, SITE_HUGO },
  { "docusaurus.config.js", NULL, NULL, SITE_DOCUSAURUS },
  { "docusaurus.config.ts", NULL, NULL, SITE_DOCUSAURUS },
  { ".eleventy.js", NULL, NULL, SITE_ELEVENTY },
  { "eleventy.config.js", NULL, NULL, SITE_ELEVENTY },
  { "eleventy.config.cjs", NULL, NULL, SITE_ELEVENTY },
  { "eleventy.config.mjs", NULL, NULL, SITE_ELEVENTY },
  { "eleventy.config.ts", NULL, NULL, SITE_ELEVENTY },
  { "astro.config.mjs", NULL, NULL, SITE_ASTRO },
  { "astro.config.js", NULL, NULL, SITE_ASTRO },
  { "astro.config.ts", NULL, NULL, SITE_ASTRO },
  { "astro.config.cjs", NULL, NULL, SITE_ASTRO },
  { "_config.yml", NULL, "source/_posts", SITE_HEXO },
  { "_config.yml", NULL, "scaffolds", SITE_HEXO },
  { "package.json", "\"hexo\"", "source", SITE_HEXO },
  { "_config.yml", NULL, NULL, SITE_JEKYLL },
  { "_config.yaml", NULL, NULL, SITE_JEKYLL },
  { "_config.toml", NULL, NULL, SITE_JEKYLL },
  { "source/_posts", NULL, NULL, SITE_HEXO },
  { "_posts", NULL, NULL, SITE_JEKYLL },
  { "config.toml", "base_url", "content", SITE_ZOLA },
  { "zola.toml", NULL, "content", SITE_ZOLA },
  { "config.toml", NULL, "content", SITE_HUGO },
  { "config.yaml", NULL, "content", SITE_HUGO },
  { "config.yml", NULL, "content", SITE_HUGO },
  { "config.json", NULL, "content", SITE_HUGO },
  { "config/_default", NULL, "content", SITE_HUGO },
  { "src/content", NULL, NULL, SITE_ASTRO },
};

enum { WORD_BYTES = 64 * 1024 };

static bool exists(const char *dir, const char *name)
{
  struct str path = STR_INIT;
  struct file_info info;
  path_join(&path, slice_of(dir), slice_of(name));
  bool there = file_stat(path.ptr, &info) == 0;
  str_free(&path);
  return there;
}

static bool holds_word(const char *dir, const char *name, const char *word)
{
  struct str path = STR_INIT, text = STR_INIT;
  path_join(&path, slice_of(dir), slice_of(name));
  bool held = file_read(path.ptr, WORD_BYTES, &text, NULL) == 0 &&
              slice_find(str_slice(&text), slice_of(word)) != SLICE_NONE;
  str_free(&path);
  str_free(&text);
  return held;
}

bool kind_of_folder(const char *dir, enum site_kind *kind)
{
  for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
    const struct marker *m = &markers[i];
    if (!exists(dir, m->file)) continue;
    if (m->also && !exists(dir, m->also)) continue;
    if (m->word && !holds_word(dir, m->file, m->word)) continue;
    *kind = m->kind;
    return true;
  }
  return false;
}
