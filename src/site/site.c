#include "site/site.h"

#include "site/cascade.h"
#include "site/date.h"
#include "site/discover.h"
#include "site/post_read.h"
#include "site/reader.h"
#include "site/site_impl.h"

#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <stdlib.h>

enum { PAGES_MAX = 100000, LINE_MAX_BYTES = 256 };

static const char *const kind_names[SITE_KIND_COUNT] = {
  [SITE_PLAIN] = "folder",      [SITE_JEKYLL] = "Jekyll", [SITE_HEXO] = "Hexo",
  [SITE_HUGO] = "Hugo",         [SITE_ZOLA] = "Zola",     [SITE_DOCUSAURUS] = "Docusaurus",
  [SITE_ELEVENTY] = "Eleventy", [SITE_ASTRO] = "Astro",
};

/* Folders in which sites keep one page a category. */
static const char *const page_folders[] = { "category", "categories" };

const char *site_kind_name(enum site_kind kind)
{
  return kind_names[kind];
}

/* --- where the site is --- */

/* The folder of `path`, absolute and real; NULL: *problem says why. */
static char *start_folder(const char *path, struct str *problem)
{
  char *real = realpath(path, NULL);
  if (!real) {
    str_addf(problem, "%s: %s", path, strerror(errno));
    return NULL;
  }
  struct file_info info;
  if (file_stat(real, &info) == 0 && !info.is_dir) {
    struct slice dir = path_dir(slice_of(real));
    char *folder = xstrndup(dir.ptr, dir.len);
    free(real);
    return folder;
  }
  return real;
}

/* Hexo keeps its posts in `source/_posts`: `source` is not a site of its own. */
static bool is_source_of_hexo(struct slice dir)
{
  struct slice parent = path_dir(dir);
  enum site_kind kind;
  if (!slice_eq(path_base(dir), SLICE("source")) || parent.len == 0) return false;
  char *folder = xstrndup(parent.ptr, parent.len);
  bool is = kind_of_folder(folder, &kind) && kind == SITE_HEXO;
  free(folder);
  return is;
}

/* The nearest folder at or above that a generator's files mark; else itself. */
static void find_root(struct site *s, char *start, int forced)
{
  struct slice dir = slice_of(start);
  enum site_kind kind;
  while (dir.len) {
    char *folder = xstrndup(dir.ptr, dir.len);
    bool found = kind_of_folder(folder, &kind) && (forced < 0 || forced == (int)kind) &&
                 !is_source_of_hexo(dir);
    if (found) {
      s->root = folder;
      s->config.kind = kind;
      free(start);
      return;
    }
    free(folder);
    if (dir.len == 1) break;
    dir = path_dir(dir);
  }
  s->root = start;
  s->config.kind = forced >= 0 && forced < SITE_KIND_COUNT ? (enum site_kind)forced : SITE_PLAIN;
}

/* --- pages of categories --- */

struct pages {
  struct site *site;
  struct slice folder;
};

static bool add_page(void *context, struct slice name, bool is_dir)
{
  struct pages *p = context;
  struct site *s = p->site;
  struct slice stem = is_dir ? name : path_stem(name);
  struct str path = STR_INIT;
  path_join(&path, p->folder, name);
  map_put(&s->pages, stem, (uint32_t)s->page_paths.count);
  vec_push(&s->page_paths, arena_slice(&s->config.arena, str_slice(&path)));
  str_free(&path);
  return s->page_paths.count < PAGES_MAX;
}

static void find_pages(struct site *s)
{
  for (size_t i = 0; i < sizeof page_folders / sizeof *page_folders; i++) {
    struct str dir = STR_INIT, from_root = STR_INIT;
    path_join(&from_root, s->config.source, slice_of(page_folders[i]));
    path_join(&dir, slice_of(s->root), str_slice(&from_root));
    struct pages pages = { s, arena_slice(&s->config.arena, str_slice(&from_root)) };
    dir_each(dir.ptr, add_page, &pages);
    str_free(&dir);
    str_free(&from_root);
  }
}

static bool has_page(void *site, struct slice category)
{
  const struct site *s = site;
  return map_get(&s->pages, category) != MAP_NONE;
}

