/* A hash map from byte strings to numbers (mostly indices into a vec).
 * Keys are copied, and kept until map_free.  Each map has a seed of its own, so
 * that hostile names cannot pile up in one place.  A zeroed struct map is ready. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

#include <stdint.h>

#define MAP_NONE UINT32_MAX

struct map_slot;

struct map {
  struct map_slot *slots;
  size_t count;
  size_t cap; /* a power of two, or 0 */
  uint64_t seed[2];
  struct arena keys;
};

uint32_t map_get(const struct map *m, struct slice key); /* MAP_NONE: not there */
void map_put(struct map *m, struct slice key, uint32_t value); /* replaces */
void map_remove(struct map *m, struct slice key);
void map_free(struct map *m);

/* FNV-1a, unseeded: for identities that must be the same in every run. */
uint64_t hash64(struct slice bytes);

#endif
