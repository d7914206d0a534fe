#include "store/index_data.h"

/* As it is now: borrowed from its sequence, or from where it was saved. */
struct sequence label_view(const struct index *x, enum label_kind kind, uint32_t label)
{
  const struct labels *l = &x->labels[kind];
  const struct label_row *row = label_row_at(x, kind, label);
  if (row->sequence && row->sequence <= l->sequences.count)
    return l->sequences.items[row->sequence - 1];
  bool inside = row->start <= l->row_count && row->saved <= l->row_count - row->start;
  if (!inside || row->saved == 0) return (struct sequence){ 0 };
  return (struct sequence){ .base = l->rows + row->start, .based = row->saved };
}

static struct sequence *label_sequence(struct index *x, enum label_kind kind, uint32_t label)
{
  struct labels *l = &x->labels[kind];
  struct label_row *row = label_row_at(x, kind, label);
  if (!row->sequence || row->sequence > l->sequences.count) {
    struct sequence saved = label_view(x, kind, label);
    vec_push(&l->sequences, saved);
    row->sequence = (uint32_t)l->sequences.count;
  }
  return &l->sequences.items[row->sequence - 1];
}

static void set_counts(struct index *x, enum label_kind kind, uint32_t label)
{
  struct sequence r = label_view(x, kind, label);
  struct label *l = &label_row_at(x, kind, label)->label;
  size_t count = sequence_count(&r);
  l->posts = (uint32_t)count;
  l->newest = count ? record_date(record_at(x, sequence_at(&r, count - 1))) : INT64_MIN;
}

void rows_remove(struct index *x, uint32_t id, uint32_t categories, uint32_t tags)
{
  uint32_t lists[LABEL_KINDS] = { categories, tags };
  sequence_remove(x, &x->listed, id);
  for (int kind = 0; kind < LABEL_KINDS; kind++) {
    const uint32_t *labels;
    size_t count = list_of(&x->lists, lists[kind], &labels);
    for (size_t i = 0; i < count; i++) {
      sequence_remove(x, label_sequence(x, (enum label_kind)kind, labels[i]), id);
      set_counts(x, (enum label_kind)kind, labels[i]);
    }
  }
}

struct under {
  uint32_t label;
  uint32_t turn; /* of the record among those that are added */
};

static int compare(const void *a, const void *b)
{
  const struct under *l = a, *r = b;
  if (l->label != r->label) return l->label < r->label ? -1 : 1;
  return (l->turn > r->turn) - (l->turn < r->turn);
}

static void add_to_labels(struct index *x, enum label_kind kind, const uint32_t *ids, size_t count)
{
  VEC(struct under) all = { 0 };
  id_list same = { 0 };
  for (size_t n = 0; n < count; n++) {
    const uint32_t *labels;
    size_t has = index_labels(x, ids[n], kind, &labels);
    for (size_t i = 0; i < has; i++) vec_push(&all, ((struct under){ labels[i], (uint32_t)n }));
  }
  if (all.count) qsort(all.items, all.count, sizeof *all.items, compare);
  for (size_t i = 0; i < all.count;) {
    uint32_t label = all.items[i].label;
    vec_clear(&same);
    for (; i < all.count && all.items[i].label == label; i++)
      vec_push(&same, ids[all.items[i].turn]);
    sequence_insert(x, label_sequence(x, kind, label), same.items, same.count);
    set_counts(x, kind, label);
  }
  vec_free(&same);
  vec_free(&all);
}

void rows_add(struct index *x, const uint32_t *ids, size_t count)
{
  sequence_insert(x, &x->listed, ids, count);
  for (int kind = 0; kind < LABEL_KINDS; kind++)
    add_to_labels(x, (enum label_kind)kind, ids, count);
}

static void fill_listed(struct index *x)
{
  sequence_free(&x->listed);
  x->listed = (struct sequence){ 0 };
  for (size_t n = 0; n < sequence_count(&x->order); n++)
    if (index_listed(x, sequence_at(&x->order, n)))
      vec_push(&x->listed.tail, sequence_at(&x->order, n));
}

/* One array for all labels: counted, then filled. */
static void fill_labels(struct index *x, enum label_kind kind)
{
  struct labels *l = &x->labels[kind];
  const uint32_t *labels;
  uint32_t total = 0;
  for (size_t i = 0; i < l->sequences.count; i++) sequence_free(&l->sequences.items[i]);
  vec_clear(&l->sequences);
  for (uint32_t i = 0; i < table_count(&l->all); i++) {
    struct label_row *row = label_row_at(x, kind, i);
    row->sequence = row->saved = 0;
  }
  for (size_t n = 0; n < x->listed.tail.count; n++) {
    size_t count = index_labels(x, x->listed.tail.items[n], kind, &labels);
    for (size_t i = 0; i < count; i++) label_row_at(x, kind, labels[i])->saved++;
  }
  for (uint32_t i = 0; i < table_count(&l->all); i++) {
    struct label_row *row = label_row_at(x, kind, i);
    row->start = total;
    total += row->saved;
    row->saved = 0;
  }
  free(l->own_rows);
  l->rows = l->own_rows = xmalloc((total + (size_t)1) * sizeof *l->own_rows);
  l->row_count = total;
  for (size_t n = 0; n < x->listed.tail.count; n++) {
    size_t count = index_labels(x, x->listed.tail.items[n], kind, &labels);
    for (size_t i = 0; i < count; i++) {
      struct label_row *row = label_row_at(x, kind, labels[i]);
      l->own_rows[row->start + row->saved++] = x->listed.tail.items[n];
    }
  }
  for (uint32_t i = 0; i < table_count(&l->all); i++) set_counts(x, kind, i);
}

void rows_fill(struct index *x)
{
  fill_listed(x);
  for (int kind = 0; kind < LABEL_KINDS; kind++) fill_labels(x, (enum label_kind)kind);
}

static struct sequence view(const struct index *x, struct rows rows)
{
  return rows.of_label ? label_view(x, rows.kind, rows.label) : x->listed;
}

size_t index_rows(const struct index *x, struct rows rows)
{
  struct sequence r = view(x, rows);
  return sequence_count(&r);
}

uint32_t index_row(const struct index *x, struct rows rows, size_t n)
{
  struct sequence r = view(x, rows);
  size_t count = sequence_count(&r);
  if (n >= count) return INDEX_NONE;
  uint32_t id = sequence_at(&r, count - 1 - n);
  return id < entry_count(x) ? id : 0;
}

size_t index_row_of(const struct index *x, struct rows rows, uint32_t id)
{
  struct sequence r = view(x, rows);
  size_t count = sequence_count(&r), at = sequence_find(x, &r, id);
  return at < count && sequence_at(&r, at) == id ? count - 1 - at : count - at;
}

size_t index_row_since(const struct index *x, struct rows rows, int64_t date)
{
  struct sequence r = view(x, rows);
  return sequence_count(&r) - sequence_date(x, &r, date, true);
}

static void select_rows(const struct index *x, struct rows rows, id_list *ids)
{
  size_t count = index_rows(x, rows);
  vec_reserve(ids, count);
  for (size_t n = 0; n < count; n++) ids->items[ids->count++] = index_row(x, rows, n);
}

void index_select_all(const struct index *x, id_list *ids)
{
  select_rows(x, rows_of_site(), ids);
}

void index_select_label(const struct index *x, enum label_kind kind, uint32_t label, id_list *ids)
{
  select_rows(x, rows_of_label(kind, label), ids);
}
