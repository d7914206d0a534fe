/* Is a file that a post speaks of in the site?  Generators differ in where they look
 * for it, so it is looked for in all the places: beside the post, below its address,
 * in each folder above, and there in the folders that are copied as they are. */
#ifndef APP_SITE_FILE_H
#define APP_SITE_FILE_H

#include "site/site.h"

enum site_file_as {
  SITE_FILE_AS_IS, /* a picture: the very name */
  SITE_FILE_PAGE,  /* a page: also the source it is made from, or a folder */
};

/* `path` as a link has it, decoded: from the root when it begins with "/". */
bool site_file_is(const struct site *s, const struct post *post, struct slice path,
                  enum site_file_as as);

#endif
