/* A list of record ids in the order of the index, oldest first, so that news is
 * added at its end.  Its beginning may be mapped: what changes there is cut off and goes
 * on in memory from that place.  Read by row, newest first, through rows.c. */
#ifndef STORE_SEQUENCE_H
#define STORE_SEQUENCE_H

#include "store/index.h"

struct sequence {
  const uint32_t *base;
  size_t based;
  id_list tail;
};

static inline size_t sequence_count(const struct sequence *r)
{
  return r->based + r->tail.count;
}

static inline uint32_t sequence_at(const struct sequence *r, size_t n) /* n < sequence_count(r) */
{
  return n < r->based ? r->base[n] : r->tail.items[n - r->based];
}

/* Where that record stands, or would. */
size_t sequence_find(const struct index *x, const struct sequence *r, uint32_t id);
/* The first place whose date is that or newer; newer when `after`. */
size_t sequence_date(const struct index *x, const struct sequence *r, int64_t date, bool after);
/* `ids` are in order, and none of them stands in it. */
void sequence_insert(const struct index *x, struct sequence *r, const uint32_t *ids, size_t count);
void sequence_remove(const struct index *x, struct sequence *r, uint32_t id);
void sequence_free(struct sequence *r);

#endif
