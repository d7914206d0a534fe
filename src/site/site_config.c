#include "site/site_config.h"

#include "site/toml.h"
#include "site/yaml.h"

#include "base/ascii.h"
#include "base/file.h"
#include "base/map.h"
#include "base/path.h"

#include <stdio.h>

enum { CONFIG_MAX_BYTES = 4 << 20, WALK_MAX = 1000, LOWERED_MAX = 10000 };

static const char *const config_files[SITE_KIND_COUNT][8] = {
  [SITE_JEKYLL] = { "_config.yml", "_config.yaml", "_config.toml" },
  [SITE_HEXO] = { "_config.yml", "_config.yaml", "_config.json" },
  [SITE_HUGO] = { "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml",
                  "config.yml", "config.json" },
  [SITE_ZOLA] = { "config.toml", "zola.toml" },
};

/* Hugo's folders of configuration, the later ones over the earlier; a file other than these
 * two holds the map of that name. */
static const char *const hugo_folders[] = { "config/_default", "config/production" };
static const char *const hugo_names[] = { "hugo",      "config",      "permalinks",
                                          "languages", "frontmatter", "outputs" };
static const char *const hugo_endings[] = { "toml", "yaml", "yml", "json" };

/* Folders a generator writes to or keeps its own things in. */
static const char *const excluded[SITE_KIND_COUNT] = {
  [SITE_PLAIN] = "node_modules _site _includes _layouts _sass _data target",
  [SITE_JEKYLL] = ("node_modules gemfiles Gemfile _site "
                   "vendor/bundle/ vendor/cache/ vendor/gems/ vendor/ruby/"),
  [SITE_HEXO] = "node_modules public themes scaffolds",
  [SITE_HUGO] = "node_modules public resources",
  [SITE_ZOLA] = "public",
  [SITE_DOCUSAURUS] = "node_modules build",
  [SITE_ELEVENTY] = "node_modules _site _includes _layouts _data public",
  [SITE_ASTRO] = "node_modules dist public",
};

/* Where posts are, when the site does not say; those that exist count. */
static const char *const contents[SITE_KIND_COUNT] = {
  [SITE_HUGO] = "content",
  [SITE_ZOLA] = "content",
  [SITE_DOCUSAURUS] = "blog",
  [SITE_ELEVENTY] =
      "content/posts content/blog content src/posts src/blog posts blog news articles",
  [SITE_ASTRO] = "src/content src/pages content",
};

void words_split(struct slice text, slice_list *out)
{
  struct slice rest = text, word;
  while (slice_cut(&rest, ' ', &word))
    if (word.len) vec_push(out, word);
}

static struct slice text_of(const struct site_config *c, const char *dotted)
{
  struct slice s = value_string(value_path(c->values, dotted));
  return s.ptr ? s : (struct slice){ "", 0 };
}

static struct slice first_text(const struct site_config *c, const char *keys)
{
  struct slice rest = slice_of(keys), key;
  while (slice_cut(&rest, ' ', &key)) {
    struct slice s = value_string(value_get(c->values, key));
    if (s.len) return s;
  }
  return (struct slice){ "", 0 };
}

static struct value *parse(struct site_config *c, struct slice name, struct slice bytes)
{
  if (slice_starts(bytes, SLICE("\xef\xbb\xbf"))) bytes = slice_from(bytes, 3);
  bytes = arena_slice(&c->arena, bytes);
  struct yaml_problem problem = { 0, 0, "" };
  bool toml = slice_eq(path_extension(name), SLICE("toml"));
  struct value *v =
      toml ? toml_parse(bytes, &c->arena, &problem) : yaml_parse(bytes, &c->arena, &problem);
  if (v && v->kind != VALUE_MAP && !value_is_null(v)) {
    problem.line = v->line;
    problem.column = v->column;
    snprintf(problem.message, sizeof problem.message, "no list of keys");
  }
  if (problem.line && !c->problem.file.len)
    c->problem =
        (struct site_problem){ .file = arena_slice(&c->arena, name),
                               .line = problem.line,
                               .column = problem.column,
                               .message = arena_slice(&c->arena, slice_of(problem.message)) };
  return v && v->kind == VALUE_MAP ? v : NULL;
}

/* *values is NULL when the file holds no map; false: there is no file. */
static bool read_file(struct site_config *c, const char *root, const char *name,
                      struct value **values)
{
  struct str path = STR_INIT, bytes = STR_INIT;
  path_join(&path, slice_of(root), slice_of(name));
  bool there = file_read(path.ptr, CONFIG_MAX_BYTES, &bytes, NULL) == 0;
  *values = there ? parse(c, slice_of(name), str_slice(&bytes)) : NULL;
  if (there) c->fingerprint = hash64(str_slice(&bytes)) ^ c->fingerprint * 31;
  str_free(&path);
  str_free(&bytes);
  return there;
}

