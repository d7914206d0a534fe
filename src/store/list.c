#include "store/index_data.h"

void lists_init(struct lists *l)
{
  vec_push(&l->words.tail, 0);
}

size_t list_of(const struct lists *l, uint32_t offset, const uint32_t **labels)
{
  bool mapped = offset < l->words.based;
  const uint32_t *words = mapped ? l->words.base : l->words.tail.items;
  size_t count = mapped ? l->words.based : l->words.tail.count;
  size_t at = mapped ? offset : offset - l->words.based;
  *labels = NULL;
  if (at >= count || words[at] >= count - at) return 0;
  *labels = &words[at + 1];
  return words[at];
}

void lists_free(struct lists *l)
{
  vec_free(&l->words.tail);
  lookup_free(&l->offsets);
}

uint32_t list_add(struct lists *l, const uint32_t *labels, size_t count)
{
  size_t bytes = count * sizeof *labels;
  if (count == 0 || table_count(&l->words) + count >= UINT32_MAX) return 0;
  uint64_t hash = lookup_hash(&l->offsets, (struct slice){ (const char *)labels, bytes });
  uint32_t offset;
  for (size_t at = 0; (offset = lookup_next(&l->offsets, hash, &at)) != LOOKUP_NONE;) {
    const uint32_t *known;
    if (list_of(l, offset, &known) == count && memcmp(known, labels, bytes) == 0) return offset;
  }
  offset = (uint32_t)table_count(&l->words);
  vec_push(&l->words.tail, (uint32_t)count);
  for (size_t i = 0; i < count; i++) vec_push(&l->words.tail, labels[i]);
  lookup_put(&l->offsets, hash, offset);
  return offset;
}
