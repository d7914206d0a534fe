#include "app/watch.h"

#include "base/path.h"
#include "base/vec.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>

enum {
  EVENTS = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ONLYDIR,
  EVENT_BYTES = 64 * 1024,
};

struct folder {
  int number; /* inotify's watch descriptor */
  char *path; /* from the root; "" is the root */
};

struct watch {
  int fd;
  const struct site *site;
  watch_fn *changed;
  void *context;
  bool all;
  VEC(struct folder) folders;
};

static bool add_folder(void *context, struct slice path)
{
  struct watch *w = context;
  struct str full = STR_INIT;
  path_join(&full, slice_of(site_root(w->site)), path);
  int number = inotify_add_watch(w->fd, full.ptr, EVENTS);
  str_free(&full);
  if (number < 0) {
    w->all = false;
    return errno != ENOSPC; /* the user's limit is reached: no further folder will do */
  }
  for (size_t i = 0; i < w->folders.count; i++)
    if (w->folders.items[i].number == number) return true;
  vec_push(&w->folders, ((struct folder){ number, xstrndup(path.ptr, path.len) }));
  return true;
}

struct watch *watch_new(const struct site *site, watch_fn *changed, void *context,
                        bool *watched_all)
{
  int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  *watched_all = false;
  if (fd < 0) return NULL;
  struct watch *w = xcalloc(1, sizeof *w);
  *w =
      (struct watch){ .fd = fd, .site = site, .changed = changed, .context = context, .all = true };
  site_each_folder(site, add_folder, w);
  *watched_all = w->all;
  return w;
}

void watch_free(struct watch *w)
{
  if (!w) return;
  for (size_t i = 0; i < w->folders.count; i++) free(w->folders.items[i].path);
  vec_free(&w->folders);
  close(w->fd);
  free(w);
}

int watch_fd(const struct watch *w)
{
  return w->fd;
}

static const char *folder_path(const struct watch *w, int number)
{
  for (size_t i = 0; i < w->folders.count; i++)
    if (w->folders.items[i].number == number) return w->folders.items[i].path;
  return NULL;
}

/* A new file is reported when it is closed, not when it is created: then it is
 * whole.  Only a new folder matters from its beginning. */
static void event(struct watch *w, const struct inotify_event *e)
{
  const char *folder = folder_path(w, e->wd);
  if ((e->mask & IN_Q_OVERFLOW) || (e->mask & IN_ISDIR)) {
    if (e->mask & IN_ISDIR) site_each_folder(w->site, add_folder, w);
    w->changed(w->context, (struct slice){ "", 0 });
    return;
  }
  if (!folder || e->len == 0 || (e->mask & (IN_IGNORED | IN_CREATE))) return;
  struct str path = STR_INIT;
  path_join(&path, slice_of(folder), slice_of(e->name));
  w->changed(w->context, str_slice(&path));
  str_free(&path);
}

void watch_read(struct watch *w)
{
  _Alignas(struct inotify_event) char bytes[EVENT_BYTES];
  ssize_t got;
  while ((got = read(w->fd, bytes, sizeof bytes)) > 0)
    for (char *at = bytes; at < bytes + got;) {
      const struct inotify_event *e = (const struct inotify_event *)(const void *)at;
      event(w, e);
      at += sizeof *e + e->len;
    }
}
