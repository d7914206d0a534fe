#include "text/cluster.h"

#include "base/str.h"
#include "text/utf8.h"

static const struct slice cut_mark = { "..", 2 };

static bool is_control(char32_t scalar)
{
  return scalar < 0x20 || (scalar >= 0x7F && scalar < 0xA0);
}

/* width_scalar, with a short way for what most characters are. */
static int width_of(char32_t scalar, enum ambiguous ambiguous)
{
  return scalar >= 0x4E00 && scalar <= 0x9FFF ? 2 : width_scalar(scalar, ambiguous);
}

/* Does the byte start a scalar value that could stand on the one before it?
 * The first that can is U+0300, and no Han character between U+4000 and U+9FFF can. */
static bool may_follow(unsigned char byte)
{
  return byte >= 0xCC && (byte < 0xE4 || byte > 0xE9);
}

/* Bytes of the marks at the start of `s`. */
static size_t marks_bytes(struct slice s)
{
  size_t bytes = 0;
  while (bytes < s.len && may_follow((unsigned char)s.ptr[bytes])) {
    char32_t scalar;
    size_t used = utf8_decode(slice_from(s, bytes), &scalar, NULL);
    if (width_scalar(scalar, AMBIGUOUS_NARROW) > 0 || is_control(scalar)) break;
    bytes += used;
  }
  return bytes;
}

bool cluster_next_rare(struct slice *rest, enum ambiguous ambiguous, struct cluster *out)
{
  if (rest->len == 0) return false;
  size_t bytes = utf8_decode(*rest, &out->base, NULL);
  out->columns = width_of(out->base, ambiguous);
  bool alone = bytes == rest->len || !may_follow((unsigned char)rest->ptr[bytes]);
  if (!alone && !is_control(out->base)) bytes += marks_bytes(slice_from(*rest, bytes));
  out->bytes = slice_first(*rest, bytes);
  *rest = slice_from(*rest, bytes);
  return true;
}

size_t text_columns(struct slice text, enum ambiguous ambiguous)
{
  size_t columns = 0;
  while (text.len > 0) {
    char32_t scalar;
    for (; cluster_is_plain_han(text); text = slice_from(text, 3)) columns += 2;
    if (text.len == 0) break;
    text = slice_from(text, utf8_decode(text, &scalar, NULL));
    columns += (size_t)width_of(scalar, ambiguous);
  }
  return columns;
}

struct slice text_clip(struct slice text, size_t columns, enum ambiguous ambiguous, size_t *used)
{
  struct slice rest = text;
  struct cluster cluster;
  size_t taken = 0, bytes = 0;
  while (cluster_next(&rest, ambiguous, &cluster)) {
    if (taken + (size_t)cluster.columns > columns) break;
    taken += (size_t)cluster.columns;
    bytes += cluster.bytes.len;
  }
  if (used) *used = taken;
  return slice_first(text, bytes);
}

void text_fit(struct str *out, struct slice text, size_t columns, enum ambiguous ambiguous,
              bool pad)
{
  size_t used;
  struct slice start = text_clip(text, columns, ambiguous, &used);
  /* In less than four columns a character says more than the mark would. */
  bool marked = start.len < text.len && columns >= 4;
  if (marked) start = text_clip(text, columns - cut_mark.len, ambiguous, &used);
  str_add(out, start);
  if (marked) {
    str_add(out, cut_mark);
    used += cut_mark.len;
  }
  if (pad) str_pad(out, ' ', columns - used);
}
