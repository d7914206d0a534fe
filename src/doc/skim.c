#include "doc/skim.h"

#include "base/ascii.h"
#include "doc/html_tag.h"
#include "text/utf8.h"

enum { OPEN_MOST = 16 };

struct skim {
  struct slice rest;
  struct str *out;
  size_t start;                 /* of our part of *out */
  struct slice open[OPEN_MOST]; /* elements, the innermost last */
  size_t open_count;
};

/* --- entities ------------------------------------------------------------------- */

static const struct {
  const char *name, *text;
} entities[] = {
  { "&nbsp;", "\u00A0" }, { "&amp;", "&" },       { "&lt;", "<" },        { "&gt;", ">" },
  { "&quot;", "\"" },     { "&ensp;", "\u2002" }, { "&emsp;", "\u2003" }, { "&ldquo;", "“" },
  { "&rdquo;", "”" },     { "&lsquo;", "‘" },     { "&rsquo;", "’" },     { "&mdash;", "—" },
  { "&ndash;", "–" },     { "&hellip;", "…" },    { "&middot;", "·" },    { "&times;", "×" },
};

/* Takes the "&" that *text begins with, and what it stands for. */
static bool take_entity(struct slice *text, struct str *out)
{
  for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
    if (slice_starts(*text, slice_of(entities[i].name))) {
      str_adds(out, entities[i].text);
      *text = slice_from(*text, strlen(entities[i].name));
      return true;
    }
  char after = text->len > 1 ? text->ptr[1] : ' ';
  if (ascii_is_alnum(after) || after == '#') return false;
  str_addc(out, '&');
  *text = slice_from(*text, 1);
  return true;
}

/* --- HTML --------------------------------------------------------------------------- */

enum tag_kind { TAG_UNKNOWN, TAG_INLINE, TAG_EMPTY, TAG_P, TAG_BOX };

static enum tag_kind kind_of(struct slice name)
{
  static const struct {
    const char *name;
    enum tag_kind kind;
  } tags[] = {
    { "a", TAG_INLINE },  { "b", TAG_INLINE },  { "br", TAG_EMPTY },    { "center", TAG_BOX },
    { "div", TAG_BOX },   { "em", TAG_INLINE }, { "font", TAG_INLINE }, { "i", TAG_INLINE },
    { "img", TAG_EMPTY }, { "p", TAG_P },       { "span", TAG_INLINE }, { "strong", TAG_INLINE },
    { "u", TAG_INLINE },
  };
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
    if (slice_eq_nocase(name, slice_of(tags[i].name))) return tags[i].kind;
  return TAG_UNKNOWN;
}

static bool is_one_line(struct slice s)
{
  return slice_find_char(s, '\n') == SLICE_NONE && slice_find_char(s, '\r') == SLICE_NONE;
}

/* On one line, with nothing that may hide the element or give it another part to play. */
static bool is_plain(const struct html_tag *tag)
{
  if (!is_one_line(tag->attributes)) return false;
  static const char *const odd[] = { "hidden", "display", "visibility", "foot",    "markdown",
                                     "gutter", "lineno",  "highlight",  "opacity", "font-size" };
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
    if (slice_find_nocase(tag->attributes, slice_of(odd[i])) != SLICE_NONE) return false;
  return true;
}

/* The innermost open element; TAG_UNKNOWN: there is none. */
static enum tag_kind innermost(const struct skim *s)
{
  return s->open_count ? kind_of(s->open[s->open_count - 1]) : TAG_UNKNOWN;
}

static bool is_open(const struct skim *s, struct slice name)
{
  for (size_t i = 0; i < s->open_count; i++)
    if (slice_eq_nocase(s->open[i], name)) return true;
  return false;
}

/* Only what is nested as it should be: of the rest, each parser makes something else. */
static bool nest(struct skim *s, const struct html_tag *tag, enum tag_kind kind)
{
  enum tag_kind in = innermost(s);
  if (kind == TAG_EMPTY) return !tag->end;
  if (slice_ends(tag->attributes, SLICE("/"))) return false;
  if (tag->end) return s->open_count > 0 && slice_eq_nocase(s->open[--s->open_count], tag->name);
  bool fits = kind == TAG_INLINE ? !is_open(s, tag->name) : in == TAG_BOX || in == TAG_UNKNOWN;
  if (!fits || s->open_count == OPEN_MOST) return false;
  s->open[s->open_count++] = tag->name;
  return true;
}

static bool take_comment(struct slice *html)
{
  size_t end = slice_find(slice_from(*html, 4), SLICE("-->"));
  bool odd = slice_starts(*html, SLICE("<!-->")) || slice_starts(*html, SLICE("<!--->"));
  if (end == SLICE_NONE || odd || !is_one_line(slice_first(*html, 4 + end))) return false;
  *html = slice_from(*html, 4 + end + 3);
  return true;
}

