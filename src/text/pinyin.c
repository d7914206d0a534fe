#include "text/pinyin.h"

#include "base/mem.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>

#include "text/pinyin_table.h"

enum {
  TYPED_MAX = 63,
  BLOCK = 64,
  SEVERAL = 0x8000, /* a cell: more than one reading; in a list: the last one */
  SYLLABLES = sizeof pinyin_syllables / sizeof *pinyin_syllables,
  LISTS = sizeof pinyin_lists / sizeof *pinyin_lists,
};

/* Sets of places in what was typed are bits of a word: bit n is set when the
 * characters so far can have used up the first n letters.  A character moves the bits
 * on by the lengths of what it may stand for, all of them in a few operations. */
typedef uint64_t places;

struct pinyin {
  size_t count; /* characters typed */
  char32_t typed[TYPED_MAX];
  bool has_other;            /* some are not ASCII */
  places ascii[128];         /* where that one is typed */
  places whole[SYLLABLES];   /* where the syllable is typed in full */
  places begun[SYLLABLES];   /* where what is left is a beginning of it, more than its initial */
  uint8_t length[SYLLABLES]; /* letters */
  /* By cell (of several readings: behind the syllables, by where they begin in the lists):
   * what a character that begins a match can have used up, and whence one can go on. */
  places reach[SYLLABLES + LISTS], from[SYLLABLES + LISTS];
  /* The same by character, squeezed, for a quick look at two that stand side by side. */
  struct squeezed {
    uint8_t reach, from;
  } ascii_pairs[128], han_pairs[PINYIN_END - PINYIN_FIRST];
};

static bool same_letter(char letter, char32_t typed)
{
  return (char32_t)letter == typed || (letter == 'v' && typed == 'u');
}

static bool has_double_initial(const char *syllable)
{
  return syllable[1] == 'h' && (*syllable == 'z' || *syllable == 'c' || *syllable == 's');
}

static void compile(struct pinyin *p, size_t number)
{
  const char *syllable = pinyin_syllables[number];
  size_t length = strlen(syllable), initial = has_double_initial(syllable) ? 2 : 1;
  p->length[number] = (uint8_t)length;
  for (size_t at = 0; at < p->count; at++) {
    size_t same = 0;
    while (same < length && at + same < p->count &&
           same_letter(syllable[same], p->typed[at + same]))
      same++;
    if (same == length)
      p->whole[number] |= (places)1 << at;
    else if (at + same == p->count && same > initial)
      p->begun[number] |= (places)1 << at;
  }
}

static places by_initial(const struct pinyin *p, places from, const char *syllable)
{
  places one = from & p->ascii[(unsigned char)*syllable], to = one << 1;
  if (has_double_initial(syllable)) to |= (one & p->ascii['h'] >> 1) << 2;
  return to;
}

static places by_syllable(const struct pinyin *p, places from, size_t number)
{
  places to = (from & p->whole[number]) << p->length[number];
  return from & p->begun[number] ? to | (places)1 << p->count : to;
}

static size_t row_of(uint16_t cell)
{
  return cell & SEVERAL ? SYLLABLES + (cell & ~SEVERAL) : cell;
}

static void compile_cells(struct pinyin *p)
{
  for (size_t i = 1; i < SYLLABLES; i++) {
    const char *syllable = pinyin_syllables[i];
    p->reach[i] = by_syllable(p, 1, i) | by_initial(p, 1, syllable);
    p->from[i] = p->whole[i] | p->begun[i] | p->ascii[(unsigned char)*syllable];
  }
  for (size_t i = LISTS; i-- > 0;) {
    size_t one = pinyin_lists[i] & ~SEVERAL, cell = SYLLABLES + i;
    bool last = pinyin_lists[i] & SEVERAL;
    p->reach[cell] = p->reach[one] | (last ? 0 : p->reach[cell + 1]);
    p->from[cell] = p->from[one] | (last ? 0 : p->from[cell + 1]);
  }
}

/* --- what a character may stand for --------------------------------------- */

static uint16_t cell_of(char32_t c)
{
  if (c < 0x3007) return 0; /* 〇 is the first */
  if (c >= PINYIN_FIRST && c < PINYIN_END)
    return pinyin_cells[pinyin_index[(c - PINYIN_FIRST) / BLOCK] * BLOCK +
                        (c - PINYIN_FIRST) % BLOCK];
  size_t low = 0, high = sizeof pinyin_pairs / sizeof *pinyin_pairs;
  while (low < high) {
    size_t half = low + (high - low) / 2;
    if (pinyin_pairs[half].scalar == c) return pinyin_pairs[half].cell;
    if (pinyin_pairs[half].scalar < c)
      low = half + 1;
    else
      high = half;
  }
  return 0;
}

