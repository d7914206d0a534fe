#include "site/permalink.h"

#include "base/ascii.h"
#include "text/letter.h"
#include "text/utf8.h"

bool permalink_slug_char(char32_t c, bool pretty)
{
  if (c >= 0x80) return letter_is(c) || letter_is_mark(c) || letter_is_digit(c);
  if (ascii_is_alnum((char)c)) return true;
  return pretty && c && strchr("._~!$&'()+,;=@", (int)c) != NULL;
}

void permalink_slug(struct slice text, bool pretty, bool cased, struct str *out)
{
  bool gap = false;
  size_t start = out->len;
  while (text.len) {
    char32_t c;
    struct slice one = slice_first(text, utf8_decode(text, &c, NULL));
    if (permalink_slug_char(c, pretty)) {
      if (gap && out->len > start) str_addc(out, '-');
      gap = false;
      if (cased)
        str_add(out, one);
      else
        letter_add_lower(one, out);
    } else {
      gap = true;
    }
    text = slice_from(text, one.len);
  }
}
