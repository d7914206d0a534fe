/* Addresses of Hugo: the path of the page, or a pattern of `permalinks:` for its section; then
 * cleaned (helpers/path.go, UnicodeSanitize), in lower case, percent-encoded. */
#include "site/permalink_impl.h"

#include "site/hugo_page.h"
#include "site/post_date.h"

#include "base/ascii.h"
#include "base/path.h"
#include "text/letter.h"
#include "text/utf8.h"

/* A page's place: its section's folders and its name, of a bundle the folder's name. */
struct page {
  struct slice dir, name;
  struct slice language; /* of the name: "zh" of "tide.zh.md"; ptr NULL: it has none */
};

static bool option(const struct address *a, const char *key)
{
  return value_bool(value_gets(a->config->values, key), false);
}

static struct slice text(const struct address *a, const char *key)
{
  return value_string(value_gets(a->config->values, key));
}

static struct page page_of(const struct address *a)
{
  struct slice path = a->post->path, content = text(a, "contentdir");
  if (!content.len) content = SLICE("content");
  while (slice_ends(content, SLICE("/"))) content.len--;
  if (path_within(path, content) && path.len > content.len)
    path = slice_from(path, content.len + 1);
  struct page page = { path_dir(path), path_stem(path), SLICE_NULL };
  page.language = hugo_language(a->config, &page.name);
  if (slice_eq(page.name, SLICE("index"))) {
    page.name = path_base(page.dir);
    page.dir = path_dir(page.dir);
  }
  return page;
}

/* --- cleaning --- */

static bool is_allowed(char32_t c, struct slice rest)
{
  if (c >= 0x80) return letter_is(c) || letter_is_mark(c) || letter_is_digit(c);
  if (ascii_is_alnum((char)c) || (c && strchr("./\\_#+~-@", (int)c))) return true;
  return c == '%' && rest.len > 2 && ascii_hex_value(rest.ptr[1]) >= 0 &&
         ascii_hex_value(rest.ptr[2]) >= 0;
}

static bool is_space(char32_t c)
{
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
         c == 0x3000;
}

/* White space becomes a hyphen, unless one is there; all other signs go. */
static void add_clean_path(const struct address *a, struct slice s, struct str *out)
{
  struct str plain = STR_INIT;
  bool gap = false, hyphen = false, cased = option(a, "disablepathtolower");
  size_t start = out->len;
  if (option(a, "removepathaccents")) letter_add_plain(s, &plain);
  for (struct slice rest = plain.len ? str_slice(&plain) : s; rest.len;) {
    char32_t c;
    struct slice one = slice_first(rest, utf8_decode(rest, &c, NULL));
    if (is_allowed(c, rest)) {
      hyphen = c == '-';
      if (gap && !hyphen) str_addc(out, '-');
      gap = false;
      if (cased)
        str_add(out, one);
      else
        letter_add_lower(one, out);
    } else if (out->len > start && !hyphen && is_space(c)) {
      gap = true;
    }
    rest = slice_from(rest, one.len);
  }
  str_free(&plain);
}

/* Doubled slashes go; what no address may hold as such is encoded. */
static void add_encoded(struct slice s, struct str *out)
{
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    if (c == '/' && out->len && out->ptr[out->len - 1] == '/') continue;
    if (c > 0x20 && c < 0x7f && !strchr("\"<>\\^`{|}", c))
      str_addc(out, (char)c);
    else
      str_addf(out, "%%%02X", c);
  }
}

/* --- patterns --- */

/* Where dates come from names, so do slugs: the rest of the name. */
static struct slice own_slug(const struct address *a, const struct page *page)
{
  struct slice own = value_string(value_gets(a->front, "slug"));
  bool named = a->post->date_from == DATE_FILE_NAME && post_date_hugo_names(a->config);
  if (own.ptr || !named) return own;
  struct slice rest = slice_from(page->name, strlen("2006-01-02"));
  while (rest.len && strchr(" -_", rest.ptr[0])) rest = slice_from(rest, 1);
  while (rest.len && strchr(" -_", rest.ptr[rest.len - 1])) rest.len--;
  return rest;
}

static struct slice section_of(const struct page *page)
{
  return slice_first(page->dir, slice_find_char(page->dir, '/'));
}

