#include "store/lookup.h"

#include "base/mem.h"

#include <stdlib.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_SLOTS = 64 };

/* Open addressing, linear probing, at most three quarters full.  The hash is
 * kept so that neither growing nor a miss has to look at a key.  Removal moves
 * later slots of the run back instead of leaving a mark, but in the base. */
#define TAKEN_OUT UINT32_MAX

__extension__ typedef unsigned __int128 wide;

static uint64_t mix(uint64_t a, uint64_t b)
{
  wide product = (wide)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t word_at(const char *bytes, size_t count)
{
  uint64_t word = 0;
  memcpy(&word, bytes, count);
  return word;
}

/* Multiply and fold, a word at a time, after wyhash (Wang Yi, public domain). */
uint64_t lookup_hash_of(const struct lookup *t, struct slice key)
{
  uint64_t hash = t->seed ^ 0xa0761d6478bd642f;
  while (key.len >= 8) {
    hash = mix(hash ^ word_at(key.ptr, 8), t->seed ^ 0xe7037ed1a0b428db);
    key = slice_from(key, 8);
  }
  if (key.len) hash = mix(hash ^ word_at(key.ptr, key.len), t->seed ^ 0x8ebc6af09c88c6e3);
  return mix(hash ^ key.len, 0x589965cc75374cc3);
}

static void grow(struct lookup *t);

uint64_t lookup_hash(struct lookup *t, struct slice key)
{
  if (t->cap == 0 && t->base_cap == 0) grow(t);
  return lookup_hash_of(t, key);
}

static void place(struct lookup *t, struct lookup_slot slot)
{
  size_t at = slot.hash & (t->cap - 1);
  while (t->slots[at].place) at = (at + 1) & (t->cap - 1);
  t->slots[at] = slot;
}

uint64_t lookup_seed(void)
{
  uint64_t seed;
  if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == sizeof seed) return seed;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return mix((uint64_t)now.tv_sec ^ (uint64_t)getpid() << 32, (uint64_t)now.tv_nsec | 1);
}

static void grow(struct lookup *t)
{
  struct lookup_slot *old = t->slots;
  size_t old_cap = t->cap;
  if (old_cap == 0 && !t->base_cap) t->seed = lookup_seed();
  t->cap = old_cap ? old_cap * 2 : FIRST_SLOTS;
  t->slots = xcalloc(t->cap, sizeof *t->slots);
  for (size_t i = 0; i < old_cap; i++)
    if (old[i].place) place(t, old[i]);
  free(old);
}

void lookup_put(struct lookup *t, uint64_t hash, uint32_t value)
{
  if (t->count >= t->cap / 4 * 3) grow(t);
  place(t, (struct lookup_slot){ (uint32_t)hash, value + 1 });
  t->count++;
}

/* Both tables in turn: *at counts on from the base into the other. */
static struct lookup_slot *next_slot(const struct lookup *t, uint64_t hash, size_t *at)
{
  for (; *at < t->base_cap; ++*at) {
    struct lookup_slot *slot = &t->base[((uint32_t)hash + *at) & (t->base_cap - 1)];
    if (slot->place == 0) {
      *at = t->base_cap;
      break;
    }
    if (slot->hash == (uint32_t)hash && slot->place != TAKEN_OUT) return ++*at, slot;
  }
  for (; *at - t->base_cap < t->cap; ++*at) {
    struct lookup_slot *slot = &t->slots[((uint32_t)hash + *at - t->base_cap) & (t->cap - 1)];
    if (slot->place == 0) break;
    if (slot->hash == (uint32_t)hash) return ++*at, slot;
  }
  return NULL;
}

uint32_t lookup_next(const struct lookup *t, uint64_t hash, size_t *at)
{
  const struct lookup_slot *slot = next_slot(t, hash, at);
  return slot ? slot->place - 1 : LOOKUP_NONE;
}

static struct lookup_slot *slot_of(const struct lookup *t, uint64_t hash, uint32_t value)
{
  struct lookup_slot *slot;
  for (size_t at = 0; (slot = next_slot(t, hash, &at));)
    if (slot->place - 1 == value) return slot;
  return NULL;
}

bool lookup_replace(struct lookup *t, uint64_t hash, uint32_t old, uint32_t value)
{
  struct lookup_slot *slot = slot_of(t, hash, old);
  if (slot) slot->place = value + 1;
  return slot != NULL;
}

void lookup_remove(struct lookup *t, uint64_t hash, uint32_t value)
{
  struct lookup_slot *slot = slot_of(t, hash, value);
  if (!slot) return;
  if (t->base_cap && slot >= t->base && slot < t->base + t->base_cap) {
    slot->place = TAKEN_OUT;
    t->worn = true;
    return;
  }
  size_t hole = (size_t)(slot - t->slots), mask = t->cap - 1;
  for (size_t at = (hole + 1) & mask; t->slots[at].place; at = (at + 1) & mask) {
    size_t home = t->slots[at].hash & mask;
    if (((at - home) & mask) < ((at - hole) & mask)) continue; /* would leave its run */
    t->slots[hole] = t->slots[at];
    hole = at;
  }
  t->slots[hole] = (struct lookup_slot){ 0 };
  t->count--;
}

struct lookup lookup_merged(const struct lookup *t)
{
  struct lookup all = { .seed = t->seed };
  size_t count = t->count;
  for (size_t i = 0; i < t->base_cap; i++)
    count += t->base[i].place != 0 && t->base[i].place != TAKEN_OUT;
  for (all.cap = FIRST_SLOTS; count >= all.cap / 4 * 3;) all.cap *= 2;
  all.slots = xcalloc(all.cap, sizeof *all.slots);
  all.count = count;
  for (size_t i = 0; i < t->base_cap; i++)
    if (t->base[i].place != 0 && t->base[i].place != TAKEN_OUT) place(&all, t->base[i]);
  for (size_t i = 0; i < t->cap; i++)
    if (t->slots[i].place) place(&all, t->slots[i]);
  return all;
}

void lookup_free(struct lookup *t)
{
  free(t->slots);
  *t = (struct lookup){ 0 };
}
