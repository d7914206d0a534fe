#include "app/text_index.h"

#include "app/text_job.h"
#include "app/text_source.h"
#include "base/file.h"
#include "base/map.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum {
  READS_MOST = 4,         /* jobs under way */
  READ_POSTS = 32,        /* in one of them */
  MANY = 64,              /* segments that are written as one while more are made */
  SEVERAL = 8,            /* and when all are there */
  WORTH_BEGINNING = 1000, /* fewer posts are as soon read */
  WORTH_WRITING = 256,
};

#define ALL_READ SIZE_MAX /* there is nothing to be read, a few may wait */

struct text_index {
  const struct library *library;
  struct workers *workers;
  struct str folder;
  uint64_t key;
  struct postings *postings;
  struct postings_records records;
  size_t changes;                    /* of the index that are matched */
  uint32_t counted;                  /* ids, for `wanted` */
  bool matched;                      /* but for later changes */
  uint64_t *queued;                  /* a bit an id: gathered, or being read */
  uint64_t *wanted;                  /* a bit an id: there is text to be found */
  uint32_t bits;                     /* ids that these have a bit for */
  size_t queued_count, wanted_count; /* posts */
  struct gathering gathering;

  bool building;
  size_t row; /* next of the order to be read */
  size_t reads;
  bool writing; /* or merging */
  int lock;     /* file, or -1 */
  int error;
  uint32_t written; /* segments, for their names */
};

/* --- open, close, ask -------------------------------------------------------------- */

/* A bit for each id of the index. */
static void grow(struct text_index *t)
{
  size_t before = t->bits ? t->bits / 64 + 1 : 0;
  t->records.count = (uint32_t)index_ids(library_index(t->library));
  size_t words = t->records.count / 64 + 1;
  if (t->bits && t->records.count <= t->bits) return;
  t->bits = t->records.count;
  t->queued = xrealloc(t->queued, words, sizeof *t->queued);
  t->wanted = xrealloc(t->wanted, words, sizeof *t->wanted);
  memset(t->queued + before, 0, (words - before) * sizeof *t->queued);
  memset(t->wanted + before, 0, (words - before) * sizeof *t->wanted);
}

static void count_wanted(struct text_index *t, uint32_t id)
{
  const struct record *r = index_record(library_index(t->library), id);
  bool wanted = !(r->flags & (RECORD_REMOVED | RECORD_UNREADABLE));
  uint64_t bit = 1ull << (id % 64);
  if (wanted == !!(t->wanted[id / 64] & bit)) return;
  t->wanted[id / 64] ^= bit;
  t->wanted_count += wanted ? 1 : (size_t)-1;
}

static void match_anew(struct text_index *t)
{
  grow(t);
  t->changes = index_changes(library_index(t->library));
  t->counted = 0;
  t->matched = false;
  postings_match_anew(t->postings, &t->records);
}

static void match_changed(struct text_index *t)
{
  const struct index *x = library_index(t->library);
  id_list changed = { 0 };
  if (index_changes(x) == t->changes) return;
  if (index_changed_since(x, t->changes, &changed)) {
    grow(t);
    t->changes = index_changes(x);
    postings_match_changed(t->postings, &t->records, changed.items, changed.count);
    for (size_t i = 0; i < changed.count; i++) count_wanted(t, changed.items[i]);
  } else {
    match_anew(t);
  }
  vec_free(&changed);
}

bool text_index_match(struct text_index *t, size_t most)
{
  if (t->matched) match_changed(t);
  while (!t->matched) {
    bool known = postings_match(t->postings, &t->records, most);
    for (size_t i = 0; known && t->counted < t->records.count && i < most; i++)
      count_wanted(t, t->counted++);
    t->matched = known && t->counted == t->records.count;
    if (!t->matched) return false;
    match_changed(t); /* while that went on; too much: once more */
  }
  return true;
}

static void match_all(struct text_index *t)
{
  text_index_match(t, SIZE_MAX);
}

/* One process writes: a lock goes with the process that has it. */
static bool lock_folder(struct text_index *t)
{
  struct str path = STR_INIT;
  if (t->lock >= 0) return true;
  if (t->folder.len == 0) {
    t->error = ENOENT;
    return false;
  }
  t->error = dir_make(t->folder.ptr);
  path_join(&path, str_slice(&t->folder), SLICE("lock"));
  int fd = t->error ? -1 : open(path.ptr, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0 && !t->error) t->error = errno;
  if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
    close(fd);
    fd = -1;
  }
  str_free(&path);
  t->lock = fd;
  if (fd < 0) return false;
  if (postings_look(t->postings, t->folder.ptr, true)) match_anew(t); /* the one before left it */
  match_all(t);
  return true;
}

