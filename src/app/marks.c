#include "app/marks.h"

#include "app/library.h"
#include "base/file.h"
#include "base/path.h"
#include "store/lookup.h"
#include "store/post_key.h"

#include <stdlib.h>

enum {
  LOOKED_UP = 128,    /* in `by_id` beside the marks */
  UNDO_MOST = 100000, /* changes kept, beyond the last action's */
  MARKS = MARK_READ | MARK_STARRED,
};

/* What the state says of a post; its key is not kept, 64 bits of hash stand for it. */
struct known {
  uint64_t hash;
  uint32_t place;
  uint8_t marks;
};

struct change {
  uint32_t id;
  uint8_t mark;
  bool was;
  bool first; /* of its action */
};

struct marks {
  const struct index *index;
  struct keeper *keeper;
  bool loaded;
  struct lookup lookup; /* of `known`, by hash */
  VEC(struct known) known;
  VEC(uint8_t) by_id;
  VEC(struct change) undo;
  size_t row;       /* the next to be counted */
  size_t so_far[2]; /* read, starred */
  size_t counted[2];
  bool counting;
  struct str key; /* scratch */
};

struct marks *marks_new(const struct index *x, struct keeper *keeper)
{
  struct marks *m = xcalloc(1, sizeof *m);
  m->index = x;
  m->keeper = keeper;
  str_init(&m->key);
  return m;
}

static void read_entry(void *context, const struct state_entry *e)
{
  marks_entry(context, e);
}

struct marks *marks_read(const struct library *l, struct str *problem)
{
  struct marks *m = marks_new(library_index(l), NULL);
  struct str path = STR_INIT, site = STR_INIT, detail = STR_INIT;
  struct file_info info;
  enum state_trouble trouble;
  library_key(l, &site);
  /* Nothing is made for one who only looks. */
  bool there = path_xdg(&path, PATH_STATE, STATE_FILE) && file_stat(path.ptr, &info) == 0;
  struct state *s = there ? state_open(path.ptr, &trouble, &detail) : NULL;
  if (there && !s)
    str_add(problem, str_slice(&detail));
  else if (s)
    state_each(s, str_slice(&site), SLICE_NULL, read_entry, m, problem);
  marks_loaded(m);
  state_close(s);
  str_free(&path);
  str_free(&site);
  str_free(&detail);
  return m;
}

void marks_use(struct marks *m, const struct index *x)
{
  if (m->index == x) return;
  m->index = x;
  vec_clear(&m->by_id);
  vec_clear(&m->undo);
  marks_recount(m);
}

void marks_free(struct marks *m)
{
  if (!m) return;
  lookup_free(&m->lookup);
  vec_free(&m->known);
  vec_free(&m->by_id);
  vec_free(&m->undo);
  str_free(&m->key);
  free(m);
}

/* --- what the state says ------------------------------------------------------ */

static struct known *find(const struct marks *m, uint64_t hash)
{
  uint32_t at;
  for (size_t slot = 0; (at = lookup_next(&m->lookup, hash, &slot)) != LOOKUP_NONE;)
    if (m->known.items[at].hash == hash) return &m->known.items[at];
  return NULL;
}

static struct known *find_or_add(struct marks *m, struct slice key)
{
  uint64_t hash = lookup_hash(&m->lookup, key);
  struct known *k = find(m, hash);
  if (k) return k;
  lookup_put(&m->lookup, hash, (uint32_t)m->known.count);
  k = vec_add(&m->known);
  k->hash = hash;
  return k;
}

static struct slice key_of(struct marks *m, uint32_t id)
{
  str_clear(&m->key);
  post_key(m->index, id, &m->key);
  return str_slice(&m->key);
}

static struct known *known_of(struct marks *m, uint32_t id)
{
  if (m->known.count == 0) return NULL;
  return find(m, lookup_hash_of(&m->lookup, key_of(m, id)));
}

static void put_mark(uint8_t *marks, enum post_mark mark, bool on)
{
  *marks = (uint8_t)(on ? *marks | mark : *marks & ~mark);
}

void marks_entry(struct marks *m, const struct state_entry *e)
{
  bool read = slice_eq(e->kind, SLICE(STATE_READ)),
       starred = slice_eq(e->kind, SLICE(STATE_STARRED));
  bool place = slice_eq(e->kind, SLICE(STATE_PLACE));
  if (e->text.ptr || !(read || starred || place)) return;
  struct known *k = find_or_add(m, e->name);
  if (read) put_mark(&k->marks, MARK_READ, e->number > 0);
  if (starred) put_mark(&k->marks, MARK_STARRED, e->number > 0);
  if (place) k->place = e->number > 0 && e->number < UINT32_MAX ? (uint32_t)e->number : 0;
}

void marks_loaded(struct marks *m)
{
  m->loaded = true;
  if (m->by_id.count) memset(m->by_id.items, 0, m->by_id.count);
  marks_recount(m);
}

bool marks_known(const struct marks *m)
{
  return m->loaded;
}

