/* A link as it is written, taken apart (RFC 3986, 4.1). */
#ifndef APP_REFERENCE_H
#define APP_REFERENCE_H

#include "base/str.h"

/* The parts that matter here, borrowed from the link. */
struct reference {
  struct slice scheme; /* without ":"; empty when relative */
  struct slice host;   /* ptr NULL: no authority */
  struct slice path;   /* without query and fragment */
};

struct reference reference_of(struct slice url);
bool reference_is_web(const struct reference *r); /* http, https, or none said */

/* Appends the path with its %XX as bytes; "%00" stays, and so does what is no %XX.
 * Of an endless path only the beginning. */
void reference_decode(struct slice path, struct str *out);

#endif
