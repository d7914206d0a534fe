/* Reads many posts of a site one after another: buffers and the open folder are kept from one
 * to the next.  One reader for each thread; while they read, the site only is looked at. */
#ifndef SITE_READER_H
#define SITE_READER_H

#include "site/site.h"

struct site_reader;

/* `for_list`: what only an article shows (author, summary, image, language) is left out.  From
 * now on the site's encoding is what it is now. */
struct site_reader *site_reader_new(const struct site *s, bool for_list);
void site_reader_free(struct site_reader *r);

/* In place of a file's time: it is not there; it is, and cannot be read. */
#define READER_GONE   INT64_MIN
#define READER_BARRED (INT64_MIN + 1)

/* As site_read_post; returns the file's time in nanoseconds since the epoch. */
int64_t site_reader_read(struct site_reader *r, struct slice path, struct post *post);
/* The same to a *post whose strings go to an arena that many share; its text is gone but for
 * what `look` saw of it.  post_free it before the arena. */
typedef void site_look_fn(void *context, struct post *post);
int64_t site_reader_scan(struct site_reader *r, struct slice path, struct arena *strings,
                         site_look_fn *look, void *context, struct post *post);

/* The file's time, without reading it. */
int64_t site_reader_time(struct site_reader *r, struct slice path);

#endif
