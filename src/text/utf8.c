#include "text/utf8.h"

#include <stdint.h>

/* What a lead byte asks for.  The range of the second byte is what keeps
 * overlong forms, surrogates and values above U+10FFFF out (Unicode table 3-7). */
struct lead {
  unsigned char bytes, second_min, second_max;
};

static struct lead lead_of(unsigned char byte)
{
  if (byte < 0xC2 || byte > 0xF4) return (struct lead){ 1, 0, 0 };
  if (byte < 0xE0) return (struct lead){ 2, 0x80, 0xBF };
  if (byte == 0xE0) return (struct lead){ 3, 0xA0, 0xBF };
  if (byte == 0xED) return (struct lead){ 3, 0x80, 0x9F };
  if (byte < 0xF0) return (struct lead){ 3, 0x80, 0xBF };
  if (byte == 0xF0) return (struct lead){ 4, 0x90, 0xBF };
  if (byte == 0xF4) return (struct lead){ 4, 0x80, 0x8F };
  return (struct lead){ 4, 0x80, 0xBF };
}

size_t utf8_decode_rare(struct slice s, char32_t *scalar, bool *valid)
{
  const unsigned char *p = (const unsigned char *)s.ptr;
  struct lead lead = lead_of(p[0]);
  size_t used = 1;
  if (lead.bytes > 1 && s.len > 1 && p[1] >= lead.second_min && p[1] <= lead.second_max) {
    char32_t value = (char32_t)(p[0] & (0x7F >> lead.bytes)) << 6 | (p[1] & 0x3Fu);
    for (used = 2; used < lead.bytes && used < s.len && (p[used] & 0xC0) == 0x80; used++)
      value = value << 6 | (p[used] & 0x3Fu);
    if (used == lead.bytes) {
      *scalar = value;
      return used;
    }
  }
  *scalar = UTF8_REPLACEMENT;
  if (valid) *valid = false;
  return used;
}

size_t utf8_encode(char32_t scalar, char out[4])
{
  if (scalar < 0x80) {
    out[0] = (char)scalar;
    return 1;
  }
  if (scalar > 0x10FFFF || (scalar >= 0xD800 && scalar < 0xE000)) scalar = UTF8_REPLACEMENT;
  size_t bytes = scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
  for (size_t i = bytes; --i > 0; scalar >>= 6) out[i] = (char)(0x80 | (scalar & 0x3F));
  out[0] = (char)((0xF00u >> bytes) | scalar);
  return bytes;
}

void utf8_add(struct str *out, char32_t scalar)
{
  char bytes[4];
  str_add(out, (struct slice){ bytes, utf8_encode(scalar, bytes) });
}

/* A block that holds nothing but ASCII and common characters of three bytes: a continuation byte
 * stands one or two after a lead byte, and nowhere else.  Two bytes can be read before it, its
 * first bytes may belong to a character that begins there.  Written without branches, so that the
 * compiler looks at many bytes in one step. */
enum { BLOCK_BYTES = 64 };

static bool is_common_block(const unsigned char *p)
{
#define EACH(condition) (unsigned char)-(condition)
  unsigned char wrong = 0;
  for (int i = 0; i < BLOCK_BYTES; i++) {
    unsigned char here = p[i];
    unsigned char owed = EACH((p[i - 1] & 0xF0) == 0xE0) | EACH((p[i - 2] & 0xF0) == 0xE0);
    wrong |= EACH((here & 0xC0) == 0x80) ^ owed;
    wrong |= EACH((here & 0xC0) == 0xC0) ^ EACH((here & 0xF0) == 0xE0);
    wrong |= EACH(here == 0xE0) | EACH(here == 0xED);
  }
#undef EACH
  return !wrong;
}

/* Where the character begins that is not at its end before `at`. */
static size_t whole_before(struct slice s, size_t at)
{
  for (size_t back = 1; back <= 2; back++)
    if (((unsigned char)s.ptr[at - back] & 0xF0) == 0xE0) return at - back;
  return at;
}

bool utf8_valid(struct slice s)
{
  bool valid = true;
  char32_t scalar;
  for (size_t at = 0; at < s.len && valid;) {
    size_t start = at;
    while (at >= 2 && s.len - at >= BLOCK_BYTES &&
           is_common_block((const unsigned char *)s.ptr + at))
      at += BLOCK_BYTES;
    if (at > start) at = whole_before(s, at);
    for (size_t end = at + BLOCK_BYTES; at < end && at < s.len && valid;)
      at += utf8_decode(slice_from(s, at), &scalar, &valid);
  }
  return valid;
}
