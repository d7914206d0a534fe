/* One area for all strings of an index, each followed by NUL, named by its
 * offset; 0 is "".  A string never moves to another offset, and what is no
 * longer used stays: an index is read again at each start. */
#ifndef STORE_STRINGS_H
#define STORE_STRINGS_H

#include "base/str.h"

#include <stdint.h>

struct strings {
  struct str area;
};

void strings_init(struct strings *s);
void strings_free(struct strings *s);

/* NULs in the text become blanks.  The area ends at 4 GiB: beyond it all new
 * strings are "". */
uint32_t strings_add(struct strings *s, struct slice text);
/* The same, but `old` again when it says just that. */
uint32_t strings_set(struct strings *s, uint32_t old, struct slice text);

static inline struct slice strings_at(const struct strings *s, uint32_t offset)
{
  return slice_of(s->area.ptr + offset);
}

#endif
