#include "store/snapshot.h"

#include "base/mapped.h"
#include "store/index_data.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/* Counted up whenever the meaning of anything in the file changes. */
enum { FORMAT = 2 };

enum { HEADER_BYTES = 4096, BLOCK_BYTES = 1 << 16, ALIGN_BYTES = 64 };
#define MAGIC           "baokan\n"
#define BYTE_ORDER_MARK 0x01020304
#define SUM_SEED        0x62616f6b616e

enum part {
  PART_ENTRIES,
  PART_STRINGS,
  PART_WORDS,
  PART_LABELS,
  PART_LABEL_ROWS = PART_LABELS + LABEL_KINDS,
  PART_PAIRS = PART_LABEL_ROWS + LABEL_KINDS,
  PART_ALIASES,
  PART_ORDER,
  PART_LISTED,
  PART_LOOKUPS,
  LOOKUP_COUNT = 7 + LABEL_KINDS,
  PART_COUNT = PART_LOOKUPS + LOOKUP_COUNT
};

struct part_place {
  uint64_t offset, count; /* bytes from the beginning; items */
  uint64_t item_bytes;
  uint64_t seed; /* of a lookup */
};

struct header {
  uint64_t sum; /* of all behind it, to the end of the page */
  char magic[8];
  uint32_t version, byte_order;
  uint64_t key, generation, serial, bytes, body_sum;
  int64_t now;
  uint64_t unfolded;
  struct part_place parts[PART_COUNT];
};

union page {
  struct header header;
  char bytes[HEADER_BYTES];
};
_Static_assert(sizeof(union page) == HEADER_BYTES, "the header is one page");

static const size_t item_bytes[PART_LOOKUPS] = {
  [PART_ENTRIES] = sizeof(struct entry),
  [PART_STRINGS] = 1,
  [PART_WORDS] = sizeof(uint32_t),
  [PART_LABELS] = sizeof(struct label_row),
  [PART_LABELS + 1] = sizeof(struct label_row),
  [PART_LABEL_ROWS] = sizeof(uint32_t),
  [PART_LABEL_ROWS + 1] = sizeof(uint32_t),
  [PART_PAIRS] = sizeof(struct pair),
  [PART_ALIASES] = sizeof(struct alias),
  [PART_ORDER] = sizeof(uint32_t),
  [PART_LISTED] = sizeof(uint32_t),
};

static size_t item_bytes_of(enum part part)
{
  return part < PART_LOOKUPS ? item_bytes[part] : sizeof(struct lookup_slot);
}

static void lookups_of(struct index *x, struct lookup *all[LOOKUP_COUNT])
{
  struct lookup *these[LOOKUP_COUNT] = { &x->lists.offsets,
                                         &x->paths,
                                         &x->urls,
                                         &x->names,
                                         &x->alias_urls,
                                         &x->gone,
                                         &x->pair_labels,
                                         &x->labels[LABEL_CATEGORY].numbers,
                                         &x->labels[LABEL_TAG].numbers };
  memcpy(all, these, sizeof these);
}

static uint64_t sum_more(uint64_t sum, const void *bytes, size_t count)
{
  return lookup_hash_of(&(struct lookup){ .seed = sum }, (struct slice){ bytes, count });
}

static uint64_t page_sum(const union page *p)
{
  size_t start = sizeof p->header.sum;
  return sum_more(SUM_SEED, p->bytes + start, sizeof *p - start);
}

/* --- writing: block by block, the checksum on the way --- */

struct writer {
  int fd, error;
  size_t used;
  union page page;
  char block[BLOCK_BYTES];
};

static void flush(struct writer *w)
{
  w->page.header.body_sum = sum_more(w->page.header.body_sum, w->block, w->used);
  for (size_t done = 0; done < w->used && !w->error;) {
    ssize_t wrote = write(w->fd, w->block + done, w->used - done);
    if (wrote > 0) done += (size_t)wrote;
    if (wrote < 0 && errno != EINTR) w->error = errno;
  }
  w->used = 0;
}

