/* Which pages Hugo builds, lists and dates ahead, by their front matter
 * (resources/page, pagemeta; its documentation's "Front matter" and "Build options"). */
#ifndef SITE_HUGO_PAGE_H
#define SITE_HUGO_PAGE_H

#include "site/post_read.h"

/* Hugo knows no capitals in keys. */
const struct value *hugo_value(const struct value *front, const char *lower_key);

/* The language that a name says, as the configuration spells it: "zh" of "tide.zh", whose stem
 * is cut to "tide"; ptr NULL: none of the site's. */
struct slice hugo_language(const struct site_config *c, struct slice *stem);

/* The language of a page, by its name, its content folder or else the default one; empty when
 * the site names none. */
struct slice hugo_page_language(const struct site_config *c, struct slice path);
struct slice hugo_default_language(const struct site_config *c);

/* Is the page in no list of the site: expired, headless, of a language that is switched off, or
 * kept out by its build options? */
bool hugo_unlisted(const struct post_context *x, const struct value *front, struct slice path);

/* Does the page come to be at no address of its own? */
bool hugo_unrendered(const struct value *front);

/* When it is published: its publish date, or else its date.  False: it has neither. */
bool hugo_published_at(const struct value *front, const struct post *post, int64_t *seconds);

#endif
