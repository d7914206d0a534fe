#include "doc/kramdown_inline.h"

#include "base/ascii.h"
#include "base/vec.h"
#include "doc/html_tag.h"
#include "doc/markdown_line.h"
#include "doc/whitespace.h"
#include "text/utf8.h"

#include <stdint.h>

enum {
  TICKS_MAX = 64, /* of a code span; each length is looked for once a line */
  TARGET_BYTES_MAX = 2000,
  ADDRESS_BYTES_MAX = 256,
  UNREAD_BYTES_MAX = 2000, /* of a tag that is looked into */
};

/* A run of `*`, `**` or `~~`, by where it was copied to. */
struct mark {
  size_t at; /* in *out */
  uint8_t bytes;
  char c;
  bool may_open, may_close;   /* as people write */
  bool does_open, does_close; /* as CommonMark reads (6.2, flanking) */
  const char *tag;            /* to put there instead, or NULL */
  bool closes;
};

struct inline_pass {
  struct slice line;
  size_t at;
  struct str *out;
  bool strict, exact;
  struct slice unread; /* the name of tags that were left as text, so many of them open */
  size_t unread_open;
  uint64_t no_ticks; /* runs of which length do not come again */
  bool no_formula, no_attribute, no_tag;
  VEC(struct mark) marks;
};

static struct slice rest_of(const struct inline_pass *p)
{
  return slice_from(p->line, p->at);
}

static char char_at(const struct inline_pass *p, size_t at)
{
  return at < p->line.len ? p->line.ptr[at] : '\0';
}

static void copy(struct inline_pass *p, size_t bytes)
{
  str_add(p->out, slice_first(rest_of(p), bytes));
  p->at += bytes;
}

static size_t run_length(const struct inline_pass *p, size_t at)
{
  size_t end = at;
  while (end < p->line.len && p->line.ptr[end] == p->line.ptr[at]) end++;
  return end - at;
}

static void code_span(struct inline_pass *p)
{
  size_t ticks = run_length(p, p->at), at = p->at + ticks;
  bool look = ticks < TICKS_MAX && !(p->no_ticks >> ticks & 1);
  while (look && at < p->line.len) {
    size_t next = slice_find_char(slice_from(p->line, at), '`');
    if (next == SLICE_NONE) break;
    at += next;
    size_t run = run_length(p, at);
    at += run;
    if (run != ticks) continue;
    copy(p, at - p->at);
    return;
  }
  if (look) p->no_ticks |= (uint64_t)1 << ticks;
  copy(p, ticks);
}

/* `$$x_1$$`: what stands between is no Markdown. */
static void formula(struct inline_pass *p)
{
  struct slice inner = slice_from(rest_of(p), 2);
  size_t end = p->no_formula ? SLICE_NONE : slice_find(inner, SLICE("$$"));
  if (end == SLICE_NONE || end == 0) {
    p->no_formula |= end == SLICE_NONE;
    copy(p, 2);
    return;
  }
  str_adds(p->out, "$$");
  for (size_t i = 0; i < end; i++) {
    if (strchr("\\*_<>&[]`~!|", inner.ptr[i])) str_addc(p->out, '\\');
    str_addc(p->out, inner.ptr[i]);
  }
  str_adds(p->out, "$$");
  p->at += end + 4;
}