bool site_category_page(const struct site *s, struct slice category, struct str *path)
{
  uint32_t page = map_get(&s->pages, category);
  if (page != MAP_NONE) {
    str_add(path, s->page_paths.items[page]);
    return true;
  }
  static const char *const endings[] = { ".html", ".md", "/index.html", "/index.md" };
  if (category.len == 0 || slice_find(category, SLICE("..")) != SLICE_NONE ||
      category.ptr[0] == '/')
    return false;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    struct str name = STR_INIT, full = STR_INIT;
    struct file_info info;
    path_join(&name, s->config.source, category);
    str_adds(&name, endings[i]);
    path_join(&full, slice_of(s->root), str_slice(&name));
    bool there = file_stat(full.ptr, &info) == 0 && info.is_file;
    if (there) str_add(path, str_slice(&name));
    str_free(&name);
    str_free(&full);
    if (there) return true;
  }
  return false;
}

/* --- open, close, ask --- */

static struct post_context context_of(struct site_config *c, const struct site_options *o)
{
  static const struct site_options none = { .kind = -1 };
  if (!o) o = &none;
  return (struct post_context){ .config = c, .as_generator = o->as_generator, .now = o->now };
}

struct site *site_open(const char *path, const struct site_options *options, struct str *problem)
{
  char *start = start_folder(path, problem);
  if (!start) return NULL;
  struct site *s = xcalloc(1, sizeof *s);
  find_root(s, start, options ? options->kind : -1);
  site_config_read(s->root, s->config.kind, options, &s->config);
  if (s->config.kind == SITE_HUGO)
    s->config.fingerprint ^= cascade_fingerprint(s->root, &s->config);
  s->context = context_of(&s->config, options);
  if (s->config.kind == SITE_HEXO) {
    tzset();
    s->context.machine_fixed = !daylight;
    s->context.machine_minutes = (int32_t)(-timezone / 60);
  }
  s->context.zone_is_sites = date_zone(s->config.timezone) && s->config.timezone.len;
  s->context.has_page = has_page;
  s->context.site = s;
  site_set_encoding(s, options ? options->encoding : NULL);
  find_pages(s);
  return s;
}

void site_free(struct site *s)
{
  if (!s) return;
  map_free(&s->pages);
  vec_free(&s->page_paths);
  site_config_free(&s->config);
  free(s->root);
  free(s);
}

const char *site_root(const struct site *s)
{
  return s->root;
}
uint64_t site_fingerprint(const struct site *s)
{
  return s->config.fingerprint ^ (uint64_t)s->config.kind;
}

enum site_kind site_kind(const struct site *s)
{
  return s->config.kind;
}
struct slice site_title(const struct site *s)
{
  if (slice_trim(s->config.title).len) return s->config.title;
  struct slice name = path_base(slice_of(s->root));
  return name.len ? name : slice_of(s->root);
}
struct slice site_url(const struct site *s)
{
  struct slice url = s->config.url;
  while (slice_ends(url, SLICE("/"))) url.len--;
  return url;
}
struct slice site_baseurl(const struct site *s)
{
  struct slice url = s->config.baseurl;
  while (slice_ends(url, SLICE("/"))) url.len--;
  return url;
}
const struct site_problem *site_problem(const struct site *s)
{
  return s->config.problem.file.len ? &s->config.problem : NULL;
}
struct slice site_language(const struct site *s)
{
  return s->config.language;
}

/* `encoding:` of the configuration; UTF-8 says nothing about files that are not. */
static const char *configured_encoding(struct site *s)
{
  struct slice name = value_string(value_gets(s->config.values, "encoding"));
  const char *encoding = name.len ? arena_str(&s->config.arena, name) : NULL;
  bool utf8 = slice_eq_nocase(name, SLICE("utf-8")) || slice_eq_nocase(name, SLICE("utf8"));
  return encoding && !utf8 && charset_known(encoding) ? encoding : NULL;
}

void site_set_encoding(struct site *s, const char *encoding)
{
  bool given = encoding && *encoding;
  s->context.encoding =
      given ? arena_str(&s->config.arena, slice_of(encoding)) : configured_encoding(s);
}

/* Jekyll's `markdown: CommonMark`, `CommonMarkGhPages`; the generators whose
 * library is CommonMark's anyway. */
