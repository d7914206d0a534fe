/* Hugo's `cascade`: what the `_index` files of the sections above a page, and the site's
 * configuration, give to it where it says nothing itself (hugolib, "Front matter cascade").  The
 * nearest section comes first.  The sections looked up are kept: one for each thread that reads. */
#ifndef SITE_CASCADE_H
#define SITE_CASCADE_H

#include "site/place.h"

struct cascade; /* opaque */

/* Borrows both. */
struct cascade *cascade_new(const char *root, const struct site_config *config);
void cascade_free(struct cascade *c);

/* The front matter of the page at `path` with what it is given, in the arena; `front` itself (may
 * be NULL) when that is nothing.  `within`: the path from the content folder. */
const struct value *cascade_apply(struct cascade *c, struct slice path, struct slice within,
                                  const struct value *front, struct arena *arena);

/* Another when what the content folders or the first sections in them give has changed; 0 when
 * they give nothing. */
uint64_t cascade_fingerprint(const char *root, const struct site_config *config);

#endif
