#include "app/library.h"

#include "app/source_link.h"
#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

struct library {
  const struct options *options;
  struct site *site;
  struct index *index;
  struct loader *loader; /* NULL until something is to be read */
  size_t folders;
  struct diag_list passed_over;
  VEC(int64_t) modified; /* by record id: the file's time when it was read */
  VEC(bool) seen;        /* by record id: its file was found since library_read */
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
  *l = (struct library){ .options = options, .site = site, .index = index_new() };
  index_set_folding(l->index, options->fold_twins && !as_generator);
  return l;
}

void library_free(struct library *l)
{
  if (!l) return;
  loader_free(l->loader);
  index_free(l->index);
  site_free(l->site);
  diag_list_free(&l->passed_over);
  vec_free(&l->modified);
  vec_free(&l->seen);
  free(l);
}

/* --- what the loader asks and tells --- */

static int64_t known(void *context, struct slice path)
{
  struct library *l = context;
  uint32_t id = index_find_path(l->index, path);
  if (id == INDEX_NONE) return LOADER_UNKNOWN;
  l->seen.items[id] = true;
  return l->modified.items[id];
}

static void add_post(void *context, const struct post *post, int64_t modified_ns)
{
  struct library *l = context;
  uint32_t id = index_add(l->index, post);
  while (l->modified.count <= id) {
    vec_push(&l->modified, LOADER_UNKNOWN);
    vec_push(&l->seen, false);
  }
  l->modified.items[id] = modified_ns;
  l->seen.items[id] = true;
  l->changes++;
  l->unsettled = true;
}

static void remove_post(void *context, struct slice path)
{
  struct library *l = context;
  if (index_find_path(l->index, path) == INDEX_NONE) return;
  index_remove(l->index, path);
  l->changes++;
  l->unsettled = true;
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
    if (!l->seen.items[index_at(l->index, n)]) vec_push(&unseen, index_at(l->index, n));
  l->lost = unseen.count && is_bare(site_root(l->site));
  for (size_t i = 0; i < unseen.count && !l->lost; i++) {
    struct slice path = index_string(l->index, index_record(l->index, unseen.items[i])->path);
    if (!l->seen.items[unseen.items[i]] && !out_of_sight(l, path)) remove_post(l, path);
  }
  vec_free(&unseen);
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
                              .walked = walked,
                              .look = l->options->source_closing ? look_at_closing : NULL,
                              .context = l };
  if (!l->loader) l->loader = loader_new(l->site, &sink);
  return l->loader;
}

void library_read(struct library *l)
{
  for (size_t i = 0; i < l->seen.count; i++) l->seen.items[i] = false;
  loader_walk(loader_of(l));
}

void library_changed(struct library *l, struct slice path)
{
  if (site_may_be_post(l->site, path)) loader_changed(loader_of(l), path);
}

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
  library_read(l);
  while (loader_wait(l->loader)) (void)0;
  library_settle(l);
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

size_t library_changes(const struct library *l)
{
  return l->changes;
}

bool library_lost(const struct library *l)
{
  return l->lost;
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

int64_t library_modified(const struct library *l, uint32_t id)
{
  return id < l->modified.count ? l->modified.items[id] : LOADER_UNKNOWN;
}
