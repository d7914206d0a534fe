#include "base/ascii.h"
#include "site/liquid.h"

#include "site/date.h"
#include "site/permalink.h"

#include <math.h>
#include <time.h>

enum { TEXT_MAX_BYTES = 1 << 20, ITEMS_MAX = 10000 };

/* A filter at work: text filters append to *out, the others return a value. */
struct filter {
  struct liquid *l;
  const struct value *v;
  const struct value *const *arguments;
  size_t count;
  struct str out;
};

static struct slice argument(const struct filter *f, size_t n)
{
  if (n >= f->count || !f->arguments[n] || f->arguments[n]->kind != VALUE_SCALAR) return SLICE("");
  return f->arguments[n]->text;
}

static struct slice input(const struct filter *f)
{
  return f->v && f->v->kind == VALUE_SCALAR ? f->v->text : SLICE("");
}

/* --- text --- */

static void f_append(struct filter *f)
{
  str_add(&f->out, input(f));
  str_add(&f->out, argument(f, 0));
}

/* The page's own Markdown reads it; whole blocks are marked as such, as they may
 * stand in an element. */
static void f_markdownify(struct filter *f)
{
  bool blocks = slice_find_char(slice_trim(input(f)), '\n') != SLICE_NONE;
  if (blocks) str_adds(&f->out, "\n<div markdown=\"1\">\n\n");
  str_add(&f->out, input(f));
  if (blocks) str_adds(&f->out, "\n\n</div>\n");
}

static void f_prepend(struct filter *f)
{
  str_add(&f->out, argument(f, 0));
  str_add(&f->out, input(f));
}

static void add_case(struct filter *f, char first, char last)
{
  struct slice s = input(f);
  for (size_t i = 0; i < s.len; i++)
    str_addc(&f->out, s.ptr[i] >= first && s.ptr[i] <= last ? (char)(s.ptr[i] ^ 32) : s.ptr[i]);
}

static void f_upcase(struct filter *f)
{
  add_case(f, 'a', 'z');
}
static void f_downcase(struct filter *f)
{
  add_case(f, 'A', 'Z');
}

static void f_capitalize(struct filter *f)
{
  f_downcase(f);
  if (f->out.len && f->out.ptr[0] >= 'a' && f->out.ptr[0] <= 'z') f->out.ptr[0] ^= 32;
}

static void f_strip(struct filter *f)
{
  str_add(&f->out, slice_trim(input(f)));
}

static void f_strip_html(struct filter *f)
{
  struct slice s = input(f);
  while (s.len) {
    size_t open = slice_find_char(s, '<');
    size_t close = open == SLICE_NONE ? SLICE_NONE : slice_find_char(slice_from(s, open), '>');
    if (close == SLICE_NONE) return str_add(&f->out, s);
    str_add(&f->out, slice_first(s, open));
    s = slice_from(s, open + close + 1);
  }
}

static void f_strip_newlines(struct filter *f)
{
  struct slice s = input(f);
  for (size_t i = 0; i < s.len; i++)
    if (s.ptr[i] != '\n' && s.ptr[i] != '\r') str_addc(&f->out, s.ptr[i]);
}

static void f_escape(struct filter *f)
{
  expand_escaped(input(f), &f->out);
}

static void f_url_encode(struct filter *f)
{
  struct slice s = input(f);
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    bool kept = ascii_is_alnum((char)c) || strchr("-_.~/:", c);
    if (kept && c && c < 0x80)
      str_addc(&f->out, (char)c);
    else
      str_addf(&f->out, "%%%02X", c);
  }
}

static void replace(struct filter *f, struct slice from, struct slice to, bool all)
{
  struct slice s = input(f);
  while (from.len && s.len && f->out.len < TEXT_MAX_BYTES) {
    size_t at = slice_find(s, from);
    if (at == SLICE_NONE) break;
    str_add(&f->out, slice_first(s, at));
    str_add(&f->out, to);
    s = slice_from(s, at + from.len);
    if (!all) break;
  }
  str_add(&f->out, s);
}

static void f_replace(struct filter *f)
{
  replace(f, argument(f, 0), argument(f, 1), true);
}
static void f_replace_first(struct filter *f)
{
  replace(f, argument(f, 0), argument(f, 1), false);
}
static void f_remove(struct filter *f)
{
  replace(f, argument(f, 0), SLICE(""), true);
}
static void f_remove_first(struct filter *f)
{
  replace(f, argument(f, 0), SLICE(""), false);
}

static void f_slugify(struct filter *f)
{
  permalink_slug(input(f), false, false, &f->out);
}

