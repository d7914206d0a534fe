/* The open library: a site, the index of its posts, and the way from a link
 * or a record to an article.  The only place where posts (site, store) and pages
 * (doc, layout) meet. */
#ifndef APP_LIBRARY_H
#define APP_LIBRARY_H

#include "app/loader.h"
#include "app/option.h"
#include "doc/furniture.h"
#include "site/site.h"
#include "store/saved.h"

struct library;

/* Opens the site at or above `path`; nothing is read yet but its configuration.
 * `as_generator`: as in struct site_options, and twins are not folded.
 * NULL: *problem says in one line why and what to do.  `options` is borrowed. */
struct library *library_open(const char *path, const struct options *options, bool as_generator,
                             struct str *problem);
void library_free(struct library *l);

/* The index that was saved is there from the beginning, and may be shown before library_read has
 * looked for what changed since. */
bool library_was_saved(const struct library *l);
void library_begin_again(struct library *l); /* what was saved is not used; before library_read */
/* Saves what changed.  `beside`: in a process of its own when it is much; true: it, or a look
 * at what was opened, goes on, so call this again soon.  Without `beside` at the end. */
bool library_save(struct library *l, bool beside);
/* What could not be done with the saved index, in one line, once: appended; false: all is well. */
bool library_take_notice(struct library *l, struct str *out);
struct saved *library_saved(const struct library *l); /* NULL: it is saved nowhere */

/* Reading, on threads beside this one.  library_read looks at all folders: what is new or
 * changed is read, what is gone goes; library_changed says that it happened to one file.  Both
 * return at once; results wait for library_collect, called when library_fd is readable, and
 * show when library_settle has put them in order (false: nothing was waiting). */
void library_read(struct library *l);
void library_changed(struct library *l, struct slice path);
int library_fd(struct library *l);
void library_collect(struct library *l);
bool library_settle(struct library *l);
bool library_reading(const struct library *l);
struct loader_progress library_progress(const struct library *l);
uint32_t library_ids(const struct library *l); /* above all record ids: new posts get later ones */
size_t library_changes(const struct library *l); /* posts that came, changed or went, so far */
/* The site's folder is bare or gone, as when its disk is not mounted any more: what was known
 * of its posts is kept. */
bool library_lost(const struct library *l);

/* From now on what happens in the folders that are looked at is told: when library_watch_fd can
 * be read, library_watch_read hears of it.  -1, and not watched: the system has no means for it,
 * or not for so many folders; then all have to be looked at again from time to time. */
void library_watch(struct library *l);
bool library_watched(const struct library *l);
int library_watch_fd(const struct library *l);
void library_watch_read(struct library *l);

/* Reads all there is, waits for it and saves it; after interrupt_caught what was read until
 * then. */
void library_load_all(struct library *l);
/* Folders visited, for "no posts in ..., looked at n folders". */
size_t library_folders(const struct library *l);
/* What was met in the folders and is no post that can be read: the path is the detail. */
const struct diag_list *library_passed_over(const struct library *l);

struct site *library_site(const struct library *l);
const struct options *library_options(const struct library *l);
const struct index *library_index(const struct library *l);

/* The time that "now" is: the clock's, or SOURCE_DATE_EPOCH. */
int64_t library_now(void);

/* What the site is called in the reader's state (store/post_key.h). */
void library_key(const struct library *l, struct str *out);

size_t library_listed(const struct library *l); /* posts shown by default */

/* Reads the post at `path` (from the root) into the index, at once; false: it is none.  What
 * was read is in *post, to be freed. */
bool library_add(struct library *l, struct slice path, struct post *post);

/* Where a link leads. */
struct link_target {
  enum link_kind kind;
  uint32_t id;                /* LINK_POST: record */
  uint32_t label;             /* LINK_CATEGORY: whose page it is; INDEX_NONE: not known */
  enum label_kind label_kind; /* a category, or a tag with a page of its own */
};
/* A target that names neither a post nor a label. */
static inline struct link_target link_to(enum link_kind kind)
{
  return (struct link_target){ .kind = kind, .id = INDEX_NONE, .label = INDEX_NONE };
}

static inline struct link_target link_to_label(enum label_kind kind, uint32_t label)
{
  return (struct link_target){ LINK_CATEGORY, INDEX_NONE, label, kind };
}

/* `from` is the path of the post the link stands in (from the root), or empty. */
struct link_target library_resolve(const struct library *l, struct slice from, struct slice url,
                                   struct slice text);

/* Is a link to that host one to this site?  (ptr NULL: the link names none.) */
bool library_owns(const struct library *l, struct slice host);

/* The front page: sections of the newest posts, by tag or category, ordered by
 * their newest post.  There can be thousands: they are put in order only as far as they are
 * asked for. */
struct home {
  const struct index *index;
  enum label_kind kind;
  VEC(struct home_section) sections;
  size_t sorted; /* so many sections are in order */
  size_t posts;  /* in all of them */
};
struct home_section {
  int64_t newest;
  uint32_t label;
  uint32_t posts; /* of it, on the page */
};
void library_home(const struct library *l, size_t posts_each, struct home *home);
/* The label of section n, whose posts are appended, newest first; INDEX_NONE: there is none.
 * It has fewer posts than it had at first, where some have gone since. */
uint32_t home_section(struct home *home, size_t n, id_list *posts);
void home_free(struct home *home);

#endif
