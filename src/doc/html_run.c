#include "doc/html_run.h"

#include "base/ascii.h"
#include "doc/html_tag.h"
#include "doc/whitespace.h"
#include "text/utf8.h"

enum { RUN_BYTES_MIN = 32 };

/* Begins the name of a run: U+10F8F1, of private use, which a text hardly has.  Where it has,
 * the parser is shown all. */
#define RUN_MARK "\xF4\x8F\xA3\xB1"

/* Bytes at the start of text that the parser has to see: a character reference. */
static size_t reference_bytes(struct slice text)
{
  size_t end = 0;
  if (text.len == 0 || text.ptr[0] != '&') return 0;
  for (end = 1; end < text.len && (ascii_is_alnum(text.ptr[end]) || text.ptr[end] == '#');) end++;
  return end < text.len && text.ptr[end] == ';' ? end + 1 : end;
}

/* What is no white space alone, and what the parser would not change. */
static bool is_run(struct slice text)
{
  return text.len >= RUN_BYTES_MIN && slice_find_char(text, '\r') == SLICE_NONE &&
         whitespace_trim_start(text).len > 0 && utf8_valid(text);
}

void html_run_write(html_runs *runs, struct slice text, struct str *out)
{
  size_t space = 0; /* the first newline in <pre> goes */
  while (space < text.len && html_is_space(text.ptr[space])) space++;
  str_add(out, slice_first(text, space));
  text = slice_from(text, space);
  while (text.len > 0) {
    size_t reference = reference_bytes(text);
    str_add(out, slice_first(text, reference));
    text = slice_from(text, reference);
    struct slice run = slice_first(text, slice_find_char(text, '&'));
    if (runs && is_run(run)) {
      str_addf(out, RUN_MARK "%zu;", runs->count);
      vec_push(runs, run);
    } else {
      str_add(out, run);
    }
    text = slice_from(text, run.len);
  }
}

bool html_run_is_named(struct slice html)
{
  static const struct slice mark = SLICE(RUN_MARK);
  size_t at;
  while ((at = slice_find_char(html, mark.ptr[0])) != SLICE_NONE) {
    html = slice_from(html, at);
    if (slice_starts(html, mark)) return true;
    html = slice_from(html, 1);
  }
  return false;
}

bool html_run_next(html_runs *runs, struct slice *text, struct slice *piece)
{
  static const struct slice mark = SLICE(RUN_MARK);
  if (text->len == 0) return false;
  if (runs->count == 0 || !slice_starts(*text, mark)) {
    size_t end = runs->count ? slice_find_char(slice_from(*text, 1), mark.ptr[0]) : SLICE_NONE;
    *piece = slice_first(*text, end == SLICE_NONE ? text->len : end + 1);
    *text = slice_from(*text, piece->len);
    return true;
  }
  size_t number = 0, at = mark.len;
  while (at < text->len && ascii_is_digit(text->ptr[at]) && number < runs->count)
    number = number * 10 + (size_t)(text->ptr[at++] - '0');
  *text = slice_from(*text, at + 1);
  *piece = SLICE("");
  if (number >= runs->count) return true;
  *piece = runs->items[number];
  runs->items[number] = SLICE("");
  return true;
}
