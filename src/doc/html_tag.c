#include "doc/html_tag.h"

#include "base/ascii.h"

static bool ends_name(char c)
{
  return html_is_space(c) || c == '/' || c == '>';
}

static size_t skip_space(struct slice s, size_t at)
{
  while (at < s.len && html_is_space(s.ptr[at])) at++;
  return at;
}

/* The value that stands at `at`; where it ends, or SLICE_NONE. */
static size_t take_value(struct slice s, size_t at, struct slice *value)
{
  char quote = at < s.len ? s.ptr[at] : ' ';
  if (quote == '"' || quote == '\'') {
    size_t end = slice_find_char(slice_from(s, at + 1), quote);
    if (end == SLICE_NONE) return SLICE_NONE;
    *value = slice_first(slice_from(s, at + 1), end);
    return at + 1 + end + 1;
  }
  size_t end = at;
  while (end < s.len && !html_is_space(s.ptr[end]) && s.ptr[end] != '>') end++;
  *value = slice_first(slice_from(s, at), end - at);
  return end;
}

/* Takes an attribute off *rest; an empty *name: `>` or the end is reached.
 * False when a quotation mark is never closed. */
static bool take_attribute(struct slice *rest, struct slice *name, struct slice *value)
{
  size_t start = 0;
  while (start < rest->len && (html_is_space(rest->ptr[start]) || rest->ptr[start] == '/')) start++;
  *name = *value = SLICE("");
  *rest = slice_from(*rest, start);
  if (rest->len == 0 || rest->ptr[0] == '>') return true;

  size_t end = 1;
  while (end < rest->len && !ends_name(rest->ptr[end]) && rest->ptr[end] != '=') end++;
  *name = slice_first(*rest, end);
  size_t equals = skip_space(*rest, end);
  if (equals < rest->len && rest->ptr[equals] == '=') {
    end = take_value(*rest, skip_space(*rest, equals + 1), value);
    if (end == SLICE_NONE) return false;
  }
  *rest = slice_from(*rest, end);
  return true;
}

bool html_tag_scan(struct slice s, struct html_tag *tag)
{
  size_t start = 1;
  if (s.len < 3 || s.ptr[0] != '<') return false;
  tag->end = s.ptr[1] == '/';
  if (tag->end) start = 2;
  if (!ascii_is_letter(s.ptr[start])) return false;

  size_t end = start;
  while (end < s.len && !ends_name(s.ptr[end])) end++;
  tag->name = slice_first(slice_from(s, start), end - start);

  struct slice rest = slice_from(s, end), name, value;
  do {
    if (!take_attribute(&rest, &name, &value)) return false;
  } while (name.len > 0);
  if (rest.len == 0) return false;
  tag->bytes = (size_t)(rest.ptr - s.ptr) + 1;
  tag->attributes = slice_first(slice_from(s, end), tag->bytes - 1 - end);
  return true;
}

bool html_attribute_next(struct slice *rest, struct slice *name, struct slice *value)
{
  return take_attribute(rest, name, value) && name->len > 0;
}

bool html_word_next(struct slice *rest, struct slice *word)
{
  *rest = slice_from(*rest, skip_space(*rest, 0));
  size_t end = 0;
  while (end < rest->len && !html_is_space(rest->ptr[end])) end++;
  *word = slice_first(*rest, end);
  *rest = slice_from(*rest, end);
  return end > 0;
}

bool html_has_word(struct slice words, struct slice word)
{
  struct slice one;
  while (html_word_next(&words, &one))
    if (slice_eq_nocase(one, word)) return true;
  return false;
}
