#include "app/library.h"

#include "app/source_link.h"
#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

/* Names are collected first (a listing is a hundred times cheaper than reading),
 * then read in that order, newest folders first, some at a time. */
struct library {
  const struct options *options;
  struct site *site;
  struct index *index;
  bool collected;
  size_t folders;
  struct diag_list passed_over;
  struct str names; /* paths waiting to be read, each ended by NUL */
  size_t next_name; /* offset in names */
  size_t known, read;
  VEC(int64_t) modified; /* by record id: the file's time when it was read */
};

static bool collect(void *context, struct slice path)
{
  struct library *l = context;
  str_add(&l->names, path);
  str_addc(&l->names, '\0');
  l->known++;
  return true;
}

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
  *l =
      (struct library){ .options = options, .site = site, .index = index_new(), .names = STR_INIT };
  index_set_folding(l->index, options->fold_twins && !as_generator);
  return l;
}

void library_free(struct library *l)
{
  if (!l) return;
  index_free(l->index);
  site_free(l->site);
  diag_list_free(&l->passed_over);
  str_free(&l->names);
  vec_free(&l->modified);
  free(l);
}

static int64_t modified_at(const struct library *l, struct slice path)
{
  struct str full = STR_INIT;
  struct file_info info = { 0 };
  path_join(&full, slice_of(site_root(l->site)), path);
  int error = file_stat(full.ptr, &info);
  str_free(&full);
  return error ? INT64_MIN : info.modified_ns;
}

static void add(struct library *l, struct slice path)
{
  struct post post = { 0 };
  site_read_post(l->site, path, &post);
  if (!post.source.ptr && l->options->source_closing) {
    struct slice closing = source_link_closing(post_body(&post));
    if (closing.ptr) post.source = closing;
  }
  uint32_t id = index_add(l->index, &post);
  while (l->modified.count <= id) vec_push(&l->modified, INT64_MIN);
  l->modified.items[id] = modified_at(l, path);
  post_free(&post);
}

bool library_load(struct library *l, size_t files)
{
  if (!l->collected) l->folders = site_each_post(l->site, collect, l, &l->passed_over);
  l->collected = true;
  for (; files > 0 && l->next_name < l->names.len; files--) {
    struct slice path = slice_of(l->names.ptr + l->next_name);
    l->next_name += path.len + 1;
    add(l, path);
    l->read++;
  }
  bool more = l->next_name < l->names.len;
  index_settle(l->index);
  if (!more) str_free(&l->names), l->next_name = 0;
  return more;
}

void library_load_all(struct library *l)
{
  while (library_load(l, SIZE_MAX)) (void)0;
}

void library_progress(const struct library *l, size_t *read, size_t *known)
{
  *read = l->read;
  *known = l->known;
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

bool library_update(struct library *l, struct slice path)
{
  if (!site_may_be_post(l->site, path)) return false;
  uint32_t id = index_find_path(l->index, path);
  int64_t modified = modified_at(l, path);
  if (modified == INT64_MIN && id == INDEX_NONE) return false;
  if (modified == INT64_MIN)
    index_remove(l->index, path);
  else
    add(l, path);
  index_settle(l->index);
  return true;
}

struct rescan {
  struct library *library;
  VEC(bool) seen; /* by record id */
  size_t changed;
};

static bool rescan_one(void *context, struct slice path)
{
  struct rescan *r = context;
  uint32_t id = index_find_path(r->library->index, path);
  bool known = id != INDEX_NONE;
  if (known && id < r->seen.count) r->seen.items[id] = true;
  if (known && r->library->modified.items[id] == modified_at(r->library, path)) return true;
  add(r->library, path);
  r->changed++;
  return true;
}

size_t library_rescan(struct library *l)
{
  struct rescan r = { .library = l };
  size_t before = index_count(l->index);
  VEC(uint32_t) ids = { 0 };
  for (size_t n = 0; n < before; n++) vec_push(&ids, index_at(l->index, n));
  while (r.seen.count < l->modified.count) vec_push(&r.seen, false);
  site_each_post(l->site, rescan_one, &r, NULL);
  for (size_t n = 0; n < ids.count; n++) {
    if (r.seen.items[ids.items[n]]) continue;
    struct slice path = index_string(l->index, index_record(l->index, ids.items[n])->path);
    if (modified_at(l, path) != INT64_MIN) continue; /* it moved, and was seen there */
    index_remove(l->index, path);
    r.changed++;
  }
  index_settle(l->index);
  vec_free(&ids);
  vec_free(&r.seen);
  return r.changed;
}
