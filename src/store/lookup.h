/* A hash table of numbers whose keys are kept elsewhere: eight bytes a slot
 * and no copy of a key, where base/map would hold each path twice.  The caller
 * hashes the key and compares; several numbers may share one hash.
 *
 *     for (size_t at = 0; (id = lookup_next(t, hash, &at)) != LOOKUP_NONE;)
 *       if (same(id)) return id;
 */
#ifndef STORE_LOOKUP_H
#define STORE_LOOKUP_H

#include "base/slice.h"

#include <stdint.h>

#define LOOKUP_NONE UINT32_MAX

struct lookup_slot {
  uint32_t hash;
  uint32_t place; /* value + 1; 0: free; UINT32_MAX: taken out of the base */
};

/* A zeroed struct lookup is ready.  Nothing is put into a base that was mapped: a
 * thousand new keys would make a thousand pages of it this process's own. */
struct lookup {
  struct lookup_slot *base; /* mapped, or NULL */
  size_t base_cap;          /* a power of two, or 0 */
  struct lookup_slot *slots;
  size_t count, cap; /* of slots; cap: a power of two, or 0 */
  uint64_t seed;     /* of lookup_hash: no name can be made to collide */
  bool worn;         /* something was taken out of the base */
};

uint64_t lookup_seed(void); /* a number that nobody can guess */
uint64_t lookup_hash(struct lookup *t, struct slice key);
/* For searching in what may still be empty: any hash will do then. */
uint64_t lookup_hash_of(const struct lookup *t, struct slice key);

void lookup_put(struct lookup *t, uint64_t hash, uint32_t value);
void lookup_remove(struct lookup *t, uint64_t hash, uint32_t value);
/* Puts `value` where `old` stands; false when it does not. */
bool lookup_replace(struct lookup *t, uint64_t hash, uint32_t old, uint32_t value);
/* The next value put under this hash (or one much like it); *at starts at 0. */
uint32_t lookup_next(const struct lookup *t, uint64_t hash, size_t *at);
/* All of it in one table without a base, as it is saved; to be freed by lookup_free. */
struct lookup lookup_merged(const struct lookup *t);
void lookup_free(struct lookup *t);

#endif