/* Hugo knows no capitals in keys.  As deep as the readers of files go. */
static void lower_keys(struct site_config *c, struct value *v)
{
  for (struct value *entry = v->first; entry; entry = entry->next) {
    struct str key = STR_INIT;
    for (size_t i = 0; i < entry->key.len; i++) str_addc(&key, ascii_lower(entry->key.ptr[i]));
    if (key.len) entry->key = arena_slice(&c->arena, str_slice(&key));
    str_free(&key);
    if (entry->kind == VALUE_MAP && entry->nodes < LOWERED_MAX) lower_keys(c, entry);
  }
}

/* The keys of the file read last go over those before. */
static void merge(struct value *read, struct value *into, const char *name)
{
  bool root = strcmp(name, "hugo") == 0 || strcmp(name, "config") == 0;
  struct value *next;
  if (!read) return;
  for (struct value *v = root ? read->first : NULL; v; v = next) {
    next = v->next;
    v->next = NULL;
    value_append(into, v->key, v);
  }
  if (!root) value_append(into, slice_of(name), read);
}

static struct value *read_hugo_folders(struct site_config *c, const char *root, struct value *first)
{
  struct value *all = value_new(&c->arena, VALUE_MAP, 1, 1), *read;
  merge(first, all, "hugo");
  for (size_t f = 0; f < sizeof hugo_folders / sizeof *hugo_folders; f++)
    for (size_t n = 0; n < sizeof hugo_names / sizeof *hugo_names; n++)
      for (size_t e = 0; e < sizeof hugo_endings / sizeof *hugo_endings; e++) {
        struct str name = STR_INIT;
        str_addf(&name, "%s/%s.%s", hugo_folders[f], hugo_names[n], hugo_endings[e]);
        if (read_file(c, root, name.ptr, &read)) merge(read, all, hugo_names[n]);
        str_free(&name);
      }
  lower_keys(c, all);
  return all;
}

static void read_files(struct site_config *c, const char *root)
{
  struct value *read = NULL;
  for (size_t i = 0; i < 8 && config_files[c->kind][i]; i++)
    if (read_file(c, root, config_files[c->kind][i], &read)) break;
  c->values = c->kind == SITE_HUGO ? read_hugo_folders(c, root, read) : read;
}

/* A path from the root without "./" before and "/" behind. */
static struct slice folder_name(struct slice s)
{
  while (slice_starts(s, SLICE("./")) || slice_starts(s, SLICE("/")))
    s = slice_from(s, s.ptr[0] == '.' ? 2 : 1);
  while (slice_ends(s, SLICE("/"))) s.len--;
  if (slice_eq(s, SLICE(".")) || slice_find(s, SLICE("..")) != SLICE_NONE) s.len = 0;
  return s;
}

/* A closing slash is kept: without it "news" is also the beginning of "newsletter". */
static void add_glob(struct slice glob, slice_list *out)
{
  while (slice_starts(glob, SLICE("/"))) glob = slice_from(glob, 1);
  if (glob.len && out->count < WALK_MAX) vec_push(out, glob);
}

static void add_globs(const struct value *v, slice_list *out)
{
  if (v && v->kind == VALUE_SCALAR) add_glob(v->text, out);
  if (!v || v->kind != VALUE_LIST) return;
  for (const struct value *item = v->first; item; item = item->next)
    if (item->kind == VALUE_SCALAR) add_glob(item->text, out);
}

/* What stands in both lists, letter for letter, is not excluded. */
static void drop_included(struct site_config *c)
{
  size_t kept = 0;
  for (size_t i = 0; i < c->exclude.count; i++) {
    bool included = false;
    for (size_t j = 0; j < c->include.count && !included; j++)
      included = slice_eq(c->exclude.items[i], c->include.items[j]);
    if (!included) c->exclude.items[kept++] = c->exclude.items[i];
  }
  c->exclude.count = kept;
}

/* collections: a list of names, or a map with their options.  `posts` is there always. */
static void read_collections(struct site_config *c)
{
  const struct value *v = value_gets(c->values, "collections");
  c->collections_dir = folder_name(text_of(c, "collections_dir"));
  if (!v || v->kind != VALUE_MAP) return;
  for (const struct value *entry = v->first; entry; entry = entry->next) {
    struct collection one = { .name = entry->key };
    struct slice permalink = value_string(value_gets(entry, "permalink"));
    if (permalink.len) one.permalink = permalink;
    bool output = value_bool(value_gets(entry, "output"), false);
    if (slice_eq(one.name, SLICE("posts"))) {
      c->posts_permalink = one.permalink;
    } else if (output && c->collections.count < WALK_MAX) {
      vec_push(&c->collections, one);
    }
  }
}

static void read_jekyll(struct site_config *c)
{
  const struct value *defaults = value_gets(c->values, "defaults");
  if (defaults && defaults->kind == VALUE_LIST) c->defaults = defaults;
  c->permalink = text_of(c, "permalink");
  if (!c->permalink.len) c->permalink = SLICE("date");
  c->source = folder_name(text_of(c, "source"));
  c->future = value_bool(value_gets(c->values, "future"), false);
  c->draft_folder = value_bool(value_gets(c->values, "show_drafts"), false);
  c->unpublished = value_bool(value_gets(c->values, "unpublished"), false);
  read_collections(c);
  add_globs(value_gets(c->values, "exclude"), &c->exclude);
  add_globs(value_gets(c->values, "include"), &c->include);
  drop_included(c);
}

