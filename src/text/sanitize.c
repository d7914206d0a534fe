#include "text/sanitize.h"

#include <uninorm.h>

#include "text/cluster.h"
#include "text/scalar.h"
#include "text/utf8.h"

enum {
  TAB_COLUMNS = 8,
  MARKS_MAX = 4,  /* a curses cell holds a base and four */
  RUN_MAX = 32,   /* scalar values of a base with what stands on it, before composing */
  NFC_GROWTH = 4, /* canonical composition never makes more of one (UAX #15, 9) */
};

#define NO_BREAK_SPACE 0xA0u
#define GETA_MARK      0x3013u /* 〓, in print: a character that is not to hand */

/* Plain text is not copied one character at a time: [plain, at) is what has
 * been read and waits to be copied as it is.  Everything else looks back only at
 * what has been written, never at what was read; that makes a second pass find
 * nothing to do. */
struct sanitizer {
  struct slice in;
  size_t plain, at; /* offsets in `in` */
  unsigned mode;    /* enum sanitize_mode */
  struct str *out;
  size_t start;    /* of our part of *out */
  size_t measured; /* *out up to here is counted in `columns` */
  size_t columns;  /* since the last newline */
  struct offset_map *map;
};

static void note(struct sanitizer *s, size_t to, size_t from)
{
  if (s->map) offset_map_note(s->map, to - s->start, from);
}

static void flush(struct sanitizer *s)
{
  if (s->at == s->plain) return;
  note(s, s->out->len, s->plain);
  str_add(s->out, (struct slice){ s->in.ptr + s->plain, s->at - s->plain });
}

/* Passes over `bytes` of input that are not copied. */
static void skip(struct sanitizer *s, size_t bytes)
{
  s->at += bytes;
  s->plain = s->at;
}

/* Writes `scalar` for the next `bytes` of input. */
static void replace(struct sanitizer *s, char32_t scalar, size_t bytes)
{
  note(s, s->out->len, s->at);
  utf8_add(s->out, scalar);
  skip(s, bytes);
}

/* The last scalar value written, and where; false at the start. */
static bool last_written(const struct sanitizer *s, char32_t *scalar, size_t *offset)
{
  size_t at = s->out->len;
  if (at == s->start) return false;
  do at--;
  while (at > s->start && ((unsigned char)s->out->ptr[at] & 0xC0) == 0x80);
  utf8_decode(slice_from(str_slice(s->out), at), scalar, NULL);
  *offset = at;
  return true;
}

static bool stands_on_what_is_before(enum scalar_kind kind)
{
  return kind == SCALAR_MARK || kind == SCALAR_SPACING;
}

/* Reads the marks that follow, past what is ignored between them, into
 * run[count..RUN_MAX); what does not fit is dropped. */
static size_t read_marks(struct sanitizer *s, uint32_t *run, size_t count)
{
  while (s->at < s->in.len) {
    char32_t scalar;
    size_t bytes = utf8_decode(slice_from(s->in, s->at), &scalar, NULL);
    enum scalar_kind kind = scalar_of(scalar).kind;
    if (kind != SCALAR_IGNORED && !stands_on_what_is_before(kind)) break;
    if (kind != SCALAR_IGNORED && count < RUN_MAX) run[count++] = scalar;
    skip(s, bytes);
  }
  return count;
}

/* Writes a composed run up to where it has more than MARKS_MAX marks in a row,
 * or RUN_MAX scalar values.  All of the rest goes: the start of what is composed
 * is composed, while leaving single marks out could make others meet. */
static void write_run(struct sanitizer *s, const uint32_t *run, size_t count)
{
  size_t marks = 0;
  for (size_t i = 0; i < count && i < RUN_MAX; i++) {
    marks = scalar_of(run[i]).kind == SCALAR_MARK ? marks + 1 : 0;
    if (marks > MARKS_MAX) return;
    utf8_add(s->out, run[i]);
  }
}

/* A mark follows what has been written: the base comes back, and both go out
 * composed. */
static void compose(struct sanitizer *s)
{
  uint32_t run[RUN_MAX], composed[RUN_MAX * NFC_GROWTH];
  char32_t base = NO_BREAK_SPACE;
  size_t base_at = s->out->len, from = s->at;
  if (last_written(s, &base, &base_at) && base != '\n') {
    if (s->map) from = offset_map_source(s->map, (uint32_t)(base_at - s->start));
    if (from > s->at) from = s->at; /* the base is one of several blanks of one tab */
    str_cut(s->out, base_at);
  } else {
    base = NO_BREAK_SPACE;
    base_at = s->out->len;
  }
  run[0] = base;
  size_t count = read_marks(s, run, 1), composed_count = RUN_MAX * NFC_GROWTH;
  note(s, base_at, from);
  if (u32_normalize(UNINORM_NFC, run, count, composed, &composed_count) == composed)
    write_run(s, composed, composed_count);
  else
    write_run(s, run, count);
}

