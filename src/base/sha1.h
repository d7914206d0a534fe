/* SHA-1 (RFC 3174): for names that other programs make with it, not for secrets. */
#ifndef BASE_SHA1_H
#define BASE_SHA1_H

#include "base/slice.h"

#include <stdint.h>

enum { SHA1_BYTES = 20 };

void sha1(struct slice text, uint8_t digest[SHA1_BYTES]);

#endif
