#include "layout/spacing.h"

#include "base/ascii.h"
#include "text/cluster.h"
#include "text/kinsoku.h"

/* In the order in which CLREQ 3.5.4 widens them. */
enum gap_kind { GAP_BLANK, GAP_BORDER, GAP_PAUSE, GAP_KINDS, GAP_NONE = GAP_KINDS };

static bool is_latin(char32_t c)
{
  if (c < 0x80) return ascii_is_alnum((char)c);
  return c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7; /* but the signs × ÷ */
}

bool spacing_parts(char32_t left, char32_t right)
{
  return (kinsoku_is_solid(left) && is_latin(right)) || (is_latin(left) && kinsoku_is_solid(right));
}

static enum gap_kind gap_between(char32_t left, char32_t right)
{
  if (left == ' ') return right == ' ' ? GAP_NONE : GAP_BLANK;
  if (right == ' ') return GAP_NONE;
  if (spacing_parts(left, right)) return GAP_BORDER;
  if (kinsoku_may_hang(left) && !kinsoku_is_punctuation(right)) return GAP_PAUSE;
  return GAP_NONE;
}

struct gaps {
  VEC(uint32_t) bytes;
  VEC(uint8_t) kinds;
  size_t counts[GAP_KINDS];
};

static void find_gaps(struct slice line, struct gaps *g)
{
  struct slice rest = line;
  struct cluster c;
  char32_t left = ' '; /* nothing is added before the first character, indents included */
  bool indent = true;
  while (cluster_next(&rest, AMBIGUOUS_NARROW, &c)) {
    enum gap_kind kind = indent ? GAP_NONE : gap_between(left, c.base);
    if (kind != GAP_NONE) {
      vec_push(&g->bytes, (uint32_t)(c.bytes.ptr - line.ptr));
      vec_push(&g->kinds, (uint8_t)kind);
      g->counts[kind]++;
    }
    indent = indent && (c.base == ' ' || c.base == 0x3000);
    left = c.base;
  }
}

/* Of the gaps of each kind so many are widened. */
static void share_out(const struct gaps *g, bool autospace, uint32_t missing,
                      size_t taken[GAP_KINDS])
{
  size_t room = 0;
  for (int kind = 0; kind < GAP_KINDS; kind++) taken[kind] = 0;
  if (autospace) taken[GAP_BORDER] = g->counts[GAP_BORDER];
  for (int kind = 0; kind < GAP_KINDS; kind++) room += g->counts[kind] - taken[kind];
  if (missing > room) return;
  for (int kind = 0; kind < GAP_KINDS && missing; kind++) {
    size_t more = g->counts[kind] - taken[kind];
    if (more > missing) more = missing;
    taken[kind] += more;
    missing -= (uint32_t)more;
  }
}

void spacing_find(struct slice line, bool autospace, uint32_t missing, spacing_list *out)
{
  struct gaps g = { 0 };
  size_t taken[GAP_KINDS], seen[GAP_KINDS] = { 0 };
  vec_clear(out);
  find_gaps(line, &g);
  share_out(&g, autospace, missing, taken);
  for (size_t i = 0; i < g.bytes.count; i++) {
    uint8_t kind = g.kinds.items[i];
    size_t before = seen[kind] * taken[kind] / g.counts[kind];
    seen[kind]++;
    if (seen[kind] * taken[kind] / g.counts[kind] > before) vec_push(out, g.bytes.items[i]);
  }
  vec_free(&g.bytes);
  vec_free(&g.kinds);
}