static void add_url(struct filter *f, bool absolute)
{
  struct slice s = input(f);
  bool whole = slice_find(s, SLICE("://")) != SLICE_NONE;
  if (!whole && absolute) str_add(&f->out, site_url(f->l->x->site));
  if (!whole) {
    str_add(&f->out, site_baseurl(f->l->x->site));
    if (!slice_starts(s, SLICE("/"))) str_addc(&f->out, '/');
  }
  str_add(&f->out, s);
}

static void f_relative_url(struct filter *f)
{
  add_url(f, false);
}
static void f_absolute_url(struct filter *f)
{
  add_url(f, true);
}

static void f_truncate(struct filter *f)
{
  struct slice s = input(f);
  size_t most = f->count ? (size_t)fabs(liquid_to_number(f->arguments[0])) : 50, scalars = 0,
         at = 0;
  while (at < s.len && scalars < most) {
    at++;
    while (at < s.len && ((unsigned char)s.ptr[at] & 0xc0) == 0x80) at++;
    scalars++;
  }
  str_add(&f->out, slice_first(s, at));
  if (at < s.len) str_adds(&f->out, "...");
}

static void f_join(struct filter *f)
{
  const struct value *item = f->v ? f->v->first : NULL;
  for (; item && f->out.len < TEXT_MAX_BYTES; item = item->next) {
    if (item != f->v->first) str_add(&f->out, f->count ? argument(f, 0) : SLICE(" "));
    if (item->kind == VALUE_SCALAR) str_add(&f->out, item->text);
  }
  if (f->v && f->v->kind == VALUE_SCALAR) str_add(&f->out, f->v->text);
}

static void add_date(struct filter *f, const char *format)
{
  struct date date;
  if (!date_parse(input(f), &date)) return str_add(&f->out, input(f));
  time_t shown = date.seconds + (int64_t)date.zone_minutes * 60;
  struct tm tm;
  char text[128];
  size_t n = gmtime_r(&shown, &tm) ? strftime(text, sizeof text, format, &tm) : 0;
  str_add(&f->out, (struct slice){ text, n });
}

static void f_date(struct filter *f)
{
  char format[64];
  struct slice s = argument(f, 0);
  if (s.len >= sizeof format) return str_add(&f->out, input(f));
  memcpy(format, s.ptr, s.len);
  format[s.len] = '\0';
  add_date(f, format);
}
static void f_date_to_string(struct filter *f)
{
  add_date(f, "%d %b %Y");
}
static void f_date_to_long_string(struct filter *f)
{
  add_date(f, "%d %B %Y");
}
static void f_date_to_xmlschema(struct filter *f)
{
  add_date(f, "%Y-%m-%dT%H:%M:%S");
}

/* --- values --- */

static const struct value *v_default(struct filter *f)
{
  bool empty = !liquid_truth(f->v) || (f->v->kind == VALUE_SCALAR ? !f->v->text.len : !f->v->first);
  return empty && f->count ? f->arguments[0] : f->v;
}

static const struct value *v_first(struct filter *f)
{
  return f->v ? f->v->first : NULL;
}
static const struct value *v_last(struct filter *f)
{
  return f->v ? f->v->last : NULL;
}
static const struct value *v_size(struct filter *f)
{
  return liquid_part(f->l, f->v, SLICE("size"));
}

static struct value *new_list(struct filter *f)
{
  return value_new(&f->l->x->arena, VALUE_LIST, 0, 0);
}

static void add_copy(struct filter *f, struct value *list, const struct value *item)
{
  struct value *copy = value_new(&f->l->x->arena, VALUE_SCALAR, 0, 0);
  *copy = *item;
  copy->next = NULL;
  value_append(list, SLICE_NULL, copy);
}

static const struct value *v_split(struct filter *f)
{
  struct value *list = new_list(f);
  struct slice s = input(f), by = argument(f, 0);
  for (int items = 0; s.len && items < ITEMS_MAX; items++) {
    size_t at = by.len ? slice_find(s, by) : 1;
    struct slice part = at == SLICE_NONE ? s : slice_first(s, at);
    value_append(list, SLICE_NULL, value_text(&f->l->x->arena, part, VALUE_QUOTED, 0, 0));
    s = slice_from(s, at == SLICE_NONE ? s.len : at + by.len);
  }
  return list;
}

/* where: "key", value; where: "key" keeps what has the key. */
static const struct value *v_where(struct filter *f)
{
  struct value *list = new_list(f);
  const struct value *item = f->v ? f->v->first : NULL;
  for (int items = 0; item && items < ITEMS_MAX; item = item->next, items++) {
    const struct value *got = value_get(item, argument(f, 0));
    if (f->count > 1 ? liquid_equal(got, f->arguments[1]) : liquid_truth(got))
      add_copy(f, list, item);
  }
  return list;
}

