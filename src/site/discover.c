#include "site/discover.h"

#include "site/folder.h"
#include "site/place.h"

#include "base/file.h"
#include "base/lazy_sort.h"
#include "base/map.h"
#include "base/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 64 };

/* A folder that is being walked through, the last names first: there may be a million, so they
 * are put in order, and judged, only when it is their turn.  Archives hold what is oldest,
 * whatever they are called: they come after all others. */
struct level {
  struct slice path; /* from the root */
  struct arena names;
  entry_list entries, archives;
  size_t sorted, next; /* entries; */
  size_t next_archive;
  bool is_bundle;
};

struct walk {
  const struct site_config *config;
  const char *root;
  struct map seen; /* folders by device and inode, so that no circle is walked */
  struct str path; /* of what is at hand, absolute */
  struct str here; /* the same from the root */
  VEC(struct level) levels;
  struct diag_list *diags;
  size_t folders;
};

static size_t depth_of(struct slice path)
{
  size_t n = 0;
  for (size_t i = 0; i < path.len; i++) n += path.ptr[i] == '/';
  return n;
}

static void absolute(struct walk *w, struct slice path)
{
  str_clear(&w->path);
  path_join(&w->path, slice_of(w->root), path);
}

/* Does the link stay within the site? */
static bool stays_inside(struct walk *w, struct slice path)
{
  absolute(w, path);
  char *real = realpath(w->path.ptr, NULL);
  bool inside = real && path_within(slice_of(real), slice_of(w->root));
  free(real);
  return inside;
}

static bool first_time(struct walk *w, struct slice path)
{
  struct stat st;
  char key[48];
  absolute(w, path);
  if (stat(w->path.ptr, &st) != 0) return true; /* opening it will say why */
  int n = snprintf(key, sizeof key, "%llx:%llx", (unsigned long long)st.st_dev,
                   (unsigned long long)st.st_ino);
  struct slice name = { key, (size_t)n };
  if (map_get(&w->seen, name) != MAP_NONE) return false;
  map_put(&w->seen, name, 1);
  return true;
}

static struct slice go_to(struct walk *w, const struct level *l, const struct entry *e)
{
  str_clear(&w->here);
  path_join(&w->here, l->path, e->name);
  return str_slice(&w->here);
}

static bool is_wanted(struct walk *w, const struct level *l, const struct entry *e)
{
  struct slice name = go_to(w, l, e);
  bool is_folder = e->kind == ENTRY_FOLDER;
  bool wanted = is_folder ? place_folder(w->config, name) && depth_of(name) < DEPTH_MAX
                          : place_of(w->config, name).kind != PLACE_NONE;
  if (wanted && e->kind == ENTRY_OTHER) {
    diag_add(w->diags, DIAG_NOT_A_FILE, 0, 0, "%s", name.ptr);
    return false;
  }
  if (wanted && (e->kind == ENTRY_GONE || (e->is_link && !stays_inside(w, name)))) {
    diag_add(w->diags, DIAG_LINK_NOT_FOLLOWED, 0, 0, "%s", name.ptr);
    return false;
  }
  return wanted;
}

/* A Hugo page bundle: its index is the page, what lies beside it belongs to it. */
static bool is_bundle(const struct walk *w, const struct level *l)
{
  if (w->config->kind != SITE_HUGO && w->config->kind != SITE_ZOLA) return false;
  for (size_t i = 0; i < l->entries.count; i++) {
    struct slice name = l->entries.items[i].name;
    if (slice_starts(name, SLICE("index.")) && place_format(name) != POST_TEXT) return true;
  }
  return false;
}

static bool is_archive(const struct walk *w, const struct entry *e)
{
  for (size_t i = 0; e->kind == ENTRY_FOLDER && i < w->config->archives.count; i++)
    if (slice_eq(w->config->archives.items[i], e->name)) return true;
  return false;
}

static int by_name_descending(const void *a, const void *b, void *context)
{
  const struct entry *x = a, *y = b;
  (void)context;
  return slice_compare(y->name, x->name);
}

/* The next one, wanted or not; NULL: there is none. */
static const struct entry *take_entry(const struct walk *w, struct level *l)
{
  while (l->next < l->entries.count) {
    l->sorted = lazy_sort(l->entries.items, l->entries.count, l->sorted, l->next,
                          sizeof *l->entries.items, by_name_descending, NULL);
    const struct entry *e = &l->entries.items[l->next++];
    if (!is_archive(w, e)) return e;
    vec_push(&l->archives, *e);
  }
  return l->next_archive < l->archives.count ? &l->archives.items[l->next_archive++] : NULL;
}

static void enter_folder(struct walk *w, struct slice path)
{
  if (!first_time(w, path)) return;
  struct level l = { .path = SLICE_NULL };
  l.path = arena_slice(&l.names, path);
  absolute(w, path);
  int error = folder_read(w->path.ptr, &l.names, &l.entries);
  w->folders++;
  if (error) diag_add(w->diags, DIAG_UNREADABLE, 0, 0, "%.*s", SLICE_ARG(path));
  if (!error && !l.entries.count && place_of(w->config, path).kind != PLACE_NONE)
    diag_add(w->diags, DIAG_NOT_A_FILE, 0, 0, "%.*s", SLICE_ARG(path));
  l.is_bundle = is_bundle(w, &l);
  vec_push(&w->levels, l);
}

static void leave_folder(struct walk *w)
{
  struct level *l = vec_last(&w->levels);
  arena_free(&l->names);
  vec_free(&l->entries);
  vec_free(&l->archives);
  w->levels.count--;
}

/* Its path is w->here until the next one is taken; false: there is none. */
static bool next_entry(struct walk *w, bool *is_folder)
{
  while (w->levels.count) {
    struct level *l = vec_last(&w->levels);
    const struct entry *e = take_entry(w, l);
    if (!e) {
      leave_folder(w);
    } else if ((!l->is_bundle || slice_starts(e->name, SLICE("index."))) && is_wanted(w, l, e)) {
      *is_folder = e->kind == ENTRY_FOLDER;
      return true;
    }
  }
  return false;
}

static bool visit(struct walk *w, const struct site_visitor *v, bool is_folder)
{
  site_visit_fn *fn = is_folder ? v->folder : v->file;
  struct slice path = str_slice(&w->here);
  if (fn && !fn(v->context, path)) return false;
  if (is_folder) enter_folder(w, path);
  return true;
}

size_t discover(const struct site_config *c, const char *root, const struct site_visitor *v,
                struct diag_list *diags)
{
  struct walk w = { .config = c, .root = root, .path = STR_INIT, .here = STR_INIT, .diags = diags };
  bool is_folder = true;
  str_add(&w.here, v->from);
  while (visit(&w, v, is_folder) && next_entry(&w, &is_folder)) (void)0;
  while (w.levels.count) leave_folder(&w);
  map_free(&w.seen);
  str_free(&w.path);
  str_free(&w.here);
  vec_free(&w.levels);
  return w.folders;
}
