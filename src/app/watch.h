/* Watching a site's folders for posts that come, change and go.  The only
 * door to inotify. */
#ifndef APP_WATCH_H
#define APP_WATCH_H

#include "site/site.h"

struct watch;

/* `changed` gets the path of a file, from the root, once it is whole on disk
 * (closed or renamed), or an empty slice when so much happened that all folders must be
 * read again.  NULL: this system cannot watch; *watched_all tells whether
 * every folder could be. */
typedef void watch_fn(void *context, struct slice path);
struct watch *watch_new(const struct site *site, watch_fn *changed, void *context,
                        bool *watched_all);
void watch_free(struct watch *w);

int watch_fd(const struct watch *w); /* readable: call watch_read */
void watch_read(struct watch *w);

#endif
