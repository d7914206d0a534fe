#include "store/postings.h"

#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <unistd.h>

enum {
  LARGE_SHARE = 3,      /* one in so many documents in one segment: it is sooner left as it is */
  BYTES_MOST = 1 << 30, /* of them together: offsets in one reach four times as far */
  DEAD_SHARE = 2,       /* one in so many documents: written again without them */
};

/* A segment and the records its documents are of. */
struct held {
  struct segment *segment;
  char *path;
  uint64_t *lives; /* a bit a document: it is of a record, and no other one is */
  uint32_t *moved; /* by document: its record's id; NULL: they are as they were written */
  size_t living;
  bool broken; /* found damaged: asked no more */
};

/* A document that no record was found for. */
struct stray {
  uint64_t stamp;
  uint32_t held, document;
};
typedef VEC(struct stray) stray_list;

/* How far it is known which records are covered. */
struct matching {
  enum { BY_ID, BY_STAMP, MATCHED } phase;
  size_t held, document; /* the next one, by id */
  stray_list strays;
  uint32_t id; /* the next one, by stamp */
};

struct postings {
  VEC(struct held) held;
  uint64_t key;
  uint64_t *covered; /* a bit an id */
  uint32_t count;    /* ids */
  size_t covered_count;
  struct matching matching;
};

static size_t words_for(size_t bits)
{
  return (bits + 63) / 64;
}

static bool bit(const uint64_t *words, size_t at)
{
  return words[at / 64] >> (at % 64) & 1;
}

static void set_bit(uint64_t *words, size_t at)
{
  words[at / 64] |= 1ull << (at % 64);
}

/* The record of a document, or INDEX_NONE. */
static uint32_t id_of(const struct held *h, const struct document *documents, size_t at)
{
  if (!bit(h->lives, at)) return INDEX_NONE;
  return h->moved ? h->moved[at] : documents[at].id;
}

/* --- open and close ------------------------------------------------------------ */

static bool hold(struct postings *p, const char *path)
{
  struct segment *segment = segment_open(path, p->key);
  if (!segment) return false;
  const struct document *documents;
  size_t count = segment_documents(segment, &documents);
  struct held h = { .segment = segment, .path = xstrdup(path) };
  h.lives = xcalloc(words_for(count) + 1, sizeof *h.lives);
  vec_push(&p->held, h);
  return true;
}

static bool is_held(const struct postings *p, const char *path)
{
  for (size_t i = 0; i < p->held.count; i++)
    if (strcmp(p->held.items[i].path, path) == 0) return true;
  return false;
}

static void drop(struct postings *p, size_t at, bool file_too)
{
  struct held *h = &p->held.items[at];
  if (file_too) unlink(h->path);
  segment_free(h->segment);
  free(h->path);
  free(h->lives);
  free(h->moved);
  vec_remove(&p->held, at);
}

void postings_clear(struct postings *p)
{
  while (p->held.count) drop(p, p->held.count - 1, true);
  if (p->covered) memset(p->covered, 0, words_for(p->count) * sizeof *p->covered);
  p->covered_count = 0;
}

struct opening {
  struct postings *postings;
  const char *folder;
  bool clean;
};

static bool open_one(void *context, struct slice name, bool is_dir)
{
  struct opening *o = context;
  struct str path = STR_INIT;
  bool segment = slice_ends(name, SLICE(".seg")), leaving = slice_ends(name, SLICE(".seg.new"));
  path_join(&path, slice_of(o->folder), name);
  errno = 0; /* what cannot be had now may be sound */
  if (!is_dir && segment && !is_held(o->postings, path.ptr) && !hold(o->postings, path.ptr))
    leaving = errno == 0;
  if (!is_dir && leaving && o->clean) unlink(path.ptr);
  str_free(&path);
  return true;
}

bool postings_look(struct postings *p, const char *folder, bool clean)
{
  struct opening o = { p, folder, clean };
  size_t before = p->held.count;
  dir_each(folder, open_one, &o);
  return p->held.count > before;
}

struct postings *postings_open(const char *folder, uint64_t key, bool clean)
{
  struct postings *p = xcalloc(1, sizeof *p);
  p->key = key;
  postings_look(p, folder, clean);
  return p;
}

