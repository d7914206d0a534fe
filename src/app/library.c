#include "app/library.h"

#include "app/site_cache.h"
#include "app/source_link.h"
#include "app/watch.h"
#include "base/file.h"
#include "base/interrupt.h"
#include "base/path.h"
#include "base/worker.h"
#include "store/post_key.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

struct library {
  const struct options *options;
  struct site *site;
  struct index *index;
  struct loader *loader; /* NULL until something is to be read */
  struct watch *watch;   /* NULL: none was asked for, or there can be none */
  size_t folders;
  struct diag_list passed_over;
  struct saved *saved; /* NULL: nowhere */
  struct str notice;
  struct workers *checker; /* NULL until it is to be looked at */
  bool was_saved, unsaved, torn;
  VEC(bool) seen; /* by record id: its file was found since the last look at all folders */
  size_t changes;
  bool unsettled, lost;
};

/* SOURCE_DATE_EPOCH (reproducible-builds.org) stands in for the clock, so that which posts
 * are "future" can be asked of any day. */
int64_t library_now(void)
{
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  char *end;
  errno = 0;
  long long seconds = epoch ? strtoll(epoch, &end, 10) : 0;
  bool set = epoch && end > epoch && !*end && !errno && seconds >= 0;
  return set ? (int64_t)seconds : (int64_t)time(NULL);
}

/* --- the saved index --- */

static void note(struct library *l, const char *what, const char *why)
{
  str_clear(&l->notice);
  str_addf(&l->notice, "%s %s: %s", what, saved_path(l->saved), why);
}

/* What was "future" at that time may not be so now, nor the other way round: it is read again. */
static void forget_future(struct library *l)
{
  int64_t now = library_now(), then = index_now(l->index), from = now < then ? now : then;
  for (size_t n = 0; n < index_count(l->index); n++) {
    uint32_t id = index_at(l->index, n);
    const struct record *r = index_record(l->index, id);
    if (!(r->flags & RECORD_HAS_DATE) || r->date < from) break;
    bool decided = now < then ? r->date > then : r->date > now;
    if (!decided) index_set_modified(l->index, id, INT64_MIN);
  }
}

static void open_saved(struct library *l)
{
  enum snapshot_state state;
  if (!l->saved) return;
  l->index = saved_open(l->saved, &state);
  l->was_saved = l->index != NULL;
  int error = saved_status(l->saved).error;
  if (l->index)
    forget_future(l);
  else if (state == SNAPSHOT_DAMAGED)
    note(l, "the saved index is damaged and is made again,", "its checksum is wrong");
  else if (error)
    note(l, "cannot read the saved index", strerror(error));
}

void library_begin_again(struct library *l)
{
  bool folding = index_folds(l->index);
  if (l->saved) saved_discard(l->saved);
  index_free(l->index);
  l->index = index_new();
  l->was_saved = false;
  index_set_folding(l->index, folding);
}

/* Before anything is read: afterwards it is too late to begin again. */
static void check_all(struct library *l)
{
  bool damaged = false;
  while (snapshot_check(l->index, SIZE_MAX, &damaged)) (void)0;
  if (!damaged) return;
  note(l, "the saved index is damaged and is made again,", "its checksum is wrong");
  library_begin_again(l);
}

bool library_was_saved(const struct library *l)
{
  return l->was_saved;
}

/* While the posts are shown, on a thread: what is wrong is not shown again. */
struct check {
  struct job job; /* first */
  struct library *library;
  bool damaged;
};

static void check_run(struct job *job)
{
  enum { PIECE_BYTES = 8 << 20 };
  struct check *c = (struct check *)job;
  while (!job_cancelled(job) && snapshot_check(c->library->index, PIECE_BYTES, &c->damaged))
    (void)0;
}

static void check_done(struct job *job)
{
  struct check *c = (struct check *)job;
  if (c->damaged) {
    note(c->library, "the saved index is damaged and is made again at the next start:",
         "its checksum is wrong");
    saved_take_away(c->library->saved);
  }
  free(c);
}

static void check_beside(struct library *l)
{
  if (!l->was_saved || l->checker) return;
  struct check *c = xcalloc(1, sizeof *c);
  *c = (struct check){ .job = { .run = check_run, .done = check_done }, .library = l };
  l->checker = workers_new(1, 1);
  if (!workers_put(l->checker, &c->job)) free(c);
}

static void look_if_torn(struct library *l)
{
  if (l->torn || !l->saved || !snapshot_torn(l->index)) return;
  l->torn = true;
  note(l, "another program has cut the saved index short; it is made again at the next start:",
       "what stood there is lost");
  saved_take_away(l->saved);
}