static void put(struct writer *w, const void *bytes, size_t count)
{
  w->page.header.bytes += count;
  for (const char *from = bytes; count && !w->error;) {
    size_t room = BLOCK_BYTES - w->used, some = count < room ? count : room;
    memcpy(w->block + w->used, from, some);
    w->used += some;
    from += some;
    count -= some;
    if (w->used == BLOCK_BYTES) flush(w);
  }
}

static void begin(struct writer *w, enum part part)
{
  static const char zeros[ALIGN_BYTES];
  put(w, zeros, -w->page.header.bytes % ALIGN_BYTES);
  w->page.header.parts[part] =
      (struct part_place){ .offset = w->page.header.bytes, .item_bytes = item_bytes_of(part) };
}

static void add(struct writer *w, enum part part, const void *items, size_t count)
{
  put(w, items, count * item_bytes_of(part));
  w->page.header.parts[part].count += count;
}

#define PUT_TABLE(w, part, t)                                                                      \
  do {                                                                                             \
    begin(w, part);                                                                                \
    add(w, part, (t)->base, (t)->based);                                                           \
    add(w, part, (t)->tail.items, (t)->tail.count);                                                \
  } while (0)

static void put_sequence(struct writer *w, enum part part, const struct sequence *s)
{
  add(w, part, s->base, s->based);
  add(w, part, s->tail.items, s->tail.count);
}

/* The rows of all labels in turn, and each label with its place among them. */
static void put_labels(struct writer *w, const struct index *x, enum label_kind kind)
{
  enum part part = (enum part)(PART_LABEL_ROWS + kind);
  uint32_t start = 0;
  begin(w, part);
  for (uint32_t i = 0; i < label_count(x, kind); i++) {
    struct sequence rows = label_view(x, kind, i);
    put_sequence(w, part, &rows);
  }
  part = (enum part)(PART_LABELS + kind);
  begin(w, part);
  for (uint32_t i = 0; i < label_count(x, kind); i++) {
    struct sequence rows = label_view(x, kind, i);
    struct label_row row = *label_row_at(x, kind, i);
    row.start = start;
    row.saved = (uint32_t)sequence_count(&rows);
    row.sequence = 0;
    start += row.saved;
    add(w, part, &row, 1);
  }
}

static void put_lookup(struct writer *w, enum part part, const struct lookup *t)
{
  struct lookup merged = { 0 };
  bool as_is = t->base_cap == 0 || (t->count == 0 && !t->worn);
  if (!as_is) merged = lookup_merged(t);
  begin(w, part);
  if (!as_is)
    add(w, part, merged.slots, merged.cap);
  else if (t->base_cap)
    add(w, part, t->base, t->base_cap);
  else
    add(w, part, t->slots, t->cap);
  w->page.header.parts[part].seed = t->seed;
  lookup_free(&merged);
}

static void put_strings(struct writer *w, const struct strings *s)
{
  enum { PIECE_BYTES = 1 << 20 };
  begin(w, PART_STRINGS);
  for (size_t at = 0; at < s->based; at += PIECE_BYTES) {
    add(w, PART_STRINGS, s->base + at, s->based - at < PIECE_BYTES ? s->based - at : PIECE_BYTES);
    strings_rest(s);
  }
  add(w, PART_STRINGS, s->tail.ptr, s->tail.len);
}

static void put_parts(struct writer *w, struct index *x)
{
  struct lookup *lookups[LOOKUP_COUNT];
  PUT_TABLE(w, PART_ENTRIES, &x->entries);
  put_strings(w, &x->strings);
  PUT_TABLE(w, PART_WORDS, &x->lists.words);
  for (int kind = 0; kind < LABEL_KINDS; kind++) put_labels(w, x, (enum label_kind)kind);
  PUT_TABLE(w, PART_PAIRS, &x->pairs);
  PUT_TABLE(w, PART_ALIASES, &x->aliases);
  begin(w, PART_ORDER);
  put_sequence(w, PART_ORDER, &x->order);
  begin(w, PART_LISTED);
  put_sequence(w, PART_LISTED, &x->listed);
  lookups_of(x, lookups);
  for (int i = 0; i < LOOKUP_COUNT; i++) put_lookup(w, (enum part)(PART_LOOKUPS + i), lookups[i]);
}

