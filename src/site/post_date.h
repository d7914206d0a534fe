/* When a post was written: front matter, then the name of its file, then a
 * number in the name that holds a day. */
#ifndef SITE_POST_DATE_H
#define SITE_POST_DATE_H

#include "site/post_read.h"

void post_date_read(const struct post_context *context, const struct place *place,
                    const struct front_matter *front, struct post *post);

/* The day in a path: 2024-05-01-name, 2024/05/01/name, 20240501-name, name_2024-05-01. */
bool post_date_of_path(struct slice path, int *year, int *month, int *day);

/* 12 or more digits at the end of a stem, letters before them ignored; NULL when
 * there are none. */
struct slice post_number(struct slice path);

/* Does Hugo read days, and slugs behind them, off the names of files?
 * `frontmatter: {date: [":filename", ":default"]}` */
bool post_date_hugo_names(const struct site_config *c);

#endif
