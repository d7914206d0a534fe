#include "store/postings.h"

#include "base/file.h"
#include "base/path.h"

#include <unistd.h>

enum {
  MERGE_LEAST = 8, /* segments that are worth writing as one */
  DEAD_SHARE = 2,  /* one in so many documents: written again without them */
};

/* A segment and the records its documents are of. */
struct held {
  struct segment *segment;
  char *path;
  uint32_t *ids; /* by document; INDEX_NONE: it is of no record any more */
  size_t living;
  bool broken; /* found damaged: asked no more */
};

struct postings {
  VEC(struct held) held;
  uint64_t key;
  uint64_t *covered; /* a bit an id */
  uint32_t count;    /* ids */
  size_t covered_count;
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

/* --- open and close ------------------------------------------------------------ */

static bool hold(struct postings *p, const char *path)
{
  struct segment *segment = segment_open(path, p->key);
  if (!segment) return false;
  const struct document *documents;
  size_t count = segment_documents(segment, &documents);
  struct held h = { .segment = segment, .path = xstrdup(path) };
  h.ids = xmalloc((count + 1) * sizeof *h.ids);
  for (size_t i = 0; i < count; i++) h.ids[i] = INDEX_NONE;
  vec_push(&p->held, h);
  return true;
}

static void drop(struct postings *p, size_t at, bool file_too)
{
  struct held *h = &p->held.items[at];
  if (file_too) unlink(h->path);
  segment_free(h->segment);
  free(h->path);
  free(h->ids);
  vec_remove(&p->held, at);
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
  if (!is_dir && segment && !hold(o->postings, path.ptr)) leaving = true;
  if (!is_dir && leaving && o->clean) unlink(path.ptr);
  str_free(&path);
  return true;
}

struct postings *postings_open(const char *folder, uint64_t key, bool clean)
{
  struct postings *p = xcalloc(1, sizeof *p);
  struct opening o = { p, folder, clean };
  p->key = key;
  dir_each(folder, open_one, &o);
  return p;
}

void postings_free(struct postings *p)
{
  if (!p) return;
  while (p->held.count) drop(p, p->held.count - 1, false);
  vec_free(&p->held);
  free(p->covered);
  free(p);
}

/* --- which records are covered ------------------------------------------------- */

static void cover(struct postings *p, struct held *h, size_t document, uint32_t id)
{
  h->ids[document] = id;
  h->living++;
  p->covered_count++;
  set_bit(p->covered, id);
}

/* By the ids that the documents have; true when some are of no record, it seems. */
static bool match_ids(struct postings *p, struct held *h, const struct postings_records *records)
{
  const struct document *documents;
  size_t count = segment_documents(h->segment, &documents);
  h->living = 0;
  for (size_t i = 0; i < count; i++) {
    const struct document *d = &documents[i];
    h->ids[i] = INDEX_NONE;
    if (d->id < p->count && !bit(p->covered, d->id) && d->stamp &&
        postings_stamp(records, d->id, d->of_site) == d->stamp)
      cover(p, h, i, d->id);
  }
  return h->living < count;
}

static int by_stamp(const void *a, const void *b)
{
  const struct document *one = a, *other = b;
  return one->stamp < other->stamp ? -1 : one->stamp > other->stamp;
}

typedef VEC(struct document) stray_list;

/* The records that no document named, by the stamp that one of theirs would have. */
static void find_strays(const struct postings *p, const struct postings_records *records,
                        stray_list *strays)
{
  for (uint32_t id = 0; id < p->count; id++)
    for (uint32_t of_site = 0; of_site < 2 && !bit(p->covered, id); of_site++) {
      uint64_t stamp = postings_stamp(records, id, of_site);
      if (stamp) vec_push(strays, ((struct document){ stamp, id, of_site }));
    }
  if (strays->count) qsort(strays->items, strays->count, sizeof *strays->items, by_stamp);
}

/* Ids mean other posts once the index was made anew: then the stamps tell. */
static void match_stamps(struct postings *p, struct held *h, const stray_list *strays)
{
  const struct document *documents;
  size_t count = segment_documents(h->segment, &documents);
  for (size_t i = 0; i < count; i++) {
    if (h->ids[i] != INDEX_NONE) continue;
    const struct document *d =
        bsearch(&documents[i], strays->items, strays->count, sizeof *d, by_stamp);
    if (d && d->of_site == documents[i].of_site && !bit(p->covered, d->id)) cover(p, h, i, d->id);
  }
}

void postings_match(struct postings *p, const struct postings_records *records)
{
  stray_list strays = { 0 };
  bool missed = false;
  p->count = records->count;
  p->covered_count = 0;
  free(p->covered);
  p->covered = xcalloc(words_for(p->count) + 1, sizeof *p->covered);
  for (size_t n = 0; n < p->held.count; n++)
    if (!p->held.items[n].broken) missed |= match_ids(p, &p->held.items[n], records);
  if (missed) find_strays(p, records, &strays);
  for (size_t n = 0; n < p->held.count && strays.count; n++)
    if (!p->held.items[n].broken) match_stamps(p, &p->held.items[n], &strays);
  vec_free(&strays);
}

bool postings_cover(const struct postings *p, uint32_t id)
{
  return id < p->count && bit(p->covered, id);
}

size_t postings_covered(const struct postings *p)
{
  return p->covered_count;
}

uint64_t postings_bytes(const struct postings *p)
{
  uint64_t bytes = 0;
  for (size_t i = 0; i < p->held.count; i++) bytes += segment_bytes(p->held.items[i].segment);
  return bytes;
}

/* --- finding ---------------------------------------------------------------------- */

static bool find_in(struct held *h, const gram_range_list *ranges, uint64_t *found)
{
  const struct document *documents;
  size_t count = segment_documents(h->segment, &documents);
  uint64_t *own = xcalloc(words_for(count) + 1, sizeof *own);
  bool sound = segment_find(h->segment, ranges, own);
  for (size_t i = 0; i < count && sound; i++)
    if (h->ids[i] != INDEX_NONE && bit(own, i)) set_bit(found, h->ids[i]);
  free(own);
  return sound;
}

static void uncover(struct postings *p, struct held *h)
{
  const struct document *documents;
  size_t count = segment_documents(h->segment, &documents);
  for (size_t i = 0; i < count; i++) {
    if (h->ids[i] == INDEX_NONE) continue;
    p->covered[h->ids[i] / 64] &= ~(1ull << (h->ids[i] % 64));
    p->covered_count--;
    h->ids[i] = INDEX_NONE;
  }
  h->living = 0;
}

void postings_find(struct postings *p, const struct query *q, uint64_t *found)
{
  gram_range_list ranges = { 0 };
  for (size_t i = 0; i < q->terms.count; i++)
    if (q->terms.items[i].field == QUERY_TEXT && !q->terms.items[i].negated)
      grams_of_needle(q->terms.items[i].needle, &ranges);
  for (size_t n = 0; n < p->held.count; n++) {
    struct held *h = &p->held.items[n];
    if (h->broken || find_in(h, &ranges, found)) continue;
    h->broken = true;
    unlink(h->path);
    uncover(p, h);
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

/* The smallest ones that fit into one, when they are enough to be worth it; else one of
 * which most is dead.  They come to stand first. */
static size_t choose(const struct held **sorted, size_t count)
{
  size_t chosen = 0, living = 0;
  if (count) qsort(sorted, count, sizeof *sorted, by_size);
  while (chosen < count && living + sorted[chosen]->living <= SEGMENT_DOCUMENTS_MOST)
    living += sorted[chosen++]->living;
  if (chosen >= MERGE_LEAST) return chosen;
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
    part.moved[i] = h->ids[i] == INDEX_NONE ? DOCUMENT_DEAD : (uint32_t)m->documents.count;
    if (h->ids[i] == INDEX_NONE) continue;
    vec_push(&m->documents, ((struct document){ own[i].stamp, h->ids[i], own[i].of_site }));
  }
  vec_push(&m->parts, part);
  vec_push(&m->paths, xstrdup(h->path));
}

bool postings_merge(struct postings *p, struct postings_merge *m)
{
  *m = (struct postings_merge){ 0 };
  for (size_t n = p->held.count; n-- > 0;)
    if (p->held.items[n].living == 0) drop(p, n, true);
  const struct held **sorted = xmalloc((p->held.count + 1) * sizeof *sorted);
  for (size_t n = 0; n < p->held.count; n++) sorted[n] = &p->held.items[n];
  size_t chosen = choose(sorted, p->held.count);
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
  for (size_t i = 0; merged && i < merged->paths.count; i++)
    for (size_t n = p->held.count - 1; n-- > 0;)
      if (strcmp(p->held.items[n].path, merged->paths.items[i]) == 0) {
        uncover(p, &p->held.items[n]);
        drop(p, n, true);
      }
  if (records->count == p->count)
    match_ids(p, vec_last(&p->held), records);
  else
    postings_match(p, records);
  return true;
}
