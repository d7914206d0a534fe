/* What an address is made of, for the files of permalinks: one a generator. */
#ifndef SITE_PERMALINK_IMPL_H
#define SITE_PERMALINK_IMPL_H

#include "site/permalink.h"

#include <time.h>

struct address {
  const struct site_config *config;
  const struct place *place;
  const struct value *front;
  const struct post *post;
  struct slice name; /* of the file: its slug */
  struct tm when;    /* in the zone that is shown */
  bool dated;
  bool missing; /* the template asks for what the post has not */
};

void permalink_add_when(const struct address *a, const char *format,
                        struct str *out); /* strftime */

void permalink_hexo(struct address *a, struct str *out);
void permalink_hugo(struct address *a, struct str *out);

#endif
