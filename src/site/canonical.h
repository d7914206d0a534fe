/* A scalar as the generator would print it: what YAML makes of `1.10` is the
 * number 1.1, of `yes` the truth, of 12:30:45 a number of seconds. */
#ifndef SITE_CANONICAL_H
#define SITE_CANONICAL_H

#include "base/str.h"
#include "site/value.h"

void canonical_add(const struct value *scalar, struct str *out);
struct slice canonical_text(const struct value *scalar, struct arena *arena);

#endif
