/* All that is wrong with a site: what reading its posts finds, and what only shows
 * when all of them are known - links to nothing, two posts at one address. */
#ifndef APP_CHECK_H
#define APP_CHECK_H

#include "app/library.h"

struct finding {
  struct slice path; /* of the file or folder, from the root */
  enum diag_code code;
  uint32_t line, column; /* as in struct diag */
  struct slice detail;   /* may be empty; not yet sanitised */
};

/* Borrowed for the call. */
typedef void check_fn(void *context, const struct finding *finding);

/* Reads every post again, drafts and copies too, and hands over what it finds, by path,
 * then line; what is wrong with the configuration comes before all.  The library must be loaded in full.  Returns the posts. */
size_t check_library(const struct library *l, check_fn *found, void *context);

#endif
