#include "app/keeper.h"

#include "base/arena.h"
#include "base/vec.h"
#include "base/worker.h"

#include <stdlib.h>
#include <time.h>

enum { PARTS_MOST = 4, PART_ENTRIES = 2000 };

/* What goes to the thread, and what comes back: entries with the memory they live in. */
struct batch {
  struct job job; /* first */
  struct keeper *keeper;
  struct arena strings;
  VEC(struct state_entry) entries;
  bool load; /* asked for, or found to be needed */
  bool failed;
  enum state_trouble trouble;
  struct str detail;
};

/* `state` belongs to the thread while a batch is under way, and there is never more than
 * one: so entries are written in the order in which they were set. */
struct keeper {
  struct keeper_listener listener;
  struct str site, folder;
  struct workers *workers;
  struct state *state; /* NULL: not opened, or it cannot be */
  bool opened;
  bool under_way, loaded, leaving;
  struct batch *next; /* set since; NULL: nothing */
  struct str told;    /* the last trouble */
};

static int64_t now_ms(void)
{
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct batch *batch_new(struct keeper *k)
{
  struct batch *b = xcalloc(1, sizeof *b);
  b->keeper = k;
  str_init(&b->detail);
  return b;
}

static void batch_free(struct batch *b)
{
  arena_free(&b->strings);
  vec_free(&b->entries);
  str_free(&b->detail);
  free(b);
}

static struct slice copy(struct batch *b, struct slice text)
{
  return text.ptr ? arena_slice(&b->strings, text) : SLICE_NULL;
}

static void batch_add(struct batch *b, const struct state_entry *e)
{
  struct state_entry own = *e;
  own.site = str_slice(&b->keeper->site);
  own.kind = copy(b, e->kind);
  own.name = copy(b, e->name);
  own.text = copy(b, e->text);
  vec_push(&b->entries, own);
}

/* --- on the thread ----------------------------------------------------------- */

static void tell_part(struct job *job)
{
  struct batch *b = (struct batch *)job;
  const struct keeper_listener *l = &b->keeper->listener;
  for (size_t i = 0; !b->keeper->leaving && i < b->entries.count; i++)
    l->entry(l->context, &b->entries.items[i]);
  batch_free(b);
}

struct load {
  struct job *job;
  struct batch *part;
};

static void load_entry(void *context, const struct state_entry *e)
{
  struct load *l = context;
  batch_add(l->part, e);
  if (l->part->entries.count < PART_ENTRIES) return;
  struct batch *full = l->part;
  l->part = batch_new(full->keeper);
  l->part->job.done = tell_part;
  job_emit(l->job, &full->job);
}

static void load(struct batch *b)
{
  struct keeper *k = b->keeper;
  struct load l = { &b->job, batch_new(k) };
  l.part->job.done = tell_part;
  b->failed |= !state_each(k->state, str_slice(&k->site), SLICE_NULL, load_entry, &l, &b->detail);
  job_emit(l.job, &l.part->job);
}

static void run(struct job *job)
{
  struct batch *b = (struct batch *)job;
  struct keeper *k = b->keeper;
  bool first = !k->state;
  if (first) {
    k->state = state_open(NULL, &b->trouble, &b->detail);
    if (k->state) state_rename_site(k->state, str_slice(&k->folder), str_slice(&k->site));
  }
  if (!k->state) {
    b->failed = true;
    return;
  }
  if (b->entries.count)
    b->failed = !state_write(k->state, b->entries.items, b->entries.count, true, NULL, &b->detail);
  b->load = state_changed(k->state) || first;
  if (b->load) load(b);
}

/* --- on the owner's ---------------------------------------------------------- */

static void start(struct keeper *k);

/* What was not written comes before what was set since. */
static void put_back(struct keeper *k, struct batch *b)
{
  struct batch *later = k->next;
  k->next = batch_new(k);
  for (size_t i = 0; i < b->entries.count; i++) batch_add(k->next, &b->entries.items[i]);
  for (size_t i = 0; later && i < later->entries.count; i++)
    batch_add(k->next, &later->entries.items[i]);
  if (later) batch_free(later);
}

static void tell_trouble(struct keeper *k, struct batch *b)
{
  const struct keeper_listener *l = &k->listener;
  if (b->failed && b->trouble == STATE_FINE) b->trouble = STATE_FROZEN;
  bool news = b->trouble != STATE_FINE && !slice_eq(str_slice(&k->told), str_slice(&b->detail));
  if (!news) return;
  str_clear(&k->told);
  str_add(&k->told, str_slice(&b->detail));
  l->trouble(l->context, b->trouble, str_slice(&b->detail));
}

/* What is on its way is as good as written. */
static void tell_loaded(struct keeper *k)
{
  const struct keeper_listener *l = &k->listener;
  for (size_t i = 0; k->next && i < k->next->entries.count; i++)
    l->entry(l->context, &k->next->entries.items[i]);
  l->loaded(l->context);
}

static void done(struct job *job)
{
  struct batch *b = (struct batch *)job;
  struct keeper *k = b->keeper;
  k->under_way = false;
  bool retry = k->next != NULL; /* something new has come: the old may come with it */
  if (b->failed && b->entries.count) put_back(k, b);
  tell_trouble(k, b);
  if (!k->leaving && (b->load || !k->loaded)) tell_loaded(k); /* an empty one is one too */
  k->loaded = true;
  batch_free(b);
  if (retry) start(k);
}

static void start(struct keeper *k)
{
  if (k->under_way) return;
  struct batch *b = k->next ? k->next : batch_new(k);
  k->next = NULL;
  b->job.run = run;
  b->job.done = done;
  k->under_way = workers_put(k->workers, &b->job);
  if (!k->under_way) k->next = b;
}

struct keeper *keeper_new(struct slice site, struct slice folder,
                          const struct keeper_listener *listener)
{
  struct keeper *k = xcalloc(1, sizeof *k);
  k->listener = *listener;
  str_init(&k->site);
  str_init(&k->folder);
  str_init(&k->told);
  str_add(&k->site, site);
  str_addf(&k->folder, "file://%.*s", SLICE_ARG(folder));
  k->workers = workers_new(1, PARTS_MOST);
  return k;
}

void keeper_free(struct keeper *k)
{
  if (!k) return;
  k->leaving = true;
  keeper_wait(k);
  if (k->next && k->next->entries.count) {
    str_clear(&k->told); /* once more; now it is worth telling again */
    start(k);
  }
  keeper_wait(k);
  workers_free(k->workers);
  state_close(k->state);
  if (k->next) batch_free(k->next);
  str_free(&k->site);
  str_free(&k->folder);
  str_free(&k->told);
  free(k);
}

void keeper_look(struct keeper *k)
{
  start(k);
}

static void set(struct keeper *k, struct state_entry e)
{
  e.at = now_ms();
  if (!k->next) k->next = batch_new(k);
  batch_add(k->next, &e);
  start(k);
}

void keeper_set(struct keeper *k, const char *kind, struct slice name, struct slice text,
                int64_t number)
{
  set(k,
      (struct state_entry){ .kind = slice_of(kind), .name = name, .text = text, .number = number });
}

void keeper_unset(struct keeper *k, const char *kind, struct slice name)
{
  set(k, (struct state_entry){ .kind = slice_of(kind), .name = name, .is_null = true });
}

int keeper_fd(const struct keeper *k)
{
  return workers_fd(k->workers);
}

void keeper_collect(struct keeper *k)
{
  workers_collect(k->workers);
}

void keeper_wait(struct keeper *k)
{
  while (workers_wait(k->workers)) (void)0;
}