void postings_free(struct postings *p)
{
  if (!p) return;
  while (p->held.count) drop(p, p->held.count - 1, false);
  vec_free(&p->held);
  vec_free(&p->matching.strays);
  free(p->covered);
  free(p);
}

/* --- which records are covered ------------------------------------------------- */

static void cover(struct postings *p, struct held *h, size_t document, uint32_t id)
{
  set_bit(h->lives, document);
  h->living++;
  p->covered_count++;
  set_bit(p->covered, id);
}

/* By the ids that the documents have. */
static void match_ids(struct postings *p, struct held *h, const struct postings_records *records,
                      size_t from, size_t to)
{
  const struct document *documents;
  segment_documents(h->segment, &documents);
  for (size_t i = from; i < to; i++) {
    const struct document *d = &documents[i];
    if (d->id < p->count && !bit(p->covered, d->id) && d->stamp &&
        postings_stamp(records, d->id, d->of_site) == d->stamp)
      cover(p, h, i, d->id);
  }
}

static int by_stamp(const void *a, const void *b)
{
  const struct stray *one = a, *other = b;
  return one->stamp < other->stamp ? -1 : one->stamp > other->stamp;
}

static void find_strays(const struct postings *p, stray_list *strays)
{
  for (uint32_t n = 0; n < p->held.count; n++) {
    const struct document *documents;
    size_t count = segment_documents(p->held.items[n].segment, &documents);
    for (uint32_t i = 0; i < count && !p->held.items[n].broken; i++)
      if (!bit(p->held.items[n].lives, i) && documents[i].stamp)
        vec_push(strays, ((struct stray){ documents[i].stamp, n, i }));
  }
  if (strays->count) qsort(strays->items, strays->count, sizeof *strays->items, by_stamp);
}

static void move_document(struct postings *p, const struct stray *stray, uint32_t id)
{
  struct held *h = &p->held.items[stray->held];
  const struct document *documents;
  size_t count = segment_documents(h->segment, &documents);
  if (!h->moved) {
    h->moved = xmalloc((count + 1) * sizeof *h->moved);
    for (size_t i = 0; i < count; i++) h->moved[i] = documents[i].id;
  }
  h->moved[stray->document] = id;
  cover(p, h, stray->document, id);
}

/* Ids mean other posts once the index was made anew: then the stamps tell. */
static void match_stamp(struct postings *p, const struct postings_records *records, uint32_t id)
{
  const stray_list *strays = &p->matching.strays;
  for (uint32_t of_site = 0; of_site < 2 && !bit(p->covered, id); of_site++) {
    struct stray wanted = { .stamp = postings_stamp(records, id, of_site) };
    const struct stray *found =
        bsearch(&wanted, strays->items, strays->count, sizeof wanted, by_stamp);
    if (!found || bit(p->held.items[found->held].lives, found->document)) continue;
    const struct document *documents;
    segment_documents(p->held.items[found->held].segment, &documents);
    if (documents[found->document].of_site == of_site) move_document(p, found, id);
  }
}

void postings_match_anew(struct postings *p, const struct postings_records *records)
{
  p->count = records->count;
  p->covered_count = 0;
  free(p->covered);
  p->covered = xcalloc(words_for(p->count) + 1, sizeof *p->covered);
  for (size_t n = 0; n < p->held.count; n++) {
    struct held *h = &p->held.items[n];
    memset(h->lives, 0, words_for(segment_documents(h->segment, NULL)) * sizeof *h->lives);
    free(h->moved);
    h->moved = NULL;
    h->living = 0;
  }
  vec_free(&p->matching.strays);
  p->matching = (struct matching){ .phase = BY_ID };
}

/* Some documents of one segment; how many. */
static size_t match_some_ids(struct postings *p, const struct postings_records *records,
                             size_t most)
{
  struct matching *m = &p->matching;
  struct held *h = &p->held.items[m->held];
  size_t left = h->broken ? 0 : segment_documents(h->segment, NULL) - m->document;
  size_t some = most < left ? most : left;
  match_ids(p, h, records, m->document, m->document + some);
  m->document += some;
  if (some < left) return some;
  m->held++;
  m->document = 0;
  return some;
}

