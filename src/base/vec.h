/* Typed growable arrays:
 *
 *     VEC(struct line) lines = { 0 };
 *     vec_push(&lines, line);
 *     for (size_t i = 0; i < lines.count; i++) use(&lines.items[i]);
 *     vec_free(&lines);
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define VEC(type) \
  struct {        \
    type *items;  \
    size_t count; \
    size_t cap;   \
  }

/* The new capacity for an array that must hold `need` items. */
size_t vec_capacity(size_t cap, size_t need);

#define vec_reserve(v, more)                                             \
  do {                                                                   \
    if ((v)->count + (more) > (v)->cap) {                                \
      (v)->cap = vec_capacity((v)->cap, (v)->count + (more));            \
      (v)->items = xrealloc((v)->items, (v)->cap, sizeof *(v)->items);   \
    }                                                                    \
  } while (0)

#define vec_push(v, item)              \
  do {                                 \
    vec_reserve(v, 1);                 \
    (v)->items[(v)->count++] = (item); \
  } while (0)

/* A new zeroed item at the end, as a pointer. */
#define vec_add(v)                                                    \
  ((v)->items = vec_grow_((v)->items, (v)->count, &(v)->cap, sizeof *(v)->items), \
   &(v)->items[(v)->count++])
/* The array, moved if need be, with a zeroed item after the `count` there are. */
void *vec_grow_(void *items, size_t count, size_t *cap, size_t item_bytes);

#define vec_insert(v, at, item)                                              \
  do {                                                                       \
    vec_reserve(v, 1);                                                       \
    memmove((v)->items + (at) + 1, (v)->items + (at),                        \
            ((v)->count - (at)) * sizeof *(v)->items);                       \
    (v)->items[at] = (item);                                                 \
    (v)->count++;                                                            \
  } while (0)

#define vec_remove(v, at)                                                    \
  do {                                                                       \
    (v)->count--;                                                            \
    memmove((v)->items + (at), (v)->items + (at) + 1,                        \
            ((v)->count - (at)) * sizeof *(v)->items);                       \
  } while (0)

#define vec_last(v) (&(v)->items[(v)->count - 1])
#define vec_clear(v) ((void)((v)->count = 0))
#define vec_free(v)                     \
  do {                                  \
    free((v)->items);                   \
    (v)->items = NULL;                  \
    (v)->count = (v)->cap = 0;          \
  } while (0)

#endif
