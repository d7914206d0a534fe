#include "site/post_date.h"

#include "site/date.h"
#include "site/go_date.h"
#include "site/hexo_name.h"
#include "site/hugo_page.h"

#include "base/ascii.h"
#include "base/path.h"

#include <stdio.h>
#include <stdlib.h>

enum { NUMBER_LEAST_DIGITS = 12, YEAR_FIRST = 1970, YEAR_LAST = 2099, KEY_MAX_BYTES = 64 };

static size_t digits_at(struct slice s, size_t at, int *value)
{
  size_t n = 0;
  *value = 0;
  while (at + n < s.len && n < 9 && ascii_is_digit(s.ptr[at + n]))
    *value = *value * 10 + (s.ptr[at + n++] - '0');
  return n;
}

static bool plausible(int year, int month, int day)
{
  return year >= YEAR_FIRST && year <= YEAR_LAST && month >= 1 && month <= 12 && day >= 1 &&
         day <= 31;
}

struct slice post_number(struct slice path)
{
  struct slice stem = path_stem(path);
  size_t end = stem.len;
  while (end > 0) {
    while (end > 0 && !ascii_is_digit(stem.ptr[end - 1])) end--;
    size_t start = end;
    while (start > 0 && ascii_is_digit(stem.ptr[start - 1])) start--;
    if (end - start >= NUMBER_LEAST_DIGITS) return (struct slice){ stem.ptr + start, end - start };
    end = start;
  }
  return SLICE_NULL;
}

/* Eight digits at the start of a run that make a day. */
static bool compact_day(struct slice run, int *year, int *month, int *day)
{
  if (run.len < 8) return false;
  int number;
  digits_at(slice_first(run, 8), 0, &number);
  *year = number / 10000;
  *month = number / 100 % 100;
  *day = number % 100;
  return plausible(*year, *month, *day);
}

bool post_date_of_path(struct slice path, int *year, int *month, int *day)
{
  struct slice base = path_base(path), name_day, slug;
  if (place_dated_name(base, &name_day, &slug)) {
    size_t year_digits = digits_at(base, 0, year);
    size_t at = year_digits + 1;
    at += digits_at(base, at, month) + 1;
    digits_at(base, at, day);
    if (year_digits == 2) *year += *year < 69 ? 2000 : 1900;
    if (*month >= 1 && *month <= 12 && *day >= 1 && *day <= 31) return true;
  }
  for (size_t i = 0; i < path.len; i++) {
    if (!ascii_is_digit(path.ptr[i]) || (i && ascii_is_digit(path.ptr[i - 1]))) continue;
    size_t n = digits_at(path, i, year), at = i + n;
    if (n == 8 && compact_day(slice_from(path, i), year, month, day)) return true;
    if (n != 4 || at >= path.len || !strchr("-_/.", path.ptr[at])) continue;
    size_t m = digits_at(path, at + 1, month), after = at + 1 + m;
    if (m == 0 || m > 2 || after >= path.len || path.ptr[after] != path.ptr[at]) continue;
    size_t d = digits_at(path, after + 1, day);
    if (d && d <= 2 && plausible(*year, *month, *day)) return true;
  }
  return false;
}

static void set(struct post *post, const struct date *date, enum date_from from)
{
  post->date = date->seconds;
  post->zone_minutes = date->zone_minutes;
  post->date_from = from;
}

static void set_day(struct post *post, int year, int month, int day, enum date_from from)
{
  struct date date = { .seconds = 0 };
  date.seconds = date_local(year, month, day, 0, 0, 0, &date.zone_minutes);
  set(post, &date, from);
}

/* JavaScript's Date has the month first: 5/1/2024 is in May. */
static bool js_parse(struct slice text, struct date *date)
{
  int part[3];
  size_t at = 0, digits = 0;
  for (int i = 0; i < 3; i++) {
    digits = digits_at(text, at, &part[i]);
    at += digits;
    bool more = at < text.len && (text.ptr[at] == '/' || text.ptr[at] == '-');
    if (!digits || (i < 2 && (digits > 2 || !more))) return date_parse(text, date);
    at += i < 2;
  }
  if ((digits != 2 && digits != 4) || part[0] > 31) return date_parse(text, date);
  if (digits == 2) part[2] += part[2] < 50 ? 2000 : 1900;
  struct str ordered = STR_INIT;
  str_addf(&ordered, "%04d-%02d-%02d%.*s", part[2], part[0], part[1],
           SLICE_ARG(slice_from(text, at)));
  bool read = part[0] <= 12 && date_parse(str_slice(&ordered), date);
  str_free(&ordered);
  return read;
}

/* Hexo takes what a clock of the machine's zone shows then (of UTC, when YAML made a date of
 * it) for what one of the site's zone shows, even where the post names a zone
 * (hexo/plugins/processor/common, timezone). */
