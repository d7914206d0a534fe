/* A title for a post that has none: its first heading, else the first words of
 * its text, else its file's name. */
#ifndef SITE_TITLE_H
#define SITE_TITLE_H

#include "site/post.h"

/* Appends at least one byte. */
void title_recover(struct slice body, struct slice path, enum post_format format, struct str *out);

/* Appends Jekyll's reading of a file name: "a-new_day" is "A New_day". */
void title_of_slug(struct slice slug, struct str *out);

#endif
