#include "store/index_data.h"

/* The date stands beside the id, so that sorting seldom looks at a record. */
struct place {
  int64_t date;
  uint32_t id;
};

static int by_path(const struct index *x, uint32_t a, uint32_t b)
{
  return slice_compare(string_at(x, record_at(x, a)->path), string_at(x, record_at(x, b)->path));
}

int order_compare(const struct index *x, uint32_t a, uint32_t b)
{
  int64_t l = record_date(record_at(x, a)), r = record_date(record_at(x, b));
  return l != r ? (l > r) - (l < r) : by_path(x, a, b);
}

struct sorting {
  const struct index *x;
  size_t paths; /* compared so far */
};

static int compare(const void *a, const void *b, void *context)
{
  enum { REST_EACH = 32 };
  const struct place *l = a, *r = b;
  struct sorting *s = context;
  if (l->date != r->date) return (l->date > r->date) - (l->date < r->date);
  if (++s->paths % REST_EACH == 0) strings_rest(&s->x->strings);
  return by_path(s->x, l->id, r->id);
}

void order_sort(struct index *x, uint32_t *ids, size_t count)
{
  struct place *places = xmalloc((count + 1) * sizeof *places);
  for (size_t i = 0; i < count; i++)
    places[i] = (struct place){ record_date(record_at(x, ids[i])), ids[i] };
  struct sorting sorting = { x, 0 };
  qsort_r(places, count, sizeof *places, compare, &sorting);
  for (size_t i = 0; i < count; i++) ids[i] = places[i].id;
  free(places);
}