int snapshot_write(const struct index *x, int fd, const struct snapshot_head *head)
{
  struct writer *w = xcalloc(1, sizeof *w);
  struct header *h = &w->page.header;
  *h = (struct header){ .magic = MAGIC,
                        .version = FORMAT,
                        .byte_order = BYTE_ORDER_MARK,
                        .key = head->key,
                        .generation = x->generation,
                        .serial = head->serial,
                        .bytes = HEADER_BYTES,
                        .body_sum = SUM_SEED,
                        .now = x->now,
                        .unfolded = x->unfolded };
  w->fd = fd;
  if (lseek(fd, HEADER_BYTES, SEEK_SET) < 0) w->error = errno;
  put_parts(w, (struct index *)x);
  flush(w);
  h->sum = page_sum(&w->page);
  ssize_t wrote = w->error ? 0 : pwrite(fd, &w->page, sizeof w->page, 0);
  int error = w->error ? w->error : wrote == HEADER_BYTES ? 0 : wrote < 0 ? errno : ENOSPC;
  free(w);
  return error;
}

/* --- opening --- */

static bool parts_fit(const struct header *h)
{
  for (int i = 0; i < PART_COUNT; i++) {
    const struct part_place *p = &h->parts[i];
    if (p->item_bytes != item_bytes_of((enum part)i) || p->offset % ALIGN_BYTES ||
        p->offset > h->bytes || p->count > (h->bytes - p->offset) / p->item_bytes ||
        p->count > UINT32_MAX)
      return false;
    if (i >= PART_LOOKUPS && (p->count & (p->count - 1))) return false;
  }
  return h->parts[PART_STRINGS].count > 0 && h->parts[PART_WORDS].count > 0 &&
         (h->parts[PART_ENTRIES].count > 0 || h->parts[PART_ORDER].count == 0);
}

static enum snapshot_state read_header(int fd, uint64_t key, union page *page)
{
  struct stat st;
  const struct header *h = &page->header;
  ssize_t got = pread(fd, page, sizeof *page, 0);
  if (got < 0 || fstat(fd, &st) < 0) return SNAPSHOT_NONE;
  if (got < HEADER_BYTES || memcmp(h->magic, MAGIC, sizeof h->magic) != 0) return SNAPSHOT_DAMAGED;
  if (h->version != FORMAT || h->byte_order != BYTE_ORDER_MARK) return SNAPSHOT_OTHER;
  if (h->sum != page_sum(page) || (uint64_t)st.st_size != h->bytes || h->bytes < HEADER_BYTES)
    return SNAPSHOT_DAMAGED;
  if (h->key != key) return SNAPSHOT_OTHER;
  return parts_fit(h) ? SNAPSHOT_OPENED : SNAPSHOT_DAMAGED;
}

#define MAP_TABLE(t, map, h, part)                                                                 \
  do {                                                                                             \
    (t)->base = (void *)((map) + (h)->parts[part].offset);                                         \
    (t)->based = (h)->parts[part].count;                                                           \
  } while (0)

static void place_parts(struct index *x, char *map, const struct header *h)
{
  struct lookup *lookups[LOOKUP_COUNT];
  MAP_TABLE(&x->entries, map, h, PART_ENTRIES);
  MAP_TABLE(&x->strings, map, h, PART_STRINGS);
  MAP_TABLE(&x->lists.words, map, h, PART_WORDS);
  for (int kind = 0; kind < LABEL_KINDS; kind++) {
    struct labels *l = &x->labels[kind];
    MAP_TABLE(&l->all, map, h, PART_LABELS + kind);
    l->rows = (const void *)(map + h->parts[PART_LABEL_ROWS + kind].offset);
    l->row_count = h->parts[PART_LABEL_ROWS + kind].count;
  }
  MAP_TABLE(&x->pairs, map, h, PART_PAIRS);
  MAP_TABLE(&x->aliases, map, h, PART_ALIASES);
  MAP_TABLE(&x->order, map, h, PART_ORDER);
  MAP_TABLE(&x->listed, map, h, PART_LISTED);
  lookups_of(x, lookups);
  for (int i = 0; i < LOOKUP_COUNT; i++) {
    const struct part_place *p = &h->parts[PART_LOOKUPS + i];
    lookups[i]->base = (void *)(map + p->offset);
    lookups[i]->base_cap = p->count;
    lookups[i]->seed = p->seed;
  }
}

