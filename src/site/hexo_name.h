/* The names of Hexo's posts: what the pattern of new files (`new_post_name`) takes out of
 * one, and the slugs that Hexo makes of names and titles (hexo-util's Permalink, slugize). */
#ifndef SITE_HEXO_NAME_H
#define SITE_HEXO_NAME_H

#include "base/str.h"
#include "site/value.h"

enum { HEXO_PARAMS_MAX = 8 };

struct hexo_name {
  size_t count;
  struct {
    struct slice name, value;
  } params[HEXO_PARAMS_MAX];
};

/* `path` from `_posts` on; borrowed, as `pattern` is.  False: the name is none of the pattern's. */
bool hexo_name_parse(struct slice pattern, struct slice path, struct hexo_name *out);
struct slice hexo_name_get(const struct hexo_name *n, const char *param); /* ptr NULL: none */
/* The calendar day in the name; false when the pattern asks for less. */
bool hexo_name_day(const struct hexo_name *n, int *year, int *month, int *day);

/* Gives the post's `values` what its name says of it, as "category" of `:category/:title.md`. */
void hexo_name_apply(const struct hexo_name *n, struct arena *arena, struct value *values);

/* The variable at the front of `s`, without its colon; empty when there is none. */
struct slice hexo_variable(struct slice s);

enum hexo_case { HEXO_AS_IS, HEXO_LOWER, HEXO_UPPER };
void hexo_slugize(struct slice text, enum hexo_case letters, struct str *out);

#endif
