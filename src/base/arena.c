#include "base/arena.h"

#include "base/mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

enum { BLOCK_MIN_BYTES = 4096, BLOCK_MAX_BYTES = 1 << 20 };

/* Blocks are taken zeroed from the system and filled from their start; only
 * the newest is filled.  A piece too large to share gets a block of its own
 * behind the newest, so that the room left in that one is not lost. */
struct arena_block {
  struct arena_block *next;
  size_t cap;
  size_t used;
  alignas(max_align_t) char bytes[];
};

/* A sum that would wrap is made one that memory refuses. */
static struct arena_block *block_new(size_t cap, struct arena_block *next)
{
  size_t head = sizeof(struct arena_block);
  struct arena_block *block = xcalloc(1, cap < SIZE_MAX - head ? head + cap : SIZE_MAX);
  block->cap = cap;
  block->next = next;
  return block;
}

/* The block that a piece is taken from when the newest has no room for it. */
static struct arena_block *block_for(struct arena *a, size_t bytes)
{
  if (a->blocks && bytes > BLOCK_MAX_BYTES / 4)
    return a->blocks->next = block_new(bytes, a->blocks->next);

  size_t cap = a->blocks ? a->blocks->cap * 2 : BLOCK_MIN_BYTES;
  if (cap > BLOCK_MAX_BYTES) cap = BLOCK_MAX_BYTES;
  if (cap < bytes) cap = bytes;
  return a->blocks = block_new(cap, a->blocks);
}

static char *take(struct arena *a, size_t bytes, size_t alignment)
{
  struct arena_block *block = a->blocks;
  size_t start = block ? (block->used + alignment - 1) / alignment * alignment : 0;
  if (!block || start > block->cap || bytes > block->cap - start) {
    block = block_for(a, bytes);
    start = 0;
  }
  block->used = start + bytes;
  a->bytes += bytes;
  return block->bytes + start;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
  return take(a, bytes, alignof(max_align_t));
}

char *arena_str(struct arena *a, struct slice text)
{
  char *copy = take(a, text.len + 1, 1);
  if (text.len) memcpy(copy, text.ptr, text.len);
  return copy;
}

struct slice arena_slice(struct arena *a, struct slice text)
{
  return (struct slice){ arena_str(a, text), text.len };
}

static void free_blocks(struct arena_block *block)
{
  while (block) {
    struct arena_block *next = block->next;
    free(block);
    block = next;
  }
}

void arena_free(struct arena *a)
{
  free_blocks(a->blocks);
  *a = (struct arena){ 0 };
}

/* Only what was used has to be zeroed again. */
void arena_clear(struct arena *a)
{
  struct arena_block *kept = a->blocks;
  if (!kept) return;
  free_blocks(kept->next);
  memset(kept->bytes, 0, kept->used);
  kept->next = NULL;
  kept->used = 0;
  a->bytes = 0;
}
