#include "site/permalink_impl.h"

#include "site/canonical.h"
#include "site/date.h"

#include "base/ascii.h"
#include "base/map.h"
#include "base/path.h"
#include "text/letter.h"
#include "text/utf8.h"

typedef void field_fn(const struct address *a, struct str *out);

/* --- the fields --- */

/* A key of the front matter, or of Jekyll's defaults; ptr NULL: neither has it. */
static struct slice own_text(const struct address *a, const char *key)
{
  struct slice own = value_string(value_gets(a->front, key));
  if (own.ptr) return own;
  struct slice type = a->place->collection ? a->place->collection->name : SLICE("posts");
  return value_string(site_config_default(a->config, a->post->path, type, slice_of(key)));
}

static struct slice own_slug(const struct address *a)
{
  struct slice slug = own_text(a, "slug");
  return slug.len || (slug.ptr && a->config->kind == SITE_JEKYLL) ? slug : a->name;
}

void permalink_add_when(const struct address *a, const char *format, struct str *out)
{
  char text[32];
  size_t n = strftime(text, sizeof text, format, &a->when);
  str_add(out, (struct slice){ text, n });
}

/* In two digits: a part of nearly every address, and ten times faster than by a format. */
static void add_two(int number, struct str *out)
{
  str_addc(out, (char)('0' + number / 10 % 10));
  str_addc(out, (char)('0' + number % 10));
}

#define WHEN_FIELD(name, format)                                                                   \
  static void field_##name(const struct address *a, struct str *out)                               \
  {                                                                                                \
    permalink_add_when(a, format, out);                                                            \
  }
WHEN_FIELD(i_month, "%-m")
WHEN_FIELD(i_day, "%-d")
WHEN_FIELD(short_year, "%y")
WHEN_FIELD(hour, "%H")
WHEN_FIELD(minute, "%M")
WHEN_FIELD(second, "%S")
WHEN_FIELD(y_day, "%j")
WHEN_FIELD(week, "%V")
WHEN_FIELD(w_year, "%G")
WHEN_FIELD(w_day, "%u")
WHEN_FIELD(short_day, "%a")
WHEN_FIELD(long_day, "%A")
WHEN_FIELD(short_month, "%b")
WHEN_FIELD(long_month, "%B")

static void field_month(const struct address *a, struct str *out)
{
  add_two(a->when.tm_mon + 1, out);
}

static void field_day(const struct address *a, struct str *out)
{
  add_two(a->when.tm_mday, out);
}

static void field_year(const struct address *a, struct str *out)
{
  int year = a->when.tm_year + 1900;
  if (year < 0 || year > 9999) return str_addf(out, "%04d", year);
  add_two(year / 100, out);
  add_two(year % 100, out);
}

static void field_slug(const struct address *a, struct str *out)
{
  permalink_slug(own_slug(a), false, false, out);
}

static void field_name(const struct address *a, struct str *out)
{
  bool whole = a->config->kind == SITE_JEKYLL; /* with the date */
  permalink_slug(whole ? path_stem(a->post->path) : a->name, false, false, out);
}

static void field_title(const struct address *a, struct str *out)
{
  permalink_slug(own_slug(a), true, true, out);
}

static void field_basename(const struct address *a, struct str *out)
{
  str_add(out, a->name);
}

/* Jekyll's Markdown becomes HTML, by its `markdown_ext`; every other file keeps its ending. */
static void field_output_ext(const struct address *a, struct str *out)
{
  struct slice own = path_extension(a->post->path), one;
  struct slice markdown = value_string(value_gets(a->config->values, "markdown_ext"));
  if (!markdown.len) markdown = SLICE("markdown,mkdown,mkdn,mkd,md");
  while (slice_cut(&markdown, ',', &one))
    if (slice_eq_nocase(one, own)) return str_adds(out, ".html");
  str_addc(out, '.');
  str_add(out, own);
}

/* Names that have become alike are one. */
static void add_categories(const struct address *a, bool slugs, struct str *out)
{
  const slice_list *list = &a->post->categories;
  struct map seen = { 0 };
  for (size_t i = 0; i < list->count; i++) {
    struct str name = STR_INIT;
    if (slugs)
      permalink_slug(list->items[i], false, false, &name);
    else
      letter_add_lower(list->items[i], &name);
    if (list->count == 1 || map_get(&seen, str_slice(&name)) == MAP_NONE) {
      if (i) str_addc(out, '/');
      str_add(out, str_slice(&name));
      if (list->count > 1) map_put(&seen, str_slice(&name), 0);
    }
    str_free(&name);
  }
  map_free(&seen);
}

static void field_categories(const struct address *a, struct str *out)
{
  add_categories(a, false, out);
}

static void field_slug_categories(const struct address *a, struct str *out)
{
  add_categories(a, true, out);
}