bool postings_match(struct postings *p, const struct postings_records *records, size_t most)
{
  struct matching *m = &p->matching;
  while (m->phase == BY_ID && m->held < p->held.count && most > 0)
    most -= match_some_ids(p, records, most);
  if (m->phase == BY_ID && m->held == p->held.count) {
    find_strays(p, &m->strays);
    m->phase = BY_STAMP;
  }
  for (; m->phase == BY_STAMP && m->id < p->count && m->strays.count && most > 0; most--)
    match_stamp(p, records, m->id++);
  if (m->phase == BY_STAMP && (m->id == p->count || !m->strays.count)) {
    vec_free(&m->strays);
    m->phase = MATCHED;
  }
  return m->phase == MATCHED;
}

/* Their documents are of no record any more. */
static void uncover(struct postings *p, const uint64_t *gone)
{
  for (size_t n = 0; n < p->held.count; n++) {
    struct held *h = &p->held.items[n];
    const struct document *documents;
    size_t count = segment_documents(h->segment, &documents);
    for (size_t i = 0; i < count; i++) {
      uint32_t id = id_of(h, documents, i);
      if (id >= p->count || !bit(gone, id)) continue;
      h->lives[i / 64] ^= 1ull << (i % 64);
      h->living--;
    }
  }
}

void postings_match_changed(struct postings *p, const struct postings_records *records,
                            const uint32_t *ids, size_t count)
{
  size_t words = words_for(p->count) + 1, more = words_for(records->count) + 1;
  bool any = false;
  p->covered = xrealloc(p->covered, more, sizeof *p->covered);
  if (more > words) memset(p->covered + words, 0, (more - words) * sizeof *p->covered);
  p->count = records->count;
  uint64_t *gone = xcalloc(more, sizeof *gone);
  for (size_t i = 0; i < count; i++) {
    if (ids[i] >= p->count || !bit(p->covered, ids[i])) continue;
    p->covered[ids[i] / 64] ^= 1ull << (ids[i] % 64);
    p->covered_count--;
    set_bit(gone, ids[i]);
    any = true;
  }
  if (any) uncover(p, gone);
  free(gone);
}

bool postings_cover(const struct postings *p, uint32_t id)
{
  return id < p->count && bit(p->covered, id);
}

size_t postings_covered(const struct postings *p)
{
  return p->covered_count;
}

/* --- finding ---------------------------------------------------------------------- */

static bool find_in(const struct postings *p, struct held *h, const gram_range_list *ranges,
                    uint64_t *found)
{
  const struct document *documents;
  size_t count = segment_documents(h->segment, &documents);
  uint64_t *own = xcalloc(words_for(count) + 1, sizeof *own);
  bool sound = segment_find(h->segment, ranges, own);
  for (size_t i = 0; i < count && sound; i++) {
    uint32_t id = bit(own, i) ? id_of(h, documents, i) : INDEX_NONE;
    if (id < p->count) set_bit(found, id);
  }
  free(own);
  return sound;
}

/* It is asked no more.  Its own list may be lost with the rest of a broken file: what the others
 * cover is to be counted again. */
static void forsake(struct held *h)
{
  h->broken = true;
  memset(h->lives, 0, words_for(segment_documents(h->segment, NULL)) * sizeof(uint64_t));
  h->living = 0;
}

static void count_covered(struct postings *p)
{
  if (p->covered) memset(p->covered, 0, words_for(p->count) * sizeof *p->covered);
  p->covered_count = 0;
  for (size_t n = 0; n < p->held.count; n++) {
    const struct document *documents;
    size_t own = segment_documents(p->held.items[n].segment, &documents);
    for (size_t i = 0; i < own; i++) {
      uint32_t id = id_of(&p->held.items[n], documents, i);
      if (id >= p->count) continue;
      set_bit(p->covered, id);
      p->covered_count++;
    }
  }
}

static bool is_merged(const struct postings_merge *m, const char *path)
{
  for (size_t i = 0; i < m->paths.count; i++)
    if (strcmp(m->paths.items[i], path) == 0) return true;
  return false;
}

/* What was merged into another. */
static void drop_merged(struct postings *p, const struct postings_merge *m)
{
  size_t before = p->held.count;
  for (size_t n = p->held.count; n-- > 0;)
    if (is_merged(m, p->held.items[n].path)) drop(p, n, true);
  if (p->held.count < before) count_covered(p);
}

