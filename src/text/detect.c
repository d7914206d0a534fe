#include "text/detect.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

#include <uchardet/uchardet.h>

static const char library[] = "libuchardet.so.0";

/* Set once. */
static struct {
  uchardet_t (*create)(void);
  int (*handle)(uchardet_t, const char *, size_t);
  void (*end)(uchardet_t);
  const char *(*name)(uchardet_t);
  void (*destroy)(uchardet_t);
} detector;

/* POSIX lets a function be had as an object pointer; C has no word for it. */
#define FIND(field, symbol)                                                                        \
  memcpy(&detector.field, &(void *){ dlsym(handle, symbol) }, sizeof detector.field)

static void load(void)
{
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (!handle) return;
  FIND(handle, "uchardet_handle_data");
  FIND(end, "uchardet_data_end");
  FIND(name, "uchardet_get_charset");
  FIND(destroy, "uchardet_delete");
  if (detector.handle && detector.end && detector.name && detector.destroy)
    FIND(create, "uchardet_new");
}

bool charset_detect(struct slice bytes, char name[DETECT_NAME_BYTES])
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  uchardet_t d = detector.create ? detector.create() : NULL;
  if (!d) return false;
  bool done = detector.handle(d, bytes.ptr, bytes.len) == 0;
  if (done) {
    detector.end(d);
    snprintf(name, DETECT_NAME_BYTES, "%s", detector.name(d));
  }
  detector.destroy(d);
  return done && name[0];
}
