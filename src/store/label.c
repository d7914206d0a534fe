#include "store/index_data.h"

void labels_free(struct labels *l)
{
  map_free(&l->numbers);
  vec_free(&l->all);
  vec_free(&l->rows);
  vec_free(&l->starts);
}

static uint32_t label_number(struct index *x, enum label_kind kind, struct slice name)
{
  struct labels *labels = &x->labels[kind];
  uint32_t number = map_get(&labels->numbers, name);
  if (number != MAP_NONE) return number;
  number = (uint32_t)labels->all.count;
  uint32_t offset = strings_add(&x->strings, name);
  vec_push(&labels->all, ((struct label){ offset, offset, 0, INT64_MIN }));
  map_put(&labels->numbers, name, number);
  return number;
}

uint32_t label_list(struct index *x, enum label_kind kind, const slice_list *names)
{
  uint32_t numbers[LABELS_MAX];
  size_t count = names->count < LABELS_MAX ? names->count : LABELS_MAX;
  for (size_t i = 0; i < count; i++) numbers[i] = label_number(x, kind, names->items[i]);
  return list_add(&x->lists, numbers, count);
}

/* The tag that most posts of a category carry alone, found by Boyer and Moore's
 * majority vote: one pass elects the only tag that can have more than half of
 * the posts, a second one counts what it really has. */
struct tally {
  uint32_t tag;
  uint32_t votes;
  uint32_t posts;   /* of the category */
  uint32_t carried; /* of these, with that tag and no other */
};

static uint32_t only_tag(const struct index *x, const struct entry *e)
{
  const uint32_t *tags;
  return list_of(&x->lists, e->own[LABEL_TAG], &tags) == 1 ? tags[0] : INDEX_NONE;
}

static void vote(struct tally *t, uint32_t tag)
{
  t->posts++;
  if (t->votes == 0) t->tag = tag;
  if (t->tag == tag)
    t->votes++;
  else
    t->votes--;
}

bool record_shown(const struct record *r)
{
  if (r->flags & (RECORD_REMOVED | RECORD_UNREADABLE)) return false;
  return r->status == POST_PUBLISHED || r->status == POST_ARCHIVED || r->status == POST_NOT_A_POST;
}

static bool most(uint64_t part, uint64_t whole)
{
  return whole > 0 && part * 10 >= whole * 6;
}

/* A tag is the name of a category when they are two words for one thing: most
 * posts of each have the other, and it alone.  Fewer than three posts prove that
 * only where one word is a transcription: Latin letters here, others there. */
static bool is_name_of(struct slice tag, struct slice category, const struct tally *t,
                       uint32_t tagged)
{
  if (t->tag == INDEX_NONE || slice_eq(tag, category)) return false;
  if (!most(t->carried, t->posts) || !most(t->carried, tagged)) return false;
  bool latin = true, other = false;
  for (size_t i = 0; i < category.len && latin; i++) latin = (unsigned char)category.ptr[i] < 0x80;
  for (size_t i = 0; i < tag.len && !other; i++) other = (unsigned char)tag.ptr[i] >= 0x80;
  return t->carried >= 3 || (latin && other);
}

/* Votes (round 0) or counts the votes (round 1) of all posts, each copy with the
 * labels of its own file; tagged[tag] becomes how many posts carry that tag. */
static void poll(const struct index *x, struct tally *tallies, uint32_t *tagged, int round)
{
  for (size_t id = 0; id < x->entries.count; id++) {
    const struct entry *e = &x->entries.items[id];
    if (!record_shown(&e->record)) continue;
    const uint32_t *categories, *tags;
    size_t count = list_of(&x->lists, e->own[LABEL_CATEGORY], &categories);
    uint32_t tag = only_tag(x, e);
    for (size_t i = 0; i < count; i++) {
      struct tally *t = &tallies[categories[i]];
      if (round == 0)
        vote(t, tag);
      else
        t->carried += t->tag == tag;
    }
    size_t n = round == 0 ? list_of(&x->lists, e->own[LABEL_TAG], &tags) : 0;
    for (size_t i = 0; i < n; i++) tagged[tags[i]]++;
  }
}

static void name_categories(struct index *x)
{
  struct labels *categories = &x->labels[LABEL_CATEGORY], *tags = &x->labels[LABEL_TAG];
  struct tally *tallies = xcalloc(categories->all.count + 1, sizeof *tallies);
  uint32_t *tagged = xcalloc(tags->all.count + 1, sizeof *tagged);
  poll(x, tallies, tagged, 0);
  poll(x, tallies, tagged, 1);
  for (size_t i = 0; i < categories->all.count; i++) {
    struct label *l = &categories->all.items[i];
    const struct tally *t = &tallies[i];
    l->display = l->name;
    if (t->posts == 0 || t->tag == INDEX_NONE) continue;
    uint32_t tag = tags->all.items[t->tag].name;
    if (is_name_of(string_at(x, tag), string_at(x, l->name), t, tagged[t->tag])) l->display = tag;
  }
  free(tallies);
  free(tagged);
}

void labels_count(struct index *x)
{
  for (int kind = 0; kind < LABEL_KINDS; kind++)
    for (size_t i = 0; i < x->labels[kind].all.count; i++) {
      struct label *l = &x->labels[kind].all.items[i];
      l->posts = 0;
      l->newest = INT64_MIN;
    }
  for (uint32_t id = 0; id < x->entries.count; id++) {
    if (!index_listed(x, id)) continue;
    struct record *r = record_at(x, id);
    for (int kind = 0; kind < LABEL_KINDS; kind++) {
      const uint32_t *numbers;
      size_t count = list_of(&x->lists, *record_list(r, (enum label_kind)kind), &numbers);
      for (size_t i = 0; i < count; i++) {
        struct label *l = &x->labels[kind].all.items[numbers[i]];
        l->posts++;
        if (record_date(r) > l->newest) l->newest = record_date(r);
      }
    }
  }
  name_categories(x);
}

bool index_listed(const struct index *x, uint32_t id)
{
  const struct record *r = record_at(x, id);
  return !(r->flags & RECORD_FOLDED) && record_shown(r);
}

size_t label_count(const struct index *x, enum label_kind kind)
{
  return x->labels[kind].all.count;
}

const struct label *label_at(const struct index *x, enum label_kind kind, uint32_t label)
{
  return &x->labels[kind].all.items[label];
}

uint32_t label_find(const struct index *x, enum label_kind kind, struct slice name)
{
  return map_get(&x->labels[kind].numbers, name);
}

size_t index_labels(const struct index *x, uint32_t id, enum label_kind kind,
                    const uint32_t **labels)
{
  return list_of(&x->lists, *record_list(record_at(x, id), kind), labels);
}

struct label_sort {
  const struct index *x;
  enum label_kind kind;
};

static int busier(const void *a, const void *b, void *context)
{
  const struct label_sort *s = context;
  const struct label *l = label_at(s->x, s->kind, *(const uint32_t *)a);
  const struct label *r = label_at(s->x, s->kind, *(const uint32_t *)b);
  if (l->posts != r->posts) return l->posts > r->posts ? -1 : 1;
  if (l->newest != r->newest) return l->newest > r->newest ? -1 : 1;
  return slice_compare(string_at(s->x, l->name), string_at(s->x, r->name));
}

void label_order(const struct index *x, enum label_kind kind, uint32_t *order)
{
  struct label_sort sort = { x, kind };
  size_t count = label_count(x, kind);
  for (size_t i = 0; i < count; i++) order[i] = (uint32_t)i;
  if (count) qsort_r(order, count, sizeof *order, busier, &sort);
}
