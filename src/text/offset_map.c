#include "text/offset_map.h"

void offset_map_note(struct offset_map *map, size_t to, size_t from)
{
  struct offset_pair pair = { (uint32_t)to, (uint32_t)from };
  if (map->pairs.count > 0) {
    struct offset_pair *last = vec_last(&map->pairs);
    if (pair.to - last->to == pair.from - last->from) return;
    if (pair.to == last->to) {
      *last = pair;
      return;
    }
  } else if (pair.to == pair.from) {
    return;
  }
  vec_push(&map->pairs, pair);
}

uint32_t offset_map_source(const struct offset_map *map, uint32_t to)
{
  size_t low = 0, high = map->pairs.count;
  while (low < high) {
    size_t half = low + (high - low) / 2;
    if (map->pairs.items[half].to <= to)
      low = half + 1;
    else
      high = half;
  }
  /* low is the first pair after `to`; a replacement longer than what it stands
   * for must not lead past what comes next. */
  uint32_t from = to;
  if (low > 0) from = map->pairs.items[low - 1].from + (to - map->pairs.items[low - 1].to);
  if (low < map->pairs.count && from > map->pairs.items[low].from)
    from = map->pairs.items[low].from;
  return from;
}

void offset_map_free(struct offset_map *map)
{
  vec_free(&map->pairs);
}
