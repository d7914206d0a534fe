#include "app/site_file.h"

#include "base/file.h"
#include "base/path.h"

enum { FOLDERS_UP_MAX = 8 };

/* Folders that generators copy as they are, or make pages of, or have made. */
static const char *const copied_folders[] = { "",    "static",  "public", "source", "assets",
                                              "src", "content", "docs",   "_site",  "_pages" };

static const char *const page_endings[] = { "",          ".md",        ".markdown",
                                            ".html",     ".mdx",       "/index.html",
                                            "/index.md", "/_index.md", ".htm" };

static bool is_there(const struct site *s, struct slice path, enum site_file_as as)
{
  struct str full = STR_INIT;
  struct file_info info;
  path_join(&full, slice_of(site_root(s)), SLICE(""));
  str_addc(&full, '/');
  str_add(&full, path);
  size_t count = as == SITE_FILE_PAGE ? sizeof page_endings / sizeof *page_endings : 1;
  size_t stem = full.len;
  bool there = false;
  for (size_t i = 0; i < count && !there; i++) {
    str_cut(&full, stem);
    str_adds(&full, page_endings[i]);
    there = file_stat(full.ptr, &info) == 0 && (info.is_file || as == SITE_FILE_PAGE);
  }
  str_free(&full);
  return there;
}

/* In `folder`, and in what is copied from there. */
static bool is_below(const struct site *s, struct slice folder, struct slice path,
                     enum site_file_as as)
{
  struct str name = STR_INIT;
  bool there = false;
  for (size_t i = 0; i < sizeof copied_folders / sizeof *copied_folders && !there; i++) {
    str_clear(&name);
    path_join(&name, folder, slice_of(copied_folders[i]));
    str_addc(&name, '/');
    str_add(&name, path);
    path_normalise(&name);
    struct slice clean = str_slice(&name);
    while (slice_starts(clean, SLICE("/"))) clean = slice_from(clean, 1);
    there = is_there(s, clean, as);
  }
  str_free(&name);
  return there;
}

/* `path` from the root of the pages, wherever that may lie above the post. */
static bool is_above(const struct site *s, struct slice folder, struct slice path,
                     enum site_file_as as)
{
  for (int up = 0; up < FOLDERS_UP_MAX && folder.len; up++, folder = path_dir(folder))
    if (is_below(s, folder, path, as)) return true;
  return is_below(s, SLICE(""), path, as);
}

/* As a browser would read it on the post's page. */
static bool is_beside_page(const struct site *s, const struct post *post, struct slice path,
                           enum site_file_as as)
{
  struct str name = STR_INIT;
  struct slice page = post->url;
  if (page.len == 0) return false;
  if (!slice_ends(page, SLICE("/"))) page = path_dir(page);
  path_join(&name, page, path);
  path_normalise(&name);
  bool there = is_above(s, path_dir(post->path), str_slice(&name), as);
  str_free(&name);
  return there;
}

/* Hexo's folder of a post: beside its file, of the same name. */
static bool is_in_own_folder(const struct site *s, const struct post *post, struct slice path,
                             enum site_file_as as)
{
  struct slice own = slice_first(post->path, post->path.len - path_extension(post->path).len);
  while (slice_ends(own, SLICE("."))) own.len--;
  struct str name = STR_INIT;
  path_join(&name, own, path);
  path_normalise(&name);
  bool there = is_there(s, str_slice(&name), as);
  str_free(&name);
  return there;
}

struct theme_search {
  const struct site *site;
  struct slice path;
  bool found;
};

static bool is_in_theme(void *context, struct slice name, bool is_dir)
{
  struct theme_search *t = context;
  struct str folder = STR_INIT;
  path_join(&folder, SLICE("themes"), name);
  t->found = is_dir && is_below(t->site, str_slice(&folder), t->path, SITE_FILE_AS_IS);
  str_free(&folder);
  return !t->found;
}

/* Hugo and Hexo copy the files of a theme too. */
static bool is_in_themes(const struct site *s, struct slice path)
{
  struct theme_search t = { s, path, false };
  struct str themes = STR_INIT;
  path_join(&themes, slice_of(site_root(s)), SLICE("themes"));
  dir_each(themes.ptr, is_in_theme, &t);
  str_free(&themes);
  return t.found;
}

static bool is_anywhere(const struct site *s, const struct post *post, struct slice path,
                        enum site_file_as as)
{
  struct slice folder = path_dir(post->path);
  if (slice_starts(path, SLICE("/"))) return is_above(s, folder, path, as);
  return is_in_own_folder(s, post, path, as) || is_above(s, folder, path, as) ||
         is_beside_page(s, post, path, as);
}

bool site_file_is(const struct site *s, const struct post *post, struct slice path,
                  enum site_file_as as)
{
  if (is_anywhere(s, post, path, as)) return true;
  if (as == SITE_FILE_AS_IS) return is_in_themes(s, path);
  if (!slice_ends(path, SLICE(".html"))) return false;
  return is_anywhere(s, post, slice_first(path, path.len - strlen(".html")), as);
}
