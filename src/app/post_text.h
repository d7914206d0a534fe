/* The visible text of a post, for searching: its title, and what stands in its body
 * once the generator's tags are carried out and markup, comments and hidden elements are
 * gone.  Furniture belongs to it: a key shows it. */
#ifndef APP_POST_TEXT_H
#define APP_POST_TEXT_H

#include "app/library.h"

struct post_text {
  struct str title;
  struct str body; /* blocks on lines of their own */
  bool of_site;    /* the generator's tags made it, maybe of other files of the site */
};

void post_text_init(struct post_text *t);
void post_text_free(struct post_text *t);

/* Reads the file at `path` (from the site's root) into *t, which is cleared first.  False:
 * it cannot be read, and has no text.  On any thread: of the library it only looks at the
 * site. */
bool post_text_read(const struct library *l, struct slice path, struct post_text *t);

#endif
