/* What a post is called in the reader's state: its address on the site, from "/",
 * which is the same on every machine and stays when the file moves to an archive
 * folder; "name:" and the name of its file where it has no address. */
#ifndef STORE_POST_KEY_H
#define STORE_POST_KEY_H

#include "store/index.h"

void post_key(const struct index *x, uint32_t id, struct str *out);
uint32_t post_of_key(const struct index *x, struct slice key); /* INDEX_NONE: there is none */
/* Of the site itself: its address and base, or "file://" and its folder.  Addresses that
 * generators put into a new site are no one's own. */
void site_key(struct slice url, struct slice baseurl, struct slice root, struct str *out);

#endif
