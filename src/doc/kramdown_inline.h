/* kramdown's inline syntax: attributes, links with blanks in their target,
 * formulas, and emphasis next to wide punctuation. */
#ifndef DOC_KRAMDOWN_INLINE_H
#define DOC_KRAMDOWN_INLINE_H

#include "base/str.h"

enum {
  INLINE_STRICT = 1, /* attributes and formulas, kramdown's own, stay as they are */
  INLINE_EXACT = 2,  /* DOC_EXACT: so does what the generator does not read */
};

/* Appends one line (without its end) of a paragraph, rewritten. */
void kramdown_inline(struct slice line, unsigned mode, struct str *out);

#endif
