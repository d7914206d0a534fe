#include "base/lazy_sort.h"

#include <stdlib.h>

struct heap { /* the item that comes last is at the top */
  char *items;
  size_t count, item_bytes;
  compare_fn *compare;
  void *context;
};

static char *item(const struct heap *h, size_t n)
{
  return h->items + n * h->item_bytes;
}

static void swap(char *a, char *b, size_t bytes)
{
  while (bytes-- > 0) {
    char c = *a;
    *a++ = *b;
    *b++ = c;
  }
}

static void sift_down(const struct heap *h, size_t n)
{
  for (size_t child; (child = 2 * n + 1) < h->count; n = child) {
    if (child + 1 < h->count && h->compare(item(h, child), item(h, child + 1), h->context) < 0)
      child++;
    if (h->compare(item(h, n), item(h, child), h->context) >= 0) return;
    swap(item(h, n), item(h, child), h->item_bytes);
  }
}

/* Puts the `first` items that come first at the front, in order. */
static void partial_sort(const struct heap *h, size_t count, size_t first)
{
  struct heap best = *h;
  best.count = first;
  for (size_t n = first < count ? first / 2 : 0; n-- > 0;) sift_down(&best, n);
  for (size_t n = first; n < count; n++) {
    if (h->compare(item(h, n), item(h, 0), h->context) >= 0) continue;
    swap(item(h, n), item(h, 0), h->item_bytes);
    sift_down(&best, 0);
  }
  if (first) qsort_r(h->items, first, h->item_bytes, h->compare, h->context);
}

size_t lazy_sort(void *items, size_t count, size_t sorted, size_t n, size_t item_bytes,
                 compare_fn *compare, void *context)
{
  if (n < sorted || sorted >= count) return sorted;
  struct heap rest = { (char *)items + sorted * item_bytes, 0, item_bytes, compare, context };
  size_t first = n < LAZY_SORT_FIRST  ? LAZY_SORT_FIRST
                 : n < LAZY_SORT_THEN ? LAZY_SORT_THEN
                                      : count;
  if (first > count) first = count;
  partial_sort(&rest, count - sorted, first - sorted);
  return first;
}