bool site_is_commonmark(const struct site *s)
{
  static const bool by_kind[SITE_KIND_COUNT] = {
    [SITE_HEXO] = true,       [SITE_HUGO] = true,     [SITE_ZOLA] = true,
    [SITE_DOCUSAURUS] = true, [SITE_ELEVENTY] = true, [SITE_ASTRO] = true,
  };
  struct slice wanted = value_string(value_gets(s->config.values, "markdown"));
  struct slice commonmark = SLICE("commonmark");
  return by_kind[s->config.kind] ||
         (s->config.kind == SITE_JEKYLL &&
          slice_eq_nocase(slice_first(wanted, commonmark.len), commonmark));
}

bool site_extends_commonmark(const struct site *s)
{
  enum site_kind kind = s->config.kind;
  return kind == SITE_HUGO || kind == SITE_ZOLA || kind == SITE_DOCUSAURUS;
}

/* The generators look at how some files begin: to Jekyll one of a collection without front
 * matter is no page, to Hugo (helpers, IsHTMLContent) neither is HTML that begins with a tag. */
struct headed {
  const struct site *site;
  const struct site_visitor *visitor;
};

static bool visit_folder(void *context, struct slice path)
{
  const struct site_visitor *v = ((const struct headed *)context)->visitor;
  return !v->folder || v->folder(v->context, path);
}

static bool begins_front_matter(struct slice bytes)
{
  struct slice line = SLICE("");
  slice_line(&bytes, &line);
  return slice_starts(line, SLICE("---")) && slice_trim(line).len == 3;
}

static bool begins_hugo_page(struct slice bytes)
{
  bytes = slice_trim(bytes);
  return bytes.len && (bytes.ptr[0] != '<' || slice_starts(bytes, SLICE("<!--")));
}

static bool visit_headed(void *context, struct slice path)
{
  const struct headed *h = context;
  const struct site_visitor *v = h->visitor;
  bool hugo = h->site->config.kind == SITE_HUGO;
  bool asked = hugo ? place_format(path) == POST_HTML
                    : place_of(&h->site->config, path).kind == PLACE_COLLECTION;
  if (!v->file) return true;
  if (!asked) return v->file(v->context, path);
  struct str full = STR_INIT, bytes = STR_INIT;
  path_join(&full, slice_of(h->site->root), path);
  bool read = file_read(full.ptr, LINE_MAX_BYTES, &bytes, NULL) == 0;
  struct slice head = read ? str_slice(&bytes) : SLICE("");
  bool page = hugo ? begins_hugo_page(head) : begins_front_matter(head);
  str_free(&full);
  str_free(&bytes);
  return page ? v->file(v->context, path) : true;
}

size_t site_walk(const struct site *s, const struct site_visitor *v, struct diag_list *diags)
{
  bool asks =
      s->context.as_generator && (s->config.kind == SITE_JEKYLL || s->config.kind == SITE_HUGO);
  struct headed headed = { s, v };
  struct site_visitor strict = { v->from, visit_headed, visit_folder, &headed };
  if (v->from.len && !place_folder(&s->config, v->from)) return 0;
  return discover(&s->config, s->root, asks ? &strict : v, diags);
}

size_t site_each_post(const struct site *s, site_visit_fn *visit, void *context,
                      struct diag_list *diags)
{
  struct site_visitor v = { .from = SLICE(""), .file = visit, .context = context };
  return site_walk(s, &v, diags);
}

bool site_may_be_post(const struct site *s, struct slice path)
{
  return place_of(&s->config, path).kind != PLACE_NONE;
}

/* --- reading --- */

void site_read_post(const struct site *s, struct slice path, struct post *post)
{
  struct site_reader *r = site_reader_new(s, false);
  site_reader_read(r, path, post);
  site_reader_free(r);
}

void post_read_bytes(struct slice path, struct slice bytes, const struct site_options *options,
                     struct post *post)
{
  struct site_config config = { .kind = SITE_PLAIN, .future = true };
  struct post_context context = context_of(&config, options);
  struct str copy = STR_INIT;
  if (options) {
    context.encoding = options->encoding;
    words_split(options->source_keys, &config.source_keys);
  }
  str_add(&copy, bytes);
  struct arena scratch = { 0 };
  *post = (struct post){ 0 };
  post_read(&context, path, &copy, &scratch, false, post);
  arena_free(&scratch);
  site_config_free(&config);
}
