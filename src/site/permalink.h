/* The address of a post on its site. */
#ifndef SITE_PERMALINK_H
#define SITE_PERMALINK_H

#include "site/place.h"

#include <uchar.h>

/* Appends the path from the site's base, beginning with "/", percent-encoded as the
 * generator does it; nothing when the generator would publish no such page. */
void permalink_add(const struct site_config *c, const struct place *place,
                   const struct value *front, const struct post *post, struct str *out);

/* The second address of a page in Hugo's default language: without the language's
 * folder.  False: there is none. */
bool permalink_add_default(const struct site_config *c, const struct place *place,
                           const struct value *front, const struct post *post, struct str *out);

/* Jekyll's slugs: runs of what is no letter, digit or mark become '-'. `pretty`
 * also keeps ._~!$&'()+,;=@ */
void permalink_slug(struct slice text, bool pretty, bool cased, struct str *out);

/* slug.c: may it stand in a slug? */
bool permalink_slug_char(char32_t c, bool pretty);

#endif
