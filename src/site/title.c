#include "site/title.h"

#include "base/path.h"
#include "text/letter.h"
#include "text/utf8.h"

#include <stdlib.h>

enum {
  WORDS_SCALARS = 30,      /* of a title made of first words */
  TITLE_SCALARS = 200,     /* of one made of a heading */
  LOOKED_AT_BYTES = 16384, /* of the text, for either */
};

void title_of_slug(struct slice slug, struct str *out)
{
  struct slice rest = slug, word;
  bool first = true;
  while (slice_cut(&rest, '-', &word)) {
    if (!first) str_addc(out, ' ');
    first = false;
    letter_add_capitalized(word, out);
  }
}

/* --- text of a line of Markdown or HTML, without its marks --- */

static bool starts_any(struct slice s, const char *const *words, size_t count, size_t *bytes)
{
  for (size_t i = 0; i < count; i++) {
    if (!slice_starts(s, slice_of(words[i]))) continue;
    *bytes = strlen(words[i]);
    return true;
  }
  return false;
}

/* What is skipped from an opening to its close: comments, tags of all sorts. */
static size_t skip_span(struct slice s)
{
  static const struct {
    const char *open, *close;
  } spans[] = {
    { "<!--", "-->" }, { "{%", "%}" },           { "{{", "}}" },
    { "{:", "}" },     { "<style", "</style>" }, { "<script", "</script>" },
  };
  for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
    if (!slice_starts(s, slice_of(spans[i].open))) continue;
    size_t at = slice_find(s, slice_of(spans[i].close));
    return at == SLICE_NONE ? 0 : at + strlen(spans[i].close);
  }
  bool tag = s.len > 1 && s.ptr[0] == '<' &&
             (s.ptr[1] == '/' || s.ptr[1] == '!' || (s.ptr[1] | 32) >= 'a') &&
             (s.ptr[1] | 32) <= 'z';
  if (!tag) return 0;
  size_t end = slice_find_char(slice_first(s, 2048), '>');
  return end == SLICE_NONE ? 0 : end + 1;
}

static size_t add_entity(struct slice s, struct str *out)
{
  static const struct {
    const char *name, *text;
  } entities[] = {
    { "&amp;", "&" },   { "&lt;", "<" },     { "&gt;", ">" },   { "&quot;", "\"" },
    { "&nbsp;", " " },  { "&emsp;", " " },   { "&ensp;", " " }, { "&ldquo;", "“" },
    { "&rdquo;", "”" }, { "&middot;", "·" },
  };
  for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
    if (!slice_starts(s, slice_of(entities[i].name))) continue;
    str_adds(out, entities[i].text);
    return strlen(entities[i].name);
  }
  size_t end = slice_find_char(slice_first(s, 12), ';');
  if (end == SLICE_NONE || !slice_starts(s, SLICE("&#"))) return 0;
  char digits[12];
  memcpy(digits, s.ptr + 2, end - 2);
  digits[end - 2] = '\0';
  bool hex = digits[0] == 'x' || digits[0] == 'X';
  unsigned long scalar = strtoul(digits + hex, NULL, hex ? 16 : 10);
  if (scalar < 0x20 || scalar > 0x10ffff || (scalar >= 0xd800 && scalar < 0xe000)) return 0;
  utf8_add(out, (char32_t)scalar);
  return end + 1;
}

/* "[text](url)" leaves its text, "![alt](url)" nothing. */
static size_t add_link(struct slice s, struct str *out)
{
  bool image = slice_starts(s, SLICE("!["));
  size_t open = image ? 2 : 1;
  struct slice near = slice_first(s, 2048);
  size_t close = slice_find(near, SLICE("]("));
  if (close == SLICE_NONE || close < open) return 0;
  if (memchr(s.ptr + open, '\n', close - open)) return 0;
  size_t end = slice_find_char(slice_from(near, close), ')');
  if (end == SLICE_NONE) return 0;
  if (!image) str_add(out, (struct slice){ s.ptr + open, close - open });
  return close + end + 1;
}

/* Appends the visible text of `s`, blanks run together, up to `scalars` of them;
 * true when there was more. */
static bool add_visible(struct slice s, size_t scalars, struct str *out)
{
  static const char *const marks[] = { "**", "__", "``", "*", "`", "~~" };
  size_t start = out->len, count = 0;
  while (s.len) {
    size_t bytes = 0;
    char c = s.ptr[0];
    if ((bytes = skip_span(s)) || (c == '&' && (bytes = add_entity(s, out))) ||
        ((c == '[' || c == '!') && (bytes = add_link(s, out))) ||
        starts_any(s, marks, sizeof marks / sizeof *marks, &bytes)) {
      s = slice_from(s, bytes);
      continue;
    }
    bool blank = strchr(" \t\r\n\f\v", c) != NULL || c == '\0';
    char32_t scalar;
    bytes = utf8_decode(s, &scalar, NULL);
    blank |= scalar == 0x3000 || scalar == 0xa0 || scalar == 0xfeff || scalar == 0x200b;
    if (!blank) {
      if (count >= scalars) return true;
      str_add(out, slice_first(s, bytes));
      count++;
    } else if (out->len > start && out->ptr[out->len - 1] != ' ') {
      str_addc(out, ' ');
      count++;
    }
    s = slice_from(s, bytes);
  }
  return false;
}

