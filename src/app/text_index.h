/* The text index of a library: postings of what its posts say, in a folder of the cache,
 * made by the workers while the reader reads, and kept up with what changes.
 *
 * It may cover few posts or none, and be damaged or deleted at any time: whoever searches
 * looks at the posts it does not cover themselves.  One process writes, others read.
 * Lives on the main thread. */
#ifndef APP_TEXT_INDEX_H
#define APP_TEXT_INDEX_H

#include "app/library.h"
#include "base/worker.h"
#include "store/query.h"

struct document;
struct gathering;
struct text_index;

/* Library and workers outlive it, but workers_free comes before text_index_free: jobs
 * speak of it. */
struct text_index *text_index_open(const struct library *l, struct workers *w);
/* What is gathered is written first, when it is enough to be worth it. */
void text_index_free(struct text_index *t);

/* Looks which posts are covered, `most` at a time of what may be a million, after opening and
 * when the library's posts have changed; true: all are known.  What is below does the rest of
 * it first. */
bool text_index_match(struct text_index *t, size_t most);

/* Begins to cover what is not covered, unless it is under way; some at a time, between
 * other jobs. */
void text_index_build(struct text_index *t);
/* Forgets all that is saved, unless another process is about it. */
void text_index_begin_again(struct text_index *t);
/* Writes what is gathered and merges what is written, as far as it is worth it. */
void text_index_tidy(struct text_index *t);
bool text_index_building(const struct text_index *t);
/* Posts that are covered or soon will be, of how many. */
void text_index_progress(const struct text_index *t, size_t *covered, size_t *of);
/* Why it cannot be written (an errno value), or 0. */
int text_index_error(const struct text_index *t);

/* The records that may hold what the query wants, a bit an id, 64 in a word; the caller
 * frees it. */
uint64_t *text_index_find(struct text_index *t, const struct query *q);

/* For who reads a post anyway: is it one to be covered?  *d is its document then; what comes
 * of it goes to text_index_take, its stamp turned by text_index_site_stamp where its text is
 * made of the site's other files too. */
bool text_index_wants(const struct text_index *t, uint32_t id, struct document *d);
uint64_t text_index_site_stamp(const struct text_index *t);
void text_index_take(struct text_index *t, const struct gathering *g);

#endif
