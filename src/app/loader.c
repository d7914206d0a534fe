#include "app/loader.h"

#include "base/path.h"
#include "base/vec.h"
#include "base/worker.h"

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum {
  BATCH_FILES = 64,
  THREADS_FIRST_MOST = 4,
  THREADS_MOST = 16,
  THREADS_MORE = 2,                     /* at a time */
  BATCHES_AHEAD = 2 * THREADS_MOST + 2, /* and an urgent one, and the walk */
  BLOCKED_PART = 4,   /* one file in so many had to be waited for: that is a disk */
  BATCHES_KEPT = 512, /* done: what their names took is given back */
};

enum outcome { OUTCOME_NONE, OUTCOME_READ, OUTCOME_GONE };

struct item {
  size_t path;   /* offset in the batch's paths */
  int64_t known; /* time, or LOADER_UNKNOWN */
  int64_t modified;
  enum outcome outcome;
};

/* What reading takes, kept for the next batch. */
struct desk {
  struct desk *next;
  struct site_reader *reader;
  struct post posts[BATCH_FILES];
  struct arena strings; /* of the posts */
};

/* Some files of one folder: found, then looked up, then read, all in one piece. */
struct batch {
  struct job job; /* first */
  struct loader *loader;
  struct batch *next;
  struct str paths; /* each ended by NUL */
  VEC(struct item) items;
  bool urgent;
  size_t urgent_before; /* loader.urgent_count when it was put */

  struct desk *desk; /* while it is read */
  long blocked;      /* files that had to be waited for */
};

struct batches {
  struct batch *first, **last;
};

struct walk {
  struct job job; /* first */
  struct loader *loader;
  struct batch *batch; /* being filled */
  struct str folder;   /* of its files */
  size_t folders;
  struct diag_list diags;
};

struct loader {
  const struct site *site;
  struct loader_sink sink;
  struct workers *workers;
  size_t threads;
  struct batches reads, checks, changed;
  struct batch *filling; /* the last of `changed` */
  struct desk *desks;    /* at which nobody sits */
  bool urgent_runs;      /* one such batch at a time: the last word on a file comes last */
  size_t urgent_count;   /* such batches done */
  size_t batches_out, batches_done;
  bool walking, walk_again, freed;
  struct loader_progress progress;
  int64_t started_ms;
};

/* --- batches --- */

static struct batch *batch_new(struct loader *l)
{
  struct batch *b = xcalloc(1, sizeof *b);
  b->loader = l;
  str_init(&b->paths);
  return b;
}

static void desk_take(struct batch *b)
{
  struct loader *l = b->loader;
  b->desk = l->desks ? l->desks : xcalloc(1, sizeof *b->desk);
  l->desks = b->desk->next;
  if (!b->desk->reader) b->desk->reader = site_reader_new(l->site, true);
}

static void desk_leave(struct batch *b)
{
  struct desk *d = b->desk;
  for (size_t i = 0; i < b->items.count; i++) post_free(&d->posts[i]);
  arena_clear(&d->strings);
  d->next = b->loader->desks;
  b->loader->desks = d;
}

static void desks_free(struct loader *l)
{
  for (struct desk *d; (d = l->desks);) {
    l->desks = d->next;
    site_reader_free(d->reader);
    arena_free(&d->strings);
    free(d);
  }
}

static void batch_free(struct batch *b)
{
  if (b->desk) desk_leave(b);
  str_free(&b->paths);
  vec_free(&b->items);
  free(b);
}

static void batch_add(struct batch *b, struct slice path, int64_t known)
{
  struct item item = { .path = b->paths.len, .known = known };
  str_add(&b->paths, path);
  str_addc(&b->paths, '\0');
  vec_push(&b->items, item);
}

static struct slice item_path(const struct batch *b, const struct item *item)
{
  size_t end = item + 1 < b->items.items + b->items.count ? item[1].path : b->paths.len;
  return (struct slice){ b->paths.ptr + item->path, end - item->path - 1 };
}

static void batches_add(struct batches *q, struct batch *b)
{
  b->next = NULL;
  *q->last = b;
  q->last = &b->next;
}

static struct batch *batches_take(struct batches *q)
{
  struct batch *b = q->first;
  if (!b) return NULL;
  q->first = b->next;
  if (!b->next) q->last = &q->first;
  return b;
}

static void batches_free(struct batches *q)
{
  for (struct batch *b; (b = batches_take(q));) batch_free(b);
}

/* --- on the workers' threads --- */

