/* A borrowed run of bytes: a pointer and a length, never owned, never
 * assumed to end in NUL.  Everything that is merely looked at travels as a
 * slice; what owns bytes is a struct str (str.h) or an arena (arena.h). */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
  const char *ptr;
  size_t len; /* bytes */
};

#define SLICE(literal) ((struct slice){ "" literal, sizeof(literal) - 1 })
#define SLICE_NULL ((struct slice){ NULL, 0 }) /* "there is none", where "" would be one */
#define SLICE_NONE ((size_t)-1) /* "no such place" */
/* For printf: "%.*s", SLICE_ARG(s) */
#define SLICE_ARG(s) (int)(s).len, (s).ptr

static inline struct slice slice_of(const char *s)
{
  return (struct slice){ s, s ? strlen(s) : 0 };
}

/* The part after the first `bytes`, and the first `bytes`; both clamp. */
static inline struct slice slice_from(struct slice s, size_t bytes)
{
  if (bytes > s.len) bytes = s.len;
  return (struct slice){ bytes ? s.ptr + bytes : s.ptr, s.len - bytes }; /* NULL + 0 is undefined */
}
static inline struct slice slice_first(struct slice s, size_t bytes)
{
  return (struct slice){ s.ptr, bytes < s.len ? bytes : s.len };
}

bool slice_eq(struct slice a, struct slice b);
bool slice_eq_nocase(struct slice a, struct slice b); /* ASCII letters only */
int slice_compare(struct slice a, struct slice b);    /* by bytes, as strcmp */
bool slice_starts(struct slice s, struct slice prefix);
bool slice_ends(struct slice s, struct slice suffix);
struct slice slice_trim(struct slice s);              /* ASCII white space off both ends */

/* Offset of the first `needle` in `s`, or SLICE_NONE. */
size_t slice_find(struct slice s, struct slice needle);
size_t slice_find_nocase(struct slice s, struct slice needle); /* ASCII letters only */
size_t slice_find_char(struct slice s, char c);

/* How many bytes must be put in, taken out or changed to make a into b; for "did
 * you mean".  Anything over 32 bytes is as far as its length. */
size_t slice_distance(struct slice a, struct slice b);

/* Takes the part before `sep` off the front of *rest (all of it when there
 * is no `sep`); false when *rest is used up, so a `sep` at the very end is not
 * followed by an empty piece. */
bool slice_cut(struct slice *rest, char sep, struct slice *piece);
/* Takes one line off *rest; *line is without its LF, CRLF or CR. */
bool slice_line(struct slice *rest, struct slice *line);

#endif