bool library_save(struct library *l, bool beside)
{
  int error = 0;
  look_if_torn(l);
  if (beside) check_beside(l); /* not before there is time for it */
  if (l->checker) workers_collect(l->checker);
  bool checking = l->checker && workers_busy(l->checker);
  if (!l->saved || l->unsettled || l->lost || (beside && checking)) return checking;
  if (beside && !saved_poll(l->saved, l->index, &error)) return true;
  if (!error && l->unsaved) {
    index_set_now(l->index, library_now());
    error = beside ? saved_begin(l->saved, l->index) : saved_save(l->saved, l->index);
    l->unsaved = false;
  }
  /* Another baokan that has the site open saves what this one sees too. */
  if (error && error != EAGAIN && error != ESTALE)
    note(l, "cannot save the index", strerror(error));
  return checking || (beside && !saved_poll(l->saved, l->index, &error));
}

bool library_take_notice(struct library *l, struct str *out)
{
  bool any = l->notice.len > 0;
  str_add(out, str_slice(&l->notice));
  str_clear(&l->notice);
  return any;
}

struct saved *library_saved(const struct library *l)
{
  return l->saved;
}

struct library *library_open(const char *path, const struct options *options, bool as_generator,
                             struct str *problem)
{
  struct site_options site_options = {
    .as_generator = as_generator,
    .kind = options->generator - 1, /* 0 is "auto" */
    .encoding = *options->encoding ? options->encoding : NULL,
    .archive_folders = slice_of(options->archives),
    .source_keys = slice_of(options->source_keys),
    .now = library_now(),
  };
  struct site *site = site_open(path, &site_options, problem);
  if (!site) return NULL;
  struct library *l = xcalloc(1, sizeof *l);
  *l = (struct library){ .options = options, .site = site, .notice = STR_INIT };
  l->saved = site_cache(site, options, as_generator);
  open_saved(l);
  if (!l->index) l->index = index_new();
  index_set_folding(l->index, options->fold_twins && !as_generator);
  return l;
}

void library_free(struct library *l)
{
  if (!l) return;
  loader_free(l->loader);
  workers_free(l->checker);
  watch_free(l->watch);
  index_free(l->index);
  site_free(l->site);
  diag_list_free(&l->passed_over);
  saved_free(l->saved);
  str_free(&l->notice);
  vec_free(&l->seen);
  free(l);
}

/* --- what the loader asks and tells --- */

static void see(struct library *l, uint32_t id)
{
  while (l->seen.count <= id) vec_push(&l->seen, false);
  l->seen.items[id] = true;
}

static bool was_seen(const struct library *l, uint32_t id)
{
  return id < l->seen.count && l->seen.items[id];
}

/* The clock of file systems ticks slowly: a file that has just been written may be written
 * again and keep its time, so that time proves nothing later. */
static bool is_racy(int64_t modified_ns)
{
  enum { TICK_NS = 20 * 1000 * 1000 };
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return modified_ns > now.tv_sec * (int64_t)1000000000 + now.tv_nsec - TICK_NS;
}

static int64_t known(void *context, struct slice path)
{
  struct library *l = context;
  uint32_t id = index_find_path(l->index, path);
  if (id == INDEX_NONE) return LOADER_UNKNOWN;
  see(l, id);
  return index_modified_ns(l->index, id);
}

static void add_post(void *context, const struct post *post, int64_t modified_ns)
{
  struct library *l = context;
  uint32_t id = index_add(l->index, post);
  index_set_modified(l->index, id, is_racy(modified_ns) ? INT64_MIN : modified_ns);
  see(l, id);
  l->changes++;
  l->unsettled = l->unsaved = true;
}

static void remove_post(void *context, struct slice path)
{
  struct library *l = context;
  if (index_find_path(l->index, path) == INDEX_NONE) return;
  index_remove(l->index, path);
  l->changes++;
  l->unsettled = l->unsaved = true;
}

/* Does it lie in a folder that could not be read? */
static bool out_of_sight(const struct library *l, struct slice path)
{
  for (size_t i = 0; i < l->passed_over.found.count; i++) {
    const struct diag *d = &l->passed_over.found.items[i];
    if (d->code == DIAG_UNREADABLE && path_within(path, slice_of(d->detail))) return true;
  }
  return false;
}

static bool found_any(void *context, struct slice name, bool is_dir)
{
  (void)name;
  (void)is_dir;
  *(bool *)context = true;
  return false;
}

/* What a file system that is not mounted any more leaves: a folder with nothing in it. */
static bool is_bare(const char *folder)
{
  bool any = false;
  return dir_each(folder, found_any, &any) != 0 || !any;
}

