/* Where a line may break: UAX #14 by libunistring, with the overlay of Chinese
 * and Japanese line-start and line-end prohibition on top (CLREQ 3.1.4, 3.1.5;
 * JLREQ 3.1.7, 3.1.8).  The result depends neither on the user's locale nor on
 * the library's version for the characters the overlay names. */
#ifndef TEXT_LINEBREAK_H
#define TEXT_LINEBREAK_H

#include "base/slice.h"

#include <stdint.h>

enum {
  BREAK_NO = 0,
  BREAK_MAY = 1,  /* a line may end before this byte */
  BREAK_MUST = 2, /* a line ends before this byte (after a newline) */
};

struct linebreak_options {
  bool korean_by_word; /* break Hangul at spaces only (KLREQ); else by syllable */
};

/* Fills out[0..text.len) with one of the above for each byte; bytes inside a
 * cluster are BREAK_NO.  out[0] is BREAK_NO. */
void linebreak_find(struct slice text, const struct linebreak_options *options, uint8_t *out);

#endif
