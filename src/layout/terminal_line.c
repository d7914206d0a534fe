#include "layout/terminal_line.h"

#include "layout/sgr.h"
#include "text/utf8.h"

#define ESCAPE 0x1B

void terminal_line_init(struct terminal_line *l)
{
  *l = (struct terminal_line){ 0 };
  str_init(&l->text);
  str_init(&l->raw);
}

void terminal_line_free(struct terminal_line *l)
{
  str_free(&l->text);
  str_free(&l->raw);
  vec_free(&l->pieces);
  vec_free(&l->raw_pieces);
  offset_map_free(&l->map);
}

static bool is_between(char c, unsigned char low, unsigned char high)
{
  return (unsigned char)c >= low && (unsigned char)c <= high;
}

/* CSI (ECMA-48 5.4): `at` is after its introducer; returns where it ends. */
static size_t skip_control_sequence(struct slice in, size_t at, struct ink *ink)
{
  size_t start = at;
  while (at < in.len && is_between(in.ptr[at], 0x20, 0x3F)) at++;
  if (at == in.len || !is_between(in.ptr[at], 0x40, 0x7E)) return at;
  struct slice parameters = { in.ptr + start, at - start };
  bool plain = true;
  for (size_t i = 0; i < parameters.len; i++)
    plain = plain && is_between(parameters.ptr[i], '0', ';');
  if (in.ptr[at] == 'm' && plain) sgr_apply(parameters, ink);
  return at + 1;
}

/* A command string (5.6), up to BEL or ST, or all of the line. */
static size_t skip_string(struct slice in, size_t at)
{
  for (; at < in.len; at++) {
    if (in.ptr[at] == '\a') return at + 1;
    if (in.ptr[at] == ESCAPE && at + 1 < in.len && in.ptr[at + 1] == '\\') return at + 2;
  }
  return at;
}

/* Passes over the escape at in.ptr[at], if there is one. */
static size_t skip_escape(struct slice in, size_t at, struct ink *ink)
{
  if (slice_starts(slice_from(in, at), SLICE("\xC2\x9B")))
    return skip_control_sequence(in, at + 2, ink);
  if (in.ptr[at] != ESCAPE) return at;
  if (++at == in.len) return at;
  if (in.ptr[at] == '[') return skip_control_sequence(in, at + 1, ink);
  if (strchr("]PX^_", in.ptr[at]) && in.ptr[at]) return skip_string(in, at + 1);
  while (at < in.len && is_between(in.ptr[at], 0x20, 0x2F)) at++;
  return at < in.len && is_between(in.ptr[at], 0x30, 0x7E) ? at + 1 : at;
}

static bool same_ink(struct ink a, struct ink b)
{
  return a.fg == b.fg && a.bg == b.bg && a.attributes == b.attributes;
}

static void add_raw(struct terminal_line *l, struct slice bytes, struct ink ink, uint32_t position)
{
  struct ink_piece *last = l->raw_pieces.count ? vec_last(&l->raw_pieces) : NULL;
  uint32_t start = (uint32_t)l->raw.len;
  if (!last || !same_ink(last->ink, ink))
    vec_push(&l->raw_pieces, ((struct ink_piece){ start, position, ink }));
  str_add(&l->raw, bytes);
}

/* Takes the last scalar back, for what is struck over it. */
static size_t take_back(struct terminal_line *l, char scalar[8], struct ink *ink)
{
  size_t start = l->raw.len;
  if (start == 0) return 0;
  do start--;
  while (start > 0 && l->raw.len - start < 4 && is_between(l->raw.ptr[start], 0x80, 0xBF));
  size_t bytes = l->raw.len - start;
  memcpy(scalar, l->raw.ptr + start, bytes);
  *ink = vec_last(&l->raw_pieces)->ink;
  str_cut(&l->raw, start);
  if (vec_last(&l->raw_pieces)->start == start) l->raw_pieces.count--;
  return bytes;
}

/* x BS x is bold, _ BS x and x BS _ are underlined; what else is struck over
 * replaces.  `at` is after the BS; returns where reading goes on. */
static size_t strike_over(struct terminal_line *l, struct slice in, size_t at, uint32_t position)
{
  char under[8];
  struct ink ink;
  size_t under_bytes = take_back(l, under, &ink);
  if (at == in.len || under_bytes == 0 || (unsigned char)in.ptr[at] < ' ') return at;
  char32_t scalar;
  struct slice over = { in.ptr + at, utf8_decode(slice_from(in, at), &scalar, NULL) };
  struct slice below = { under, under_bytes }, shown = over;
  if (slice_eq(over, below)) {
    ink.attributes |= over.ptr[0] == '_' && (ink.attributes & INK_BOLD) ? INK_UNDERLINE : INK_BOLD;
  } else if (slice_eq(below, SLICE("_"))) {
    ink.attributes |= INK_UNDERLINE;
  } else if (slice_eq(over, SLICE("_"))) {
    ink.attributes |= INK_UNDERLINE;
    shown = below;
  }
  add_raw(l, shown, ink, position + (uint32_t)at);
  return at + over.len;
}

static void read_raw(struct terminal_line *l, struct slice in, uint32_t position, struct ink *ink)
{
  size_t at = 0;
  while (at < in.len) {
    size_t next = skip_escape(in, at, ink);
    if (next > at) {
      at = next;
      continue;
    }
    if (in.ptr[at] == '\b') {
      at = strike_over(l, in, at + 1, position);
      continue;
    }
    size_t end = at + 1;
    while (end < in.len && in.ptr[end] != '\b' && in.ptr[end] != ESCAPE && in.ptr[end] != '\xC2')
      end++;
    add_raw(l, (struct slice){ in.ptr + at, end - at }, *ink, position + (uint32_t)at);
    at = end;
  }
}

/* The pieces of the raw text as pieces of the sanitised one: both lists and the
 * map between them are sorted, so one pass does.  Where the sanitiser composed
 * what a change of ink parted, the whole scalar takes the later one. */
static void map_pieces(struct terminal_line *l)
{
  size_t pair = 0, pairs = l->map.pairs.count;
  for (size_t i = 0; i < l->raw_pieces.count; i++) {
    struct ink_piece piece = l->raw_pieces.items[i];
    while (pair + 1 < pairs && l->map.pairs.items[pair + 1].from <= piece.start) pair++;
    struct offset_pair at = pairs ? l->map.pairs.items[pair] : (struct offset_pair){ 0 };
    uint32_t to = piece.start >= at.from ? at.to + (piece.start - at.from) : piece.start;
    uint32_t most = pair + 1 < pairs ? l->map.pairs.items[pair + 1].to : (uint32_t)l->text.len;
    piece.start = to < most ? to : most;
    while (piece.start && is_between(l->text.ptr[piece.start], 0x80, 0xBF)) piece.start--;
    if (l->pieces.count && vec_last(&l->pieces)->start == piece.start)
      *vec_last(&l->pieces) = piece;
    else
      vec_push(&l->pieces, piece);
  }
}

void terminal_line_read(struct terminal_line *l, struct slice bytes, uint32_t position,
                        struct ink *ink)
{
  str_clear(&l->text);
  str_clear(&l->raw);
  vec_clear(&l->pieces);
  vec_clear(&l->raw_pieces);
  vec_clear(&l->map.pairs);
  while (bytes.len && bytes.ptr[bytes.len - 1] == '\r') bytes.len--;
  read_raw(l, bytes, position, ink);
  sanitize(str_slice(&l->raw), SANITIZE_TEXT, &l->text, &l->map);
  map_pieces(l);
}