static void read_hexo(struct site_config *c)
{
  c->permalink = text_of(c, "permalink");
  if (!c->permalink.len) c->permalink = SLICE(":year/:month/:day/:title/");
  c->source = folder_name(text_of(c, "source_dir"));
  if (!c->source.len) c->source = SLICE("source");
  c->baseurl = text_of(c, "root");
  c->new_post_name = text_of(c, "new_post_name");
  if (!c->new_post_name.len) c->new_post_name = SLICE(":title.md");
  c->default_category = text_of(c, "default_category");
  if (!c->default_category.len) c->default_category = SLICE("uncategorized");
  c->future = value_bool(value_gets(c->values, "future"), true);
  c->draft_folder = value_bool(value_gets(c->values, "render_drafts"), false);
}

/* What follows the host in an address: "/blog" of "https://example.com/blog/". */
static struct slice path_of_address(struct slice address)
{
  size_t host = slice_find(address, SLICE("//"));
  if (host == SLICE_NONE) return (struct slice){ "", 0 };
  address = slice_from(address, host + 2);
  size_t slash = slice_find_char(address, '/');
  return slash == SLICE_NONE ? (struct slice){ "", 0 } : slice_from(address, slash);
}

static void read_hugo(struct site_config *c)
{
  c->baseurl = path_of_address(c->url);
  struct slice dir = folder_name(first_text(c, "contentdir"));
  if (dir.len) vec_push(&c->content, dir);
  const struct value *languages = value_gets(c->values, "languages");
  for (const struct value *l = languages ? languages->first : NULL; l; l = l->next) {
    struct slice own = folder_name(value_string(value_gets(l, "contentdir")));
    if (own.len && c->content.count < WALK_MAX) vec_push(&c->content, own);
  }
  c->future = value_bool(value_gets(c->values, "buildfuture"), false);
  c->drafts = value_bool(value_gets(c->values, "builddrafts"), false);
  c->expired = value_bool(value_gets(c->values, "buildexpired"), false);
}

static bool folder_exists(const char *root, struct slice name)
{
  struct str path = STR_INIT;
  struct file_info info;
  path_join(&path, slice_of(root), name);
  bool there = file_stat(path.ptr, &info) == 0 && info.is_dir;
  str_free(&path);
  return there;
}

/* The first folder that exists where a generator's posts usually are; the site
 * as a whole when there is none. */
static void default_content(struct site_config *c, const char *root)
{
  struct slice rest = slice_of(contents[c->kind]), name;
  while (c->content.count == 0 && slice_cut(&rest, ' ', &name))
    if (folder_exists(root, name)) vec_push(&c->content, name);
}

static void split_option(struct site_config *c, struct slice option, slice_list *out)
{
  words_split(arena_slice(&c->arena, option), out);
}

void site_config_read(const char *root, enum site_kind kind, const struct site_options *options,
                      struct site_config *out)
{
  struct site_config *c = out;
  *c = (struct site_config){ .kind = kind };
  read_files(c, root);
  c->title = first_text(c, "title name");
  bool own_baseurl = kind == SITE_JEKYLL || kind == SITE_HEXO;
  c->url = first_text(c, own_baseurl ? "url" : "url baseURL baseurl baseUrl base_url");
  c->baseurl = text_of(c, kind == SITE_JEKYLL ? "baseurl" : "");
  c->timezone = first_text(c, "timezone timeZone");
  c->language = first_text(
      c, "lang language languagecode languageCode locale defaultcontentlanguage default_language");
  if (kind == SITE_JEKYLL) read_jekyll(c);
  if (kind == SITE_HEXO) read_hexo(c);
  if (kind == SITE_HUGO || kind == SITE_ZOLA) read_hugo(c);
  if (kind != SITE_JEKYLL && kind != SITE_HEXO && kind != SITE_HUGO) c->future = true;
  default_content(c, root);
  words_split(slice_of(excluded[kind]), &c->exclude);
  if (options) split_option(c, options->archive_folders, &c->archives);
  if (options) split_option(c, options->source_keys, &c->source_keys);
}

bool site_config_under_source(const struct site_config *c, struct slice *path)
{
  if (!path_within(*path, c->source)) return false;
  if (c->source.len) *path = slice_from(*path, c->source.len + 1);
  return true;
}

void site_config_free(struct site_config *c)
{
  vec_free(&c->collections);
  vec_free(&c->exclude);
  vec_free(&c->include);
  vec_free(&c->content);
  vec_free(&c->archives);
  vec_free(&c->source_keys);
  arena_free(&c->arena);
  *c = (struct site_config){ .kind = SITE_PLAIN };
}