static bool hexo_parse(const struct post_context *x, const struct value *v, struct date *date)
{
  if (!js_parse(v->text, date) || date->lenient) return false;
  bool by_yaml = value_scalar(v).type == SCALAR_TIME;
  if (!date->has_zone || (!by_yaml && !x->config->timezone.len)) return true;
  struct tm clock;
  int32_t shown = by_yaml ? 0 : x->machine_fixed ? x->machine_minutes : date_zone_at(date->seconds);
  if (!date_clock(date->seconds, shown, &clock)) return false;
  date->seconds = date_local(clock.tm_year + 1900, clock.tm_mon + 1, clock.tm_mday, clock.tm_hour,
                             clock.tm_min, clock.tm_sec, &date->zone_minutes);
  return true;
}

/* A number is to Hugo a count of seconds. */
static bool hugo_parse(const struct value *v, struct date *date)
{
  struct scalar scalar = value_scalar(v);
  if (scalar.type != SCALAR_INTEGER) return date_parse_go(v->text, date);
  *date = (struct date){ .seconds = scalar.integer, .has_time = true, .has_zone = true };
  return true;
}

static bool parse(const struct post_context *x, const struct value *v, struct date *date)
{
  if (x->as_generator && x->config->kind == SITE_HEXO) return hexo_parse(x, v, date);
  if (x->as_generator && x->config->kind == SITE_HUGO) return hugo_parse(v, date);
  if (!x->as_generator || x->config->kind != SITE_JEKYLL) return date_parse(v->text, date);
  bool time = value_scalar(v).type == SCALAR_TIME;
  return time ? date_parse_utc(v->text, date) : date_parse_ruby(v->text, date);
}

static bool from_value(const struct post_context *x, const struct value *v, uint32_t line,
                       struct post *post)
{
  struct date date;
  if (!v || v->kind != VALUE_SCALAR) return false;
  struct date strict;
  bool read = parse(x, v, &date);
  bool given_up =
      !read || date.lenient || (x->config->kind == SITE_HUGO && !hugo_parse(v, &strict));
  if (given_up && slice_trim(v->text).len)
    diag_add(&post->diags, read ? DIAG_DATE_LENIENT : DIAG_DATE_UNREADABLE, line, 0, "%.*s",
             SLICE_ARG(v->text));
  if (!read) return false;
  if (date.has_time && !date.has_zone) diag_add(&post->diags, DIAG_DATE_NO_ZONE, line, 0, NULL);
  set(post, &date, DATE_FRONT_MATTER);
  return true;
}

/* Zola's `path = "2024/05/01/name"` is front matter with a day in it. */
static bool from_address(const struct post_context *x, const struct front_matter *front,
                         struct post *post)
{
  bool by_name =
      x->config->kind == SITE_JEKYLL || (x->as_generator && x->config->kind == SITE_HEXO);
  if (by_name) return false;
  static const char *const keys[] = { "path", "permalink", "url", "slug" };
  int year, month, day;
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    struct slice s = value_string(value_gets(front->values, keys[i]));
    if (!s.len || !post_date_of_path(s, &year, &month, &day)) continue;
    set_day(post, year, month, day, DATE_FRONT_MATTER);
    return true;
  }
  return false;
}

static const char *const date_keys[] = { "date",    "publishDate", "publishdate", "pubDate",
                                         "pubdate", "pubDatetime", "published",   "published_at",
                                         "created", "created_at",  "updated",     "lastmod",
                                         "modified" };
enum { DATE_KEYS = sizeof date_keys / sizeof *date_keys };

static bool from_front(const struct post_context *x, const struct front_matter *front, size_t first,
                       size_t end, struct post *post)
{
  for (size_t i = first; i < end; i++) {
    const struct value *v = value_gets(front->values, date_keys[i]);
    uint32_t line = v ? front->head_line + v->line - 1 : 0;
    if (v && from_value(x, v, line, post)) return true;
    if (v && i == 0 && value_is_null(v) && !v->text.len)
      diag_add(&post->diags, DIAG_DATE_UNREADABLE, line, 0, NULL);
  }
  const struct value *v = end > 1 ? value_path(front->values, "extra.date") : NULL;
  return v && from_value(x, v, front->head_line, post);
}

bool post_date_hugo_names(const struct site_config *c)
{
  const struct value *v = value_path(c->values, "frontmatter.date");
  for (v = c->kind == SITE_HUGO && v && v->kind == VALUE_LIST ? v->first : NULL; v; v = v->next)
    if (slice_eq(v->text, SLICE(":filename"))) return true;
  return false;
}

