/* Sorting only as far as it is looked at: of thousands of items, those that fit on a screen. */
#ifndef BASE_LAZY_SORT_H
#define BASE_LAZY_SORT_H

#include <stddef.h>

/* As qsort_r(3) has it. */
typedef int compare_fn(const void *a, const void *b, void *context);

enum { LAZY_SORT_FIRST = 64, LAZY_SORT_THEN = 4096 };

/* The first `sorted` items are in order, and come before the others.  Sorts on until item `n`
 * is in its place: the first LAZY_SORT_FIRST, then LAZY_SORT_THEN, each in about O(count) where
 * the items come in no particular order, then all.  Returns how many are in order. */
size_t lazy_sort(void *items, size_t count, size_t sorted, size_t n, size_t item_bytes,
                 compare_fn *compare, void *context);

#endif
