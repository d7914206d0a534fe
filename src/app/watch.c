#include "app/watch.h"

#include "base/path.h"
#include "base/vec.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>

enum {
  EVENTS = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_DELETE_SELF |
           IN_ONLYDIR,
  EVENT_BYTES = 64 * 1024,
  NEW_FOLDER_FILES = 500, /* told one by one: of more all folders are read again */
};

/* inotify numbers watches from 1 on: `folders` is the way from a number to a path, from the
 * root.  A folder that went leaves NULL. */
struct watch {
  int fd;
  const struct site *site;
  watch_fn *changed;
  void *context;
  pthread_mutex_t lock; /* for what follows */
  VEC(char *) folders;
  bool complete;
};

struct watch *watch_new(const struct site *site, watch_fn *changed, void *context)
{
  int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (fd < 0) return NULL;
  struct watch *w = xcalloc(1, sizeof *w);
  *w = (struct watch){
    .fd = fd, .site = site, .changed = changed, .context = context, .complete = true
  };
  pthread_mutex_init(&w->lock, NULL);
  return w;
}

void watch_free(struct watch *w)
{
  if (!w) return;
  for (size_t i = 0; i < w->folders.count; i++) free(w->folders.items[i]);
  vec_free(&w->folders);
  pthread_mutex_destroy(&w->lock);
  close(w->fd);
  free(w);
}

void watch_folder(struct watch *w, struct slice path)
{
  struct str full = STR_INIT;
  path_join(&full, slice_of(site_root(w->site)), path);
  pthread_mutex_lock(&w->lock);
  int number = inotify_add_watch(w->fd, full.ptr, EVENTS);
  if (number < 0) w->complete = false;
  while (number >= 0 && w->folders.count <= (size_t)number) vec_push(&w->folders, NULL);
  if (number >= 0) {
    free(w->folders.items[number]);
    w->folders.items[number] = xstrndup(path.ptr, path.len);
  }
  pthread_mutex_unlock(&w->lock);
  str_free(&full);
}

bool watch_complete(struct watch *w)
{
  pthread_mutex_lock(&w->lock);
  bool complete = w->complete;
  pthread_mutex_unlock(&w->lock);
  return complete;
}

int watch_fd(const struct watch *w)
{
  return w->fd;
}

/* The path of what an event tells of; false: of a folder that is watched no more. */
static bool path_of(struct watch *w, const struct inotify_event *e, struct str *path)
{
  size_t number = e->wd < 0 ? SIZE_MAX : (size_t)e->wd;
  pthread_mutex_lock(&w->lock);
  const char *folder = number < w->folders.count ? w->folders.items[number] : NULL;
  if (folder) path_join(path, slice_of(folder), e->len ? slice_of(e->name) : SLICE(""));
  if (folder && (e->mask & IN_IGNORED)) {
    free(w->folders.items[number]);
    w->folders.items[number] = NULL;
  }
  pthread_mutex_unlock(&w->lock);
  return folder != NULL;
}

struct new_folder {
  struct watch *watch;
  size_t files;
};

static bool enter_new(void *context, struct slice path)
{
  watch_folder(((struct new_folder *)context)->watch, path);
  return true;
}

static bool tell_new(void *context, struct slice path)
{
  struct new_folder *n = context;
  if (n->files++ < NEW_FOLDER_FILES) n->watch->changed(n->watch->context, path);
  return true;
}

/* Files may have come before the folder was watched. */
static void new_folder(struct watch *w, struct slice path)
{
  struct new_folder n = { .watch = w };
  struct site_visitor v = { .from = path, .file = tell_new, .folder = enter_new, .context = &n };
  site_walk(w->site, &v, NULL);
  if (n.files > NEW_FOLDER_FILES) w->changed(w->context, SLICE(""));
}

/* A new file is reported when it is closed, not when it is created: then it is
 * whole.  Only a new folder matters from its beginning. */
static void event(struct watch *w, const struct inotify_event *e)
{
  struct str path = STR_INIT;
  bool known = path_of(w, e, &path);
  bool comes = e->mask & (IN_CREATE | IN_MOVED_TO), folder = e->mask & IN_ISDIR;
  if (e->mask & (IN_Q_OVERFLOW | IN_UNMOUNT | IN_DELETE_SELF) || (folder && !comes))
    w->changed(w->context, SLICE(""));
  else if (known && folder)
    new_folder(w, str_slice(&path));
  else if (known && e->len && !(e->mask & (IN_IGNORED | IN_CREATE)))
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
