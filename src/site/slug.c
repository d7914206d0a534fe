#include "base/ascii.h"
#include "site/permalink.h"

#include "text/utf8.h"

/* Not a letter, mark or digit, among what is not ASCII: punctuation, symbols,
 * blanks.  Ranges of whole blocks, because no table of categories is at hand. */
static bool is_sign(char32_t c)
{
  static const struct {
    char32_t first, last;
  } signs[] = {
    { 0x80, 0xa9 },     { 0xab, 0xb4 },     { 0xb6, 0xb9 },     { 0xbb, 0xbf },
    { 0xd7, 0xd7 },     { 0xf7, 0xf7 },     { 0x2000, 0x2070 }, { 0x2080, 0x208e },
    { 0x20a0, 0x20cf }, { 0x2190, 0x2bff }, { 0x3000, 0x3004 }, { 0x3007, 0x3029 },
    { 0x3030, 0x3030 }, { 0x3036, 0x303a }, { 0x303d, 0x3040 }, { 0x309b, 0x309c },
    { 0x30a0, 0x30a0 }, { 0x30fb, 0x30fb }, { 0x3200, 0x33ff }, { 0xe000, 0xf8ff },
    { 0xfe10, 0xfe1f }, { 0xfe30, 0xfe6f }, { 0xfeff, 0xff0f }, { 0xff1a, 0xff20 },
    { 0xff3b, 0xff40 }, { 0xff5b, 0xff65 }, { 0xffe0, 0xffff }, { 0x1f000, 0x1faff },
  };
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (c >= signs[i].first && c <= signs[i].last) return true;
  return false;
}

bool permalink_slug_char(char32_t c, bool pretty)
{
  if (c >= 0x80) return !is_sign(c);
  if (ascii_is_alnum((char)c)) return true;
  return pretty && c && strchr("._~!$&'()+,;=@", (int)c) != NULL;
}

void permalink_slug(struct slice text, bool pretty, bool cased, struct str *out)
{
  bool gap = false;
  size_t start = out->len;
  while (text.len) {
    char32_t c;
    size_t bytes = utf8_decode(text, &c, NULL);
    if (permalink_slug_char(c, pretty)) {
      if (gap && out->len > start) str_addc(out, '-');
      gap = false;
      if (!cased && c >= 'A' && c <= 'Z')
        str_addc(out, (char)(c + 32));
      else
        str_add(out, slice_first(text, bytes));
    } else {
      gap = true;
    }
    text = slice_from(text, bytes);
  }
}
