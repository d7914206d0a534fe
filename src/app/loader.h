/* Reads a site's posts on threads beside the main one: finds the files, newest first, and reads
 * those that are new and those whose time is not the one that is known.  Two threads where the
 * files are in memory, up to sixteen where they have to be waited for.
 *
 * Names come fast and files slowly, so all names are found first but for what is read meanwhile:
 * new ones are read as they are found, and only then are the known ones looked at. */
#ifndef APP_LOADER_H
#define APP_LOADER_H

#include "site/reader.h"

struct loader;

#define LOADER_UNKNOWN INT64_MAX /* in place of a file's time */

/* What the loader tells and asks; all of it on the owner's thread. */
struct loader_sink {
  /* The time of the file when it was read, as `read` got it; LOADER_UNKNOWN: it never was. */
  int64_t (*known)(void *context, struct slice path);
  /* A post, new or changed.  READER_BARRED: there is a file, but it cannot be read. */
  void (*read)(void *context, const struct post *post, int64_t modified_ns);
  void (*gone)(void *context, struct slice path);
  /* All folders are going to be looked at. */
  void (*walks)(void *context);
  /* All folders were looked at: *diags says what could not be, and may be taken. */
  void (*walked)(void *context, size_t folders, struct diag_list *diags);
  /* On any thread, and either may be NULL: before the text of a post is given up, and before
   * the entries of a folder are read. */
  site_look_fn *look;
  site_visit_fn *enter;
  void *context;
};

struct loader *loader_new(const struct site *site, const struct loader_sink *sink);
void loader_free(struct loader *l);

/* Looks at all folders; once more afterwards when it is looking already. */
void loader_walk(struct loader *l);
/* That file came, changed or went: it is read before all others. */
void loader_changed(struct loader *l, struct slice path);

/* Something is left to be done. */
bool loader_busy(const struct loader *l);
/* Files found that are to be read, and those that were; the former still grows while `walking`. */
struct loader_progress {
  size_t found, read;
  int64_t elapsed_ms; /* since the first of them was looked for */
  bool walking;
};
struct loader_progress loader_progress(const struct loader *l);

int loader_fd(const struct loader *l); /* readable: call loader_collect */
void loader_collect(struct loader *l);
bool loader_wait(struct loader *l); /* for the next results; false: nothing is left */

#endif
