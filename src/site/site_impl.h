/* What a struct site is, for the files that make it up. */
#ifndef SITE_SITE_IMPL_H
#define SITE_SITE_IMPL_H

#include "site/post_read.h"

#include "base/map.h"

struct site {
  char *root;
  struct site_config config;
  struct post_context context;
  struct map pages; /* name of a category -> index in page_paths */
  slice_list page_paths;
};

#endif
