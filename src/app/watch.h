/* Watching a site's folders for posts that come, change and go.  The only
 * door to inotify. */
#ifndef APP_WATCH_H
#define APP_WATCH_H

#include "site/site.h"

struct watch;

/* `changed` gets the path of a file, from the root, once it is whole on disk
 * (closed or renamed), or an empty slice when so much happened that all folders must be
 * read again.  NULL: this system cannot watch. */
typedef void watch_fn(void *context, struct slice path);
struct watch *watch_new(const struct site *site, watch_fn *changed, void *context);
void watch_free(struct watch *w);

/* Watches that folder from now on; what lies in it already is not told.  On any thread. */
void watch_folder(struct watch *w, struct slice path);
/* Could every folder be watched so far?  Systems have a limit. */
bool watch_complete(struct watch *w);

int watch_fd(const struct watch *w); /* readable: call watch_read */
void watch_read(struct watch *w);

#endif
