/* A whole index as one file, mapped when it is opened: nothing is read but the pages
 * that are looked at, and what changes is this process's own.
 *
 * The file is a page for the header and then the arrays of the index as they stand in
 * memory, so it is of use to programs of the same build on the same kind of machine: the header
 * says for whom, and whoever finds another header makes the file again.  The checksum of the header
 * is looked at when it is opened, that of the rest by snapshot_check, bit by bit; until then
 * a damaged file shows wrong words but is never read past its end, nor when it is cut short
 * later. */
#ifndef STORE_SNAPSHOT_H
#define STORE_SNAPSHOT_H

#include "store/index.h"

enum snapshot_state {
  SNAPSHOT_NONE,    /* there is none, or errno says why it cannot be read */
  SNAPSHOT_OPENED,
  SNAPSHOT_OTHER,   /* of another program, another configuration or another kind of machine */
  SNAPSHOT_DAMAGED, /* its checksum is not right, or it is too short */
};

struct snapshot_head {
  uint64_t key;    /* what must be the same for it to be of use */
  uint64_t serial; /* each of a generation has a higher one */
  uint64_t generation, bytes; /* found; not given to snapshot_write */
};

/* Writes a settled index to the empty file.  Returns 0 or an errno value. */
int snapshot_write(const struct index *x, int fd, const struct snapshot_head *head);

/* Maps the file; takes `fd`.  *head is filled when the state is SNAPSHOT_OPENED. */
enum snapshot_state snapshot_open(int fd, uint64_t key, struct index **x, struct snapshot_head *head);

/* A settled index that has just been written to that file goes on in it: what it had on the heap
 * is freed, ids and offsets stay.  Takes `fd`; where it cannot be mapped nothing changes. */
void snapshot_adopt(struct index *x, int fd, uint64_t key);

/* Looks at up to so many more bytes of what was mapped; true: there are more.  *damaged
 * tells whether the checksum was wrong, once all was seen. */
bool snapshot_check(struct index *x, size_t bytes, bool *damaged);

/* Another program has cut the file short: what stood there is nothing now. */
bool snapshot_torn(const struct index *x);

/* index_free's part. */
void snapshot_close(struct index *x);

#endif
