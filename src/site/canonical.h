/* A value as the generator would print it: what YAML makes of `1.10` is the
 * number 1.1, of `yes` the truth, of 12:30:45 a number of seconds; a list or map is
 * what Ruby's inspect shows of it, cut at a few kilobytes. */
#ifndef SITE_CANONICAL_H
#define SITE_CANONICAL_H

#include "base/str.h"
#include "site/value.h"

void canonical_add(const struct value *v, struct str *out);
struct slice canonical_text(const struct value *v, struct arena *arena);
/* The same of a scalar as JavaScript prints it, after YAML 1.2 (js-yaml): `1.10` is 1.1, `yes` a
 * word.  ptr NULL: it is null, or no scalar. */
struct slice canonical_js_text(const struct value *v, struct arena *arena);
/* The same of a scalar as Go prints it, after yaml.v2: `1.0` is 1, `yes` and `y` are true. */
struct slice canonical_go_text(const struct value *v, struct arena *arena);

#endif
