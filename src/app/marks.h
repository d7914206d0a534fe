/* Which posts are read and which starred, and where reading stopped: by record, for
 * lists, kept by a keeper.  A post is looked up when it is first asked for, so
 * this costs a byte a post and what the reader has marked, whatever the size of the site.
 *
 * The copies of a post (RECORD_FOLDED) share its marks. */
#ifndef APP_MARKS_H
#define APP_MARKS_H

#include "app/keeper.h"
#include "store/index.h"

enum post_mark { MARK_READ = 1, MARK_STARRED = 2 };

struct library;
struct marks;

/* Those of a site, for once: as they are now, and nothing is kept of what is set.  What
 * goes wrong is added to *problem. */
struct marks *marks_read(const struct library *l, struct str *problem);

/* `x` is borrowed; `keeper` too, NULL: nothing is kept. */
struct marks *marks_new(const struct index *x, struct keeper *keeper);
void marks_free(struct marks *m);
/* The index was made anew: other numbers, and nothing to take back. */
void marks_use(struct marks *m, const struct index *x);

/* What the state says: each entry, then marks_loaded.  Other kinds are passed over. */
void marks_entry(struct marks *m, const struct state_entry *e);
void marks_loaded(struct marks *m);
bool marks_known(const struct marks *m); /* since then */

bool marks_has(struct marks *m, uint32_t id, enum post_mark mark);
/* How many of the ids changed; marks_undo takes all of one call back. */
size_t marks_set(struct marks *m, const uint32_t *ids, size_t count, enum post_mark mark, bool on);
/* Takes the last change back that is not taken back yet: how many posts it was, and one of
 * them.  0: there is none. */
size_t marks_undo(struct marks *m, uint32_t *id);

/* Document position; 0: the beginning. */
uint32_t marks_place(struct marks *m, uint32_t id);
void marks_set_place(struct marks *m, uint32_t id, uint32_t position);

/* The index has changed (index_settle): count again. */
void marks_recount(struct marks *m);
/* Looks at `posts` more of those listed; false when none is left to look at. */
bool marks_count_more(struct marks *m, size_t posts);
/* Listed posts that have it, as of the last count that was finished. */
size_t marks_count(const struct marks *m, enum post_mark mark);
/* Appends the listed posts that have it, or have it not, newest first. */
void marks_select(struct marks *m, enum post_mark mark, bool on, id_list *ids);

#endif
