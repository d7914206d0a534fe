#include "store/index_data.h"

struct span {
  const uint32_t *ids;
  size_t count;
};

static struct span span_of(const struct index *x, struct rows rows)
{
  if (!rows.of_label) return (struct span){ x->rows.items, x->rows.count };
  const struct labels *l = &x->labels[rows.kind];
  if (rows.label + (size_t)1 >= l->starts.count) return (struct span){ NULL, 0 };
  uint32_t start = l->starts.items[rows.label];
  return (struct span){ l->rows.items + start, l->starts.items[rows.label + 1] - start };
}

size_t index_rows(const struct index *x, struct rows rows)
{
  return span_of(x, rows).count;
}

uint32_t index_row(const struct index *x, struct rows rows, size_t n)
{
  struct span span = span_of(x, rows);
  return n < span.count ? span.ids[n] : INDEX_NONE;
}

size_t index_row_of(const struct index *x, struct rows rows, uint32_t id)
{
  struct span span = span_of(x, rows);
  size_t low = 0, high = span.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (order_compare(x, span.ids[middle], id) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

size_t index_row_since(const struct index *x, struct rows rows, int64_t date)
{
  struct span span = span_of(x, rows);
  size_t low = 0, high = span.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (record_date(record_at(x, span.ids[middle])) > date)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void fill_all(struct index *x)
{
  vec_clear(&x->rows);
  for (size_t n = 0; n < x->order.count; n++)
    if (index_listed(x, x->order.items[n])) vec_push(&x->rows, x->order.items[n]);
}

static void fill_labels(struct index *x, enum label_kind kind)
{
  struct labels *l = &x->labels[kind];
  size_t total = 0;
  vec_clear(&l->starts);
  for (size_t i = 0; i < l->all.count; i++) {
    vec_push(&l->starts, (uint32_t)total);
    total += l->all.items[i].posts;
  }
  vec_push(&l->starts, (uint32_t)total);
  vec_clear(&l->rows);
  vec_reserve(&l->rows, total + 1);
  l->rows.count = total;
  uint32_t *next = xmalloc((l->all.count + 1) * sizeof *next);
  memcpy(next, l->starts.items, l->starts.count * sizeof *next);
  for (size_t n = 0; n < x->rows.count; n++) {
    const uint32_t *numbers;
    size_t count = index_labels(x, x->rows.items[n], kind, &numbers);
    for (size_t i = 0; i < count; i++) l->rows.items[next[numbers[i]]++] = x->rows.items[n];
  }
  free(next);
}

void rows_fill(struct index *x)
{
  fill_all(x);
  for (int kind = 0; kind < LABEL_KINDS; kind++) fill_labels(x, (enum label_kind)kind);
}

void index_select_all(const struct index *x, id_list *ids)
{
  for (size_t i = 0; i < x->rows.count; i++) vec_push(ids, x->rows.items[i]);
}

void index_select_label(const struct index *x, enum label_kind kind, uint32_t label, id_list *ids)
{
  struct span span = span_of(x, rows_of_label(kind, label));
  for (size_t i = 0; i < span.count; i++) vec_push(ids, span.ids[i]);
}
