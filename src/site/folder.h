/* The entries of one folder, links told apart. */
#ifndef SITE_FOLDER_H
#define SITE_FOLDER_H

#include "base/arena.h"
#include "base/vec.h"

#include <stdint.h>

enum entry_kind {
  ENTRY_FILE,
  ENTRY_FOLDER,
  ENTRY_OTHER /* FIFO, device, socket */,
  ENTRY_GONE /* a link to nothing */
};

struct entry {
  struct slice name;
  enum entry_kind kind; /* of what a link leads to */
  bool is_link;
};
typedef VEC(struct entry) entry_list;

/* Appends the entries of `path`, in no order, but those whose name begins with a dot.  Names live
 * in the arena.  0 or an errno value. */
int folder_read(const char *path, struct arena *arena, entry_list *out);

#endif
