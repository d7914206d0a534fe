/* What kramdown and other Markdown dialects have beyond CommonMark and GitHub's
 * extensions, rewritten so that a CommonMark parser reads it as its author
 * meant.  Code and HTML pass unchanged.
 *
 * Where the generator follows CommonMark to the letter (`strict`) only what no
 * author can have meant is mended: bold that stays unread next to wide
 * punctuation, blanks in a link's target, tags that are never closed. */
#ifndef DOC_KRAMDOWN_H
#define DOC_KRAMDOWN_H

#include "base/str.h"

/* Appends the text rewritten.  Stops at the first place after `enough` bytes
 * where nothing spans (between two paragraphs); returns how many bytes of
 * `markdown` were used. */
size_t kramdown_to_commonmark(struct slice markdown, bool strict, size_t enough, struct str *out);

#endif
