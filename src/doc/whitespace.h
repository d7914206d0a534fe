/* White space as HTML and CSS see it. */
#ifndef DOC_WHITESPACE_H
#define DOC_WHITESPACE_H

#include "base/slice.h"

#include <stdbool.h>
#include <uchar.h>

/* Without the characters at an end that show nothing there: white space,
 * U+00A0, the wide blanks of U+2000 to U+200B, U+3000, U+FEFF. */
struct slice whitespace_trim_start(struct slice text);
struct slice whitespace_trim_end(struct slice text);

/* Does a line's end between the two show nothing?  It does between characters
 * of scripts written without blanks (CSS Text 3, 4.1.3): Han, kana and their
 * punctuation, but not Hangul. */
bool whitespace_joins(char32_t before, char32_t after);

char32_t whitespace_last_scalar(struct slice text); /* 0 for none */

#endif