/* How often the thread had to wait for something; where the system does not tell, never. */
static long waits(void)
{
#ifdef RUSAGE_THREAD
  struct rusage usage;
  if (getrusage(RUSAGE_THREAD, &usage) == 0) return usage.ru_nvcsw;
#endif
  return 0;
}

static void read_item(struct batch *b, struct item *item, struct post *post)
{
  const struct loader_sink *sink = &b->loader->sink;
  struct slice path = item_path(b, item);
  if (item->known != LOADER_UNKNOWN) {
    item->modified = site_reader_time(b->desk->reader, path);
    if (item->modified == item->known) return;
  }
  item->modified =
      site_reader_scan(b->desk->reader, path, &b->desk->strings, sink->look, sink->context, post);
  item->outcome = item->modified == READER_GONE ? OUTCOME_GONE : OUTCOME_READ;
}

static void batch_run(struct job *job)
{
  struct batch *b = (struct batch *)job;
  long before = waits();
  for (size_t i = 0; i < b->items.count && !job_cancelled(job); i++)
    read_item(b, &b->items.items[i], &b->desk->posts[i]);
  b->blocked = waits() - before;
}

static void batch_found(struct job *job);

static void emit(struct walk *w)
{
  if (!w->batch) return;
  w->batch->job = (struct job){ .done = batch_found };
  job_emit(&w->job, &w->batch->job);
  w->batch = NULL;
}

static bool found(void *context, struct slice path)
{
  struct walk *w = context;
  struct slice folder = path_dir(path);
  bool same = w->batch && slice_eq(folder, str_slice(&w->folder));
  if (!same) emit(w);
  if (!w->batch) {
    w->batch = batch_new(w->loader);
    str_clear(&w->folder);
    str_add(&w->folder, folder);
  }
  batch_add(w->batch, path, LOADER_UNKNOWN);
  if (w->batch->items.count == BATCH_FILES)
    emit(w); /* the next ones may take a while to be found */
  return !job_cancelled(&w->job);
}

static bool entered(void *context, struct slice path)
{
  struct walk *w = context;
  return w->loader->sink.enter(w->loader->sink.context, path);
}

static void walk_run(struct job *job)
{
  struct walk *w = (struct walk *)job;
  struct site_visitor v = { SLICE(""), found, w->loader->sink.enter ? entered : NULL, w };
  w->folders = site_walk(w->loader->site, &v, &w->diags);
  emit(w);
}

/* --- on the owner's thread --- */

static int64_t now_ms(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now); /* the clock on the wall may jump */
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void batch_done(struct job *job);

static bool put(struct loader *l, struct batch *b)
{
  b->job = (struct job){ .run = batch_run, .done = batch_done };
  desk_take(b);
  b->urgent_before = l->urgent_count;
  l->batches_out++;
  if (workers_put(l->workers, &b->job)) return true;
  l->batches_out--;
  batch_free(b);
  return false;
}

/* Gives the workers what they have room for, the most urgent first. */
static void feed(struct loader *l)
{
  if (l->freed) return;
  if (l->changed.first && !l->urgent_runs) {
    struct batch *b = batches_take(&l->changed);
    if (b == l->filling) l->filling = NULL;
    l->urgent_runs = put(l, b);
  }
  while (l->batches_out < 2 * l->threads) {
    struct batch *b = batches_take(&l->reads);
    if (!b) b = batches_take(&l->checks);
    if (!b || !put(l, b)) return;
  }
}

/* Keeps the new files of a batch, or those that are known. */
static struct batch *part_of(const struct batch *b, bool known)
{
  struct batch *part = batch_new(b->loader);
  for (size_t i = 0; i < b->items.count; i++) {
    const struct item *item = &b->items.items[i];
    if ((item->known != LOADER_UNKNOWN) == known) batch_add(part, item_path(b, item), item->known);
  }
  return part;
}

static void batch_found(struct job *job)
{
  struct batch *b = (struct batch *)job;
  struct loader *l = b->loader;
  size_t known = 0;
  if (l->freed) return batch_free(b);
  for (size_t i = 0; i < b->items.count; i++) {
    struct item *item = &b->items.items[i];
    item->known = l->sink.known(l->sink.context, item_path(b, item));
    known += item->known != LOADER_UNKNOWN;
  }
  l->progress.found += b->items.count - known;
  if (known == 0) {
    batches_add(&l->reads, b);
  } else if (known == b->items.count) {
    batches_add(&l->checks, b);
  } else {
    batches_add(&l->reads, part_of(b, false));
    batches_add(&l->checks, part_of(b, true));
    batch_free(b);
  }
  feed(l);
}

