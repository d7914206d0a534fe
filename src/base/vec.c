#include "base/vec.h"

#include <stdint.h>

enum { FIRST_CAPACITY = 8 };

size_t vec_capacity(size_t cap, size_t need)
{
  size_t doubled = cap > SIZE_MAX / 2 ? SIZE_MAX : cap * 2;
  if (doubled < FIRST_CAPACITY) doubled = FIRST_CAPACITY;
  return doubled > need ? doubled : need;
}

/* The caller's pointer is of another type than void *, so it is moved as
 * bytes: reading it through `items` would break the aliasing rules. */
void vec_grow_(void **items, size_t *count, size_t *cap, size_t item_bytes)
{
  char *all;
  memcpy(&all, (const void *)items, sizeof all);
  if (*count == *cap) {
    *cap = vec_capacity(*cap, *count + 1);
    all = xrealloc(all, *cap, item_bytes);
    memcpy((void *)items, &all, sizeof all);
  }
  memset(all + *count * item_bytes, 0, item_bytes);
  ++*count;
}