static void remove_unseen(struct library *l)
{
  id_list unseen = { 0 };
  for (size_t n = 0; n < index_count(l->index); n++)
    if (!was_seen(l, index_at(l->index, n))) vec_push(&unseen, index_at(l->index, n));
  l->lost = unseen.count && is_bare(site_root(l->site));
  for (size_t i = 0; i < unseen.count && !l->lost; i++) {
    struct slice path = index_string(l->index, index_record(l->index, unseen.items[i])->path);
    if (!was_seen(l, unseen.items[i]) && !out_of_sight(l, path)) remove_post(l, path);
  }
  vec_free(&unseen);
}

static void walks(void *context)
{
  struct library *l = context;
  for (size_t i = 0; i < l->seen.count; i++) l->seen.items[i] = false;
}

static bool enter(void *context, struct slice path)
{
  struct library *l = context;
  if (l->watch) watch_folder(l->watch, path);
  return true;
}

static void walked(void *context, size_t folders, struct diag_list *diags)
{
  struct library *l = context;
  l->folders = folders;
  diag_list_free(&l->passed_over);
  l->passed_over = *diags;
  *diags = (struct diag_list){ 0 };
  remove_unseen(l);
}

static void look_at_closing(void *context, struct post *post)
{
  (void)context;
  if (post->source.ptr) return;
  struct slice closing = source_link_closing(post_body(post));
  if (closing.ptr) post->source = arena_slice(&post->arena, closing);
}

/* --- reading --- */

static struct loader *loader_of(struct library *l)
{
  struct loader_sink sink = { .known = known,
                              .read = add_post,
                              .gone = remove_post,
                              .walks = walks,
                              .walked = walked,
                              .enter = enter,
                              .look = l->options->source_closing ? look_at_closing : NULL,
                              .context = l };
  if (!l->loader) l->loader = loader_new(l->site, &sink);
  return l->loader;
}

void library_read(struct library *l)
{
  if (l->saved && index_ids(l->index) == 0) saved_spill(l->saved, l->index);
  loader_walk(loader_of(l));
}

void library_changed(struct library *l, struct slice path)
{
  if (site_may_be_post(l->site, path)) loader_changed(loader_of(l), path);
}

/* --- watching --- */

static void file_changed(void *context, struct slice path)
{
  if (path.len)
    library_changed(context, path);
  else
    library_read(context);
}

void library_watch(struct library *l)
{
  if (!l->watch) l->watch = watch_new(l->site, file_changed, l);
}

bool library_watched(const struct library *l)
{
  return l->watch && watch_complete(l->watch);
}

int library_watch_fd(const struct library *l)
{
  return l->watch ? watch_fd(l->watch) : -1;
}

void library_watch_read(struct library *l)
{
  watch_read(l->watch);
}

/* --- results --- */

int library_fd(struct library *l)
{
  return loader_fd(loader_of(l));
}

void library_collect(struct library *l)
{
  loader_collect(loader_of(l));
}

bool library_settle(struct library *l)
{
  bool waited = l->unsettled;
  if (waited) index_settle(l->index);
  l->unsettled = false;
  return waited;
}

bool library_reading(const struct library *l)
{
  return l->loader && loader_busy(l->loader);
}

struct loader_progress library_progress(const struct library *l)
{
  return l->loader ? loader_progress(l->loader) : (struct loader_progress){ 0 };
}

void library_load_all(struct library *l)
{
  check_all(l);
  library_read(l);
  while (!interrupt_caught() && loader_wait(l->loader)) (void)0;
  if (interrupt_caught()) loader_free(l->loader), l->loader = NULL;
  library_settle(l);
  library_save(l, false);
}

bool library_add(struct library *l, struct slice path)
{
  struct post post;
  if (!site_may_be_post(l->site, path)) return false;
  struct site_reader *r = site_reader_new(l->site, true);
  int64_t modified = site_reader_read(r, path, &post);
  site_reader_free(r);
  if (modified != READER_GONE) {
    if (l->options->source_closing) look_at_closing(l, &post);
    add_post(l, &post, modified);
    library_settle(l);
  }
  post_free(&post);
  return modified != READER_GONE;
}

uint32_t library_ids(const struct library *l)
{
  return (uint32_t)l->seen.count;
}

size_t library_changes(const struct library *l)
{
  return l->changes;
}

bool library_lost(const struct library *l)
{
  return l->lost;
}

void library_key(const struct library *l, struct str *out)
{
  site_key(site_url(l->site), site_baseurl(l->site), slice_of(site_root(l->site)), out);
}

size_t library_listed(const struct library *l)
{
  return index_rows(l->index, rows_of_site());
}

size_t library_folders(const struct library *l)
{
  return l->folders;
}

const struct diag_list *library_passed_over(const struct library *l)
{
  return &l->passed_over;
}

struct site *library_site(const struct library *l)
{
  return l->site;
}

const struct options *library_options(const struct library *l)
{
  return l->options;
}

const struct index *library_index(const struct library *l)
{
  return l->index;
}