/* A file that was read once more since this batch was begun is as that reading says. */
static bool outdated(const struct batch *b, const struct item *item)
{
  const struct loader *l = b->loader;
  if (b->urgent || b->urgent_before == l->urgent_count) return false;
  return l->sink.known(l->sink.context, item_path(b, item)) != item->known;
}

static void deliver(struct loader *l, struct batch *b, size_t n)
{
  const struct item *item = &b->items.items[n];
  bool counted = b->urgent || item->known == LOADER_UNKNOWN;
  l->progress.read += counted;
  if (item->outcome == OUTCOME_NONE) return;
  if (outdated(b, item)) return loader_changed(l, item_path(b, item));
  if (item->outcome == OUTCOME_GONE)
    l->sink.gone(l->sink.context, item_path(b, item));
  else
    l->sink.read(l->sink.context, &b->desk->posts[n], item->modified);
}

static void batch_done(struct job *job)
{
  struct batch *b = (struct batch *)job;
  struct loader *l = b->loader;
  l->batches_out--;
  if (b->urgent) l->urgent_runs = false;
  for (size_t i = 0; i < b->items.count && !l->freed; i++) deliver(l, b, i);
  l->urgent_count += b->urgent;
  if (b->blocked * BLOCKED_PART > (long)b->items.count && l->threads < THREADS_MOST)
    workers_grow(l->workers, l->threads += THREADS_MORE);
  batch_free(b);
  if (++l->batches_done % BATCHES_KEPT == 0) mem_give_back();
  feed(l);
}

static void walk_free(struct walk *w)
{
  if (w->batch) batch_free(w->batch);
  str_free(&w->folder);
  diag_list_free(&w->diags);
  free(w);
}

static void walk_done(struct job *job)
{
  struct walk *w = (struct walk *)job;
  struct loader *l = w->loader;
  l->walking = false;
  if (!l->freed) l->sink.walked(l->sink.context, w->folders, &w->diags);
  walk_free(w);
  if (l->walk_again) loader_walk(l);
}

void loader_walk(struct loader *l)
{
  l->walk_again = l->walking;
  if (l->walking || l->freed) return;
  struct walk *w = xcalloc(1, sizeof *w);
  *w = (struct walk){ .job = { .run = walk_run, .done = walk_done },
                      .loader = l,
                      .folder = STR_INIT };
  l->walking = true;
  l->sink.walks(l->sink.context);
  if (!loader_busy(l)) {
    desks_free(l); /* what a reader took of the site may have changed */
    l->progress = (struct loader_progress){ 0 };
    l->started_ms = now_ms();
  }
  if (workers_put(l->workers, &w->job)) return;
  l->walking = false;
  walk_free(w);
}

void loader_changed(struct loader *l, struct slice path)
{
  if (!l->filling || l->filling->items.count == BATCH_FILES) {
    l->filling = batch_new(l);
    l->filling->urgent = true;
    batches_add(&l->changed, l->filling);
  }
  batch_add(l->filling, path, LOADER_UNKNOWN);
  l->progress.found++;
  feed(l);
}

struct loader *loader_new(const struct site *site, const struct loader_sink *sink)
{
  struct loader *l = xcalloc(1, sizeof *l);
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  l->site = site;
  l->sink = *sink;
  l->threads = processors < 2                    ? 2
               : processors > THREADS_FIRST_MOST ? THREADS_FIRST_MOST
                                                 : (size_t)processors;
  l->reads.last = &l->reads.first;
  l->checks.last = &l->checks.first;
  l->changed.last = &l->changed.first;
  l->workers = workers_new(l->threads, BATCHES_AHEAD);
  return l;
}

void loader_free(struct loader *l)
{
  if (!l) return;
  l->freed = true;
  workers_free(l->workers);
  batches_free(&l->changed);
  batches_free(&l->reads);
  batches_free(&l->checks);
  desks_free(l);
  free(l);
}

bool loader_busy(const struct loader *l)
{
  return workers_busy(l->workers) > 0;
}

struct loader_progress loader_progress(const struct loader *l)
{
  struct loader_progress p = l->progress;
  p.walking = l->walking;
  p.elapsed_ms = now_ms() - l->started_ms;
  return p;
}

int loader_fd(const struct loader *l)
{
  return workers_fd(l->workers);
}

void loader_collect(struct loader *l)
{
  workers_collect(l->workers);
}

bool loader_wait(struct loader *l)
{
  return workers_wait(l->workers);
}
