/* One spelling for all that a reader would call the same: for finding, never
 * for showing.  NFKC, case folded, full width = half width, hiragana =
 * katakana, traditional = simplified (by code point), Latin letters without
 * their marks, quotation marks and dashes as ASCII; white space is one blank, and
 * none beside a Han character or kana. */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/str.h"
#include "text/offset_map.h"

/* Appends the folded text; `map` (may be NULL) leads back to the input. */
void fold(struct slice text, struct str *out, struct offset_map *map);

/* Appends the lines of the text, each folded by itself, parted by '\n', which folding
 * alone never writes; lines that fold to nothing are left out. */
void fold_lines(struct slice text, struct str *out);

/* Is a text with this in it found across blanks too?  When it holds a Han character or
 * kana: "A IF 联盟" is "AIF联盟".  Both are compared without their blanks then. */
bool fold_crosses_blanks(struct slice folded);
/* Takes the blanks out of what is folded, from byte `from` on. */
void fold_drop_blanks(struct str *folded, size_t from);

/* Does the text hold the query, both unfolded?  A query with Han characters in
 * it is also found across blanks.  For single short texts; fold once and use
 * slice_find for more. */
bool fold_contains(struct slice text, struct slice query);

#endif
