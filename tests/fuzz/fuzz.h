/* What all fuzz targets share.  A target takes its options off the end of its
 * input, so that files that are no more than text are seeds as they are. */
#ifndef TEST_FUZZ_H
#define TEST_FUZZ_H

#include "text/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

#define HOLDS(condition)                                                                           \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);               \
      abort();                                                                                     \
    }                                                                                              \
  } while (0)

static inline struct slice fuzz_input(const uint8_t *data, size_t bytes)
{
  return (struct slice){ bytes ? (const char *)data : "", bytes };
}

/* Takes one byte off the end; 0 when there is none. */
static inline unsigned fuzz_option(struct slice *in)
{
  return in->len ? (unsigned char)in->ptr[--in->len] : 0;
}

/* Appends the bytes as the UTF-8 that all floors above text are given. */
static inline void fuzz_utf8(struct slice in, struct str *out)
{
  while (in.len) {
    char32_t c;
    in = slice_from(in, utf8_decode(in, &c, NULL));
    utf8_add(out, c);
  }
}

#endif