/* The day that the generator, or a lenient reader, finds in the file's name. */
static bool day_of_name(const struct post_context *x, const struct place *place, struct slice path,
                        int *year, int *month, int *day)
{
  struct slice whole, slug;
  struct hexo_name name;
  struct date date;
  bool jekyll = x->config->kind == SITE_JEKYLL;
  if (x->as_generator && x->config->kind == SITE_HUGO) {
    struct slice stem = path_stem(path);
    bool bundle = slice_eq(stem, SLICE("index")) || slice_starts(stem, SLICE("index."));
    path = bundle ? path_base(path_dir(path)) : path_base(path);
    if (!date_parse_go(slice_first(path, strlen("2006-01-02")), &date)) return false;
  }
  if (x->as_generator && x->config->kind == SITE_HEXO)
    return hexo_name_parse(x->config->new_post_name, place->within, &name) &&
           hexo_name_day(&name, year, month, day);
  if (x->as_generator && jekyll && !place_dated_name(path_base(path), &whole, &slug)) return false;
  return post_date_of_path(path, year, month, day);
}

/* A date that it cannot read is to Hexo no date at all. */
static bool given_up(const struct post_context *x, const struct front_matter *front)
{
  const struct value *v = value_gets(front->values, "date");
  return x->as_generator && x->config->kind == SITE_HEXO && v && !value_is_null(v) &&
         (v->kind != VALUE_SCALAR || v->text.len);
}

static bool from_number(struct post *post)
{
  int year, month, day;
  if (!compact_day(post->number, &year, &month, &day)) return false;
  set_day(post, year, month, day, DATE_NUMBER);
  return true;
}

static bool from_name(const struct post_context *x, const struct place *place, struct post *post)
{
  int year, month, day;
  if (!day_of_name(x, place, post->path, &year, &month, &day)) return false;
  set_day(post, year, month, day, DATE_FILE_NAME);
  return true;
}

/* --- Hugo's `frontmatter.date`: what is looked at, in order --- */

static bool from_keys(const struct post_context *x, const struct front_matter *front,
                      const char *keys, struct post *post)
{
  struct slice rest = slice_of(keys), key;
  while (slice_cut(&rest, ' ', &key)) {
    char name[KEY_MAX_BYTES];
    if ((size_t)snprintf(name, sizeof name, "%.*s", SLICE_ARG(key)) >= sizeof name) continue;
    const struct value *v = hugo_value(front->values, name);
    if (from_value(x, v, v ? front->head_line + v->line - 1 : 0, post)) return true;
  }
  return false;
}

/* One entry; what the file system and Git know of a file is no matter of its text. */
static bool from_entry(const struct post_context *x, const struct place *place,
                       const struct front_matter *front, struct slice entry, struct post *post)
{
  static const struct {
    const char *entry, *keys;
  } several[] = {
    { ":default", "date publishdate pubdate published lastmod modified" },
    { "publishdate", "publishdate pubdate published" },
    { "lastmod", "lastmod modified" },
  };
  if (slice_eq_nocase(entry, SLICE(":filename"))) return from_name(x, place, post);
  for (size_t i = 0; i < sizeof several / sizeof *several; i++)
    if (slice_eq_nocase(entry, slice_of(several[i].entry)))
      return from_keys(x, front, several[i].keys, post);
  struct str key = STR_INIT;
  for (size_t i = 0; i < entry.len; i++) str_addc(&key, ascii_lower(entry.ptr[i]));
  bool found = key.len && from_keys(x, front, key.ptr, post);
  str_free(&key);
  return found;
}

static bool from_hugo(const struct post_context *x, const struct place *place,
                      const struct front_matter *front, struct post *post)
{
  const struct value *list = value_path(x->config->values, "frontmatter.date");
  if (!list || list->kind != VALUE_LIST)
    return from_entry(x, place, front, list ? value_string(list) : SLICE(":default"), post);
  for (const struct value *v = list->first; v; v = v->next)
    if (from_entry(x, place, front, value_string(v), post)) return true;
  return false;
}

void post_date_read(const struct post_context *x, const struct place *place,
                    const struct front_matter *front, struct post *post)
{
  bool hugo = x->config->kind == SITE_HUGO;
  bool named = x->config->kind == SITE_JEKYLL || x->config->kind == SITE_HEXO;
  post->date_from = DATE_NONE;
  if (hugo && from_hugo(x, place, front, post)) return;
  if (hugo && x->as_generator) {
    diag_add(&post->diags, DIAG_NO_DATE, 0, 0, NULL);
    return;
  }
  /* Where names are dated, a day on which something was changed is none of the post's. */
  size_t before_name = named ? 1 : DATE_KEYS;
  bool found = from_front(x, front, 0, before_name, post) || from_address(x, front, post) ||
               (!given_up(x, front) && from_name(x, place, post));
  if (!found && !x->as_generator)
    found = from_front(x, front, before_name, DATE_KEYS, post) || from_number(post);
  if (!found) diag_add(&post->diags, DIAG_NO_DATE, 0, 0, NULL);
  bool hexo = x->config->kind == SITE_HEXO;
  if (post->date_from != DATE_NONE && named && (x->as_generator || x->zone_is_sites))
    post->zone_minutes =
        hexo && x->as_generator && x->machine_fixed ? x->machine_minutes : date_zone_at(post->date);
}
