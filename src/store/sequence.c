#include "store/sequence.h"

#include "store/index_data.h"

/* The first of ids[start] to ids[end - 1] that does not stand before `id`. */
static size_t bound(const struct index *x, const struct sequence *r, size_t end, uint32_t id)
{
  size_t low = 0, high = end;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (order_compare(x, sequence_at(r, middle), id) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

size_t sequence_find(const struct index *x, const struct sequence *r, uint32_t id)
{
  return bound(x, r, sequence_count(r), id);
}

size_t sequence_date(const struct index *x, const struct sequence *r, int64_t date, bool after)
{
  size_t low = 0, high = sequence_count(r);
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int64_t here = record_date(record_at(x, sequence_at(r, middle)));
    if (here < date || (after && here == date))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* From `at` on it stands in memory. */
static void cut(struct sequence *r, size_t at)
{
  if (at >= r->based) return;
  size_t moved = r->based - at;
  vec_reserve(&r->tail, moved);
  memmove(r->tail.items + moved, r->tail.items, r->tail.count * sizeof *r->tail.items);
  memcpy(r->tail.items, r->base + at, moved * sizeof *r->base);
  r->tail.count += moved;
  r->based = at;
}

/* From the last one on: what stands behind each is moved once. */
void sequence_insert(const struct index *x, struct sequence *r, const uint32_t *ids, size_t count)
{
  if (count == 0) return;
  size_t end = sequence_count(r);
  cut(r, bound(x, r, end, ids[0]));
  vec_reserve(&r->tail, count);
  uint32_t *tail = r->tail.items;
  for (size_t left = count; left-- > 0;) {
    size_t at = bound(x, r, end, ids[left]), place = at - r->based;
    memmove(tail + place + left + 1, tail + place, (end - at) * sizeof *tail);
    tail[place + left] = ids[left];
    end = at;
  }
  r->tail.count += count;
}

void sequence_remove(const struct index *x, struct sequence *r, uint32_t id)
{
  size_t at = sequence_find(x, r, id);
  if (at >= sequence_count(r) || sequence_at(r, at) != id) return;
  cut(r, at);
  vec_remove(&r->tail, at - r->based);
}

void sequence_free(struct sequence *r)
{
  vec_free(&r->tail);
}