static bool take_tag(struct skim *s, struct slice *html)
{
  struct html_tag tag;
  if (slice_starts(*html, SLICE("<!--"))) return take_comment(html);
  if (!html_tag_scan(*html, &tag) || !is_plain(&tag)) return false;
  enum tag_kind kind = kind_of(tag.name);
  if (kind == TAG_UNKNOWN || !nest(s, &tag, kind)) return false;
  if (kind == TAG_P || kind == TAG_BOX || slice_eq_nocase(tag.name, SLICE("br")))
    str_addc(s->out, '\n');
  *html = slice_from(*html, tag.bytes);
  return true;
}

/* Does it begin with what the HTML parser replaces: a control or a noncharacter? */
static bool is_odd(struct slice text)
{
  unsigned char byte = (unsigned char)text.ptr[0];
  char32_t c = byte;
  if (byte >= 0x80) {
    if (byte != 0xC2 && byte < 0xEF) return false;
    utf8_decode(text, &c, NULL);
  }
  return (c < ' ' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) ||
         (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

/* Takes what stands for itself, for sure: all but ASCII that is special, controls, and what may
 * begin something odd. */
static void take_plain(struct slice *text, const char *special, struct str *out)
{
  size_t bytes = 0;
  for (; bytes < text->len; bytes++) {
    unsigned char c = (unsigned char)text->ptr[bytes];
    if (c < ' ' || (c < 0x80 && strchr(special, c)) || c == 0x7F || c == 0xC2 || c > 0xEF) break;
    if (c < 0xEF) continue;
    unsigned char next = bytes + 1 < text->len ? (unsigned char)text->ptr[bytes + 1] : 0;
    if (next != 0xBC && next != 0xBD) break; /* but for full-width letters and marks */
  }
  str_add(out, slice_first(*text, bytes));
  *text = slice_from(*text, bytes);
}

static bool begins_html(struct slice line)
{
  struct html_tag tag;
  if (!slice_starts(line, SLICE("<")) || !html_tag_scan(line, &tag)) return false;
  struct slice after = slice_from(line, (size_t)(tag.name.ptr + tag.name.len - line.ptr));
  if (slice_starts(after, SLICE("/")) && !slice_starts(after, SLICE("/>"))) return false;
  return kind_of(tag.name) == TAG_P || kind_of(tag.name) == TAG_BOX;
}

/* May the HTML go on behind the end of a line?  From one element of its own lines to the next: what
 * else begins a line, kramdown may take for a block of another kind. */
static bool goes_on(const struct skim *s, struct slice next)
{
  size_t indent = 0;
  while (indent < next.len && next.ptr[indent] == ' ') indent++;
  enum tag_kind in = innermost(s);
  return (in == TAG_BOX || in == TAG_UNKNOWN) && indent < 4 &&
         begins_html(slice_from(next, indent));
}

/* To the next blank line, as CommonMark has it (4.6, condition 6). */
static bool skim_html(struct skim *s)
{
  struct slice after = s->rest, line, html;
  bool loose = false; /* something stands outside of all elements: to kramdown a paragraph */
  while (slice_line(&after, &line) && slice_trim(line).len) (void)0;
  html = slice_trim(slice_first(s->rest, (size_t)(after.ptr - s->rest.ptr)));
  s->rest = after;
  while (html.len > 0) {
    bool outside = s->open_count == 0;
    size_t before = html.len;
    take_plain(&html, "<&", s->out);
    loose |= outside && html.len < before;
    if (html.len == 0) break;
    char c = html.ptr[0];
    if (c == '\n' || c == '\r') {
      html = slice_from(html, slice_starts(html, SLICE("\r\n")) ? 2 : 1);
      if (loose || !goes_on(s, html)) return false;
      str_addc(s->out, ' ');
      continue;
    }
    if (c == '<') {
      if (!take_tag(s, &html)) return false;
    } else if (c == '&') {
      if (!take_entity(&html, s->out)) return false;
    } else if (is_odd(html)) {
      return false;
    } else {
      str_addc(s->out, c);
      html = slice_from(html, 1);
    }
    loose |= outside && s->open_count == 0;
  }
  str_addc(s->out, '\n');
  if (innermost(s) == TAG_P) s->open_count--; /* never closed: it ends here */
  return innermost(s) != TAG_INLINE;
}

/* --- Markdown -------------------------------------------------------------------------- */

/* Does the line begin with what makes it more than a paragraph's? */
static bool begins_block(struct slice line)
{
  size_t digits = 0;
  while (digits < line.len && ascii_is_digit(line.ptr[digits])) digits++;
  char after = digits < line.len ? line.ptr[digits] : ' ';
  if (digits > 0) return after == '.' || after == ')';
  return strchr("-+*=>#:_^", after) != NULL;
}

/* "[text](address)", both plain. */
static bool take_link(struct slice *text, struct str *out)
{
  size_t close = slice_find_char(*text, ']');
  if (close == SLICE_NONE || close < 2) return false;
  struct slice label = slice_first(slice_from(*text, 1), close - 1);
  struct slice rest = slice_from(*text, close + 1);
  size_t end = slice_find_char(rest, ')');
  if (!slice_starts(rest, SLICE("(")) || end == SLICE_NONE || end < 2) return false;
  struct slice address = slice_first(slice_from(rest, 1), end - 1);
  if (label.ptr[0] == '^' || slice_trim(label).len != label.len) return false;
  for (size_t i = 0; i < label.len; i++)
    if (is_odd(slice_from(label, i)) || strchr("[]<>&*_`\\!~|{}$^=+\"'", label.ptr[i]))
      return false;
  for (size_t i = 0; i < address.len; i++)
    if ((unsigned char)address.ptr[i] <= ' ' || strchr("()<>[]{}\\\"'*~`|$^", address.ptr[i]))
      return false;
  str_add(out, label);
  *text = slice_from(rest, end + 1);
  return true;
}

/* "<https://a.example>" */
static bool take_address(struct slice *text, struct str *out)
{
  size_t end = slice_find_char(*text, '>');
  struct slice address = end == SLICE_NONE ? SLICE("") : slice_first(slice_from(*text, 1), end - 1);
  if (!slice_starts(address, SLICE("http://")) && !slice_starts(address, SLICE("https://")))
    return false;
  for (size_t i = 0; i < address.len; i++)
    if ((unsigned char)address.ptr[i] <= ' ' || (unsigned char)address.ptr[i] >= 0x7F ||
        strchr("<&\\`", address.ptr[i]))
      return false;
  str_add(out, address);
  *text = slice_from(*text, end + 1);
  return true;
}

/* May it hold the beginning of an address that is a link by itself? */
static bool begins_address(struct slice plain)
{
  return slice_find_char(plain, '@') != SLICE_NONE ||
         slice_find_nocase(plain, SLICE("www.")) != SLICE_NONE;
}

static bool take_inline(struct slice text, struct str *out)
{
  bool bare = false; /* an address, which may go on over what looks special */
  while (text.len > 0) {
    struct slice plain = text;
    take_plain(&text, "[<&*_`~|\\{}$]>^!=+:", out);
    bare |= begins_address(slice_first(plain, plain.len - text.len));
    if (text.len == 0) break;
    char c = text.ptr[0];
    bool twice = text.len > 1 && text.ptr[1] == c;
    bare |= slice_starts(text, SLICE("://"));
    if (bare && strchr("[<&", c)) return false;
    if (c == '[') {
      if (!take_link(&text, out)) return false;
    } else if (c == '<') {
      if (!take_address(&text, out)) return false;
    } else if (c == '&') {
      if (!take_entity(&text, out)) return false;
    } else if (is_odd(text) || strchr("*_`~|\\{}$]>^!", c) || (twice && strchr("=+:", c))) {
      return false;
    } else {
      str_addc(out, c);
      text = slice_from(text, 1);
    }
  }
  return true;
}

/* "## text": a line of its own. */
static bool skim_heading(struct skim *s, struct slice line)
{
  size_t level = 0;
  while (level < line.len && line.ptr[level] == '#') level++;
  struct slice text = slice_trim(slice_from(line, level));
  if (level > 6 || text.len == 0 || line.ptr[level] != ' ' ||
      slice_find_char(text, '#') != SLICE_NONE)
    return false;
  str_addc(s->out, '\n');
  if (!take_inline(text, s->out)) return false;
  str_addc(s->out, '\n');
  return true;
}

static bool skim_line(struct skim *s)
{
  struct slice line, text, before = s->rest;
  slice_line(&s->rest, &line);
  text = slice_trim(line);
  size_t indent = text.len ? (size_t)(text.ptr - line.ptr) : 0;
  if (text.len == 0) {
    str_addc(s->out, '\n');
    return true;
  }
  if (indent > 3 || slice_find_char(slice_first(line, indent), '\t') != SLICE_NONE) return false;
  if (begins_html(text)) {
    s->rest = before;
    str_addc(s->out, '\n');
    return skim_html(s);
  }
  if (s->open_count > 0) return false; /* kramdown goes on with the block of HTML that opened it */
  if (text.ptr[0] == '#') return skim_heading(s, text);
  if (begins_block(text) || !take_inline(text, s->out)) return false;
  str_addc(s->out, slice_ends(line, SLICE("  ")) ? '\n' : ' ');
  return true;
}

/* Does it hold blanks that are none to CommonMark, or ends of lines that are none to kramdown? */
static bool has_odd_blanks(struct slice body)
{
  if (slice_find_char(body, '\f') != SLICE_NONE || slice_find_char(body, '\v') != SLICE_NONE)
    return true;
  for (size_t at; (at = slice_find_char(body, '\r')) != SLICE_NONE; body = slice_from(body, at + 2))
    if (!slice_starts(slice_from(body, at), SLICE("\r\n"))) return true;
  return false;
}

bool doc_skim(struct slice body, enum doc_format format, struct str *out)
{
  struct skim s = { .rest = body, .out = out, .start = out->len };
  if (format == DOC_HTML || slice_starts(body, SLICE("\uFEFF")) || has_odd_blanks(body))
    return false;
  str_reserve(out, body.len);
  while (s.rest.len > 0)
    if (!skim_line(&s)) {
      str_cut(out, s.start);
      return false;
    }
  return true;
}
