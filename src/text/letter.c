#include "text/letter.h"

#include <unicase.h>
#include <unictype.h>

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

/* Bytes that are no UTF-8 are kept as they are. */
static void add_mapped(struct slice s, bool title_first, struct str *out)
{
  while (s.len) {
    char32_t scalar;
    bool valid;
    size_t bytes = utf8_decode(s, &scalar, &valid);
    if (valid)
      utf8_add(out, title_first ? uc_totitle(scalar) : uc_tolower(scalar));
    else
      str_add(out, slice_first(s, bytes));
    title_first = false;
    s = slice_from(s, bytes);
  }
}

void letter_add_lower(struct slice s, struct str *out)
{
  add_mapped(s, false, out);
}

void letter_add_capitalized(struct slice s, struct str *out)
{
  add_mapped(s, true, out);
}
