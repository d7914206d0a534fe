/* Addresses of Hexo (hexo/plugins/filter/post_permalink): a template filled from the name
 * of the file, and from any key of the front matter. */
#include "site/permalink_impl.h"

#include "site/canonical.h"
#include "site/hexo_name.h"

#include "base/path.h"
#include "base/sha1.h"

enum { HASH_BYTES = 6 };

/* `data.slug`: what the pattern of names calls the title, else the whole path as a slug.
 * The front matter has no say in it. */
static void add_slug(const struct address *a, const struct hexo_name *name, struct str *out)
{
  struct slice title = hexo_name_get(name, "title");
  struct slice within = a->place->within;
  struct slice stem =
      slice_first(within, within.len - path_base(within).len + path_stem(within).len);
  if (title.ptr)
    str_add(out, title);
  else
    hexo_slugize(stem, HEXO_AS_IS, out);
}

static void add_category(const struct address *a, struct slice category, bool more, struct str *out)
{
  const struct value *map = value_gets(a->config->values, "category_map");
  struct slice mapped = value_string(value_get(map, category));
  struct slice mode = value_string(value_gets(a->config->values, "filename_case"));
  if (more) str_addc(out, '/');
  hexo_slugize(mapped.len ? mapped : category,
               slice_eq(mode, SLICE("1"))   ? HEXO_LOWER
               : slice_eq(mode, SLICE("2")) ? HEXO_UPPER
                                            : HEXO_AS_IS,
               out);
}

/* A flat list is one path; of a list of paths the last counts. */
static void field_category(const struct address *a, struct str *out)
{
  const slice_list *all = &a->post->categories;
  const struct value *v = value_gets(a->front, "categories"), *last = NULL;
  if (value_is_null(v)) v = value_gets(a->front, "category");
  bool paths = false;
  for (const struct value *item = v && v->kind == VALUE_LIST ? v->first : NULL; item;
       item = item->next) {
    paths |= item->kind == VALUE_LIST;
    last = item;
  }
  if (!all->count) {
    str_add(out, a->config->default_category);
  } else if (!paths) {
    for (size_t i = 0; i < all->count; i++) add_category(a, all->items[i], i > 0, out);
  } else if (last->kind == VALUE_SCALAR) {
    add_category(a, last->text, false, out);
  } else {
    for (const struct value *part = last->first; part; part = part->next)
      if (value_string(part).len) add_category(a, part->text, part != last->first, out);
  }
}

struct date_field {
  const char *name, *format;
};
static const struct date_field date_fields[] = {
  { "year", "%Y" },   { "month", "%m" },  { "day", "%d" },      { "hour", "%H" },
  { "minute", "%M" }, { "second", "%S" }, { "i_month", "%-m" }, { "i_day", "%-d" },
};

/* A key of the name or the front matter, or what the configuration has for posts without it. */
static bool field_own(const struct address *a, const struct hexo_name *name, struct slice field,
                      struct str *out)
{
  for (size_t i = name->count; i-- > 0;)
    if (slice_eq(name->params[i].name, field)) return str_add(out, name->params[i].value), true;
  const struct value *v = value_get(a->front, field);
  if (value_is_null(v)) v = value_get(value_gets(a->config->values, "permalink_defaults"), field);
  if (value_is_null(v) && slice_eq(field, SLICE("layout"))) return str_adds(out, "post"), true;
  if (value_is_null(v) && slice_eq(field, SLICE("id")))
    return false; /* a number that only Hexo's database knows */
  str_add(out, value_is_null(v) ? SLICE("undefined") : value_string(v));
  return true;
}

/* Of the slug and the second. */
static void add_hash(const struct address *a, const struct hexo_name *name, struct str *out)
{
  uint8_t digest[SHA1_BYTES];
  struct str text = STR_INIT;
  add_slug(a, name, &text);
  str_addf(&text, "%lld", (long long)a->post->date);
  sha1(str_slice(&text), digest);
  for (int i = 0; i < HASH_BYTES; i++) str_addf(out, "%02x", digest[i]);
  str_free(&text);
}

static bool add_field(struct address *a, const struct hexo_name *name, struct slice field,
                      struct str *out)
{
  for (size_t i = 0; i < sizeof date_fields / sizeof *date_fields; i++) {
    if (!slice_eq(field, slice_of(date_fields[i].name))) continue;
    permalink_add_when(a, date_fields[i].format, out);
    return a->dated;
  }
  if (slice_eq(field, SLICE("title")) || slice_eq(field, SLICE("slug"))) {
    add_slug(a, name, out);
  } else if (slice_eq(field, SLICE("name"))) {
    struct str slug = STR_INIT;
    add_slug(a, name, &slug);
    str_add(out, path_base(str_slice(&slug)));
    str_free(&slug);
  } else if (slice_eq(field, SLICE("post_title"))) {
    hexo_slugize(a->post->title_given ? a->post->title : SLICE(""), HEXO_LOWER, out);
  } else if (slice_eq(field, SLICE("hash"))) {
    add_hash(a, name, out);
    return a->dated;
  } else if (slice_eq(field, SLICE("category"))) {
    field_category(a, out);
  } else {
    return field_own(a, name, field, out);
  }
  return true;
}

static void fill(struct address *a, struct str *out)
{
  struct hexo_name name;
  struct slice rest = a->config->permalink;
  hexo_name_parse(a->config->new_post_name, a->place->within, &name);
  while (rest.len) {
    struct slice field = hexo_variable(rest);
    if (field.len)
      a->missing |= !add_field(a, &name, field, out);
    else
      str_addc(out, rest.ptr[0]);
    rest = slice_from(rest, 1 + field.len);
  }
}

void permalink_hexo(struct address *a, struct str *out)
{
  struct slice own = value_string(value_gets(a->front, "permalink"));
  struct str url = STR_INIT;
  if (own.len)
    str_add(&url, own); /* as it stands: no template */
  else
    fill(a, &url);
  bool folder = value_bool(value_gets(a->config->values, "post_asset_folder"), false);
  bool open =
      !slice_ends(str_slice(&url), SLICE("/")) && !slice_ends(str_slice(&url), SLICE(".html"));
  if (folder && open) str_addc(&url, '/');
  if (!a->missing && !slice_starts(str_slice(&url), SLICE("/"))) str_addc(out, '/');
  if (!a->missing) str_add(out, str_slice(&url));
  str_free(&url);
}