static void add_part(struct address *a, const struct page *page, struct slice name, struct str *out)
{
  static const struct {
    const char *name, *format;
  } dates[] = {
    { "month", "%m" },   { "monthname", "%B" },   { "day", "%d" },
    { "weekday", "%w" }, { "weekdayname", "%A" },
  };
  struct slice slug = own_slug(a, page), title = a->post->title_given ? a->post->title : SLICE("");
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
    if (slice_eq(name, slice_of(dates[i].name))) permalink_add_when(a, dates[i].format, out);
  if (slice_eq(name, SLICE("year")))
    str_addf(out, "%d", a->when.tm_year + 1900);
  else if (slice_eq(name, SLICE("yearday")))
    str_addf(out, "%d", a->when.tm_yday + 1);
  else if (slice_eq(name, SLICE("section")))
    str_add(out, section_of(page));
  else if (slice_eq(name, SLICE("sections")))
    str_add(out, page->dir);
  else if (slice_eq(name, SLICE("title")))
    str_add(out, title);
  else if (slice_eq(name, SLICE("slug")))
    str_add(out, slug.len ? slug : title);
  else if (slice_eq(name, SLICE("slugorfilename")) ||
           slice_eq(name, SLICE("slugorcontentbasename")))
    str_add(out, slug.len ? slug : page->name);
  else if (slice_eq(name, SLICE("filename")) || slice_eq(name, SLICE("contentbasename")))
    str_add(out, page->name);
}

static void fill(struct address *a, const struct page *page, struct slice pattern, struct str *out)
{
  while (pattern.len) {
    size_t n = 1;
    while (pattern.ptr[0] == ':' && n < pattern.len &&
           (ascii_is_alnum(pattern.ptr[n]) || pattern.ptr[n] == '_'))
      n++;
    if (n > 1)
      add_part(a, page, (struct slice){ pattern.ptr + 1, n - 1 }, out);
    else
      str_addc(out, pattern.ptr[0]);
    pattern = slice_from(pattern, n);
  }
}

/* What fills a pattern is cleaned, unescaped as if it were a form's, and cleaned again. */
static void add_filled(struct address *a, const struct page *page, struct slice pattern,
                       struct str *out)
{
  struct str raw = STR_INIT, once = STR_INIT;
  fill(a, page, pattern, &raw);
  add_clean_path(a, str_slice(&raw), &once);
  str_clear(&raw);
  for (size_t i = 0; i < once.len; i++) {
    char c = once.ptr[i];
    if (c == '%') { /* cleaning has left it with two digits */
      c = (char)(ascii_hex_value(once.ptr[i + 1]) * 16 + ascii_hex_value(once.ptr[i + 2]));
      i += 2;
    } else if (c == '+') {
      c = ' ';
    }
    str_addc(&raw, c);
  }
  add_clean_path(a, str_slice(&raw), out);
  str_free(&raw);
  str_free(&once);
}

/* Of its language, or else of the site. */
static struct slice pattern_of(const struct address *a, const struct page *page)
{
  struct slice section = page->dir.len ? section_of(page) : SLICE("/");
  struct slice language = hugo_page_language(a->config, a->post->path);
  const struct value *own = value_get(value_gets(a->config->values, "languages"), language);
  const struct value *all = value_gets(own, "permalinks");
  if (!all) all = value_gets(a->config->values, "permalinks");
  for (const struct value *v = all && all->kind == VALUE_MAP ? all->first : NULL; v; v = v->next)
    if (slice_eq_nocase(v->key, section)) return value_string(v);
  return SLICE_NULL;
}

/* The language's folder: of every language but the default one, or of all. */
static void add_language(const struct address *a, const struct page *page, struct str *out)
{
  const struct value *all = value_gets(a->config->values, "languages");
  struct slice chosen = text(a, "defaultcontentlanguage");
  if (!chosen.len) chosen = SLICE("en");
  bool many = all && all->kind == VALUE_MAP && all->first != all->last;
  bool folders = a->config->content.count > 1; /* each language has its own: part of the path */
  struct slice language = page->language.ptr ? page->language : chosen;
  bool shown = option(a, "defaultcontentlanguageinsubdir") || !slice_eq_nocase(language, chosen);
  if (!many || !shown || (folders && !page->language.ptr)) return;
  str_addc(out, '/');
  str_add(out, language);
}

void permalink_hugo(struct address *a, struct str *out)
{
  struct page page = page_of(a);
  struct slice own = value_string(value_gets(a->front, "url")), pattern = pattern_of(a, &page);
  struct str raw = STR_INIT, clean = STR_INIT;
  if (!a->dated) a->when = (struct tm){ .tm_year = 1 - 1900, .tm_mday = 1, .tm_wday = 1 };
  add_language(a, &page, &clean);
  str_addc(&clean, '/');
  bool file = own.len && path_extension(path_base(own)).len;
  if (own.len && slice_find(own, SLICE("://")) == SLICE_NONE) {
    str_add(&clean, own);
  } else {
    struct slice slug = own_slug(a, &page);
    path_join(&raw, page.dir, slug.len ? slug : page.name);
    if (pattern.len)
      add_filled(a, &page, pattern, &clean);
    else
      add_clean_path(a, str_slice(&raw), &clean);
    while (slice_ends(str_slice(&clean), SLICE("/"))) str_cut(&clean, clean.len - 1);
    if (option(a, "uglyurls")) str_adds(&clean, ".html");
    file = option(a, "uglyurls");
  }
  if (!file) str_addc(&clean, '/');
  add_encoded(str_slice(&clean), out);
  str_free(&raw);
  str_free(&clean);
}