static void newline(struct sanitizer *s, char32_t scalar, size_t bytes)
{
  if (scalar == '\r' && s->at + 1 < s->in.len && s->in.ptr[s->at + 1] == '\n') bytes = 2;
  replace(s, s->mode & SANITIZE_TEXT ? '\n' : ' ', bytes);
}

static void tab(struct sanitizer *s)
{
  size_t blanks = 1;
  if (s->mode & SANITIZE_TEXT) {
    struct slice fresh = slice_from(str_slice(s->out), s->measured);
    const char *line_end = memrchr(fresh.ptr, '\n', fresh.len);
    if (line_end) {
      s->columns = 0;
      fresh = slice_from(fresh, (size_t)(line_end + 1 - fresh.ptr));
    }
    s->columns += text_columns(fresh, AMBIGUOUS_NARROW);
    blanks = TAB_COLUMNS - s->columns % TAB_COLUMNS;
  }
  note(s, s->out->len, s->at);
  str_pad(s->out, ' ', blanks);
  skip(s, 1);
  s->columns += blanks;
  s->measured = s->out->len;
}

static void filler(struct sanitizer *s, enum scalar_width width, size_t bytes)
{
  note(s, s->out->len, s->at);
  str_pad(s->out, ' ', width == SCALAR_WIDE ? 2 : 1);
  skip(s, bytes);
}

static void skin(struct sanitizer *s, char32_t scalar, size_t bytes)
{
  char32_t base;
  size_t offset;
  if (last_written(s, &base, &offset) && scalar_of(base).kind == SCALAR_PICTOGRAPH)
    skip(s, bytes);
  else
    replace(s, scalar, bytes);
}

static void special(struct sanitizer *s, char32_t scalar, struct scalar what, size_t bytes)
{
  flush(s);
  s->plain = s->at;
  switch (what.kind) {
  case SCALAR_MARK:
  case SCALAR_SPACING: compose(s); break;
  case SCALAR_IGNORED: skip(s, bytes); break;
  case SCALAR_NEWLINE: newline(s, scalar, bytes); break;
  case SCALAR_TAB: tab(s); break;
  case SCALAR_UNKNOWN:
  case SCALAR_RECENT: replace(s, what.width == SCALAR_WIDE ? GETA_MARK : '?', bytes); break;
  case SCALAR_FILLER: filler(s, what.width, bytes); break;
  case SCALAR_FLAG: replace(s, 'A' + (scalar - 0x1F1E6), bytes); break;
  case SCALAR_SKIN: skin(s, scalar, bytes); break;
  case SCALAR_PLAIN:
  case SCALAR_PICTOGRAPH: break; /* never come here */
  }
}

/* Bytes at the start of p[0..len) that need no look at a table: ASCII, and the
 * Han characters U+4000 to U+9FFF, all of which are plain. */
static size_t plain_bytes(const unsigned char *p, size_t len)
{
  size_t at = 0;
  for (;;) {
    if (at < len && p[at] >= 0x20 && p[at] < 0x7F)
      at++;
    else if (at + 2 < len && p[at] >= 0xE4 && p[at] <= 0xE9 && (p[at + 1] & 0xC0) == 0x80 &&
             (p[at + 2] & 0xC0) == 0x80)
      at += 3;
    else
      return at;
  }
}

void sanitize(struct slice in, unsigned mode, struct str *out, struct offset_map *map)
{
  struct sanitizer s = {
    .in = in, .mode = mode, .out = out, .start = out->len, .measured = out->len, .map = map
  };
  str_reserve(out, in.len);
  while (s.at < in.len) {
    s.at += plain_bytes((const unsigned char *)in.ptr + s.at, in.len - s.at);
    if (s.at == in.len) break;
    char32_t scalar;
    size_t bytes = utf8_decode(slice_from(in, s.at), &scalar, NULL);
    struct scalar what = scalar_of(scalar);
    bool kept = what.kind == SCALAR_PLAIN || what.kind == SCALAR_PICTOGRAPH ||
                (what.kind == SCALAR_RECENT && (mode & SANITIZE_RECENT)) ||
                (scalar == '\n' && (mode & SANITIZE_TEXT));
    if (kept)
      s.at += bytes;
    else
      special(&s, scalar, what, bytes);
  }
  flush(&s);
  note(&s, out->len, in.len);
}
