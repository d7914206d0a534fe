#include "site/place.h"

#include "base/ascii.h"
#include "base/path.h"
#include "site/glob.h"

enum { PATH_MAX_BYTES = 4096 };

struct extension {
  const char *name;
  enum post_format format;
};

static const struct extension extensions[] = {
  { "md", POST_MARKDOWN },     { "markdown", POST_MARKDOWN },  { "html", POST_HTML },
  { "htm", POST_HTML },        { "mdx", POST_MARKDOWN },       { "mkd", POST_MARKDOWN },
  { "mkdn", POST_MARKDOWN },   { "mdwn", POST_MARKDOWN },      { "mdtxt", POST_MARKDOWN },
  { "mdtext", POST_MARKDOWN }, { "mkdown", POST_MARKDOWN },    { "mdown", POST_MARKDOWN },
  { "rmd", POST_MARKDOWN },    { "rmarkdown", POST_MARKDOWN }, { "qmd", POST_MARKDOWN },
  { "xhtml", POST_HTML },      { "txt", POST_TEXT },           { "text", POST_TEXT },
  { "textile", POST_TEXT },    { "adoc", POST_TEXT },          { "asciidoc", POST_TEXT },
  { "rst", POST_TEXT },        { "org", POST_TEXT },           { "pandoc", POST_MARKDOWN },
  { "pdc", POST_MARKDOWN },
};

static const struct extension *extension_of(struct slice path)
{
  struct slice name = path_extension(path);
  for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
    if (slice_eq_nocase(name, slice_of(extensions[i].name))) return &extensions[i];
  return NULL;
}

enum post_format place_format(struct slice path)
{
  const struct extension *e = extension_of(path);
  return e ? e->format : POST_TEXT;
}

static size_t digits(struct slice s)
{
  size_t n = 0;
  while (n < s.len && ascii_is_digit(s.ptr[n])) n++;
  return n;
}

bool place_dated_name(struct slice base, struct slice *day, struct slice *slug)
{
  static const size_t least[] = { 2, 1, 1 }, most[] = { 4, 2, 2 };
  struct slice rest = base;
  for (int i = 0; i < 3; i++) {
    size_t n = digits(rest);
    if (n < least[i] || n > most[i]) return false;
    if (!slice_starts(slice_from(rest, n), SLICE("-"))) return false;
    rest = slice_from(rest, n + 1);
  }
  const char *dot = rest.len ? memrchr(rest.ptr, '.', rest.len) : NULL;
  if (!dot) return false;
  *day = slice_first(base, (size_t)(rest.ptr - base.ptr) - 1);
  *slug = (struct slice){ rest.ptr, (size_t)(dot - rest.ptr) };
  return true;
}

static bool in_list(const slice_list *list, struct slice s)
{
  for (size_t i = 0; i < list->count; i++)
    if (slice_eq(list->items[i], s)) return true;
  return false;
}

/* --- exclude and include --- */

/* By its first byte, which settles it for nearly all. */
static bool may_match(struct slice glob, struct slice path)
{
  return !glob.len || !path.len || glob.ptr[0] == path.ptr[0] || !ascii_is_alnum(glob.ptr[0]);
}

/* Does one of them match the path, or begin it? */
static bool listed(const slice_list *globs, struct slice path)
{
  for (size_t i = 0; i < globs->count; i++) {
    struct slice glob = globs->items[i];
    if (may_match(glob, path) && (slice_starts(path, glob) || glob_matches(glob, path)))
      return true;
  }
  return false;
}

/* Plain folders and the kinds without a strict layout leave such a folder out at any depth. */
static bool excluded_part(const struct site_config *c, struct slice path)
{
  struct slice rest = path, part;
  while (slice_cut(&rest, '/', &part)) {
    if (slice_starts(part, SLICE(".")) || in_list(&c->exclude, part)) return true;
    bool spare = slice_starts(part, SLICE("#")) || slice_ends(part, SLICE("~"));
    if (spare && c->kind == SITE_HUGO) return true;
  }
  return false;
}

/* --- Jekyll --- */

static bool special(struct slice part)
{
  return part.len == 0 || strchr("._#~", part.ptr[0]) != NULL;
}

static const struct collection *collection_named(const struct site_config *c, struct slice folder)
{
  for (size_t i = 0; i < c->collections.count; i++)
    if (slice_eq(c->collections.items[i].name, folder)) return &c->collections.items[i];
  return NULL;
}

