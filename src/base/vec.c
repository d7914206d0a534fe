#include "base/vec.h"

#include <stdint.h>

enum { FIRST_CAPACITY = 8 };

size_t vec_capacity(size_t cap, size_t need)
{
  size_t doubled = cap > SIZE_MAX / 2 ? SIZE_MAX : cap * 2;
  if (doubled < FIRST_CAPACITY) doubled = FIRST_CAPACITY;
  return doubled > need ? doubled : need;
}

void *vec_grow_(void *items, size_t count, size_t *cap, size_t item_bytes)
{
  if (count == *cap) {
    *cap = vec_capacity(*cap, count + 1);
    items = xrealloc(items, *cap, item_bytes);
  }
  memset((char *)items + count * item_bytes, 0, item_bytes);
  return items;
}
