/* Where the index of a site is saved, and for what it holds: one file for each site
 * and each set of options that change what is read. */
#ifndef APP_SITE_CACHE_H
#define APP_SITE_CACHE_H

#include "app/option.h"
#include "site/site.h"
#include "store/saved.h"

/* NULL: there is no folder for caches, nor a home folder. */
struct saved *site_cache(const struct site *site, const struct options *options,
                         bool as_generator);

#endif
