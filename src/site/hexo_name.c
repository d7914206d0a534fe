#include "site/hexo_name.h"

#include "base/ascii.h"
#include "base/path.h"
#include "text/letter.h"
#include "text/utf8.h"

#include <stdlib.h>

enum { STEPS_MAX = 100000 };

/* What a parameter holds, when it is not just any run of characters. */
struct segment {
  const char *name;
  size_t least, most; /* digits; hexadecimal ones for "hash" */
};
static const struct segment segments[] = {
  { "year", 4, 4 },    { "month", 2, 2 }, { "day", 2, 2 },
  { "i_month", 1, 2 }, { "i_day", 1, 2 }, { "hash", 12, 12 },
};

static bool word_char(char c)
{
  return ascii_is_alnum(c) || c == '_';
}

struct slice hexo_variable(struct slice s)
{
  size_t n = 1;
  if (!slice_starts(s, SLICE(":"))) return SLICE_NULL;
  while (n < s.len && word_char(s.ptr[n])) n++;
  while (n > 1 && s.ptr[n - 1] == '_') n--;
  return (struct slice){ s.ptr + 1, n - 1 };
}

static struct slice without_ending(struct slice path)
{
  struct slice base = path_base(path), stem = path_stem(path);
  return slice_first(path, path.len - base.len + stem.len);
}

static const struct segment *segment_of(struct slice param)
{
  for (size_t i = 0; i < sizeof segments / sizeof *segments; i++)
    if (slice_eq(param, slice_of(segments[i].name))) return &segments[i];
  return NULL;
}

/* Bytes of `text` that the segment can take. */
static size_t digits_of(const struct segment *s, struct slice text)
{
  size_t n = 0;
  bool hex = s->most > 4;
  while (n < text.len && n < s->most &&
         (hex ? ascii_hex_value(text.ptr[n]) >= 0 : ascii_is_digit(text.ptr[n])))
    n++;
  return n;
}

/* As a regular expression whose parameters are lazy: one level a parameter, so no deeper
 * than HEXO_PARAMS_MAX. */
static bool match(struct slice pattern, struct slice text, struct hexo_name *out, size_t *steps)
{
  struct slice param = { NULL, 0 };
  while (pattern.len && !(param = hexo_variable(pattern)).len) {
    if (!text.len || pattern.ptr[0] != text.ptr[0]) return false;
    pattern = slice_from(pattern, 1);
    text = slice_from(text, 1);
  }
  if (!param.len) return text.len == 0;
  if (out->count == HEXO_PARAMS_MAX) return false;

  size_t at = out->count++;
  const struct segment *s = segment_of(param);
  size_t least = s ? s->least : 1, most = s ? digits_of(s, text) : text.len;
  pattern = slice_from(pattern, param.len + 1);
  for (size_t n = 0; n + least <= most && (*steps)++ < STEPS_MAX; n++) {
    size_t bytes = s ? most - n : least + n; /* digits are greedy */
    out->params[at].name = param;
    out->params[at].value = slice_first(text, bytes);
    out->count = at + 1;
    if (match(pattern, slice_from(text, bytes), out, steps)) return true;
  }
  out->count = at;
  return false;
}

bool hexo_name_parse(struct slice pattern, struct slice path, struct hexo_name *out)
{
  size_t steps = 0;
  out->count = 0;
  return match(without_ending(pattern), without_ending(path), out, &steps);
}

struct slice hexo_name_get(const struct hexo_name *n, const char *param)
{
  for (size_t i = n->count; i-- > 0;)
    if (slice_eq(n->params[i].name, slice_of(param))) return n->params[i].value;
  return SLICE_NULL;
}

static bool number(const struct hexo_name *n, const char *param, const char *other, int *out)
{
  struct slice digits = hexo_name_get(n, param);
  if (!digits.ptr && other) digits = hexo_name_get(n, other);
  *out = 0;
  for (size_t i = 0; i < digits.len; i++) *out = *out * 10 + (digits.ptr[i] - '0');
  return digits.ptr != NULL;
}

bool hexo_name_day(const struct hexo_name *n, int *year, int *month, int *day)
{
  return number(n, "year", NULL, year) && number(n, "month", "i_month", month) &&
         number(n, "day", "i_day", day);
}

void hexo_name_apply(const struct hexo_name *n, struct arena *arena, struct value *values)
{
  static const char *const kept[] = { "title", "year", "month", "day", "i_month", "i_day", "hash" };
  for (size_t i = 0; i < n->count; i++) {
    struct slice name = n->params[i].name;
    bool own = false;
    for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
      own |= slice_eq(name, slice_of(kept[k]));
    struct slice text = arena_slice(arena, n->params[i].value);
    if (!own && utf8_valid(text))
      value_append(values, arena_slice(arena, name), value_text(arena, text, VALUE_QUOTED, 1, 1));
  }
}

/* --- slugs --- */

static bool is_special(char32_t c)
{
  if (c < 0x80) return c && strchr(" \t\n\v\f\r~`!@#$%^&*()-_+=[]{}|\\;:\"'<>,.?/", (int)c) != NULL;
  return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
         c == 0x202f || c == 0x205f || c == 0x3000 || c == 0xfeff;
}

void hexo_slugize(struct slice text, enum hexo_case letters, struct str *out)
{
  struct str plain = STR_INIT;
  bool gap = false;
  size_t start = out->len;
  letter_add_plain(text, &plain);
  for (struct slice rest = str_slice(&plain); rest.len;) {
    char32_t c;
    struct slice one = slice_first(rest, utf8_decode(rest, &c, NULL));
    rest = slice_from(rest, one.len);
    if (is_special(c)) {
      gap = true;
    } else if (c >= 0x20) {
      if (gap && out->len > start) str_addc(out, '-');
      gap = false;
      if (letters == HEXO_AS_IS)
        str_add(out, one);
      else if (letters == HEXO_LOWER)
        letter_add_lower(one, out);
      else
        letter_add_upper(one, out);
    }
  }
  str_free(&plain);
}
