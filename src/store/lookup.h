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

struct lookup_slot;

/* A zeroed struct lookup is ready. */
struct lookup {
  struct lookup_slot *slots;
  size_t count, cap; /* cap: a power of two, or 0 */
  uint64_t seed;     /* of lookup_hash: no name can be made to collide */
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
void lookup_free(struct lookup *t);

#endif