/* How far a match has come: letter by letter of the text, which alone is no pinyin; by
 * syllables, by initials, by both. */
struct state {
  places letters, full, initials, mixed;
};

static places itself(const struct pinyin *p, places from, char32_t c)
{
  if (c < 0x80) return (from & p->ascii[c]) << 1;
  places to = 0;
  for (size_t i = 0; p->has_other && i < p->count; i++)
    if (p->typed[i] == c) to |= (from & (places)1 << i) << 1;
  return to;
}

static void read_as(const struct pinyin *p, const struct state *from, size_t number,
                    struct state *to)
{
  const char *syllable = pinyin_syllables[number];
  to->full |= by_syllable(p, from->letters | from->full, number);
  to->initials |= by_initial(p, from->letters | from->initials, syllable);
  to->mixed |= by_syllable(p, from->mixed | from->initials, number) |
               by_initial(p, from->mixed | from->full, syllable);
}

static struct state after(const struct pinyin *p, const struct state *from, char32_t c)
{
  if (c == ' ') return *from;
  struct state to = { itself(p, from->letters, c), itself(p, from->full, c),
                      itself(p, from->initials, c), itself(p, from->mixed, c) };
  uint16_t cell = cell_of(c);
  if (!(cell & SEVERAL)) {
    if (cell) read_as(p, from, cell, &to);
    return to;
  }
  for (const uint16_t *number = &pinyin_lists[cell & ~SEVERAL];; number++) {
    read_as(p, from, *number & ~SEVERAL, &to);
    if (*number & SEVERAL) return to;
  }
}

static places reach_of(const struct pinyin *p, char32_t c)
{
  return c < 0x80 ? (p->ascii[c] & 1) << 1 : p->reach[row_of(cell_of(c))];
}

static places from_of(const struct pinyin *p, char32_t c)
{
  return c < 0x80 ? p->ascii[c] : p->from[row_of(cell_of(c))];
}

/* Most characters begin no match: they are passed over in one look. */
static bool may_start(const struct pinyin *p, char32_t c)
{
  return p->has_other || reach_of(p, c);
}

/* Places eight by eight on each other: what meets, meets in this too.  The end is met by all. */
static struct squeezed squeeze(const struct pinyin *p, char32_t c)
{
  places reach = reach_of(p, c), from = from_of(p, c) | (places)1 << p->count;
  for (int half = 32; half >= 8; half /= 2) {
    reach |= reach >> half;
    from |= from >> half;
  }
  return (struct squeezed){ (uint8_t)reach, (uint8_t)from };
}

static void compile_characters(struct pinyin *p)
{
  for (char32_t c = 0; c < 128; c++) p->ascii_pairs[c] = squeeze(p, c);
  for (char32_t c = PINYIN_FIRST; c < PINYIN_END; c++)
    p->han_pairs[c - PINYIN_FIRST] = squeeze(p, c);
}

struct pinyin *pinyin_new(struct slice folded)
{
  struct pinyin *p = xcalloc(1, sizeof *p);
  bool latin = false, fits = true;
  while (folded.len && fits) {
    char32_t c;
    folded = slice_from(folded, utf8_decode(folded, &c, NULL));
    if (c == '\'' || c == ' ') continue; /* xi'an */
    fits = p->count < TYPED_MAX;
    if (!fits) break;
    latin |= c >= 'a' && c <= 'z';
    p->has_other |= c >= 0x80;
    if (c < 0x80) p->ascii[c] |= (places)1 << p->count;
    p->typed[p->count++] = c;
  }
  if (!fits || !latin || p->count < 2) return free(p), NULL;
  for (size_t i = 1; i < SYLLABLES; i++) compile(p, i);
  compile_cells(p);
  compile_characters(p);
  return p;
}

void pinyin_free(struct pinyin *p)
{
  free(p);
}

static enum pinyin_rank rank_of(const struct pinyin *p, const struct state *s)
{
  places all = (places)1 << p->count;
  if (s->full & all) return PINYIN_FULL;
  if (s->mixed & all) return PINYIN_MIXED;
  return s->initials & all ? PINYIN_INITIALS : PINYIN_NONE;
}

/* --- walking along a text ------------------------------------------------- */

static size_t decode(struct slice s, char32_t *c)
{
  unsigned char byte = (unsigned char)*s.ptr;
  if (byte < 0x80) return *c = byte, 1;
  if (byte < 0xE1 || byte > 0xE9 || s.len < 3) return utf8_decode(s, c, NULL);
  *c = (byte & 0xFu) << 12 | ((unsigned char)s.ptr[1] & 0x3Fu) << 6 |
       ((unsigned char)s.ptr[2] & 0x3Fu);
  return 3; /* folding writes nothing that is not UTF-8 */
}

