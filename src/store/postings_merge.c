/* Many small segments made one. */
#include "store/postings_impl.h"

enum {
  LARGE_SHARE = 3,      /* one in so many documents in one segment: it is sooner left as it is */
  BYTES_MOST = 1 << 30, /* of them together: offsets in one reach four times as far */
  DEAD_SHARE = 2,       /* one in so many documents: written again without them */
};

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
    if (is_merged(m, p->held.items[n].path)) postings_drop(p, n, true);
  if (p->held.count < before) postings_count_covered(p);
}

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
    if (p->held.items[n].living == 0) postings_drop(p, n, true);
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
  if (!postings_hold(p, path)) return false;
  if (merged) drop_merged(p, merged);
  struct held *taken = vec_last(&p->held);
  postings_match_ids(p, taken, records, 0, segment_documents(taken->segment, NULL));
  return true;
}