void postings_find(struct postings *p, const struct query *q, uint64_t *found)
{
  gram_range_list ranges = { 0 };
  for (size_t i = 0; i < q->terms.count; i++)
    if (q->terms.items[i].field == QUERY_TEXT && !q->terms.items[i].negated)
      grams_of_needle(q->terms.items[i].needle, &ranges);
  for (size_t n = 0; n < p->held.count; n++) {
    struct held *h = &p->held.items[n];
    if (h->broken || find_in(p, h, &ranges, found)) continue;
    unlink(h->path);
    forsake(h);
    count_covered(p);
  }
  for (size_t i = 0; i < words_for(p->count); i++) found[i] |= ~p->covered[i];
  vec_free(&ranges);
}

/* --- merging -------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
  const struct held *const *one = a, *const *other = b;
  if ((*one)->living != (*other)->living) return (*one)->living < (*other)->living ? -1 : 1;
  return strcmp((*one)->path, (*other)->path);
}

/* The smallest ones that fit into one, without those that are most of it, when they are
 * enough; else one of which most is dead.  They come to stand first. */
static size_t choose(const struct held **sorted, size_t count, size_t enough)
{
  size_t chosen = 0, living = 0;
  uint64_t bytes = 0;
  if (count) qsort(sorted, count, sizeof *sorted, by_size);
  for (; chosen < count; chosen++) {
    bytes += segment_bytes(sorted[chosen]->segment);
    if (living + sorted[chosen]->living > SEGMENT_DOCUMENTS_MOST || bytes > BYTES_MOST) break;
    living += sorted[chosen]->living;
  }
  while (chosen >= enough && sorted[chosen - 1]->living * LARGE_SHARE > living)
    living -= sorted[--chosen]->living;
  if (chosen >= enough) return chosen;
  for (size_t i = 0; i < count; i++) {
    const struct document *documents;
    size_t all = segment_documents(sorted[i]->segment, &documents);
    if ((all - sorted[i]->living) * DEAD_SHARE <= all) continue;
    sorted[0] = sorted[i];
    return 1;
  }
  return 0;
}

static void add_part(const struct postings *p, const struct held *h, struct postings_merge *m)
{
  const struct document *own;
  struct segment_part part = { .segment = segment_open(h->path, p->key) };
  if (!part.segment) return;
  size_t count = segment_documents(part.segment, &own);
  part.moved = xmalloc((count + 1) * sizeof *part.moved);
  for (size_t i = 0; i < count; i++) {
    uint32_t id = id_of(h, own, i);
    part.moved[i] = id == INDEX_NONE ? DOCUMENT_DEAD : (uint32_t)m->documents.count;
    if (id == INDEX_NONE) continue;
    vec_push(&m->documents, ((struct document){ own[i].stamp, id, own[i].of_site }));
  }
  vec_push(&m->parts, part);
  vec_push(&m->paths, xstrdup(h->path));
}

bool postings_merge(struct postings *p, size_t enough, struct postings_merge *m)
{
  *m = (struct postings_merge){ 0 };
  for (size_t n = p->held.count; n-- > 0;)
    if (p->held.items[n].living == 0) drop(p, n, true);
  const struct held **sorted = xmalloc((p->held.count + 1) * sizeof *sorted);
  for (size_t n = 0; n < p->held.count; n++) sorted[n] = &p->held.items[n];
  size_t chosen = choose(sorted, p->held.count, enough);
  for (size_t n = 0; n < chosen; n++) add_part(p, sorted[n], m);
  free(sorted);
  return m->parts.count > 0;
}

void postings_merge_free(struct postings_merge *m)
{
  for (size_t i = 0; i < m->parts.count; i++) {
    segment_free(m->parts.items[i].segment);
    free(m->parts.items[i].moved);
    free(m->paths.items[i]);
  }
  vec_free(&m->parts);
  vec_free(&m->paths);
  vec_free(&m->documents);
}

bool postings_take(struct postings *p, const char *path, const struct postings_records *records,
                   const struct postings_merge *merged)
{
  if (!hold(p, path)) return false;
  if (merged) drop_merged(p, merged);
  struct held *taken = vec_last(&p->held);
  match_ids(p, taken, records, 0, segment_documents(taken->segment, NULL));
  return true;
}