/* A tag whose attributes kramdown does not read: `<font color=#1e90ff>`. */
static bool is_unread(struct inline_pass *p, struct slice text)
{
  struct html_tag tag;
  if (!html_tag_scan(text, &tag) || slice_find_char(tag.name, ':') != SLICE_NONE) return false;
  if (tag.end) {
    bool unread = p->unread_open > 0 && slice_eq(tag.name, p->unread);
    p->unread_open -= unread;
    return unread;
  }
  struct slice rest = tag.attributes;
  size_t mark;
  while ((mark = slice_find_char(rest, '=')) != SLICE_NONE) {
    rest = whitespace_trim_start(slice_from(rest, mark + 1));
    size_t end = 0;
    if (rest.len > 0 && (rest.ptr[0] == '"' || rest.ptr[0] == '\'')) {
      end = slice_find_char(slice_from(rest, 1), rest.ptr[0]);
      rest = slice_from(rest, end == SLICE_NONE ? rest.len : end + 2);
      continue;
    }
    while (end < rest.len && (ascii_is_alnum(rest.ptr[end]) || rest.ptr[end] == '_' ||
                              (unsigned char)rest.ptr[end] >= 0x80))
      end++;
    if (end == 0 || (end < rest.len && !html_is_space(rest.ptr[end]) && rest.ptr[end] != '/')) {
      if (p->unread_open == 0 || !slice_eq(p->unread, tag.name)) p->unread_open = 0;
      p->unread = tag.name;
      p->unread_open++;
      return true;
    }
    rest = slice_from(rest, end);
  }
  return false;
}

/* `<https://example.org >` */
static bool loose_address(struct inline_pass *p, struct slice inner)
{
  struct slice url = slice_trim(inner);
  bool address = slice_starts(url, SLICE("http://")) || slice_starts(url, SLICE("https://"));
  if (!address || url.len == inner.len || slice_find_char(url, ' ') != SLICE_NONE) return false;
  str_addf(p->out, "<%.*s>", SLICE_ARG(url));
  p->at += inner.len + 2;
  return true;
}

/* `<<` is a quotation mark to kramdown. */
static void quotation_mark(struct inline_pass *p)
{
  str_adds(p->out, "\\<\\<");
  p->at += 2;
}

static void tag(struct inline_pass *p)
{
  char next = char_at(p, p->at + 1);
  bool may = ascii_is_letter(next) || next == '/' || next == '!';
  if (slice_eq_nocase(slice_first(slice_from(rest_of(p), 1), 5), SLICE("title"))) {
    str_addc(p->out, '\\'); /* in a text it is meant as text, and would hide what follows */
    may = false;
  }
  size_t end = may && !p->no_tag ? slice_find_char(rest_of(p), '>') : SLICE_NONE;
  if (may && end == SLICE_NONE) p->no_tag = true;
  if (end != SLICE_NONE && !p->strict) {
    if (loose_address(p, slice_first(slice_from(rest_of(p), 1), end - 1))) return;
    if (p->exact && end < UNREAD_BYTES_MAX && is_unread(p, slice_first(rest_of(p), end + 1))) {
      str_addc(p->out, '\\');
      end = SLICE_NONE;
    }
  }
  copy(p, end == SLICE_NONE ? 1 : end + 1);
}

/* `{:.class}` after what it is about; `{::nomarkdown}`, `{:/}` anywhere. */
static void attribute(struct inline_pass *p)
{
  char before = p->at > 0 ? p->line.ptr[p->at - 1] : ' ', next = char_at(p, p->at + 2);
  bool extension = next == ':' || next == '/';
  bool after = strchr(")*_]`>~\"", before) != NULL;
  struct slice item = slice_first(p->line, p->at); /* "* {:.x} text" */
  while (item.len > 0 && item.ptr[0] == ' ') item = slice_from(item, 1);
  bool list = item.len == 0 || markdown_line_marker(item) == item.len;
  bool starts = next == ' ' || next == '.' || next == '#' || (next >= 'a' && next <= 'z');
  size_t end = SLICE_NONE;
  if (!p->no_attribute && (extension || ((after || list) && starts)))
    end = slice_find_char(rest_of(p), '}');
  if (end == SLICE_NONE) {
    p->no_attribute |= extension || after;
    copy(p, 2);
  } else {
    p->at += end + 1;
  }
}

/* Where the `)` of a link's target is, or SLICE_NONE. */
static size_t target_end(struct slice s)
{
  size_t depth = 0;
  for (size_t i = 0; i < s.len && i < TARGET_BYTES_MAX; i++) {
    if (s.ptr[i] == '[' || s.ptr[i] == '<' || s.ptr[i] == '`') return SLICE_NONE;
    if (s.ptr[i] == '(') depth++;
    if (s.ptr[i] == ')' && depth-- == 0) return i;
  }
  return SLICE_NONE;
}

