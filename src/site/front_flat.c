/* The flat scanner: `key: value` lines whose values are plain or quoted scalars
 * without escapes, lists of them in one line or one a line.  Whatever could mean
 * something else in YAML is declined, never guessed at. */
#include "site/front_matter.h"

enum { KEY_MAX_BYTES = 64, NODES_MAX = 5000 };

struct flat {
  struct slice rest;
  struct arena *arena;
  struct value *map;
  uint32_t line;
};

/* Bytes with a meaning of their own to YAML wherever they stand: controls, and
 * the line breaks NEL, LS and PS. */
static bool odd_bytes(struct slice s)
{
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    if (c >= 0x20 && c != 0x7f && c != 0xc2 && c != 0xe2 && c != 0xef) continue;
    unsigned char next = i + 1 < s.len ? (unsigned char)s.ptr[i + 1] : 0;
    unsigned char third = i + 2 < s.len ? (unsigned char)s.ptr[i + 2] : 0;
    if (c < 0x20 || c == 0x7f) return true;
    if (c == 0xc2 && next < 0xa0) return true;
    if (c == 0xe2 && next == 0x80 && (third == 0xa8 || third == 0xa9)) return true;
    if (c == 0xef && (next == 0xbb || next == 0xbf) && third >= 0xbe) return true;
  }
  return false;
}

static struct slice blanks_off(struct slice s)
{
  while (s.len && s.ptr[0] == ' ') s = slice_from(s, 1);
  while (s.len && s.ptr[s.len - 1] == ' ') s.len--;
  return s;
}

static bool plain_start(char c)
{
  return !strchr("-?:,[]{}#&*!|>'\"%@`", c);
}

/* A plain scalar of one line, in block context. */
static bool plain_scalar(struct slice s)
{
  if (s.len == 0 || !plain_start(s.ptr[0]) || s.ptr[s.len - 1] == ':') return false;
  for (size_t i = 0; i + 1 < s.len; i++) {
    if (s.ptr[i] == ':' && s.ptr[i + 1] == ' ') return false;
    if (s.ptr[i] == ' ' && s.ptr[i + 1] == '#') return false;
  }
  return true;
}

/* A quoted scalar without escapes that fills `s`; *inner is what it holds. */
static bool quoted_scalar(struct slice s, struct slice *inner)
{
  if (s.len < 2 || (s.ptr[0] != '"' && s.ptr[0] != '\'') || s.ptr[s.len - 1] != s.ptr[0])
    return false;
  *inner = (struct slice){ s.ptr + 1, s.len - 2 };
  if (memchr(inner->ptr, s.ptr[0], inner->len)) return false;
  return s.ptr[0] == '\'' || !memchr(inner->ptr, '\\', inner->len);
}

static struct value *text_at(struct flat *f, struct slice text, enum value_style style)
{
  return value_text(f->arena, arena_slice(f->arena, text), style, f->line, 1);
}

static struct value *flat_scalar(struct flat *f, struct slice s)
{
  struct slice inner;
  if (quoted_scalar(s, &inner)) return text_at(f, inner, VALUE_QUOTED);
  return plain_scalar(s) ? text_at(f, s, VALUE_PLAIN) : NULL;
}

/* [a, "b c", d]: plain items hold no sign that flow context knows. */
static struct value *flow_list(struct flat *f, struct slice s)
{
  struct value *list = value_new(f->arena, VALUE_LIST, f->line, 1);
  s = blanks_off((struct slice){ s.ptr + 1, s.len - 2 });
  while (s.len) {
    size_t end = 0;
    bool quoted = s.ptr[0] == '"' || s.ptr[0] == '\'';
    if (quoted) {
      const char *close = memchr(s.ptr + 1, s.ptr[0], s.len - 1);
      if (!close) return NULL;
      end = (size_t)(close - s.ptr) + 1;
      while (end < s.len && s.ptr[end] == ' ') end++;
      if (end < s.len && s.ptr[end] != ',') return NULL;
    } else {
      while (end < s.len && s.ptr[end] != ',') end++;
      for (size_t i = 0; i < end; i++)
        if (memchr("[]{}:#&*!|>'\"%@`?", s.ptr[i], 17)) return NULL;
    }
    struct value *item = flat_scalar(f, blanks_off(slice_first(s, end)));
    if (!item) return NULL;
    value_append(list, SLICE_NULL, item);
    if (end < s.len && blanks_off(slice_from(s, end + 1)).len == 0) return NULL;
    s = blanks_off(slice_from(s, end + 1));
  }
  return list;
}

