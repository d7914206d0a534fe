#include "site/cascade.h"

#include "site/front_matter.h"
#include "site/glob.h"
#include "site/hugo_page.h"

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"
#include "text/letter.h"
#include "text/utf8.h"

#include <stdlib.h>

enum {
  INDEX_MAX_BYTES = 1 << 20,
  DEPTH_MAX = 64,
  GIVEN_MAX = 200, /* keys given to a page, and maps in a list */
  PATTERN_MAX_BYTES = 256,
  BRACES_MAX = 2,
  SECTIONS_MAX = 200, /* looked at for changes */
  NAMES_MAX = 2000,   /* among which they are looked for */
};

/* A section that gives something, or the configuration. */
struct section {
  const struct value *given; /* a map, or a list of maps */
  uint32_t above;            /* the next that does, from 1; 0: none */
};

struct cascade {
  const char *root;
  const struct site_config *config;
  struct arena arena;
  VEC(struct section) sections;
  struct map nearest; /* "language:folder" to the nearest of them, from 1; 0: none */
  uint32_t outermost; /* the configuration, or 0 */
  /* Of the page before, as the next one mostly lies beside it. */
  struct str folder;
  struct slice language; /* ptr NULL: there was none */
  uint32_t found;
};

/* One page at work. */
struct page {
  struct slice language, whole, logical; /* paths from "/", in lower case; without file's ending */
  const struct value *front;
  struct value *made; /* NULL: nothing is given to it so far */
  size_t given;
  struct arena *arena;
};

static uint32_t add_section(struct cascade *c, const struct value *given, uint32_t above)
{
  if (!given || given->kind == VALUE_SCALAR) return above;
  vec_push(&c->sections, ((struct section){ given, above }));
  return (uint32_t)c->sections.count;
}

struct cascade *cascade_new(const char *root, const struct site_config *config)
{
  struct cascade *c = xcalloc(1, sizeof *c);
  c->root = root;
  str_init(&c->folder);
  c->config = config;
  c->outermost = add_section(c, value_gets(config->values, "cascade"), 0);
  return c;
}

void cascade_free(struct cascade *c)
{
  if (!c) return;
  map_free(&c->nearest);
  vec_free(&c->sections);
  arena_free(&c->arena);
  str_free(&c->folder);
  free(c);
}

/* --- sections --- */

/* Is there such a file, and does it give anything? */
static bool read_index(const char *file, struct str *bytes)
{
  return file_read(file, INDEX_MAX_BYTES, bytes, NULL) == 0 &&
         slice_find_nocase(str_slice(bytes), SLICE("cascade")) != SLICE_NONE;
}

/* What the file gives; NULL: nothing, or there is no such file. */
static const struct value *given_by(struct cascade *c, const char *file)
{
  struct str bytes = STR_INIT;
  const struct value *given = NULL;
  bool read = read_index(file, &bytes);
  struct slice text = str_slice(&bytes);
  if (slice_starts(text, SLICE("\xef\xbb\xbf"))) text = slice_from(text, 3);
  if (read && utf8_valid(text)) {
    struct front_matter front;
    front_read(arena_slice(&c->arena, text), FRONT_ONLY_HUGO, &c->arena, NULL, &front);
    given = hugo_value(front.values, "cascade");
  }
  str_free(&bytes);
  return given;
}

static void index_path(const char *root, struct slice folder, struct slice language,
                       const char *ending, struct str *out)
{
  str_clear(out);
  path_join(out, slice_of(root), folder);
  str_adds(out, "/_index.");
  if (language.len) str_addf(out, "%.*s.", SLICE_ARG(language));
  str_adds(out, ending);
}

/* A section has one `_index` file in each language. */
static const struct value *given_in(struct cascade *c, struct slice folder, struct slice language)
{
  static const char *const endings[] = { "md", "html" };
  bool plain = slice_eq(language, hugo_default_language(c->config));
  const struct value *given = NULL;
  struct str file = STR_INIT;
  for (size_t i = 0; i < 4 && !given; i++) {
    bool named = i < 2;
    if (named ? !language.len : !plain) continue;
    index_path(c->root, folder, named ? language : SLICE(""), endings[i % 2], &file);
    given = given_by(c, file.ptr);
  }
  str_free(&file);
  return given;
}

