/* Which records the postings cover. */
#include "store/postings_impl.h"

static void cover(struct postings *p, struct held *h, size_t document, uint32_t id)
{
  set_bit(h->lives, document);
  h->living++;
  p->covered_count++;
  set_bit(p->covered, id);
}

/* By the ids that the documents have. */
void postings_match_ids(struct postings *p, struct held *h, const struct postings_records *records,
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
  postings_match_ids(p, h, records, m->document, m->document + some);
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

void postings_count_covered(struct postings *p)
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
