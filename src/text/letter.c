#include "text/letter.h"

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "text/utf8.h"

bool letter_is(char32_t scalar)
{
  return uc_is_general_category_withtable(scalar, UC_CATEGORY_MASK_L);
}

bool letter_is_mark(char32_t scalar)
{
  return uc_is_general_category_withtable(scalar, UC_CATEGORY_MASK_M);
}

bool letter_is_digit(char32_t scalar)
{
  return uc_is_general_category_withtable(scalar, UC_CATEGORY_MASK_Nd);
}

bool letter_is_numeric(char32_t scalar)
{
  return uc_is_general_category_withtable(scalar, UC_CATEGORY_MASK_N);
}

typedef ucs4_t map_fn(ucs4_t scalar);

/* `first` for the first scalar value, `rest` for the others.  Bytes that are no UTF-8 are kept
 * as they are. */
static void add_mapped(struct slice s, map_fn *first, map_fn *rest, struct str *out)
{
  for (map_fn *map = first; s.len; map = rest) {
    char32_t scalar;
    bool valid;
    size_t bytes = utf8_decode(s, &scalar, &valid);
    if (valid)
      utf8_add(out, map(scalar));
    else
      str_add(out, slice_first(s, bytes));
    s = slice_from(s, bytes);
  }
}

void letter_add_lower(struct slice s, struct str *out)
{
  add_mapped(s, uc_tolower, uc_tolower, out);
}

void letter_add_upper(struct slice s, struct str *out)
{
  add_mapped(s, uc_toupper, uc_toupper, out);
}

void letter_add_capitalized(struct slice s, struct str *out)
{
  add_mapped(s, uc_totitle, uc_tolower, out);
}

/* What has no decomposition. */
static const struct {
  char32_t from;
  const char *to;
} strokes[] = {
  { 0xc6, "AE" }, { 0xd0, "D" },  { 0xd8, "O" },   { 0xdf, "s" },   { 0xe6, "ae" }, { 0xf0, "d" },
  { 0xf8, "o" },  { 0x110, "D" }, { 0x111, "d" },  { 0x126, "H" },  { 0x127, "h" }, { 0x131, "i" },
  { 0x141, "L" }, { 0x142, "l" }, { 0x152, "OE" }, { 0x153, "oe" }, { 0x166, "T" }, { 0x167, "t" },
};

void letter_add_plain(struct slice s, struct str *out)
{
  while (s.len) {
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    char32_t scalar;
    struct slice one = slice_first(s, utf8_decode(s, &scalar, NULL));
    const char *stroke = NULL;
    for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
      if (strokes[i].from == scalar) stroke = strokes[i].to;
    bool wide = (scalar >= 0xff21 && scalar <= 0xff3a) || (scalar >= 0xff41 && scalar <= 0xff5a);
    parts[0] = wide ? scalar - 0xfee0 : scalar;
    while (parts[0] >= 0x80 && uc_canonical_decomposition(parts[0], parts) > 0) continue;
    if (stroke)
      str_adds(out, stroke);
    else if (parts[0] < 0x80 && scalar >= 0x80)
      str_addc(out, (char)parts[0]);
    else
      str_add(out, one);
    s = slice_from(s, one.len);
  }
}
