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

/* Does the text hold the query, both unfolded?  A query with Han characters in
 * it is also found across blanks.  For single short texts; fold once and use
 * slice_find for more. */
bool fold_contains(struct slice text, struct slice query);

#endif
