#include "store/postings_impl.h"

#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <unistd.h>

/* --- open and close ------------------------------------------------------------ */

bool postings_hold(struct postings *p, const char *path)
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

void postings_drop(struct postings *p, size_t at, bool file_too)
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
  while (p->held.count) postings_drop(p, p->held.count - 1, true);
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
  if (!is_dir && segment && !is_held(o->postings, path.ptr) &&
      !postings_hold(o->postings, path.ptr))
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
  while (p->held.count) postings_drop(p, p->held.count - 1, false);
  vec_free(&p->held);
  vec_free(&p->matching.strays);
  free(p->covered);
  free(p);
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
    postings_count_covered(p);
  }
  for (size_t i = 0; i < words_for(p->count); i++) found[i] |= ~p->covered[i];
  vec_free(&ranges);
}
