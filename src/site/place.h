/* What a path from the site's root means, by its name alone: is it a post, of
 * which collection, above which folders. */
#ifndef SITE_PLACE_H
#define SITE_PLACE_H

#include "site/site_config.h"

enum place_kind { PLACE_NONE, PLACE_POST, PLACE_DRAFT, PLACE_ARCHIVE, PLACE_COLLECTION };

struct place {
  enum place_kind kind;
  const struct collection *collection; /* of PLACE_COLLECTION */
  struct slice above;                  /* folders above `_posts`: "news/ja" */
  struct slice within; /* the path from `_posts` (or the collection, the content folder) on */
};

/* Where a file of that path stands; `kind` is PLACE_NONE when it is no post. */
struct place place_of(const struct site_config *c, struct slice path);
/* May a folder of that path hold posts, at any depth?  "" is the root. */
bool place_folder(const struct site_config *c, struct slice path);

enum post_format place_format(struct slice path);

/* "2024-05-01-name" of Jekyll: three numbers and something after them. */
bool place_dated_name(struct slice base, struct slice *day, struct slice *slug);

#endif
