/* Letters of any script, one at a time: what the slugs and titles of generators are
 * made by (general categories and simple case mappings of the Unicode Character Database). */
#ifndef TEXT_LETTER_H
#define TEXT_LETTER_H

#include "base/str.h"

#include <uchar.h>

bool letter_is(char32_t scalar);         /* L: letters */
bool letter_is_mark(char32_t scalar);    /* M: what stands on a letter */
bool letter_is_digit(char32_t scalar);   /* Nd: decimal digits; not Ⅳ or ④ */
bool letter_is_numeric(char32_t scalar); /* N: those too */

void letter_add_lower(struct slice s, struct str *out);
void letter_add_upper(struct slice s, struct str *out);
/* Latin letters without what stands on them or runs through them, full-width ones narrow. */
void letter_add_plain(struct slice s, struct str *out);
/* The first letter in title case, all others in lower: Ruby's String#capitalize. */
void letter_add_capitalized(struct slice s, struct str *out);

#endif