static void trim_end(struct str *out)
{
  while (out->len && out->ptr[out->len - 1] == ' ') str_cut(out, out->len - 1);
}

/* --- the first heading --- */

static struct slice atx_heading(struct slice line)
{
  size_t level = 0;
  while (level < line.len && line.ptr[level] == '#') level++;
  if (level == 0 || level > 6) return SLICE_NULL;
  struct slice text = slice_trim(slice_from(line, level));
  while (text.len && text.ptr[text.len - 1] == '#') text.len--;
  return slice_trim(text);
}

static struct slice html_heading(struct slice line)
{
  if (line.len < 4 || (line.ptr[1] | 32) != 'h' || line.ptr[2] < '1' || line.ptr[2] > '6')
    return SLICE_NULL;
  size_t open = slice_find_char(line, '>');
  size_t close = slice_find(line, SLICE("</"));
  if (open == SLICE_NONE || close == SLICE_NONE || close <= open) return SLICE_NULL;
  return (struct slice){ line.ptr + open + 1, close - open - 1 };
}

static bool underline(struct slice line)
{
  return line.len > 2 && (line.ptr[0] == '=' || line.ptr[0] == '-') &&
         strspn(line.ptr, (char[]){ line.ptr[0], '\0' }) >= line.len;
}

/* A heading that stands before all text, or one of the first level. */
static struct slice find_heading(struct slice body)
{
  struct slice line, before = { NULL, 0 };
  bool text_seen = false, fenced = false;
  while (slice_line(&body, &line)) {
    line = slice_trim(line);
    if (slice_starts(line, SLICE("```")) || slice_starts(line, SLICE("~~~"))) fenced = !fenced;
    if (fenced || line.len == 0) {
      before.len = 0;
      continue;
    }
    struct slice heading = line.ptr[0] == '<' ? html_heading(line) : atx_heading(line);
    bool first_level = slice_starts(line, SLICE("# ")) || slice_starts(line, SLICE("<h1"));
    if (heading.len && (!text_seen || first_level)) return heading;
    if (before.len && underline(line) && line.ptr[0] == '=') return before;
    text_seen = true;
    before = line;
  }
  return SLICE_NULL;
}

/* --- the first words --- */

/* Marks that begin a line: quotation, list, heading. */
static struct slice line_marks_off(struct slice s)
{
  s = slice_trim(s);
  while (s.len && strchr(">#-+*|", s.ptr[0]) && !slice_starts(s, SLICE("**")))
    s = slice_trim(slice_from(s, 1));
  return s;
}

/* A last word cut in two goes, if it is Latin. */
static void drop_half_word(struct str *out)
{
  size_t at = out->len;
  while (at > 0 && out->len - at < 12 && out->ptr[at - 1] != ' ' && !(out->ptr[at - 1] & 0x80))
    at--;
  if (at > 8 && at < out->len && out->ptr[at - 1] == ' ') str_cut(out, at);
}

static void add_first_words(struct slice body, struct str *out)
{
  struct slice line;
  while (slice_line(&body, &line)) {
    line = line_marks_off(line);
    bool hidden = slice_find(slice_first(line, 200), SLICE("display:none")) != SLICE_NONE;
    size_t end = hidden ? slice_find(line, SLICE("</p>")) : 0;
    if (end == SLICE_NONE) continue;
    if (slice_starts(line, SLICE("```")) || slice_starts(line, SLICE("import "))) continue;
    bool more = add_visible(slice_from(line, end), WORDS_SCALARS, out);
    trim_end(out);
    if (out->len == 0) continue;
    if (!more) return;
    drop_half_word(out);
    trim_end(out);
    str_adds(out, "…");
    return;
  }
}

static void add_name(struct slice path, struct str *out)
{
  struct slice stem = path_stem(path);
  if (slice_eq(stem, SLICE("index"))) stem = path_base(path_dir(path));
  while (stem.len > 1 && stem.ptr[0] == '-') stem = slice_from(stem, 1);
  if (stem.len == 0) stem = path;
  while (stem.len) { /* a name may hold bytes that are no UTF-8 */
    char32_t scalar;
    size_t bytes = utf8_decode(stem, &scalar, NULL);
    utf8_add(out, scalar);
    stem = slice_from(stem, bytes);
  }
  if (out->len == 0) str_adds(out, "?");
}

void title_recover(struct slice body, struct slice path, enum post_format format, struct str *out)
{
  size_t start = out->len;
  body = slice_first(body, LOOKED_AT_BYTES);
  struct slice heading = format == POST_TEXT ? SLICE_NULL : find_heading(body);
  add_visible(heading, TITLE_SCALARS, out);
  trim_end(out);
  if (out->len == start) add_first_words(body, out);
  if (out->len == start) add_name(path, out);
}