static void field_collection(const struct address *a, struct str *out)
{
  str_add(out, a->place->collection ? a->place->collection->name : SLICE("posts"));
}

static void field_path(const struct address *a, struct str *out)
{
  struct slice stem = path_stem(a->place->within);
  while (slice_ends(stem, SLICE("."))) stem.len--;
  struct str above = STR_INIT;
  path_join(&above, a->place->above, path_dir(a->place->within));
  path_join(out, str_slice(&above), stem);
  str_free(&above);
}

struct field {
  struct slice name;
  field_fn *add;
  bool of_date;
};

#define NAMED(text)                                                                                \
  {                                                                                                \
    text, sizeof(text) - 1                                                                         \
  }
static const struct field fields[] = {
  { NAMED("year"), field_year, true },
  { NAMED("month"), field_month, true },
  { NAMED("i_month"), field_i_month, true },
  { NAMED("day"), field_day, true },
  { NAMED("i_day"), field_i_day, true },
  { NAMED("short_year"), field_short_year, true },
  { NAMED("hour"), field_hour, true },
  { NAMED("minute"), field_minute, true },
  { NAMED("second"), field_second, true },
  { NAMED("y_day"), field_y_day, true },
  { NAMED("week"), field_week, true },
  { NAMED("w_year"), field_w_year, true },
  { NAMED("w_day"), field_w_day, true },
  { NAMED("short_day"), field_short_day, true },
  { NAMED("long_day"), field_long_day, true },
  { NAMED("short_month"), field_short_month, true },
  { NAMED("long_month"), field_long_month, true },
  { NAMED("title"), field_title, false },
  { NAMED("slug"), field_slug, false },
  { NAMED("name"), field_name, false },
  { NAMED("basename"), field_basename, false },
  { NAMED("categories"), field_categories, false },
  { NAMED("slugified_categories"), field_slug_categories, false },
  { NAMED("collection"), field_collection, false },
  { NAMED("path"), field_path, false },
  { NAMED("output_ext"), field_output_ext, false },
};

/* --- templates --- */

static void add_encoded(struct slice s, struct str *out)
{
  static const char hex[] = "0123456789ABCDEF";
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    if (ascii_is_alnum((char)c) || (c < 0x80 && c && strchr("-._~!$&'()*+,;=:@/?", c))) {
      str_addc(out, (char)c);
    } else {
      str_addc(out, '%');
      str_addc(out, hex[c >> 4]);
      str_addc(out, hex[c & 15]);
    }
  }
}

static struct slice variable_name(struct slice s)
{
  size_t n = 0;
  while (n < s.len && ((s.ptr[n] >= 'a' && s.ptr[n] <= 'z') || s.ptr[n] == '_')) n++;
  return slice_first(s, n);
}

static const struct field *field_named(struct slice name)
{
  for (size_t i = 0; name.len && i < sizeof fields / sizeof *fields; i++)
    if (name.len == fields[i].name.len && memcmp(name.ptr, fields[i].name.ptr, name.len) == 0)
      return &fields[i];
  return NULL;
}

static void fill(struct address *a, struct slice template, struct str *out)
{
  bool encode = a->config->kind == SITE_JEKYLL;
  struct str text = STR_INIT;
  while (template.len) {
    struct slice name = SLICE_NULL;
    if (template.ptr[0] == ':') name = variable_name(slice_from(template, 1));
    const struct field *field = field_named(name);
    if (!field && slice_ends(name, SLICE("_"))) field = field_named(slice_first(name, --name.len));
    if (!field) {
      a->missing |= name.len && encode; /* Jekyll stops there */
      str_addc(out, template.ptr[0]);
      template = slice_from(template, 1);
      continue;
    }
    a->missing |= field->of_date && !a->dated;
    str_clear(&text);
    field->add(a, &text);
    if (encode)
      add_encoded(str_slice(&text), out);
    else
      str_add(out, str_slice(&text));
    template = slice_from(template, name.len + 1);
  }
  str_free(&text);
}

/* As Jekyll's URL#sanitize_url: "..", "./" and doubled slashes go. */
static void add_clean(struct slice s, struct str *out)
{
  size_t start = out->len;
  str_addc(out, '/');
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i], next = i + 1 < s.len ? s.ptr[i + 1] : '\0';
    if (c == '.' && next == '.')
      c = '/';
    else if (c == '.' && next == '/')
      c = '\0';
    if (c != s.ptr[i]) i++;
    bool doubled = c == '/' && out->len > start && out->ptr[out->len - 1] == '/';
    if (c != '\0' && !doubled) str_addc(out, c);
  }
}

