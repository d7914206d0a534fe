/* What kramdown and other Markdown dialects have beyond CommonMark and GitHub's
 * extensions, rewritten so that a CommonMark parser reads it as its author
 * meant.  Code and HTML pass unchanged.
 *
 * Where the generator follows CommonMark (DOC_COMMONMARK) only what no
 * author can have meant is mended: bold that stays unread next to wide
 * punctuation, blanks in a link's target, tags that are never closed; with DOC_EXACT
 * the last alone. */
#ifndef DOC_KRAMDOWN_H
#define DOC_KRAMDOWN_H

#include "doc/read.h"

/* Appends the text rewritten.  Stops at the first place after `enough` bytes
 * where nothing spans (between two paragraphs); returns how many bytes of
 * `markdown` were used. */
size_t kramdown_to_commonmark(struct slice markdown, unsigned format, size_t enough,
                              struct str *out);

#endif
