#include "store/index_data.h"

/* The date stands beside the id, so that sorting seldom looks at a record. */
struct place {
  int64_t date;
  uint32_t id;
};

static int by_path(const struct index *x, uint32_t a, uint32_t b)
{
  return slice_compare(string_at(x, record_at(x, b)->path), string_at(x, record_at(x, a)->path));
}

static int compare(const void *a, const void *b, void *context)
{
  const struct place *l = a, *r = b;
  if (l->date != r->date) return l->date > r->date ? -1 : 1;
  return by_path(context, l->id, r->id);
}

static struct place place_of(const struct index *x, uint32_t id)
{
  return (struct place){ record_date(record_at(x, id)), id };
}

int order_compare(const struct index *x, uint32_t a, uint32_t b)
{
  struct place l = place_of(x, a), r = place_of(x, b);
  return compare(&l, &r, (void *)(uintptr_t)x);
}

void order_sort(struct index *x)
{
  struct place *places = xmalloc((x->entries.count + 1) * sizeof *places);
  size_t count = 0;
  for (uint32_t id = 0; id < x->entries.count; id++)
    if (!(record_at(x, id)->flags & RECORD_REMOVED)) places[count++] = place_of(x, id);
  qsort_r(places, count, sizeof *places, compare, x);
  vec_clear(&x->order);
  vec_reserve(&x->order, count + 1);
  for (size_t i = 0; i < count; i++) x->order.items[i] = places[i].id;
  x->order.count = count;
  free(places);
}

/* Where it stands, or would. */
static size_t order_find(struct index *x, const struct place *place)
{
  size_t low = 0, high = x->order.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    struct place here = place_of(x, x->order.items[middle]);
    if (compare(&here, place, x) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void order_update(struct index *x)
{
  if (x->out_of_order) {
    size_t kept = 0;
    for (size_t i = 0; i < x->order.count; i++) {
      uint32_t id = x->order.items[i];
      if (!(record_at(x, id)->flags & RECORD_CHANGED)) x->order.items[kept++] = id;
    }
    x->order.count = kept;
  }
  for (size_t i = 0; i < x->changed.count; i++) {
    uint32_t id = x->changed.items[i];
    if (record_at(x, id)->flags & RECORD_REMOVED) continue;
    struct place place = place_of(x, id);
    size_t at = order_find(x, &place);
    vec_insert(&x->order, at, id);
  }
}

/* The first place whose date is older than `date`, or not newer when `from`. */
static size_t order_bound(const struct index *x, int64_t date, bool from)
{
  size_t low = 0, high = x->order.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int64_t here = record_date(record_at(x, x->order.items[middle]));
    if (from ? here > date : here >= date)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

size_t order_run(const struct index *x, int64_t date, size_t *end)
{
  *end = order_bound(x, date, false);
  return order_bound(x, date, true);
}
