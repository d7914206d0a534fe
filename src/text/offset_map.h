/* The way back from text that was made to the text that it was made from. */
#ifndef TEXT_OFFSET_MAP_H
#define TEXT_OFFSET_MAP_H

#include "base/vec.h"

#include <stdint.h>

/* Where output came from: output offset `to` was made from input offset
 * `from`; between two entries both run in step.  Sorted.  A zeroed map is
 * ready, and maps each offset to itself. */
struct offset_pair {
  uint32_t to, from; /* bytes */
};
struct offset_map {
  VEC(struct offset_pair) pairs;
};

/* Never leads past the input of the next entry. */
uint32_t offset_map_source(const struct offset_map *map, uint32_t to);

/* From here on, `to` was made from `from`.  In rising order of `to`. */
void offset_map_note(struct offset_map *map, size_t to, size_t from);

void offset_map_free(struct offset_map *map);

#endif