/* `](a b.html "title")` as `](<a b.html> "title")`. */
static void link_target(struct inline_pass *p)
{
  struct slice inner = slice_from(rest_of(p), 2);
  size_t end = target_end(inner);
  copy(p, 2);
  if (end == SLICE_NONE) return;
  struct slice url = slice_trim(slice_first(inner, end)), title = SLICE("");
  char last = url.len ? url.ptr[url.len - 1] : ' ';
  if (last == '"' || last == '\'') {
    char opening[3] = { ' ', last, '\0' };
    size_t at = slice_find(url, slice_of(opening));
    if (at == SLICE_NONE) return;
    title = slice_from(url, at);
    url = slice_trim(slice_first(url, at));
  }
  bool template = slice_find(url, SLICE("{{")) != SLICE_NONE;
  if (template || slice_find_char(url, ' ') == SLICE_NONE) return;
  str_addc(p->out, '<');
  str_add(p->out, url);
  str_addc(p->out, '>');
  str_add(p->out, title);
  str_addc(p->out, ')');
  p->at += end + 1;
}

/* -- emphasis -- */

static bool is_punctuation(char32_t c)
{
  if (c < 0x80) return c > ' ' && c != 0x7F && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", (int)c);
  return c == 0xA1 || c == 0xA7 || c == 0xAB || c == 0xB6 || c == 0xB7 || c == 0xBB || c == 0xBF ||
         (c >= 0x2010 && c <= 0x205E) || (c >= 0x3001 && c <= 0x3003) ||
         (c >= 0x3008 && c <= 0x301F) || c == 0x30FB || (c >= 0xFE10 && c <= 0xFE6B) ||
         (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
         (c >= 0xFF3B && c <= 0xFF3F) || (c >= 0xFF5B && c <= 0xFF65);
}

static bool is_space(struct slice one_char)
{
  return whitespace_trim_start(one_char).len == 0;
}

static void mark_run(struct inline_pass *p)
{
  size_t run = run_length(p, p->at);
  bool known = run == 2 || (run == 1 && char_at(p, p->at) == '*');
  struct slice before = slice_first(p->line, p->at), after = slice_from(p->line, p->at + run);
  char32_t left = whitespace_last_scalar(before), right = 0;
  size_t bytes = after.len ? utf8_decode(after, &right, NULL) : 0;
  bool left_space =
      is_space(slice_from(before, before.len - (before.len > 0))) || left == 0x3000 || left == 0xA0;
  bool right_space = is_space(slice_first(after, bytes));
  struct mark mark = { .at = p->out->len, .bytes = (uint8_t)run, .c = char_at(p, p->at) };
  mark.may_open = !right_space;
  mark.may_close = !left_space;
  mark.does_open = !right_space && (!is_punctuation(right) || left_space || is_punctuation(left));
  mark.does_close = !left_space && (!is_punctuation(left) || right_space || is_punctuation(right));
  if (known) vec_push(&p->marks, mark);
  copy(p, run);
}

/* Pairs the marks in the order they come; a pair that CommonMark would not see
 * becomes tags. */
static void pair_marks(struct inline_pass *p)
{
  enum { KINDS = 3, NOT_OPEN = -1 };
  ptrdiff_t open[KINDS] = { NOT_OPEN, NOT_OPEN, NOT_OPEN };
  static const char *const tags[KINDS] = { "em", "strong", "del" };
  for (size_t i = 0; i < p->marks.count; i++) {
    struct mark *m = &p->marks.items[i];
    size_t kind = m->c == '~' ? 2 : m->bytes - 1u;
    if (open[kind] != NOT_OPEN && m->may_close) {
      struct mark *opener = &p->marks.items[open[kind]];
      if (!opener->does_open || !m->does_close) {
        opener->tag = m->tag = tags[kind];
        m->closes = true;
      }
      open[kind] = NOT_OPEN;
    } else if (m->may_open) {
      open[kind] = (ptrdiff_t)i;
    }
  }
}

/* Puts the tags where the marks were copied to, from `start` in *out on. */
static void replace_marks(struct inline_pass *p, size_t start)
{
  struct str copied = STR_INIT;
  size_t from = start;
  bool any = false;
  pair_marks(p);
  for (size_t i = 0; i < p->marks.count; i++) any |= p->marks.items[i].tag != NULL;
  if (!any) return;
  str_add(&copied, slice_from(str_slice(p->out), start));
  str_cut(p->out, start);
  for (size_t i = 0; i < p->marks.count; i++) {
    const struct mark *m = &p->marks.items[i];
    if (!m->tag) continue;
    str_add(p->out, slice_first(slice_from(str_slice(&copied), from - start), m->at - from));
    str_addf(p->out, m->closes ? "</%s>" : "<%s>", m->tag);
    from = m->at + m->bytes;
  }
  str_add(p->out, slice_from(str_slice(&copied), from - start));
  str_free(&copied);
}

static bool is_in_address(const struct inline_pass *p)
{
  size_t from = p->at, most = ADDRESS_BYTES_MAX;
  while (from > 0 && most-- > 0 && !strchr(" \t<>", p->line.ptr[from - 1])) from--;
  return slice_find(slice_first(slice_from(p->line, from), p->at - from), SLICE("://")) !=
         SLICE_NONE;
}

/* `&#8230;` in a bare address, which is no link to kramdown, as the character itself: cmark
 * would not read it there. */
static void reference(struct inline_pass *p)
{
  enum { DIGITS_MAX = 7, PLAIN_FROM = 0xA0 }; /* what is below may be markup */
  char32_t scalar = 0;
  size_t end = p->at + 2;
  while (end < p->at + 2 + DIGITS_MAX && ascii_is_digit(char_at(p, end)))
    scalar = scalar * 10 + (char32_t)(char_at(p, end++) - '0');
  bool plain = scalar >= PLAIN_FROM && scalar <= 0x10FFFF && (scalar < 0xD800 || scalar > 0xDFFF);
  if (char_at(p, p->at + 1) != '#' || char_at(p, end) != ';' || !plain || !is_in_address(p)) {
    copy(p, 1);
    return;
  }
  utf8_add(p->out, scalar);
  p->at = end + 1;
}

static void step(struct inline_pass *p)
{
  char c = char_at(p, p->at), next = char_at(p, p->at + 1);
  if (c == '\\')
    copy(p, next ? 2 : 1);
  else if (c == '`')
    code_span(p);
  else if (c == '$' && next == '$' && !p->strict)
    formula(p);
  else if (c == '<' && next == '<' && !p->strict)
    quotation_mark(p);
  else if (c == '<')
    tag(p);
  else if (c == '&' && !p->strict)
    reference(p);
  else if (c == '{' && next == ':' && !p->strict)
    attribute(p);
  else if (c == ']' && next == '(' && !(p->strict && p->exact))
    link_target(p);
  else if (c == '*' || (c == '~' && next == '~'))
    mark_run(p);
  else
    copy(p, 1);
}

void kramdown_inline(struct slice line, unsigned mode, struct str *out)
{
  struct inline_pass p = { .line = line, .out = out };
  p.strict = mode & INLINE_STRICT;
  p.exact = mode & INLINE_EXACT;
  size_t start = out->len;
  while (p.at < line.len) {
    size_t plain = 0;
    while (p.at + plain < line.len && !strchr("\\`$<&{]*~", line.ptr[p.at + plain])) plain++;
    copy(&p, plain);
    if (p.at < line.len) step(&p);
  }
  if (!(p.strict && p.exact)) replace_marks(&p, start);
  vec_free(&p.marks);
}