static bool next_line(struct flat *f, struct slice *line)
{
  const char *end = f->rest.len ? memchr(f->rest.ptr, '\n', f->rest.len) : NULL;
  if (f->rest.len == 0) return false;
  size_t len = end ? (size_t)(end - f->rest.ptr) : f->rest.len;
  *line = slice_first(f->rest, len);
  if (line->len && line->ptr[line->len - 1] == '\r') line->len--;
  f->rest = slice_from(f->rest, end ? len + 1 : len);
  f->line++;
  return true;
}

static struct slice peek_line(const struct flat *f)
{
  struct flat copy = *f;
  struct slice line = { NULL, 0 };
  next_line(&copy, &line);
  return line;
}

static size_t indent_of(struct slice line)
{
  size_t n = 0;
  while (n < line.len && line.ptr[n] == ' ') n++;
  return n;
}

/* "- a" lines under a key, all indented alike; NULL when there is one that is not simple. */
static struct value *block_list(struct flat *f)
{
  struct value *list = value_new(f->arena, VALUE_LIST, f->line + 1, 1);
  size_t indent = indent_of(peek_line(f));
  for (struct slice line = peek_line(f); line.len; line = peek_line(f)) {
    size_t here = indent_of(line);
    if (here != indent || !slice_starts(slice_from(line, here), SLICE("- "))) {
      if (here == 0 && line.ptr[0] != '-') break;
      return NULL;
    }
    if (!next_line(f, &line) || odd_bytes(line)) return NULL;
    struct value *item = flat_scalar(f, blanks_off(slice_from(line, here + 2)));
    if (!item) return NULL;
    value_append(list, SLICE_NULL, item);
  }
  return list;
}

/* The value after "key:"; looks ahead, because an indented line would go on with it. */
static struct value *flat_value(struct flat *f, struct slice s)
{
  struct slice next = peek_line(f);
  bool goes_on = next.len && (next.ptr[0] == ' ' || next.ptr[0] == '-');
  if (s.len == 0) return goes_on ? block_list(f) : text_at(f, s, VALUE_PLAIN);
  if (goes_on) return NULL;
  if (s.ptr[0] == '[' && s.len > 1 && s.ptr[s.len - 1] == ']') return flow_list(f, s);
  return flat_scalar(f, s);
}

/* One line that is no comment; false: declined. */
static bool flat_entry(struct flat *f, struct slice line)
{
  struct slice key = front_key(line);
  if (key.len == 0 || key.len > KEY_MAX_BYTES || key.ptr[0] == '-') return false;
  struct slice after = slice_from(line, key.len + 1);
  if (after.len && after.ptr[0] != ' ') return false;
  uint32_t at = f->line;
  struct value *value = flat_value(f, blanks_off(after));
  if (!value) return false;
  value->line = value->kind == VALUE_LIST ? value->line : at;
  value_append(f->map, arena_slice(f->arena, key), value);
  return true;
}

/* A blank line inside a scalar or list would belong to it; only one before a
 * key or the end does not matter. */
static bool blank_before_key(const struct flat *f)
{
  struct slice next = peek_line(f);
  return next.len == 0 || (next.ptr[0] != ' ' && next.ptr[0] != '-');
}

struct value *front_flat(struct slice head, struct arena *arena)
{
  struct flat f = { .rest = head, .arena = arena, .map = value_new(arena, VALUE_MAP, 1, 1) };
  struct slice line;
  while (next_line(&f, &line)) {
    if (odd_bytes(line) || f.map->nodes > NODES_MAX) return NULL;
    if (blanks_off(line).len == 0) {
      if (!blank_before_key(&f)) return NULL;
    } else if (line.ptr[0] != '#' && !flat_entry(&f, line)) {
      return NULL;
    }
  }
  return f.map->first ? f.map : NULL;
}
