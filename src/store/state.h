/* What the reader has read, starred, searched and where they stopped: the one
 * thing here that cannot be made again from the site's files.  One database holds
 * it for all sites.
 *
 * It is a map.  Each entry is of a kind ("read"), of a site, has a name (a post's
 * key, a search's name), a value, and the time at which the value was set.  Of two
 * values for one name the newer wins, of two that are as new the larger: so two
 * machines can be brought together in any order, as often as one likes.  Kinds that
 * this version does not know are kept and passed on.
 *
 * A value set here is always newer than the one it replaces, however wrong the clock
 * was that gave that one its time.
 *
 * Several programs may use the file at once; what state_write took survives a kill.
 * Not for two threads at once. */
#ifndef STORE_STATE_H
#define STORE_STATE_H

#include "base/str.h"

#include <stdint.h>

/* Kinds.  Names of the first three are keys of posts (post_key.h). */
#define STATE_READ    "read"    /* 1, or 0 when it was made unread again */
#define STATE_STARRED "starred" /* 1 or 0 */
#define STATE_PLACE   "place"   /* document position the reader stopped at */
#define STATE_VISIT   "visit"   /* name: the time; value: where, see app/trail.h */
#define STATE_SEARCH  "search"  /* name: as the reader calls it; value: query, null: deleted */

#define STATE_FILE "state.db" /* in the folder for state (path_xdg) */

enum {
  STATE_NAME_BYTES_MAX = 4096, /* of a name, a text value, a site */
  STATE_VISITS_MAX = 500,      /* of a site; older ones are dropped */
};

struct state;

enum state_trouble {
  STATE_FINE,
  STATE_SET_ASIDE, /* it was damaged: a new one was begun; *detail is the old one's new name */
  STATE_FROZEN,    /* can be read and not written; *detail is the reason, from here on */
  STATE_NEWER,     /* written by a later version: left alone */
  STATE_CLOSED,    /* cannot be opened */
};

/* Opens the file at `path` or makes it, with the folders above it; `path` NULL is
 * $XDG_STATE_HOME/baokan/state.db.  Its pages are checked, so this reads all of it.
 * NULL after STATE_NEWER and STATE_CLOSED. */
struct state *state_open(const char *path, enum state_trouble *trouble, struct str *detail);
void state_close(struct state *s); /* NULL is fine */

struct state_entry {
  struct slice site; /* its address, or "file://" and its folder where it has none */
  struct slice kind;
  struct slice name;
  struct slice text; /* value, when it is a text; ptr NULL: it is `number` */
  int64_t number;
  bool is_null;
  int64_t at; /* milliseconds since the epoch */
};

/* A site that had no address yet and was known by its folder goes by its address
 * from now on. */
void state_rename_site(struct state *s, struct slice from, struct slice to);

/* Writes all or nothing.  `mine`: set here, at that time or later (see above); else they
 * come from another machine and the newer value wins.  *taken (may be NULL) counts those
 * that changed something.  False: *problem says why, and nothing was written. */
bool state_write(struct state *s, const struct state_entry *entries, size_t count, bool mine,
                 size_t *taken, struct str *problem);

/* Calls `visit` for each entry, by site, kind and name; `site` and `kind` with ptr NULL: of
 * all.  Slices are borrowed until it returns.  False: *problem says why. */
typedef void state_visit_fn(void *context, const struct state_entry *e);
bool state_each(struct state *s, struct slice site, struct slice kind, state_visit_fn *visit,
                void *context, struct str *problem);

/* Has another program written since this was last asked? */
bool state_changed(struct state *s);

#endif
