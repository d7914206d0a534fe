#include "store/index_data.h"

/* Two records are twins when they bear one number (the same article from two
 * feeds) or one identity (a copy in an archive folder), and the same title and
 * date.  Only what would be listed is folded. */
struct candidate {
  uint64_t key;
  uint32_t id;
};

static struct candidate candidate_of(const struct index *x, uint32_t id)
{
  const struct record *r = record_at(x, id);
  struct slice number = name_number(string_at(x, r->path));
  uint64_t who = number.len ? lookup_hash_of(&x->names, number) : r->identity;
  return (struct candidate){ who ^ lookup_hash_of(&x->paths, string_at(x, r->title)), id };
}

static bool twins(const struct index *x, uint32_t a, uint32_t b)
{
  const struct record *l = record_at(x, a), *r = record_at(x, b);
  struct slice left = string_at(x, l->path), right = string_at(x, r->path);
  struct slice number = name_number(left);
  bool same = number.len ? slice_eq(number, name_number(right)) : name_same(left, right);
  return same && slice_eq(string_at(x, l->title), string_at(x, r->title));
}

static int compare(const void *a, const void *b)
{
  const struct candidate *l = a, *r = b;
  if (l->key != r->key) return l->key < r->key ? -1 : 1;
  return (l->id > r->id) - (l->id < r->id);
}

/* The one with more text; then the one that is published; then the first. */
static bool better(const struct index *x, uint32_t a, uint32_t b)
{
  const struct entry *l = entry_at(x, a), *r = entry_at(x, b);
  if (l->text_bytes != r->text_bytes) return l->text_bytes > r->text_bytes;
  if (l->record.status != r->record.status) return l->record.status < r->record.status;
  return a < b;
}

static void unite_labels(struct index *x, struct record *shown, const struct entry *twin)
{
  for (int kind = 0; kind < LABEL_KINDS; kind++) {
    uint32_t united[LABELS_MAX];
    const uint32_t *more, *had;
    uint32_t *list = record_list(shown, (enum label_kind)kind);
    size_t own = list_of(&x->lists, *list, &had), count = own;
    if (*list == twin->own[kind]) continue;
    if (own) memcpy(united, had, own * sizeof *had);
    size_t others = list_of(&x->lists, twin->own[kind], &more);
    for (size_t i = 0; i < others && count < LABELS_MAX; i++) {
      size_t at = 0;
      while (at < own && united[at] != more[i]) at++;
      if (at == own) united[count++] = more[i];
    }
    if (count > own) *list = list_add(&x->lists, united, count);
  }
}

static void fold_group(struct index *x, const struct candidate *group, size_t count)
{
  uint32_t shown = group[0].id;
  for (size_t i = 1; i < count; i++)
    if (better(x, group[i].id, shown)) shown = group[i].id;
  for (size_t i = 0; i < count; i++) {
    struct entry *e = entry_at(x, group[i].id);
    if (group[i].id == shown) continue;
    e->record.flags |= RECORD_FOLDED;
    e->record.twin = shown;
    unite_labels(x, record_at(x, shown), e);
  }
}

static void unfold(struct index *x, size_t start, size_t end)
{
  for (size_t i = start; i < end; i++) {
    struct entry *e = entry_at(x, sequence_at(&x->order, i));
    struct record *r = &e->record;
    if (r->flags & RECORD_FOLDED) r->flags &= (uint8_t)~RECORD_FOLDED, r->twin = INDEX_NONE;
    /* What is right is not written again: it may stand in a page that was never written to. */
    if (r->categories != e->own[LABEL_CATEGORY]) r->categories = e->own[LABEL_CATEGORY];
    if (r->tags != e->own[LABEL_TAG]) r->tags = e->own[LABEL_TAG];
  }
}

void twins_fold(struct index *x, size_t start, size_t end)
{
  unfold(x, start, end);
  if (x->unfolded || end - start < 2) return;
  VEC(struct candidate) found = { 0 };
  for (size_t i = start; i < end; i++)
    if (record_shown(record_at(x, sequence_at(&x->order, i))))
      vec_push(&found, candidate_of(x, sequence_at(&x->order, i)));
  if (found.count) qsort(found.items, found.count, sizeof *found.items, compare);
  for (size_t i = 0; i < found.count;) {
    size_t next = i + 1;
    while (next < found.count && found.items[next].key == found.items[i].key &&
           twins(x, found.items[i].id, found.items[next].id))
      next++;
    if (next - i > 1) fold_group(x, &found.items[i], next - i);
    i = next;
  }
  vec_free(&found);
}