/* --- by record ---------------------------------------------------------------- */

static uint8_t *of_id(struct marks *m, uint32_t id)
{
  static uint8_t none;
  if (id >= index_ids(m->index)) return none = 0, &none;
  if (id >= m->by_id.count) {
    vec_reserve(&m->by_id, id + 1 - m->by_id.count);
    memset(m->by_id.items + m->by_id.count, 0, m->by_id.cap - m->by_id.count);
    m->by_id.count = m->by_id.cap;
  }
  uint8_t *marks = &m->by_id.items[id];
  if (*marks & LOOKED_UP) return marks;
  const struct known *k = known_of(m, id);
  *marks = (uint8_t)(LOOKED_UP | (k ? k->marks : 0));
  if (m->known.count == 0) return marks;
  id_list copies = { 0 };
  index_copies(m->index, id, &copies);
  for (size_t i = 0; i < copies.count; i++) {
    k = known_of(m, copies.items[i]);
    if (k) *marks |= k->marks;
  }
  vec_free(&copies);
  return marks;
}

bool marks_has(struct marks *m, uint32_t id, enum post_mark mark)
{
  return (*of_id(m, id) & mark) != 0;
}

static void keep(struct marks *m, uint32_t id, enum post_mark mark, bool on)
{
  put_mark(&find_or_add(m, key_of(m, id))->marks, mark, on);
  if (m->keeper)
    keeper_set(m->keeper, mark == MARK_READ ? STATE_READ : STATE_STARRED, str_slice(&m->key),
               SLICE_NULL, on);
}

static void set_one(struct marks *m, uint32_t id, enum post_mark mark, bool on)
{
  id_list copies = { 0 };
  put_mark(of_id(m, id), mark, on);
  keep(m, id, mark, on);
  index_copies(m->index, id, &copies);
  for (size_t i = 0; i < copies.count; i++) keep(m, copies.items[i], mark, on);
  vec_free(&copies);
  size_t *counted = &m->counted[mark == MARK_STARRED];
  if (index_listed(m->index, id)) *counted += on ? 1 : *counted ? (size_t)-1 : 0;
}

size_t marks_set(struct marks *m, const uint32_t *ids, size_t count, enum post_mark mark, bool on)
{
  size_t changed = 0;
  if (m->undo.count > UNDO_MOST) vec_clear(&m->undo);
  for (size_t i = 0; i < count; i++) {
    if (marks_has(m, ids[i], mark) == on) continue;
    vec_push(&m->undo, ((struct change){ ids[i], (uint8_t)mark, !on, changed == 0 }));
    set_one(m, ids[i], mark, on);
    changed++;
  }
  if (changed && m->counting) marks_recount(m);
  return changed;
}

size_t marks_undo(struct marks *m, uint32_t *id)
{
  size_t changed = 0;
  bool first = false;
  while (m->undo.count && !first) {
    struct change c = *vec_last(&m->undo);
    m->undo.count--;
    set_one(m, c.id, (enum post_mark)c.mark, c.was);
    *id = c.id;
    first = c.first;
    changed++;
  }
  if (changed && m->counting) marks_recount(m);
  return changed;
}

uint32_t marks_place(struct marks *m, uint32_t id)
{
  const struct known *k = known_of(m, id);
  return k ? k->place : 0;
}

void marks_set_place(struct marks *m, uint32_t id, uint32_t position)
{
  if (marks_place(m, id) == position) return;
  find_or_add(m, key_of(m, id))->place = position;
  if (m->keeper) keeper_set(m->keeper, STATE_PLACE, str_slice(&m->key), SLICE_NULL, position);
}

/* --- lists --------------------------------------------------------------------- */

void marks_recount(struct marks *m)
{
  m->row = 0;
  m->so_far[0] = m->so_far[1] = 0;
  m->counting = true;
  if (m->known.count == 0) marks_count_more(m, SIZE_MAX);
}

bool marks_count_more(struct marks *m, size_t posts)
{
  size_t rows = m->known.count ? index_rows(m->index, rows_of_site()) : 0;
  for (; m->counting && m->row < rows && posts > 0; m->row++, posts--) {
    uint8_t marks = *of_id(m, index_row(m->index, rows_of_site(), m->row));
    m->so_far[0] += (marks & MARK_READ) != 0;
    m->so_far[1] += (marks & MARK_STARRED) != 0;
  }
  if (m->counting && m->row >= rows) {
    memcpy(m->counted, m->so_far, sizeof m->counted);
    m->counting = false;
  }
  return m->counting;
}

size_t marks_count(const struct marks *m, enum post_mark mark)
{
  return m->counted[mark == MARK_STARRED];
}

void marks_select(struct marks *m, enum post_mark mark, bool on, id_list *ids)
{
  size_t rows = index_rows(m->index, rows_of_site());
  for (size_t n = 0; n < rows; n++) {
    uint32_t id = index_row(m->index, rows_of_site(), n);
    if (marks_has(m, id, mark) == on) vec_push(ids, id);
  }
}