struct text_index *text_index_open(const struct library *l, struct workers *w)
{
  struct text_index *t = xcalloc(1, sizeof *t);
  *t = (struct text_index){
    .library = l, .workers = w, .folder = STR_INIT, .key = text_key(l), .lock = -1
  };
  t->records = text_records(l);
  text_folder(t->key, &t->folder);
  t->postings = postings_open(t->folder.ptr, t->key, false);
  match_anew(t);
  return t;
}

static bool is_queued(const struct text_index *t, uint32_t id)
{
  return id < t->bits && t->queued[id / 64] >> (id % 64) & 1;
}

static void set_queued(struct text_index *t, uint32_t id, bool queued)
{
  uint64_t bit = 1ull << (id % 64);
  if (id >= t->bits || queued == is_queued(t, id)) return;
  t->queued[id / 64] ^= bit;
  t->queued_count += queued ? 1 : (size_t)-1;
}

/* Are more grams gathered than should be held in memory? */
static bool is_full(const struct text_index *t)
{
  return t->gathering.grams.count >= GATHERING_GRAMS;
}

bool text_index_wants(const struct text_index *t, uint32_t id, struct document *d)
{
  if (t->error || !t->matched || postings_cover(t->postings, id) || is_queued(t, id)) return false;
  *d = (struct document){ .stamp = t->records.stamp(t->records.context, id), .id = id };
  return d->stamp != 0 && !is_full(t);
}

uint64_t text_index_site_stamp(const struct text_index *t)
{
  return t->records.site_stamp;
}

bool text_index_building(const struct text_index *t)
{
  return t->building;
}

void text_index_progress(const struct text_index *t, size_t *covered, size_t *of)
{
  *covered = postings_covered(t->postings) + t->queued_count;
  *of = t->wanted_count;
}

int text_index_error(const struct text_index *t)
{
  return t->error;
}

uint64_t *text_index_find(struct text_index *t, const struct query *q)
{
  match_all(t);
  uint64_t *found = xcalloc(t->records.count / 64 + 1, sizeof *found);
  postings_find(t->postings, q, found);
  return found;
}

/* --- building ------------------------------------------------------------------------ */

static void build_on(struct text_index *t);

static void name_segment(struct text_index *t, struct str *path)
{
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  const int64_t unique[] = { now.tv_sec, now.tv_nsec, getpid(), t->written++ };
  str_addf(path, "%s/%016llx.seg", t->folder.ptr,
           (unsigned long long)hash64((struct slice){ (const char *)unique, sizeof unique }));
}

static void unqueue(struct text_index *t, const struct gathering *g)
{
  for (size_t i = 0; i < g->documents.count; i++) set_queued(t, g->documents.items[i].id, false);
}

static void write_done(struct job *job)
{
  struct text_write *w = (struct text_write *)job;
  struct text_index *t = w->index;
  match_all(t);
  t->writing = false;
  unqueue(t, &w->gathered);
  bool merged = w->merged.parts.count > 0, damaged = merged && w->error == EILSEQ;
  if (w->error == ECANCELED)
    t->building = false; /* the program ends, or there is too much to do: not now again */
  else if (!damaged)
    t->error = w->error;
  if (!w->error) postings_take(t->postings, w->path.ptr, &t->records, merged ? &w->merged : NULL);
  text_write_free(w);
  build_on(t);
}

static struct text_write *write_new(struct text_index *t)
{
  struct text_write *w = xcalloc(1, sizeof *w);
  *w = (struct text_write){ .job = { .run = text_write_run, .done = write_done },
                            .index = t,
                            .path = STR_INIT,
                            .key = t->key,
                            .error = ECANCELED };
  name_segment(t, &w->path);
  return w;
}

static void start_write(struct text_index *t, struct text_write *w)
{
  t->writing = true;
  if (workers_put(t->workers, &w->job)) return;
  write_done(&w->job);
}

static void write_gathered(struct text_index *t)
{
  struct text_write *w = write_new(t);
  w->gathered = t->gathering;
  t->gathering = (struct gathering){ 0 };
  start_write(t, w);
}

static void merge(struct text_index *t, size_t enough)
{
  struct postings_merge m;
  if (t->writing || !postings_merge(t->postings, enough, &m)) return;
  struct text_write *w = write_new(t);
  w->merged = m;
  start_write(t, w);
}

