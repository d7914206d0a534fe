#include "base/slice.h"

#include "base/ascii.h"

#include <stdint.h>

static bool is_space(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* memcmp must not see a NULL pointer, which an empty slice may hold. */
static bool same_bytes(const char *a, const char *b, size_t bytes)
{
  return bytes == 0 || memcmp(a, b, bytes) == 0;
}

static bool same_letters(const char *a, const char *b, size_t bytes)
{
  for (size_t i = 0; i < bytes; i++)
    if (ascii_lower(a[i]) != ascii_lower(b[i])) return false;
  return true;
}

bool slice_eq(struct slice a, struct slice b)
{
  return a.len == b.len && same_bytes(a.ptr, b.ptr, a.len);
}

bool slice_eq_nocase(struct slice a, struct slice b)
{
  return a.len == b.len && same_letters(a.ptr, b.ptr, a.len);
}

int slice_compare(struct slice a, struct slice b)
{
  size_t shorter = a.len < b.len ? a.len : b.len;
  int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool slice_starts(struct slice s, struct slice prefix)
{
  return s.len >= prefix.len && same_bytes(s.ptr, prefix.ptr, prefix.len);
}

bool slice_ends(struct slice s, struct slice suffix)
{
  return s.len >= suffix.len && slice_eq(slice_from(s, s.len - suffix.len), suffix);
}

struct slice slice_trim(struct slice s)
{
  while (s.len && is_space(s.ptr[s.len - 1])) s.len--;
  while (s.len && is_space(s.ptr[0])) s = slice_from(s, 1);
  return s;
}

size_t slice_find(struct slice s, struct slice needle)
{
  if (needle.len == 0) return 0;
  if (s.len < needle.len) return SLICE_NONE;
  const char *at = memmem(s.ptr, s.len, needle.ptr, needle.len);
  return at ? (size_t)(at - s.ptr) : SLICE_NONE;
}

size_t slice_find_nocase(struct slice s, struct slice needle)
{
  if (needle.len == 0) return 0;
  if (s.len < needle.len) return SLICE_NONE;
  char first = ascii_lower(needle.ptr[0]);
  for (size_t i = 0; i <= s.len - needle.len; i++)
    if (ascii_lower(s.ptr[i]) == first && same_letters(s.ptr + i, needle.ptr, needle.len)) return i;
  return SLICE_NONE;
}

size_t slice_find_char(struct slice s, char c)
{
  const char *at = s.len ? memchr(s.ptr, c, s.len) : NULL;
  return at ? (size_t)(at - s.ptr) : SLICE_NONE;
}

size_t slice_distance(struct slice a, struct slice b)
{
  enum { LONGEST = 32 };
  size_t row[LONGEST + 1];
  if (a.len > LONGEST || b.len > LONGEST) return a.len > b.len ? a.len : b.len;
  for (size_t j = 0; j <= b.len; j++) row[j] = j;
  for (size_t i = 1; i <= a.len; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.len; j++) {
      size_t changed = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);
      size_t moved = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
      diagonal = row[j];
      row[j] = changed < moved ? changed : moved;
    }
  }
  return row[b.len];
}

bool slice_cut(struct slice *rest, char sep, struct slice *piece)
{
  if (rest->len == 0) return false;
  size_t end = slice_find_char(*rest, sep);
  *piece = slice_first(*rest, end);
  *rest = slice_from(*rest, end == SLICE_NONE ? rest->len : end + 1);
  return true;
}

/* Piece by piece: looking for LF first and for CR within that would read a file of
 * nothing but CRs again for every line. */
bool slice_line(struct slice *rest, struct slice *line)
{
  if (rest->len == 0) return false;
  enum { PIECE_BYTES = 256 };
  size_t end = 0, stop = SLICE_NONE;
  while (end < rest->len && stop == SLICE_NONE) {
    struct slice piece = slice_first(slice_from(*rest, end), PIECE_BYTES);
    size_t lf = slice_find_char(piece, '\n'), cr = slice_find_char(slice_first(piece, lf), '\r');
    stop = cr == SLICE_NONE ? lf : cr;
    end += stop == SLICE_NONE ? piece.len : stop;
  }
  *line = slice_first(*rest, end);
  bool crlf = slice_starts(slice_from(*rest, end), SLICE("\r\n"));
  *rest = slice_from(*rest, end + (crlf ? 2 : 1));
  return true;
}