/* The nearest section at or above the folder that gives something; `top` is as far as to look. */
static uint32_t nearest_to(struct cascade *c, struct slice folder, size_t top,
                           struct slice language, int depth)
{
  struct str key = STR_INIT;
  str_addf(&key, "%.*s:%.*s", SLICE_ARG(language), SLICE_ARG(folder));
  uint32_t found = map_get(&c->nearest, str_slice(&key));
  if (found == MAP_NONE) {
    found = folder.len > top && depth < DEPTH_MAX
                ? nearest_to(c, path_dir(folder), top, language, depth + 1)
                : c->outermost;
    found = add_section(c, given_in(c, folder, language), found);
    map_put(&c->nearest, str_slice(&key), found);
  }
  str_free(&key);
  return found;
}

/* --- what has changed --- */

struct sections {
  const char *root;
  const struct site_config *config;
  struct slice folder;
  size_t names, count;
  uint64_t fingerprint;
};

static void add_index(struct sections *s, struct slice folder, struct slice language)
{
  struct str file = STR_INIT, bytes = STR_INIT;
  index_path(s->root, folder, language, "md", &file);
  if (read_index(file.ptr, &bytes))
    s->fingerprint += hash64(str_slice(&file)) ^ hash64(str_slice(&bytes)) * 31;
  str_free(&file);
  str_free(&bytes);
}

static void add_indexes(struct sections *s, struct slice folder)
{
  const struct value *all = value_gets(s->config->values, "languages");
  add_index(s, folder, SLICE(""));
  for (const struct value *l = all && all->kind == VALUE_MAP ? all->first : NULL; l; l = l->next)
    add_index(s, folder, l->key);
}

static bool visit(void *context, struct slice name, bool is_dir)
{
  struct sections *s = context;
  struct str folder = STR_INIT;
  path_join(&folder, s->folder, name);
  if (is_dir) add_indexes(s, str_slice(&folder));
  str_free(&folder);
  s->count += is_dir;
  return ++s->names < NAMES_MAX && s->count < SECTIONS_MAX;
}

uint64_t cascade_fingerprint(const char *root, const struct site_config *config)
{
  struct sections s = { .root = root, .config = config };
  for (size_t i = 0; i < config->content.count && i < GIVEN_MAX; i++) {
    struct str path = STR_INIT;
    s.folder = config->content.items[i];
    path_join(&path, slice_of(root), s.folder);
    add_indexes(&s, s.folder);
    dir_each(path.ptr, visit, &s);
    str_free(&path);
  }
  return s.fingerprint;
}

/* The same of the folder at hand. */
static uint32_t nearest_again(struct cascade *c, struct slice folder, size_t top,
                              struct slice language)
{
  bool same =
      c->language.ptr && slice_eq(language, c->language) && slice_eq(folder, str_slice(&c->folder));
  if (same) return c->found;
  c->found = nearest_to(c, folder, top, language, 0);
  c->language = language;
  str_clear(&c->folder);
  str_add(&c->folder, folder);
  return c->found;
}

/* --- targets --- */

/* A pattern in lower case, of which braces hold alternatives. */
static bool glob_any(struct slice pattern, struct slice name, int braces)
{
  size_t open = slice_find_char(pattern, '{'), close = slice_find_char(pattern, '}');
  if (open == SLICE_NONE || close == SLICE_NONE || close < open || braces == BRACES_MAX)
    return slice_find(pattern, SLICE("**")) == SLICE_NONE ? glob_matches_path(pattern, name)
                                                          : glob_matches(pattern, name);
  struct slice rest = slice_first(slice_from(pattern, open + 1), close - open - 1), one;
  bool found = false;
  while (!found && slice_cut(&rest, ',', &one)) {
    struct str whole = STR_INIT;
    str_add(&whole, slice_first(pattern, open));
    str_add(&whole, slice_trim(one));
    str_add(&whole, slice_from(pattern, close + 1));
    found = glob_any(str_slice(&whole), name, braces + 1);
    str_free(&whole);
  }
  return found;
}