static struct slice style_template(struct slice style)
{
  static const struct {
    const char *style, *template;
  } styles[] = {
    { "date", "/:categories/:year/:month/:day/:title:output_ext" },
    { "pretty", "/:categories/:year/:month/:day/:title/" },
    { "ordinal", "/:categories/:year/:y_day/:title:output_ext" },
    { "weekdate", "/:categories/:year/W:week/:short_day/:title:output_ext" },
    { "none", "/:categories/:title:output_ext" },
  };
  for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
    if (slice_eq(style, slice_of(styles[i].style))) return slice_of(styles[i].template);
  return style;
}

/* A collection without a template of its own has the site's ending. */
static struct slice collection_template(const struct address *a)
{
  struct slice style = a->config->permalink;
  if (a->place->collection->permalink.ptr) return a->place->collection->permalink;
  if (slice_ends(style, SLICE("/")) || slice_eq(style, SLICE("pretty")))
    return SLICE("/:collection/:path/");
  bool ending = slice_eq(style, SLICE("date")) || slice_eq(style, SLICE("ordinal")) ||
                slice_eq(style, SLICE("none")) || slice_ends(style, SLICE(":output_ext"));
  return ending ? SLICE("/:collection/:path:output_ext") : SLICE("/:collection/:path");
}

static void jekyll_url(struct address *a, struct str *out)
{
  struct slice own = own_text(a, "permalink"), template = own;
  if (!own.ptr && a->place->collection)
    template = collection_template(a);
  else if (!own.ptr)
    template = a->config->posts_permalink.ptr ? a->config->posts_permalink
                                              : style_template(a->config->permalink);
  struct str url = STR_INIT;
  fill(a, template, &url);
  if (!a->missing) add_clean(str_slice(&url), out);
  str_free(&url);
}

static void add_slashed(struct slice s, struct str *out)
{
  if (!slice_starts(s, SLICE("/"))) str_addc(out, '/');
  str_add(out, s);
}

/* The path of the page, its bundle's folder for an index, under the content folder. */
static void content_url(struct address *a, struct str *out)
{
  struct slice path = a->place->within, dir = path_dir(path), stem = path_stem(path),
               slug = value_string(value_gets(a->front, "slug"));
  if (slice_eq(stem, SLICE("index")) || slice_starts(stem, SLICE("index."))) {
    stem = path_base(dir);
    dir = path_dir(dir);
  }
  str_addc(out, '/');
  str_add(out, dir);
  if (dir.len) str_addc(out, '/');
  str_add(out, slug.len ? slug : stem);
  str_addc(out, '/');
}

static void other_url(struct address *a, struct str *out)
{
  static const char *const own_keys[] = { "permalink", "url", "path" };
  for (size_t i = 0; i < 3; i++) {
    struct slice own = value_string(value_gets(a->front, own_keys[i]));
    if (!own.len || slice_find(own, SLICE("://")) != SLICE_NONE) continue;
    add_slashed(own, out);
    return;
  }
  struct slice slug = value_string(value_gets(a->front, "slug"));
  if (slice_starts(slug, SLICE("/")))
    str_add(out, slug);
  else
    content_url(a, out);
}

/* A Hugo site whose default language has a folder of its own, and no prefix. */
bool permalink_add_default(const struct site_config *c, const struct place *place,
                           const struct value *front, const struct post *post, struct str *out)
{
  struct slice language = value_string(value_gets(c->values, "defaultcontentlanguage"));
  struct slice dir = slice_first(post->path, post->path.len - place->within.len);
  if (c->kind != SITE_HUGO || !language.len || place->kind == PLACE_NONE || dir.len < 2)
    return false;
  dir.len--;
  bool prefixed = value_bool(value_gets(c->values, "defaultcontentlanguageinsubdir"), false);
  if (prefixed || !slice_eq(path_base(dir), language)) return false;
  struct post inner = *post;
  inner.path = place->within;
  permalink_add(c, place, front, &inner, out);
  return true;
}

static void split_name(struct address *a)
{
  struct slice base = path_base(a->post->path), day;
  if (!place_dated_name(base, &day, &a->name)) a->name = path_stem(base);
  while (a->config->kind == SITE_JEKYLL && slice_ends(a->name, SLICE("."))) a->name.len--;
}

void permalink_add(const struct site_config *c, const struct place *place,
                   const struct value *front, const struct post *post, struct str *out)
{
  struct address a = { .config = c, .place = place, .front = front, .post = post };
  time_t shown = post->date + (int64_t)post->zone_minutes * 60;
  a.dated = post->date_from != DATE_NONE && gmtime_r(&shown, &a.when) != NULL;
  split_name(&a);
  if (c->kind == SITE_JEKYLL)
    jekyll_url(&a, out);
  else if (c->kind == SITE_HEXO)
    permalink_hexo(&a, out);
  else if (c->kind == SITE_HUGO)
    permalink_hugo(&a, out);
  else
    other_url(&a, out);
}