static void add_gathered(struct text_index *t, const struct gathering *g)
{
  uint32_t start = 0;
  for (size_t i = 0; i < g->documents.count; start = g->ends.items[i++]) {
    gram_list grams = { g->grams.items + start, g->ends.items[i] - start, 0 };
    if (is_queued(t, g->documents.items[i].id)) continue; /* someone else was faster */
    gathering_add(&t->gathering, g->documents.items[i], &grams);
    set_queued(t, g->documents.items[i].id, true);
  }
}

static void read_done(struct job *job)
{
  struct text_read *r = (struct text_read *)job;
  struct text_index *t = r->index;
  t->reads--;
  for (size_t i = 0; i < r->documents.count; i++) set_queued(t, r->documents.items[i].id, false);
  add_gathered(t, &r->gathered);
  text_read_free(r);
  build_on(t);
}

/* The next posts that are to be covered; NULL: there are none. */
static struct text_read *next_read(struct text_index *t)
{
  const struct index *x = library_index(t->library);
  struct text_read *r = xcalloc(1, sizeof *r);
  *r = (struct text_read){ .job = { .run = text_read_run, .done = read_done },
                           .index = t,
                           .library = t->library,
                           .site_stamp = t->records.site_stamp,
                           .paths = STR_INIT };
  for (; t->row < index_count(x) && r->documents.count < READ_POSTS; t->row++) {
    uint32_t id = index_at(x, t->row);
    struct document d;
    if (!text_index_wants(t, id, &d)) continue;
    set_queued(t, id, true);
    vec_push(&r->documents, d);
    str_add(&r->paths, index_string(x, index_record(x, id)->path));
    str_addc(&r->paths, '\0');
  }
  if (r->documents.count) return r;
  text_read_free(r);
  return NULL;
}

static void start_reads(struct text_index *t)
{
  while (t->reads < READS_MOST) {
    struct text_read *r = next_read(t);
    if (!r) return;
    t->reads++;
    if (workers_put(t->workers, &r->job)) continue;
    t->building = false; /* another time */
    read_done(&r->job);
    return;
  }
}

/* What is read while the last part is being written waits until it is. */
static void build_on(struct text_index *t)
{
  if (!t->building || !t->matched) return; /* text_index_build goes on with it */
  bool full = is_full(t);
  if (t->error)
    t->building = false;
  else if (full && !t->writing)
    write_gathered(t);
  if (t->building) merge(t, MANY);
  if (t->building && !(full && t->writing)) start_reads(t);
  if (!t->building || t->reads || t->writing) return;
  if (t->gathering.documents.count >= (t->row == ALL_READ ? WORTH_WRITING : 1))
    write_gathered(t);
  else
    merge(t, SEVERAL);
  t->building = t->writing;
}

static bool is_worth_building(const struct text_index *t)
{
  size_t covered = postings_covered(t->postings);
  return t->wanted_count >= covered + (covered ? WORTH_WRITING : WORTH_BEGINNING);
}

void text_index_build(struct text_index *t)
{
  match_all(t);
  if (t->building) return build_on(t);
  if (!is_worth_building(t) || !lock_folder(t)) return;
  t->building = true;
  t->row = 0;
  build_on(t);
}

void text_index_begin_again(struct text_index *t)
{
  if (lock_folder(t)) postings_clear(t->postings);
}

/* No row is left to be read: what is there is written, then merged. */
void text_index_tidy(struct text_index *t)
{
  match_all(t);
  bool any = t->gathering.documents.count >= WORTH_WRITING || postings_covered(t->postings);
  if (t->building || t->error || !any || !lock_folder(t)) return;
  t->building = true;
  t->row = ALL_READ;
  build_on(t);
}

void text_index_take(struct text_index *t, const struct gathering *g)
{
  add_gathered(t, g);
  if (is_full(t) && !t->building && !t->writing && lock_folder(t)) write_gathered(t);
}

void text_index_free(struct text_index *t)
{
  if (!t) return;
  if (t->gathering.documents.count >= WORTH_WRITING && !t->error && lock_folder(t)) {
    struct str path = STR_INIT;
    name_segment(t, &path);
    segment_write(path.ptr, t->key, &t->gathering);
    str_free(&path);
  }
  postings_free(t->postings);
  gathering_free(&t->gathering);
  str_free(&t->folder);
  free(t->queued);
  free(t->wanted);
  if (t->lock >= 0) close(t->lock);
  free(t);
}
