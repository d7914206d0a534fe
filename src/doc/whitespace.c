#include "doc/whitespace.h"

#include "doc/html_tag.h"
#include "text/utf8.h"

static bool is_blank(char32_t c)
{
  return (c < 0x80 && html_is_space((char)c)) || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) ||
         c == 0x202F || c == 0x3000 || c == 0xFEFF;
}

struct slice whitespace_trim_start(struct slice text)
{
  while (text.len > 0) {
    char32_t c;
    size_t bytes = utf8_decode(text, &c, NULL);
    if (!is_blank(c)) break;
    text = slice_from(text, bytes);
  }
  return text;
}

/* Where the last character begins. */
static size_t last_start(struct slice text)
{
  size_t at = text.len - 1;
  while (at > 0 && text.len - at < 4 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at--;
  return at;
}

char32_t whitespace_last_scalar(struct slice text)
{
  char32_t c = 0;
  if (text.len > 0) utf8_decode(slice_from(text, last_start(text)), &c, NULL);
  return c;
}

struct slice whitespace_trim_end(struct slice text)
{
  while (text.len > 0 && is_blank(whitespace_last_scalar(text)))
    text = slice_first(text, last_start(text));
  return text;
}

static bool is_solid(char32_t c)
{
  if (c >= 0x3130 && c <= 0x318F) return false; /* Hangul compatibility letters */
  return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFF9F) ||
         (c >= 0x1B000 && c <= 0x1B2FF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/* Wide or narrow by the text around them. */
static bool is_shared_mark(char32_t c)
{
  return c == 0xB7 || (c >= 0x2014 && c <= 0x201D) || c == 0x2026;
}

bool whitespace_joins(char32_t before, char32_t after)
{
  return (is_solid(before) && (is_solid(after) || is_shared_mark(after))) ||
         (is_shared_mark(before) && is_solid(after));
}
