/* Walks a site's folders: files that may be posts, folders that may hold them. */
#ifndef SITE_DISCOVER_H
#define SITE_DISCOVER_H

#include "site/site_config.h"

/* `root` is absolute and real (no links in it).  Returns the folders seen. */
size_t discover_posts(const struct site_config *c, const char *root, site_visit_fn *visit,
                      void *context, struct diag_list *diags);
void discover_folders(const struct site_config *c, const char *root, site_visit_fn *visit,
                      void *context);

#endif
