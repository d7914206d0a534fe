/* Where an index is saved, and what is there: a snapshot, what changed since in a
 * log beside it, and a lock.
 *
 *     STEM.index   the snapshot: replaced as a whole, never written to in its place
 *     STEM.log     a header that names the snapshot, then journal entries, appended
 *     STEM.lock    held by the process that may write to the two; a dead one holds nothing
 *     STEM.new     what becomes the snapshot
 *
 * Whoever saves first has the lock for as long as it runs.  Others read what is there and do
 * not save: who has the lock sees the same changes.  A writer may be killed at any moment: the files are always whole, or say that
 * they are not. */
#ifndef STORE_SAVED_H
#define STORE_SAVED_H

#include "store/snapshot.h"

struct saved;

/* `stem` is an absolute path without extension, whose folder is made when it is missing; `key`
 * as in struct snapshot_head. */
struct saved *saved_new(const char *stem, uint64_t key);
void saved_free(struct saved *s);

/* The index that is saved, with what the log adds; NULL: the state says why.
 * SNAPSHOT_NONE: saved_error is 0 when there just is none. */
struct index *saved_open(struct saved *s, enum snapshot_state *state);
/* What was opened is of no use (its checksum is wrong): it is not added to, but replaced, or
 * taken away where an index that began in it is still in use, of which nothing is saved then. */
void saved_discard(struct saved *s);
void saved_take_away(struct saved *s);

/* An index that is going to be filled from nothing keeps its strings in a file without a name
 * beside the snapshot, not in memory, where there can be one. */
void saved_spill(struct saved *s, struct index *x);

/* Saves a settled index: adds to the log what is new, or writes all of it where there is no
 * snapshot or the log has grown long.  Returns 0 or an errno value: EAGAIN, another process has
 * the lock; ESTALE, another process saved meanwhile.  An index of which all was written goes on
 * in the snapshot. */
int saved_save(struct saved *s, struct index *x);
/* The same in a process of its own when all is to be written; saved_poll is false while
 * it works, and then tells how it ended. */
int saved_begin(struct saved *s, struct index *x);
bool saved_poll(struct saved *s, struct index *x, int *error);

struct saved_status {
  struct snapshot_head head; /* serial 0: nothing is saved */
  uint64_t log_bytes;
  int error;                 /* why it could not be read; 0: it could, or is not there */
};
struct saved_status saved_status(const struct saved *s);
const char *saved_path(const struct saved *s); /* of the snapshot */

#endif
