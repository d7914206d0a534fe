/* A category is shown under the name of the tag that most of its posts carry alone.
 * Counted post by post, each copy with the labels of its own file, so that one change costs
 * one step. */
#include "store/index_data.h"

static struct slice pair_key(const uint32_t *labels)
{
  return (struct slice){ (const char *)labels, LABEL_KINDS * sizeof *labels };
}

/* Its number + 1; 0: there is none.  (No table has as many as 2^32.) */
static uint32_t find_pair(const struct index *x, uint64_t hash, uint32_t category, uint32_t tag)
{
  uint32_t number;
  for (size_t at = 0; (number = lookup_next(&x->pair_labels, hash, &at)) != LOOKUP_NONE;) {
    if (number >= table_count(&x->pairs)) continue;
    const struct pair *p = table_at(&x->pairs, number);
    if (p->category == category && p->tag == tag) return number + 1;
  }
  return 0;
}

static uint32_t pair_of(struct index *x, uint32_t category, uint32_t tag)
{
  uint32_t labels[LABEL_KINDS] = { category, tag };
  uint64_t hash = lookup_hash(&x->pair_labels, pair_key(labels));
  uint32_t number = find_pair(x, hash, category, tag);
  if (number) return number;
  number = (uint32_t)table_count(&x->pairs);
  struct pair *p = table_add(&x->pairs);
  *p = (struct pair){ category, tag, 0 };
  lookup_put(&x->pair_labels, hash, number);
  return number + 1;
}

static const struct pair *pair_at(const struct index *x, uint32_t number)
{
  return number && number <= table_count(&x->pairs) ? table_at(&x->pairs, number - 1) : NULL;
}

/* Another pair of the category may have become the greatest. */
static void elect(struct index *x, uint32_t category)
{
  struct label_row *row = label_row_at(x, LABEL_CATEGORY, category);
  const struct pair *best = pair_at(x, row->pair);
  for (uint32_t i = 0; i < table_count(&x->pairs); i++) {
    const struct pair *p = table_at(&x->pairs, i);
    if (p->category == category && (!best || p->posts > best->posts)) best = p, row->pair = i + 1;
  }
}

static void count_pair(struct index *x, uint32_t category, uint32_t tag, bool more)
{
  struct label_row *row = label_row_at(x, LABEL_CATEGORY, category);
  uint32_t number = pair_of(x, category, tag);
  struct pair *p = table_at(&x->pairs, number - 1);
  const struct pair *best = pair_at(x, row->pair);
  p->posts += more ? 1 : -1U;
  if (more && (!best || p->posts > best->posts)) row->pair = number;
  if (!more && p == best && p->posts * (uint64_t)2 < row->posts) elect(x, category);
}

void tally_count(struct index *x, const struct entry *e, bool more)
{
  const uint32_t *categories, *tags;
  size_t count = list_of(&x->lists, e->own[LABEL_CATEGORY], &categories);
  size_t tagged = list_of(&x->lists, e->own[LABEL_TAG], &tags);
  for (size_t i = 0; i < count; i++) {
    label_row_at(x, LABEL_CATEGORY, categories[i])->posts += more ? 1 : -1U;
    if (tagged == 1) count_pair(x, categories[i], tags[0], more);
  }
  for (size_t i = 0; i < tagged; i++) label_row_at(x, LABEL_TAG, tags[i])->posts += more ? 1 : -1U;
}

void tally_all(struct index *x)
{
  for (uint32_t i = 0; i < table_count(&x->pairs); i++) {
    struct pair *p = table_at(&x->pairs, i);
    p->posts = 0;
  }
  for (int kind = 0; kind < LABEL_KINDS; kind++)
    for (uint32_t i = 0; i < label_count(x, (enum label_kind)kind); i++) {
      struct label_row *row = label_row_at(x, (enum label_kind)kind, i);
      row->posts = row->pair = 0;
    }
  for (uint32_t id = 0; id < entry_count(x); id++)
    if (record_shown(record_at(x, id))) tally_count(x, entry_at(x, id), true);
}

static bool most(uint64_t part, uint64_t whole)
{
  return whole > 0 && part * 10 >= whole * 6;
}

/* A tag is the name of a category when they are two words for one thing: most
 * posts of each have the other, and it alone.  Fewer than three posts prove that
 * only where one word is a transcription: Latin letters here, others there. */
static bool is_name_of(struct slice tag, struct slice category, uint32_t posts)
{
  if (slice_eq(tag, category)) return false;
  bool latin = true, other = false;
  for (size_t i = 0; i < category.len && latin; i++) latin = (unsigned char)category.ptr[i] < 0x80;
  for (size_t i = 0; i < tag.len && !other; i++) other = (unsigned char)tag.ptr[i] >= 0x80;
  return posts >= 3 || (latin && other);
}

void name_categories(struct index *x)
{
  for (uint32_t i = 0; i < label_count(x, LABEL_CATEGORY); i++) {
    struct label_row *row = label_row_at(x, LABEL_CATEGORY, i);
    const struct pair *p = pair_at(x, row->pair);
    uint32_t display = row->label.name;
    if (p && most(p->posts, row->posts)) {
      const struct label_row *tag = label_row_at(x, LABEL_TAG, p->tag);
      if (most(p->posts, tag->posts) &&
          is_name_of(string_at(x, tag->label.name), string_at(x, display), p->posts))
        display = tag->label.name;
    }
    if (row->label.display != display) row->label.display = display;
  }
}