/* `_posts`, `_drafts`, `_wiki`, `old_post`: what a folder of that name holds. */
static enum place_kind jekyll_folder(const struct site_config *c, struct slice part,
                                     struct slice above, const struct collection **collection)
{
  if (slice_eq(part, SLICE("_posts"))) return PLACE_POST;
  if (slice_eq(part, SLICE("_drafts"))) return PLACE_DRAFT;
  if (in_list(&c->archives, part)) return PLACE_ARCHIVE;
  if (!slice_starts(part, SLICE("_")) || !slice_eq(above, c->collections_dir)) return PLACE_NONE;
  *collection = collection_named(c, slice_from(part, 1));
  return *collection ? PLACE_COLLECTION : PLACE_NONE;
}

/* An entry of a folder, as Jekyll's EntryFilter judges it: `path` from the source,
 * `entry` from where its listing began. */
static bool filtered(const struct site_config *c, struct slice path, struct slice entry)
{
  bool included = listed(&c->include, entry) || listed(&c->include, path_base(entry));
  if (included) return false;
  return listed(&c->exclude, path) || special(entry) || special(path_base(entry)) ||
         slice_ends(entry, SLICE("~"));
}

/* Is the folder on the way to, or in, the folder of collections?  No other holds posts then. */
static bool to_collections(const struct site_config *c, struct slice folder)
{
  return c->collections_dir.len && path_within(c->collections_dir, folder);
}

/* Walks down to the first folder that holds posts; what is filtered above it hides all that is
 * in it.  `path` ends in a slash when it is a folder. */
static struct place jekyll_place(const struct site_config *c, struct slice path)
{
  struct place none = { .kind = PLACE_NONE }, place = none;
  if (!site_config_under_source(c, &path)) return none;
  struct slice rest = path, part;
  while (slice_find_char(rest, '/') != SLICE_NONE && slice_cut(&rest, '/', &part)) {
    size_t at = (size_t)(part.ptr - path.ptr);
    struct slice here = slice_first(path, at + part.len);
    place.above = slice_first(path, at ? at - 1 : 0);
    place.kind = jekyll_folder(c, part, place.above, &place.collection);
    if (place.kind != PLACE_NONE) break;
    if (filtered(c, here, part) && !to_collections(c, here)) return none;
  }
  bool outside = place.kind != PLACE_ARCHIVE && !path_within(place.above, c->collections_dir);
  if (place.kind == PLACE_NONE || outside) return none;
  place.within = rest;
  bool folder = slice_ends(path, SLICE("/")); /* in there only the first one's name counts */
  bool hidden =
      folder ? rest.len && special(rest) && !listed(&c->include, rest) : filtered(c, path, rest);
  if (hidden) return none;
  if (c->collections_dir.len && place.kind != PLACE_ARCHIVE) {
    struct slice dir = c->collections_dir;
    place.above = slice_from(place.above, dir.len + (place.above.len > dir.len));
  }
  return place;
}

/* An archive folder is none of Jekyll's: pages that are no posts may lie there. */
static bool archive_file(struct slice path)
{
  struct slice base = path_base(path), stem = path_stem(path), day, slug;
  if (slice_eq(stem, SLICE("index"))) return false;
  return place_dated_name(base, &day, &slug) || place_format(path) == POST_MARKDOWN;
}

/* --- the others --- */

/* Has Hexo a renderer for it?  With folders of assets, only for what new posts are called. */
static bool hexo_renders(const struct site_config *c, struct slice path)
{
  struct slice new_post = path_extension(c->new_post_name), own = path_extension(path);
  const struct value *skip = value_gets(c->values, "skip_render");
  bool folders = value_bool(value_gets(c->values, "post_asset_folder"), false);
  if (place_format(path) == POST_TEXT && !slice_eq_nocase(own, SLICE("org"))) return false;
  static const char *const foreign[] = { "mdx", "xhtml", "mkdown", "mdown", "pandoc", "pdc" };
  for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
    if (slice_eq_nocase(own, slice_of(foreign[i]))) return false;
  if (folders && !slice_eq(own, new_post)) return false;
  if (skip && skip->kind == VALUE_SCALAR) return !glob_matches_path(skip->text, path);
  for (const struct value *glob = skip ? skip->first : NULL; glob; glob = glob->next)
    if (glob_matches_path(value_string(glob), path)) return false;
  return true;
}

