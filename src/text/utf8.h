/* UTF-8 (RFC 3629), one scalar value at a time. */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "base/str.h"

#include <uchar.h>

#define UTF8_REPLACEMENT 0xFFFDu

/* Reads the first scalar value of `s` (s.len > 0) and returns how many bytes
 * it takes, at least 1.  What is not UTF-8 is read as U+FFFD, one for each
 * maximal subpart (Unicode 15, D93b), and *valid, when given, tells. */
static inline size_t utf8_decode(struct slice s, char32_t *scalar, bool *valid);

size_t utf8_encode(char32_t scalar, char out[4]); /* bytes written */
void utf8_add(struct str *out, char32_t scalar);

bool utf8_valid(struct slice s);

/* The rare rest of utf8_decode. */
size_t utf8_decode_rare(struct slice s, char32_t *scalar, bool *valid);

/* Nearly all that is not ASCII in a post takes three bytes, and but for two lead
 * bytes any continuation bytes will do. */
static inline size_t utf8_decode(struct slice s, char32_t *scalar, bool *valid)
{
  const unsigned char *p = (const unsigned char *)s.ptr;
  if (valid) *valid = true;
  *scalar = p[0];
  if (p[0] < 0x80) return 1;
  if (s.len > 2 && p[0] > 0xE0 && p[0] < 0xF0 && p[0] != 0xED && (p[1] & 0xC0) == 0x80 &&
      (p[2] & 0xC0) == 0x80) {
    *scalar = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    return 3;
  }
  return utf8_decode_rare(s, scalar, valid);
}

#endif
