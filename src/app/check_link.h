/* Which links and pictures of a post lead to something of its own site that is not
 * there.  In doubt it is: a page that only the generator makes is no broken link. */
#ifndef APP_CHECK_LINK_H
#define APP_CHECK_LINK_H

#include "app/library.h"
#include "doc/node.h"

struct link_check;

/* The library is read in full, and stays as it is meanwhile. */
struct link_check *link_check_new(const struct library *l);
void link_check_free(struct link_check *c);

/* Adds what it finds to post->diags; `doc` is the post's body. */
void link_check_post(struct link_check *c, struct post *post, const struct doc *doc);

/* The place of `what` in the post's file, from its body on: *line is 0 when it does
 * not stand there as such. */
void link_check_locate(const struct post *post, struct slice what, uint32_t *line,
                       uint32_t *column);

#endif
