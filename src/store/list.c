#include "store/index_data.h"

void lists_init(struct lists *l)
{
  vec_push(&l->words, 0);
}

void lists_free(struct lists *l)
{
  vec_free(&l->words);
  lookup_free(&l->offsets);
}

uint32_t list_add(struct lists *l, const uint32_t *labels, size_t count)
{
  size_t bytes = count * sizeof *labels;
  if (count == 0 || l->words.count + count >= UINT32_MAX) return 0;
  uint64_t hash = lookup_hash(&l->offsets, (struct slice){ (const char *)labels, bytes });
  uint32_t offset;
  for (size_t at = 0; (offset = lookup_next(&l->offsets, hash, &at)) != LOOKUP_NONE;) {
    const uint32_t *known;
    if (list_of(l, offset, &known) == count && memcmp(known, labels, bytes) == 0) return offset;
  }
  offset = (uint32_t)l->words.count;
  vec_push(&l->words, (uint32_t)count);
  for (size_t i = 0; i < count; i++) vec_push(&l->words, labels[i]);
  lookup_put(&l->offsets, hash, offset);
  return offset;
}