static struct index *index_of(char *map, const struct header *h, int fd)
{
  struct index *x = index_new();
  strings_free(&x->strings);
  x->strings.tail = (struct str)STR_INIT;
  lists_free(&x->lists);
  place_parts(x, map, h);
  x->generation = h->generation;
  x->unfolded = h->unfolded != 0;
  x->now = h->now;
  x->map = (struct index_map){ map, h->bytes, fd, HEADER_BYTES, SUM_SEED, h->body_sum };
  return x;
}

enum snapshot_state snapshot_open(int fd, uint64_t key, struct index **x,
                                  struct snapshot_head *head)
{
  union page page;
  const struct header *h = &page.header;
  enum snapshot_state state = read_header(fd, key, &page);
  char *map = NULL;
  if (state == SNAPSHOT_OPENED) {
    map = mapped_new(fd, h->bytes);
    if (!map) state = SNAPSHOT_NONE;
  }
  if (state == SNAPSHOT_OPENED) {
    const struct part_place *strings = &h->parts[PART_STRINGS];
    const char *first = map + strings->offset, *last = first + strings->count - 1;
    if (*first || *last) state = SNAPSHOT_DAMAGED;
  }
  if (state != SNAPSHOT_OPENED) {
    int error = errno;
    mapped_free(map, h->bytes);
    close(fd);
    errno = error;
    return state;
  }
  *x = index_of(map, h, fd);
  *head = (struct snapshot_head){ h->key, h->serial, h->generation, h->bytes };
  return state;
}

/* The file, not the mapping: its pages may have been written to. */
bool snapshot_check(struct index *x, size_t bytes, bool *damaged)
{
  struct index_map *m = &x->map;
  char *block = xmalloc(BLOCK_BYTES);
  *damaged = false;
  for (size_t seen = 0; m->fd >= 0 && m->seen < m->bytes && seen < bytes;) {
    uint64_t left = m->bytes - m->seen;
    size_t wanted = left < BLOCK_BYTES ? (size_t)left : BLOCK_BYTES;
    ssize_t got = pread(m->fd, block, wanted, (off_t)m->seen);
    if (got < 0 && errno == EINTR) continue;
    if (got != (ssize_t)wanted) {
      *damaged = true;
      break;
    }
    m->sum = sum_more(m->sum, block, wanted);
    m->seen += wanted;
    seen += wanted;
  }
  free(block);
  if (m->fd < 0 || (m->seen < m->bytes && !*damaged)) return m->fd >= 0;
  if (m->sum != m->goal) *damaged = true;
  close(m->fd);
  m->fd = -1;
  return false;
}

void snapshot_adopt(struct index *x, int fd, uint64_t key)
{
  struct index *saved, heap = *x;
  struct snapshot_head head;
  bool settled = x->changed.count == 0 && x->journal.bytes.len == 0;
  if (!settled || snapshot_open(fd, key, &saved, &head) != SNAPSHOT_OPENED) {
    if (!settled) close(fd);
    return;
  }
  if (head.generation == x->generation && entry_count(saved) == entry_count(x)) {
    close(saved->map.fd); /* it has just been written */
    saved->map.fd = -1;
    *x = *saved;
    x->journal = heap.journal;
    x->recent = heap.recent;
    x->forgotten = heap.forgotten;
    heap.journal = saved->journal;
    heap.recent = saved->recent;
    *saved = heap;
  }
  index_free(saved);
}

bool snapshot_torn(const struct index *x)
{
  return x->map.start && mapped_torn(x->map.start);
}

void snapshot_close(struct index *x)
{
  if (x->map.fd >= 0) close(x->map.fd);
  mapped_free(x->map.start, x->map.bytes);
}
