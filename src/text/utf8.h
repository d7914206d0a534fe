/* UTF-8 (RFC 3629), one scalar value at a time. */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "base/str.h"

#include <uchar.h>

#define UTF8_REPLACEMENT 0xFFFDu

/* Reads the first scalar value of `s` (s.len > 0) and returns how many bytes
 * it takes, at least 1.  What is not UTF-8 is read as U+FFFD, one for each
 * maximal subpart (Unicode 15, D93b), and *valid, when given, tells. */
size_t utf8_decode(struct slice s, char32_t *scalar, bool *valid);

size_t utf8_encode(char32_t scalar, char out[4]); /* bytes written */
void utf8_add(struct str *out, char32_t scalar);

bool utf8_valid(struct slice s);

#endif
