#include "app/library_impl.h"

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
  library_open_saved(l);
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
  library_check_saved(l);
  library_read(l);
  while (!interrupt_caught() && loader_wait(l->loader)) (void)0;
  if (interrupt_caught()) loader_free(l->loader), l->loader = NULL;
  library_settle(l);
  library_save(l, false);
}

bool library_add(struct library *l, struct slice path, struct post *post)
{
  *post = (struct post){ 0 };
  if (!site_may_be_post(l->site, path)) return false;
  struct site_reader *r = site_reader_new(l->site, false);
  int64_t modified = site_reader_read(r, path, post);
  site_reader_free(r);
  if (modified == READER_GONE) return false;
  if (l->options->source_closing) look_at_closing(l, post);
  add_post(l, post, modified);
  library_settle(l);
  return true;
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
