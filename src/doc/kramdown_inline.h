/* kramdown's inline syntax: attributes, links with blanks in their target,
 * formulas, and emphasis next to wide punctuation. */
#ifndef DOC_KRAMDOWN_INLINE_H
#define DOC_KRAMDOWN_INLINE_H

#include "base/str.h"

/* Appends one line (without its end) of a paragraph, rewritten; attributes and
 * formulas are kramdown's own and stay as they are when `strict`. */
void kramdown_inline(struct slice line, bool strict, struct str *out);

#endif
