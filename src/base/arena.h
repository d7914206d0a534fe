/* One lifetime, many pieces: what is allocated here is freed together, by
 * arena_free.  Nothing is freed singly.  A zeroed struct arena is ready. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/slice.h"

struct arena_block;

struct arena {
  struct arena_block *blocks; /* newest first */
  size_t bytes;               /* handed out so far */
};

void *arena_alloc(struct arena *a, size_t bytes);      /* zeroed, aligned for any type */
char *arena_str(struct arena *a, struct slice text);   /* NUL-terminated copy */
struct slice arena_slice(struct arena *a, struct slice text); /* the same, as a slice */
void arena_free(struct arena *a);                      /* ready for use again */
void arena_clear(struct arena *a); /* the same, but one block is kept for what comes next */

#endif
