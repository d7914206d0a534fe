#include "base/map.h"

#include "base/mem.h"

#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

enum { FIRST_SLOTS = 16 };

/* Open addressing with linear probing.  A slot is free when key.ptr is NULL.
 * Removal moves later slots of the run back instead of leaving a mark, so a
 * search may stop at the first free slot. */
struct map_slot {
  struct slice key; /* in the map's arena */
  uint64_t hash;
  uint32_t value;
};

static uint64_t rotate(uint64_t x, int bits)
{
  return x << bits | x >> (64 - bits);
}

static void sip_round(uint64_t v[4])
{
  v[0] += v[1];
  v[2] += v[3];
  v[1] = rotate(v[1], 13) ^ v[0];
  v[3] = rotate(v[3], 16) ^ v[2];
  v[0] = rotate(v[0], 32);
  v[2] += v[1];
  v[0] += v[3];
  v[1] = rotate(v[1], 17) ^ v[2];
  v[3] = rotate(v[3], 21) ^ v[0];
  v[2] = rotate(v[2], 32);
}

static uint64_t word_at(const char *bytes, size_t count)
{
  uint64_t word = 0;
  if (count) memcpy(&word, bytes, count);
  return word;
}

/* SipHash-1-3 (Aumasson and Bernstein 2012) but for the order of bytes in a
 * word, which is the machine's own: the result never leaves the process. */
static uint64_t seeded_hash(const uint64_t seed[2], struct slice key)
{
  uint64_t v[4] = { seed[0] ^ 0x736f6d6570736575, seed[1] ^ 0x646f72616e646f6d,
                    seed[0] ^ 0x6c7967656e657261, seed[1] ^ 0x7465646279746573 };
  size_t whole = key.len / 8 * 8;
  for (size_t i = 0; i < whole; i += 8) {
    uint64_t word = word_at(key.ptr + i, 8);
    v[3] ^= word;
    sip_round(v);
    v[0] ^= word;
  }
  struct slice tail = slice_from(key, whole);
  uint64_t last = word_at(tail.ptr, tail.len) ^ (uint64_t)key.len << 56;
  v[3] ^= last;
  sip_round(v);
  v[0] ^= last;
  v[2] ^= 0xff;
  for (int i = 0; i < 3; i++) sip_round(v);
  return v[0] ^ v[1] ^ v[2] ^ v[3];
}

static void seed_map(struct map *m)
{
  if (getrandom(m->seed, sizeof m->seed, GRND_NONBLOCK) == (ssize_t)sizeof m->seed) return;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  m->seed[0] = (uint64_t)(uintptr_t)m;
  m->seed[1] = (uint64_t)now.tv_sec << 32 ^ (uint64_t)now.tv_nsec;
}

/* The slot that holds the key, or the free one where it would go. */
static size_t slot_of(const struct map *m, uint64_t hash, struct slice key)
{
  size_t at = hash & (m->cap - 1);
  while (m->slots[at].key.ptr && !(m->slots[at].hash == hash && slice_eq(m->slots[at].key, key)))
    at = (at + 1) & (m->cap - 1);
  return at;
}

static void grow(struct map *m)
{
  struct map_slot *old = m->slots;
  size_t old_cap = m->cap;
  if (old_cap == 0) seed_map(m);
  m->cap = old_cap ? old_cap * 2 : FIRST_SLOTS;
  m->slots = xcalloc(m->cap, sizeof *m->slots);
  for (size_t i = 0; i < old_cap; i++)
    if (old[i].key.ptr) m->slots[slot_of(m, old[i].hash, old[i].key)] = old[i];
  free(old);
}

uint32_t map_get(const struct map *m, struct slice key)
{
  if (m->cap == 0) return MAP_NONE;
  const struct map_slot *slot = &m->slots[slot_of(m, seeded_hash(m->seed, key), key)];
  return slot->key.ptr ? slot->value : MAP_NONE;
}

void map_put(struct map *m, struct slice key, uint32_t value)
{
  if (m->count >= m->cap / 4 * 3) grow(m);
  uint64_t hash = seeded_hash(m->seed, key);
  struct map_slot *slot = &m->slots[slot_of(m, hash, key)];
  if (!slot->key.ptr) {
    slot->key = arena_slice(&m->keys, key);
    slot->hash = hash;
    m->count++;
  }
  slot->value = value;
}

void map_remove(struct map *m, struct slice key)
{
  if (m->cap == 0) return;
  size_t hole = slot_of(m, seeded_hash(m->seed, key), key);
  if (!m->slots[hole].key.ptr) return;

  size_t mask = m->cap - 1;
  for (size_t at = (hole + 1) & mask; m->slots[at].key.ptr; at = (at + 1) & mask) {
    size_t home = m->slots[at].hash & mask;
    if (((at - home) & mask) < ((at - hole) & mask)) continue; /* would leave its run */
    m->slots[hole] = m->slots[at];
    hole = at;
  }
  m->slots[hole] = (struct map_slot){ 0 };
  m->count--;
}

void map_free(struct map *m)
{
  free(m->slots);
  arena_free(&m->keys);
  *m = (struct map){ 0 };
}

uint64_t hash64(struct slice bytes)
{
  uint64_t hash = 0xcbf29ce484222325;
  for (size_t i = 0; i < bytes.len; i++)
    hash = (hash ^ (unsigned char)bytes.ptr[i]) * 0x100000001b3;
  return hash;
}