static struct place hexo_place(const struct site_config *c, struct slice path)
{
  struct place place = { .kind = PLACE_NONE };
  if (!site_config_under_source(c, &path)) return place;
  struct slice rest = path, part;
  if (!slice_cut(&rest, '/', &part)) return place;
  place.within = rest;
  if (slice_eq(part, SLICE("_posts"))) place.kind = PLACE_POST;
  if (slice_eq(part, SLICE("_drafts"))) place.kind = PLACE_DRAFT;
  if (place.kind != PLACE_NONE && !hexo_renders(c, path)) place.kind = PLACE_NONE;
  if (in_list(&c->archives, part) && archive_file(rest)) place.kind = PLACE_ARCHIVE;
  while (slice_cut(&rest, '/', &part))
    if (slice_starts(part, SLICE("_")) || slice_starts(part, SLICE("."))) place.kind = PLACE_NONE;
  return place;
}

/* Beside its own Markdown and HTML Hugo lists what it has helpers for; R's sources it leaves. */
static bool hugo_renders(struct slice extension)
{
  static const char *const rendered[] = { "md",       "markdown", "mdown", "html",   "htm", "org",
                                          "asciidoc", "adoc",     "rst",   "pandoc", "pdc" };
  for (size_t i = 0; i < sizeof rendered / sizeof *rendered; i++)
    if (slice_eq_nocase(extension, slice_of(rendered[i]))) return true;
  return false;
}

static bool content_file(const struct site_config *c, struct slice path)
{
  struct slice base = path_base(path), stem = path_stem(path);
  bool sections = c->kind == SITE_HUGO || c->kind == SITE_ZOLA;
  if (sections && (slice_eq(stem, SLICE("_index")) || slice_starts(base, SLICE("_index."))))
    return false;
  if (c->kind == SITE_DOCUSAURUS && slice_starts(base, SLICE("_"))) return false;
  if (c->kind == SITE_HUGO) return hugo_renders(path_extension(path));
  enum post_format format = place_format(path);
  return format == POST_MARKDOWN || format == POST_HTML;
}

static struct place content_place(const struct site_config *c, struct slice path)
{
  struct place place = { .kind = PLACE_NONE, .within = path };
  if (excluded_part(c, path)) return place;
  size_t found = 0; /* the innermost content folder counts */
  bool inside = c->content.count == 0;
  for (size_t i = 0; i < c->content.count; i++) {
    struct slice folder = c->content.items[i];
    if (!path_within(path, folder) || path.len == folder.len) continue;
    inside = true;
    if (folder.len < found) continue;
    found = folder.len;
    place.within = slice_from(path, folder.len + 1);
  }
  if (inside) place.kind = PLACE_POST;
  return place;
}

static bool content_folder(const struct site_config *c, struct slice path)
{
  if (excluded_part(c, path)) return false;
  for (size_t i = 0; i < c->content.count; i++)
    if (path_within(path, c->content.items[i]) || path_within(c->content.items[i], path))
      return true;
  return c->content.count == 0;
}

struct place place_of(const struct site_config *c, struct slice path)
{
  static const struct place none = { .kind = PLACE_NONE };
  if (!extension_of(path) || slice_starts(path_base(path), SLICE("."))) return none;
  struct place place = c->kind == SITE_JEKYLL ? jekyll_place(c, path)
                       : c->kind == SITE_HEXO ? hexo_place(c, path)
                                              : content_place(c, path);
  bool jekyll = c->kind == SITE_JEKYLL;
  if (jekyll && place.kind == PLACE_ARCHIVE && !archive_file(path)) return none;
  if (!jekyll && c->kind != SITE_HEXO && !content_file(c, path)) return none;
  return place;
}

static bool jekyll_may_hold(const struct site_config *c, struct slice path)
{
  if (c->source.len && path_within(c->source, path)) return true;
  char folder[PATH_MAX_BYTES];
  if (path.len + 2 > sizeof folder) return false;
  memcpy(folder, path.ptr, path.len);
  folder[path.len] = '/';
  if (jekyll_place(c, (struct slice){ folder, path.len + 1 }).kind != PLACE_NONE) return true;

  if (!site_config_under_source(c, &path)) return false;
  struct slice rest = path, part;
  while (slice_cut(&rest, '/', &part)) {
    struct slice here = slice_first(path, (size_t)(part.ptr - path.ptr) + part.len);
    if (filtered(c, here, part) && !to_collections(c, here)) return false;
  }
  return true;
}

bool place_folder(const struct site_config *c, struct slice path)
{
  if (path.len == 0) return true;
  if (c->kind == SITE_JEKYLL) return jekyll_may_hold(c, path);
  if (c->kind != SITE_HEXO) return content_folder(c, path);
  if (path_within(c->source, path)) return true;
  return site_config_under_source(c, &path) && !listed(&c->exclude, path);
}
