#include "store/index_data.h"

void labels_free(struct labels *l)
{
  lookup_free(&l->numbers);
  vec_free(&l->all.tail);
  free(l->own_rows);
  for (size_t i = 0; i < l->sequences.count; i++) sequence_free(&l->sequences.items[i]);
  vec_free(&l->sequences);
}

struct label_row *label_row_at(const struct index *x, enum label_kind kind, uint32_t label)
{
  const struct labels *l = &x->labels[kind];
  return label < table_count(&l->all) ? table_at(&l->all, label) : (struct label_row *)&x->nothing;
}

static uint32_t find(const struct index *x, enum label_kind kind, uint64_t hash, struct slice name)
{
  const struct lookup *numbers = &x->labels[kind].numbers;
  uint32_t number;
  for (size_t at = 0; (number = lookup_next(numbers, hash, &at)) != LOOKUP_NONE;)
    if (number < label_count(x, kind) &&
        slice_eq(string_at(x, label_at(x, kind, number)->name), name))
      return number;
  return INDEX_NONE;
}

uint32_t label_find(const struct index *x, enum label_kind kind, struct slice name)
{
  return find(x, kind, lookup_hash_of(&x->labels[kind].numbers, name), name);
}

static uint32_t label_number(struct index *x, enum label_kind kind, struct slice name)
{
  struct labels *labels = &x->labels[kind];
  uint64_t hash = lookup_hash(&labels->numbers, name);
  uint32_t number = find(x, kind, hash, name);
  if (number != INDEX_NONE) return number;
  number = (uint32_t)table_count(&labels->all);
  uint32_t offset = strings_add(&x->strings, name);
  struct label_row *row = table_add(&labels->all);
  row->label = (struct label){ offset, offset, 0, INT64_MIN };
  lookup_put(&labels->numbers, hash, number);
  return number;
}

uint32_t label_list(struct index *x, enum label_kind kind, const slice_list *names)
{
  uint32_t numbers[LABELS_MAX];
  size_t count = names->count < LABELS_MAX ? names->count : LABELS_MAX;
  for (size_t i = 0; i < count; i++) numbers[i] = label_number(x, kind, names->items[i]);
  return list_add(&x->lists, numbers, count);
}

bool record_shown(const struct record *r)
{
  if (r->flags & (RECORD_REMOVED | RECORD_UNREADABLE)) return false;
  return r->status == POST_PUBLISHED || r->status == POST_ARCHIVED || r->status == POST_NOT_A_POST;
}

bool index_listed(const struct index *x, uint32_t id)
{
  const struct record *r = record_at(x, id);
  return !(r->flags & RECORD_FOLDED) && record_shown(r);
}

size_t label_count(const struct index *x, enum label_kind kind)
{
  return table_count(&x->labels[kind].all);
}

const struct label *label_at(const struct index *x, enum label_kind kind, uint32_t label)
{
  return &label_row_at(x, kind, label)->label;
}

size_t index_labels(const struct index *x, uint32_t id, enum label_kind kind,
                    const uint32_t **labels)
{
  size_t count = list_of(&x->lists, *record_list(record_at(x, id), kind), labels);
  for (size_t i = 0; i < count; i++)
    if ((*labels)[i] >= label_count(x, kind)) return 0;
  return count;
}

struct label_sort {
  const struct index *x;
  enum label_kind kind;
};

int label_compare(const struct index *x, enum label_kind kind, uint32_t a, uint32_t b)
{
  const struct label *l = label_at(x, kind, a), *r = label_at(x, kind, b);
  if (l->posts != r->posts) return l->posts > r->posts ? -1 : 1;
  if (l->newest != r->newest) return l->newest > r->newest ? -1 : 1;
  return slice_compare(string_at(x, l->name), string_at(x, r->name));
}

static int compare(const void *a, const void *b, void *context)
{
  const struct label_sort *s = context;
  return label_compare(s->x, s->kind, *(const uint32_t *)a, *(const uint32_t *)b);
}

void label_order(const struct index *x, enum label_kind kind, uint32_t *order)
{
  struct label_sort sort = { x, kind };
  size_t count = label_count(x, kind);
  for (size_t i = 0; i < count; i++) order[i] = (uint32_t)i;
  if (count) qsort_r(order, count, sizeof *order, compare, &sort);
}
