/* From the bytes of a file to a post. */
#ifndef SITE_POST_READ_H
#define SITE_POST_READ_H

#include "site/front_matter.h"
#include "site/place.h"

struct cascade;

struct post_context {
  const struct site_config *config;
  bool as_generator;
  const char *encoding; /* charset of files that are not UTF-8, or NULL */
  int64_t now;
  bool zone_is_sites; /* dates are shown in the site's own zone */
  bool machine_fixed; /* the machine's zone has no summer time, and is this: */
  int32_t machine_minutes;
  /* Is there a page of that category?  May be NULL. */
  bool (*has_page)(void *site, struct slice category);
  void *site;
  struct cascade *cascade; /* of a Hugo site, the reading thread's own; or NULL */
};

/* Takes the bytes as read (they are freed or become the post's text) and adds to *post, of which
 * nothing is set but perhaps the arena.  Front matter is read into `scratch`, nothing of the post
 * stays there.  `for_list`: without what only an article shows. */
void post_read(const struct post_context *context, struct slice path, struct str *bytes,
               struct arena *scratch, bool for_list, struct post *post);

/* The heads that the generator of that kind reads. */
enum front_rules post_front_rules(const struct post_context *context);

#endif
