/* What a change does to order, twins, rows and names.  A few changed records are taken
 * out before they change, by their old dates and names, and put in again afterwards: the
 * cost of that does not depend on how many posts there are.  After too many of them all is
 * made again. */
#include "store/index_data.h"

enum { TAKEN_MOST = 1000, RECENT_MOST = 10000 };

static void take_out(struct index *x, uint32_t id)
{
  struct entry *e = entry_at(x, id);
  sequence_remove(x, &x->order, id);
  if (index_listed(x, id)) rows_remove(x, id, e->record.categories, e->record.tags);
  if (record_shown(&e->record)) tally_count(x, e, false);
}

size_t index_changes(const struct index *x)
{
  return x->forgotten + x->recent.count;
}

bool index_changed_since(const struct index *x, size_t since, id_list *ids)
{
  if (since < x->forgotten || since > index_changes(x)) return false;
  for (size_t i = since - x->forgotten; i < x->recent.count; i++) vec_push(ids, x->recent.items[i]);
  return true;
}

static void remember(struct index *x, uint32_t id)
{
  if (x->recent.count == RECENT_MOST) { /* half of them are soon too many */
    x->forgotten += RECENT_MOST / 2;
    x->recent.count -= RECENT_MOST / 2;
    memmove(x->recent.items, x->recent.items + RECENT_MOST / 2,
            x->recent.count * sizeof *x->recent.items);
  }
  vec_push(&x->recent, id);
}

void touch(struct index *x, uint32_t id)
{
  struct record *r = record_at(x, id);
  remember(x, id);
  if (r->flags & RECORD_CHANGED) return;
  if (!(r->flags & RECORD_REMOVED)) {
    vec_push(&x->dates, record_date(r));
    if (++x->taken > TAKEN_MOST) x->all_stale = true;
    if (!x->all_stale) take_out(x, id);
  }
  r->flags |= RECORD_CHANGED;
  vec_push(&x->changed, id);
}

static void collect(const struct index *x, id_list *ids)
{
  for (size_t i = 0; i < x->changed.count; i++)
    if (!(record_at(x, x->changed.items[i])->flags & RECORD_REMOVED))
      vec_push(ids, x->changed.items[i]);
}

/* How a record stood before its group was folded again. */
struct standing {
  bool listed;
  uint32_t categories, tags;
};

static struct standing standing_of(const struct index *x, uint32_t id)
{
  const struct record *r = record_at(x, id);
  bool listed = !(r->flags & RECORD_CHANGED) && index_listed(x, id);
  return (struct standing){ listed, r->categories, r->tags };
}

/* Folds the twins of one date; who is to be listed anew is added to `ids`. */
static void refold(struct index *x, int64_t date, id_list *ids)
{
  size_t start = sequence_date(x, &x->order, date, false),
         end = sequence_date(x, &x->order, date, true);
  struct standing *before = xmalloc((end - start + 1) * sizeof *before);
  for (size_t i = start; i < end; i++)
    before[i - start] = standing_of(x, sequence_at(&x->order, i));
  twins_fold(x, start, end);
  for (size_t i = start; i < end; i++) {
    uint32_t id = sequence_at(&x->order, i);
    struct standing *was = &before[i - start];
    const struct record *r = record_at(x, id);
    bool listed = index_listed(x, id);
    if (was->listed && listed && was->categories == r->categories && was->tags == r->tags) continue;
    if (was->listed) rows_remove(x, id, was->categories, was->tags);
    if (listed) vec_push(ids, id);
  }
  free(before);
}

static int compare(const void *a, const void *b)
{
  int64_t l = *(const int64_t *)a, r = *(const int64_t *)b;
  return (l > r) - (l < r);
}

static void settle_changed(struct index *x)
{
  id_list ids = { 0 };
  collect(x, &ids);
  for (size_t i = 0; i < ids.count; i++) {
    const struct entry *e = entry_at(x, ids.items[i]);
    vec_push(&x->dates, record_date(&e->record));
    if (record_shown(&e->record)) tally_count(x, e, true);
  }
  order_sort(x, ids.items, ids.count);
  sequence_insert(x, &x->order, ids.items, ids.count);
  vec_clear(&ids);
  if (x->dates.count) qsort(x->dates.items, x->dates.count, sizeof *x->dates.items, compare);
  for (size_t i = 0; i < x->dates.count; i++)
    if (i == 0 || x->dates.items[i] != x->dates.items[i - 1]) refold(x, x->dates.items[i], &ids);
  rows_add(x, ids.items, ids.count);
  vec_free(&ids);
}

static void fold_all(struct index *x)
{
  enum { REST_EACH = 32 };
  size_t count = sequence_count(&x->order), looked = 0;
  for (size_t start = 0, end; start < count; start = end) {
    int64_t date = record_date(record_at(x, sequence_at(&x->order, start)));
    for (end = start + 1; end < count; end++)
      if (record_date(record_at(x, sequence_at(&x->order, end))) != date) break;
    if (end - start > 1 && (looked += end - start) > REST_EACH) {
      strings_rest(&x->strings);
      looked = 0;
    }
    twins_fold(x, start, end);
  }
  strings_rest(&x->strings);
  rows_fill(x);
}

static void settle_all(struct index *x)
{
  sequence_free(&x->order);
  x->order = (struct sequence){ 0 };
  for (uint32_t id = 0; id < entry_count(x); id++)
    if (!(record_at(x, id)->flags & RECORD_REMOVED)) vec_push(&x->order.tail, id);
  order_sort(x, x->order.tail.items, x->order.tail.count);
  tally_all(x);
  fold_all(x);
}

void index_settle(struct index *x)
{
  if (x->changed.count == 0) return;
  bool most_are_new = x->changed.count > sequence_count(&x->order) / 2;
  if (x->all_stale || most_are_new)
    settle_all(x);
  else
    settle_changed(x);
  name_categories(x);
  for (size_t i = 0; i < x->changed.count; i++)
    record_at(x, x->changed.items[i])->flags &= (uint8_t)~RECORD_CHANGED;
  vec_free(&x->changed);
  vec_free(&x->dates);
  x->taken = 0;
  x->all_stale = false;
}

bool index_folds(const struct index *x)
{
  return !x->unfolded;
}

void index_set_folding(struct index *x, bool fold)
{
  index_settle(x);
  if (x->unfolded == !fold) return;
  x->unfolded = !fold;
  fold_all(x);
}
