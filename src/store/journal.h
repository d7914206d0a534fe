/* What was changed since an index was saved, as bytes to be appended to a file and done
 * again when it is opened: the same changes in the same order give the same ids.  Each entry has
 * its length and a checksum; what a killed writer left half written ends the reading. */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "store/index.h"

struct journal {
  struct str bytes;
  bool kept;     /* off while an index that was never saved is filled */
  bool too_long; /* it was given up: the whole index is to be saved */
};

void journal_add(struct journal *j, const struct post *post);
void journal_remove(struct journal *j, struct slice path);
void journal_modified(struct journal *j, uint32_t id, int64_t modified_ns);
void journal_now(struct journal *j, int64_t seconds);
void journal_restart(struct journal *j);
void journal_free(struct journal *j);

/* Does all whole entries again; returns how many bytes they are. */
size_t journal_replay(struct index *x, struct slice bytes);

#endif