static const struct value *v_map(struct filter *f)
{
  struct value *list = new_list(f);
  const struct value *item = f->v ? f->v->first : NULL;
  for (int items = 0; item && items < ITEMS_MAX; item = item->next, items++) {
    const struct value *got = value_get(item, argument(f, 0));
    if (got) add_copy(f, list, got);
  }
  return list;
}

static const struct value *v_reverse(struct filter *f)
{
  VEC(const struct value *) items = { 0 };
  for (const struct value *item = f->v ? f->v->first : NULL; item && items.count < ITEMS_MAX;
       item = item->next)
    vec_push(&items, item);
  struct value *list = new_list(f);
  for (size_t i = items.count; i > 0; i--) add_copy(f, list, items.items[i - 1]);
  vec_free(&items);
  return list;
}

static double operand(const struct filter *f)
{
  return f->count ? liquid_to_number(f->arguments[0]) : 0;
}
static const struct value *v_plus(struct filter *f)
{
  return liquid_number(f->l, liquid_to_number(f->v) + operand(f));
}
static const struct value *v_minus(struct filter *f)
{
  return liquid_number(f->l, liquid_to_number(f->v) - operand(f));
}
static const struct value *v_times(struct filter *f)
{
  return liquid_number(f->l, liquid_to_number(f->v) * operand(f));
}
static const struct value *v_divided_by(struct filter *f)
{
  return operand(f) == 0 ? NULL : liquid_number(f->l, floor(liquid_to_number(f->v) / operand(f)));
}
static const struct value *v_modulo(struct filter *f)
{
  return operand(f) == 0 ? NULL : liquid_number(f->l, fmod(liquid_to_number(f->v), operand(f)));
}

static const struct {
  const char *name;
  void (*text)(struct filter *f);
  const struct value *(*value)(struct filter *f);
} filters[] = {
  { "append", f_append, NULL },
  { "prepend", f_prepend, NULL },
  { "upcase", f_upcase, NULL },
  { "downcase", f_downcase, NULL },
  { "capitalize", f_capitalize, NULL },
  { "strip", f_strip, NULL },
  { "lstrip", f_strip, NULL },
  { "rstrip", f_strip, NULL },
  { "strip_html", f_strip_html, NULL },
  { "strip_newlines", f_strip_newlines, NULL },
  { "escape", f_escape, NULL },
  { "xml_escape", f_escape, NULL },
  { "url_encode", f_url_encode, NULL },
  { "cgi_escape", f_url_encode, NULL },
  { "uri_escape", f_url_encode, NULL },
  { "replace", f_replace, NULL },
  { "replace_first", f_replace_first, NULL },
  { "remove", f_remove, NULL },
  { "remove_first", f_remove_first, NULL },
  { "slugify", f_slugify, NULL },
  { "relative_url", f_relative_url, NULL },
  { "absolute_url", f_absolute_url, NULL },
  { "truncate", f_truncate, NULL },
  { "join", f_join, NULL },
  { "date", f_date, NULL },
  { "date_to_string", f_date_to_string, NULL },
  { "date_to_long_string", f_date_to_long_string, NULL },
  { "date_to_xmlschema", f_date_to_xmlschema, NULL },
  { "default", NULL, v_default },
  { "first", NULL, v_first },
  { "last", NULL, v_last },
  { "size", NULL, v_size },
  { "split", NULL, v_split },
  { "where", NULL, v_where },
  { "map", NULL, v_map },
  { "reverse", NULL, v_reverse },
  { "plus", NULL, v_plus },
  { "minus", NULL, v_minus },
  { "times", NULL, v_times },
  { "divided_by", NULL, v_divided_by },
  { "modulo", NULL, v_modulo },
  { "markdownify", f_markdownify, NULL },
};

const struct value *liquid_filter(struct liquid *l, const struct value *v, struct slice name,
                                  const struct value *const arguments[], size_t count)
{
  struct filter f = { l, v, arguments, count, STR_INIT };
  l->steps += v ? v->nodes : 0;
  for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
    if (!slice_eq(name, slice_of(filters[i].name))) continue;
    if (filters[i].value) return filters[i].value(&f);
    filters[i].text(&f);
    str_cut(&f.out, TEXT_MAX_BYTES); /* doubling a text again and again must end */
    const struct value *text = liquid_text(l, str_slice(&f.out));
    str_free(&f.out);
    return text;
  }
  return v;
}