/* Is the pattern of that key, where there is one, one of the names? */
static bool wanted(const struct value *target, const char *key, struct slice name,
                   struct slice other)
{
  struct slice pattern = value_string(hugo_value(target, key));
  if (!pattern.len) return true;
  if (pattern.len > PATTERN_MAX_BYTES) return false;
  struct str lower = STR_INIT;
  letter_add_lower(pattern, &lower);
  bool found = glob_any(str_slice(&lower), name, 0) || glob_any(str_slice(&lower), other, 0);
  str_free(&lower);
  return found;
}

/* --- giving --- */

static bool has_key(const struct value *map, struct slice key)
{
  for (const struct value *v = map && map->kind == VALUE_MAP ? map->first : NULL; v; v = v->next)
    if (slice_eq_nocase(v->key, key)) return true;
  return false;
}

static void append_copy(struct page *p, const struct value *v, uint32_t line)
{
  struct value *copy = value_new(p->arena, v->kind, line, v->column);
  struct value *next = copy->next;
  *copy = *v;
  copy->next = next;
  copy->line = line;
  value_append(p->made, v->key, copy);
}

static void give(struct page *p, const struct value *map)
{
  static const char *const target_keys[] = { "_target", "target" };
  if (map->kind != VALUE_MAP) return;
  for (size_t i = 0; i < 2; i++) {
    const struct value *target = hugo_value(map, target_keys[i]);
    if (!wanted(target, "path", p->whole, p->logical) ||
        !wanted(target, "kind", SLICE("page"), SLICE("page")) ||
        !wanted(target, "lang", p->language, p->language) ||
        !wanted(target, "environment", SLICE("production"), SLICE("production")))
      return;
  }
  for (const struct value *v = map->first; v && p->given < GIVEN_MAX; v = v->next) {
    bool target = slice_eq_nocase(v->key, SLICE("_target")) ||
                  (slice_eq_nocase(v->key, SLICE("target")) && v->kind == VALUE_MAP);
    if (target || has_key(p->made ? p->made : p->front, v->key)) continue;
    if (!p->made) {
      p->made = value_new(p->arena, VALUE_MAP, 1, 1);
      for (const struct value *own = p->front ? p->front->first : NULL; own; own = own->next)
        append_copy(p, own, own->line);
    }
    append_copy(p, v, 1); /* its line is one of another file */
    p->given++;
  }
}

static void give_all(struct cascade *c, uint32_t nearest, struct page *p)
{
  for (uint32_t at = nearest; at; at = c->sections.items[at - 1].above) {
    const struct value *given = c->sections.items[at - 1].given;
    if (given->kind == VALUE_MAP) give(p, given);
    const struct value *v = given->kind == VALUE_LIST ? given->first : NULL;
    for (size_t i = 0; v && i < GIVEN_MAX; v = v->next, i++) give(p, v);
  }
}

const struct value *cascade_apply(struct cascade *c, struct slice path, struct slice within,
                                  const struct value *front, struct arena *arena)
{
  struct slice folder = path_dir(path), stem = path_stem(path);
  size_t top = path.len - within.len;
  if (top) top--; /* the slash */
  hugo_language(c->config, &stem);
  bool bundle = slice_eq(stem, SLICE("index")) && folder.len > top;
  struct slice logical = path_dir(within), language = hugo_page_language(c->config, path);
  if (bundle) folder = path_dir(folder);
  uint32_t nearest = nearest_again(c, folder, top, language);
  if (!nearest || (front && front->kind != VALUE_MAP)) return front;

  struct str whole = STR_INIT, lower = STR_INIT, lower_logical = STR_INIT;
  str_addc(&whole, '/');
  str_add(&whole, within);
  letter_add_lower(str_slice(&whole), &lower);
  str_clear(&whole);
  str_addc(&whole, '/');
  str_add(&whole, logical);
  if (!bundle && logical.len) str_addc(&whole, '/');
  if (!bundle) str_add(&whole, stem);
  letter_add_lower(str_slice(&whole), &lower_logical);
  struct page page = { .language = language,
                       .whole = str_slice(&lower),
                       .logical = str_slice(&lower_logical),
                       .front = front,
                       .arena = arena };
  give_all(c, nearest, &page);
  str_free(&whole);
  str_free(&lower);
  str_free(&lower_logical);
  return page.made ? page.made : front;
}
