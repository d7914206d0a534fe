/* One area for all strings of an index, each followed by NUL, named by its
 * offset; 0 is "".  A string never moves to another offset, and what is no
 * longer used stays.  The beginning of the area may be mapped: from a saved index, or from a file
 * without a name to which what was added goes piece by piece, so that memory holds only what is
 * looked at. */
#ifndef STORE_STRINGS_H
#define STORE_STRINGS_H

#include "base/str.h"

#include <stdint.h>

struct strings {
  const char *base; /* ends in NUL */
  size_t based;     /* bytes */
  struct str tail;
  int spill;       /* 1 + the descriptor of that file; 0: there is none */
  size_t spill_at; /* bytes of the tail */
};

void strings_init(struct strings *s);
void strings_free(struct strings *s);

/* From now on; takes `fd`, of an empty file.  An area that begins in another stays there. */
void strings_spill(struct strings *s, int fd);
/* What was looked at of the file needs no memory any more, until it is looked at again. */
void strings_rest(const struct strings *s);

/* NULs in the text become blanks.  The area ends at 4 GiB: beyond it all new
 * strings are "". */
uint32_t strings_add(struct strings *s, struct slice text);
/* The same, but `old` again when it says just that. */
uint32_t strings_set(struct strings *s, uint32_t old, struct slice text);

static inline size_t strings_bytes(const struct strings *s)
{
  return s->based + s->tail.len;
}

/* An offset behind the end is "". */
static inline struct slice strings_at(const struct strings *s, uint32_t offset)
{
  if (offset < s->based) return slice_of(s->base + offset);
  size_t at = offset - s->based;
  return at < s->tail.len ? slice_of(s->tail.ptr + at) : SLICE("");
}

#endif
