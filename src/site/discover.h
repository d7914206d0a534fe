/* Walks a site's folders: files that may be posts, folders that may hold them. */
#ifndef SITE_DISCOVER_H
#define SITE_DISCOVER_H

#include "site/site_config.h"

/* `root` is absolute and real (no links in it).  Returns the folders seen. */
size_t discover(const struct site_config *c, const char *root, const struct site_visitor *v,
                struct diag_list *diags);

#endif