/* The best match that starts at the text's beginning, and where it ends. */
static enum pinyin_rank match_here(const struct pinyin *p, struct slice text, size_t *end)
{
  struct state s = { .letters = 1 };
  enum pinyin_rank best = PINYIN_NONE;
  for (size_t at = 0; at < text.len && (s.letters | s.full | s.initials | s.mixed);) {
    char32_t c;
    at += decode(slice_from(text, at), &c);
    if (c == ' ' && s.letters == 1) return PINYIN_NONE;
    s = after(p, &s, c);
    enum pinyin_rank rank = rank_of(p, &s);
    if (rank > best) best = rank, *end = at;
  }
  return best;
}

/* A word begins after what is no letter, digit or Han character, and Han after Latin. */
static bool begins_word(char32_t before, char32_t c)
{
  bool latin = (before | 0x20) - 'a' < 26u || before - '0' < 10u;
  return latin ? c >= 0x80 : cell_of(before) == 0;
}

size_t pinyin_next(const struct pinyin *p, struct slice folded, size_t at)
{
  const unsigned char *s = (const unsigned char *)folded.ptr;
  uint8_t reach = 0;
  if (p->has_other) return at < folded.len ? at : SLICE_NONE;
  size_t start = at;
  for (size_t here = at; at < folded.len; here = at) {
    struct squeezed pair;
    uint32_t han = PINYIN_END;
    if (folded.len - at >= 3 && s[at] >= 0xE3 && s[at] <= 0xE9)
      han = (s[at] & 0xFu) << 12 | (s[at + 1] & 0x3Fu) << 6 | (s[at + 2] & 0x3Fu);
    if (han - PINYIN_FIRST < PINYIN_END - PINYIN_FIRST) {
      pair = p->han_pairs[han - PINYIN_FIRST];
      at += 3;
    } else if (s[at] == ' ') {
      at++;
      continue;
    } else if (s[at] < 0x80) {
      pair = p->ascii_pairs[s[at++]];
    } else {
      char32_t c;
      at += decode(slice_from(folded, at), &c);
      pair = squeeze(p, c);
    }
    if (reach & pair.from) return start;
    reach = pair.reach;
    start = here;
  }
  return reach & p->ascii_pairs['\n'].from ? start : SLICE_NONE;
}

/* The character that ends at `at`; a blank before the first. */
static char32_t before(struct slice text, size_t at)
{
  char32_t c = ' ';
  size_t start = at;
  while (start > 0 && ((unsigned char)text.ptr[--start] & 0xC0) == 0x80) (void)0;
  if (at > 0) decode(slice_from(text, start), &c);
  return c;
}

/* As match_here, from each place or each beginning of a word; the first of the best ones. */
static enum pinyin_rank match_best(const struct pinyin *p, struct slice text, bool words_only,
                                   size_t *start, size_t *end)
{
  enum pinyin_rank best = PINYIN_NONE;
  char32_t c;
  for (size_t at = 0; best < PINYIN_FULL_FIRST && (at = pinyin_next(p, text, at)) != SLICE_NONE;) {
    size_t bytes = decode(slice_from(text, at), &c), length = 0;
    bool first = begins_word(before(text, at), c);
    if (first || !words_only) {
      enum pinyin_rank rank = match_here(p, slice_from(text, at), &length);
      if (rank) rank += first;
      if (rank > best) best = rank, *start = at, *end = at + length;
    }
    at += bytes;
  }
  return best;
}

enum pinyin_rank pinyin_rank(const struct pinyin *p, struct slice folded)
{
  struct state s = { .letters = 1 };
  enum pinyin_rank best = PINYIN_NONE;
  size_t at = pinyin_next(p, folded, 0);
  while (at < folded.len && best < PINYIN_FULL) {
    char32_t c;
    at += decode(slice_from(folded, at), &c);
    if (s.letters == 1 && !(s.full | s.initials | s.mixed) && !may_start(p, c)) continue;
    s = after(p, &s, c);
    enum pinyin_rank rank = rank_of(p, &s);
    if (rank > best) best = rank;
    s.letters |= 1;
  }
  if (!best) return best;
  size_t start, end;
  enum pinyin_rank first = match_best(p, folded, true, &start, &end);
  return first > best ? first : best;
}

bool pinyin_find(const struct pinyin *p, struct slice folded, size_t *start, size_t *end)
{
  return match_best(p, folded, false, start, end) != PINYIN_NONE;
}
