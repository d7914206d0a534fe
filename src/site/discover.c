#include "site/discover.h"

#include "site/folder.h"
#include "site/place.h"

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 64 };

/* What is still to be looked at: the last pushed comes first, so a folder's
 * entries are pushed in ascending order to be visited in descending order. */
struct pending {
  struct slice path; /* from the root */
  bool is_folder;
};

struct walk {
  const struct site_config *config;
  const char *root;
  struct arena arena;
  struct map seen; /* folders by device and inode, so that no circle is walked */
  struct str path; /* of the folder at hand, absolute */
  VEC(struct pending) pending;
  entry_list entries;
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

static void push_entry(struct walk *w, struct slice folder, const struct entry *e)
{
  struct str path = STR_INIT;
  path_join(&path, folder, e->name);
  struct slice name = str_slice(&path);
  bool is_folder = e->kind == ENTRY_FOLDER;
  bool wanted = is_folder ? place_folder(w->config, name) && depth_of(name) < DEPTH_MAX
                          : place_of(w->config, name).kind != PLACE_NONE;
  if (wanted && e->kind == ENTRY_OTHER) {
    diag_add(w->diags, DIAG_NOT_A_FILE, 0, 0, "%s", path.ptr);
  } else if (wanted && (e->kind == ENTRY_GONE || (e->is_link && !stays_inside(w, name)))) {
    diag_add(w->diags, DIAG_LINK_NOT_FOLLOWED, 0, 0, "%s", path.ptr);
  } else if (wanted) {
    struct pending next = { arena_slice(&w->arena, name), is_folder };
    vec_push(&w->pending, next);
  }
  str_free(&path);
}

/* A Hugo page bundle: its index is the page, what lies beside it belongs to it. */
static bool is_bundle(const struct walk *w)
{
  if (w->config->kind != SITE_HUGO && w->config->kind != SITE_ZOLA) return false;
  for (size_t i = 0; i < w->entries.count; i++) {
    struct slice name = w->entries.items[i].name;
    if (slice_starts(name, SLICE("index.")) && place_format(name) != POST_TEXT) return true;
  }
  return false;
}

/* Archives hold what is oldest, whatever they are called: pushed first, they come last. */
static bool is_archive(const struct walk *w, const struct entry *e)
{
  for (size_t i = 0; e->kind == ENTRY_FOLDER && i < w->config->archives.count; i++)
    if (slice_eq(w->config->archives.items[i], e->name)) return true;
  return false;
}

static void enter_folder(struct walk *w, struct slice path)
{
  if (!first_time(w, path)) return;
  vec_clear(&w->entries);
  absolute(w, path);
  int error = folder_read(w->path.ptr, &w->arena, &w->entries);
  w->folders++;
  if (error) diag_add(w->diags, DIAG_UNREADABLE, 0, 0, "%.*s", SLICE_ARG(path));
  if (!error && !w->entries.count && place_of(w->config, path).kind != PLACE_NONE)
    diag_add(w->diags, DIAG_NOT_A_FILE, 0, 0, "%.*s", SLICE_ARG(path));
  bool bundle = is_bundle(w);
  for (int archives = 1; archives >= 0; archives--)
    for (size_t i = 0; i < w->entries.count; i++) {
      const struct entry *e = &w->entries.items[i];
      if (is_archive(w, e) != (archives == 1)) continue;
      if (!bundle || slice_starts(e->name, SLICE("index."))) push_entry(w, path, e);
    }
}

static void walk_start(struct walk *w, const struct site_config *c, const char *root,
                       struct slice from, struct diag_list *diags)
{
  *w = (struct walk){ .config = c, .root = root, .path = STR_INIT, .diags = diags };
  struct pending first = { arena_slice(&w->arena, from), true };
  vec_push(&w->pending, first);
}

static void walk_end(struct walk *w)
{
  arena_free(&w->arena);
  map_free(&w->seen);
  str_free(&w->path);
  vec_free(&w->pending);
  vec_free(&w->entries);
}

size_t discover(const struct site_config *c, const char *root, const struct site_visitor *v,
                struct diag_list *diags)
{
  struct walk w;
  walk_start(&w, c, root, v->from, diags);
  while (w.pending.count) {
    struct pending next = *vec_last(&w.pending);
    w.pending.count--;
    site_visit_fn *visit = next.is_folder ? v->folder : v->file;
    if (visit && !visit(v->context, next.path)) break;
    if (next.is_folder) enter_folder(&w, next.path);
  }
  size_t folders = w.folders;
  walk_end(&w);
  return folders;
}
