/* Traditional to simplified Chinese by code point (Unihan kSimplifiedVariant, and
 * a few pairs that a reader looks for).  For searching: it merges too much to be
 * shown. */
#ifndef TEXT_SIMPLIFIED_H
#define TEXT_SIMPLIFIED_H

#include <uchar.h>

char32_t simplified_of(char32_t scalar); /* the scalar itself where there is none */

#endif
