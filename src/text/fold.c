#include "text/fold.h"

#include <unicase.h>
#include <uninorm.h>

#include "text/kinsoku.h"
#include "text/scalar.h"
#include "text/simplified.h"
#include "text/utf8.h"

enum {
  RUN_MAX = 32,        /* scalar values that are normalised together */
  NFKC_GROWTH = 18,    /* U+FDFA is the longest (UAX #15, 9) */
  FOLD_GROWTH = 3,     /* the most that full case folding makes of one */
  KANA_STEP = 0x60,    /* from hiragana to katakana */
  HAN_BYTES = 3 << 10, /* that are folded in one go */
};

/* White space waits in `blank` until what follows it is known. */
struct folder {
  struct slice in;
  size_t at; /* offset in `in` */
  struct str *out;
  size_t start;  /* of our part of *out */
  char32_t last; /* written; 0: nothing yet */
  bool blank;
  size_t blank_at; /* where in `in` it began */
  struct offset_map *map;
};

/* What NFKC leaves apart though it is typed alike.  Sorted. */
static const struct {
  char32_t from, to;
} alike[] = {
  { 0x2010, '-' },    { 0x2011, '-' },  { 0x2012, '-' },  { 0x2013, '-' },  { 0x2014, '-' },
  { 0x2015, '-' },    { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201A, '\'' }, { 0x201B, '\'' },
  { 0x201C, '"' },    { 0x201D, '"' },  { 0x201E, '"' },  { 0x201F, '"' },  { 0x2212, '-' },
  { 0x22EF, 0x2026 }, { 0x3001, ',' },  { 0x3002, '.' },  { 0x301C, '~' },
};

static char32_t alike_of(char32_t scalar)
{
  size_t low = 0, high = sizeof alike / sizeof *alike;
  while (low < high) {
    size_t half = low + (high - low) / 2;
    if (alike[half].from == scalar) return alike[half].to;
    if (alike[half].from < scalar)
      low = half + 1;
    else
      high = half;
  }
  return scalar;
}

static bool is_blank(char32_t c)
{
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x3000 || c == 0xA0 || c == 0x85 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F;
}

static void note(struct folder *f, size_t from)
{
  if (f->map) offset_map_note(f->map, f->out->len - f->start, from);
}

/* Settles the blank that waits, now that `next` is to be written (0: the end). */
static void settle(struct folder *f, char32_t next)
{
  if (!f->blank) return;
  f->blank = false;
  if (kinsoku_is_solid(f->last) || kinsoku_is_solid(next)) return;
  note(f, f->blank_at);
  str_addc(f->out, ' ');
}

static void put(struct folder *f, char32_t scalar, size_t from)
{
  if (f->blank) settle(f, scalar);
  note(f, from);
  utf8_add(f->out, scalar);
  f->last = scalar;
}

static bool is_latin(char32_t c)
{
  return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= 0xC0 && c <= 0x24F) ||
         (c >= 0x1E00 && c <= 0x1EFF);
}

/* The Latin letter without its marks: é as e. */
static char32_t bare_letter(char32_t scalar)
{
  ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
  while (scalar >= 0x80 && is_latin(scalar) && uc_canonical_decomposition(scalar, parts) > 0)
    scalar = parts[0];
  return scalar;
}

static char32_t scalar_folded(char32_t c)
{
  if (c < 0x80) return c;
  if (c >= 0x3041 && c <= 0x3096) return c + KANA_STEP;
  if (c == 0x309D || c == 0x309E) return c + KANA_STEP;
  if (is_latin(c)) return bare_letter(c);
  return simplified_of(alike_of(c));
}

/* Writes a run that was normalised; all of it came from `from`. */
static void put_run(struct folder *f, const uint32_t *run, size_t count, size_t from)
{
  for (size_t i = 0; i < count; i++) {
    if (scalar_of(run[i]).kind == SCALAR_IGNORED) continue;
    if (is_blank(run[i])) {
      if (!f->blank) f->blank_at = from;
      f->blank = true;
    } else if (scalar_of(run[i]).kind != SCALAR_MARK || f->blank || !is_latin(f->last)) {
      put(f, scalar_folded(run[i]), from);
    }
  }
}

static bool joins_run(char32_t scalar)
{
  enum scalar_kind kind = scalar_of(scalar).kind;
  return kind == SCALAR_MARK || kind == SCALAR_SPACING || kind == SCALAR_IGNORED ||
         scalar == 0xFF9E || scalar == 0xFF9F; /* half-width voiced sound marks */
}

/* One character with its marks, by way of the library. */
static void fold_run(struct folder *f)
{
  uint32_t run[RUN_MAX], plain[RUN_MAX * NFKC_GROWTH];
  uint32_t folded[RUN_MAX * NFKC_GROWTH * FOLD_GROWTH];
  size_t count = 0, from = f->at;
  while (f->at < f->in.len && count < RUN_MAX) {
    char32_t scalar;
    size_t bytes = utf8_decode(slice_from(f->in, f->at), &scalar, NULL);
    if (count > 0 && (is_blank(scalar) || !joins_run(scalar))) break;
    run[count++] = scalar;
    f->at += bytes;
  }
  size_t plain_count = sizeof plain / sizeof *plain, folded_count = sizeof folded / sizeof *folded;
  if (u32_normalize(UNINORM_NFKC, run, count, plain, &plain_count) != plain) return;
  if (u32_casefold(plain, plain_count, NULL, UNINORM_NFKC, folded, &folded_count) != folded) return;
  put_run(f, folded, folded_count, from);
}

/* None is below U+0300, none Han. */
static inline bool may_be_mark(unsigned char byte)
{
  return byte >= 0xCC && !(byte >= 0xE4 && byte <= 0xE9);
}

/* Does something that joins a run start at this offset? */
static bool mark_at(const struct folder *f, size_t at)
{
  if (at >= f->in.len || !may_be_mark((unsigned char)f->in.ptr[at])) return false;
  char32_t scalar;
  utf8_decode(slice_from(f->in, at), &scalar, NULL);
  return joins_run(scalar);
}

static bool is_ascii_text(unsigned char byte)
{
  return byte > 0x20 && byte < 0x7F;
}

/* ASCII words, with single blanks between them: bytes in step. */
static void fold_ascii(struct folder *f)
{
  const unsigned char *p = (const unsigned char *)f->in.ptr + f->at;
  size_t left = f->in.len - f->at, bytes = 1;
  while (bytes < left &&
         (is_ascii_text(p[bytes]) || (p[bytes] == ' ' && p[bytes - 1] != ' ' && bytes + 1 < left &&
                                      is_ascii_text(p[bytes + 1]))))
    bytes++;
  if (mark_at(f, f->at + bytes)) bytes--; /* the last letter carries marks: for the library */
  if (bytes == 0) {
    fold_run(f);
    return;
  }
  settle(f, p[0]);
  note(f, f->at);
  str_reserve(f->out, bytes);
  char *to = f->out->ptr + f->out->len;
  for (size_t i = 0; i < bytes; i++)
    to[i] = (char)(p[i] >= 'A' && p[i] <= 'Z' ? p[i] + ('a' - 'A') : p[i]);
  to[bytes] = '\0';
  f->out->len += bytes;
  f->last = p[bytes - 1];
  f->at += bytes;
}

/* Han characters one after another, three bytes each on both sides. */
static void fold_han(struct folder *f)
{
  size_t begin = f->at, at = f->at;
  str_reserve(f->out, f->in.len - at < HAN_BYTES ? f->in.len - at : HAN_BYTES);
  const unsigned char *p = (const unsigned char *)f->in.ptr;
  char *to = f->out->ptr + f->out->len;
  char32_t last = 0;
  for (; f->in.len - at >= 3 && at - begin + 3 <= HAN_BYTES; at += 3) {
    bool han = p[at] >= 0xE4 && p[at] <= 0xE9 && (p[at + 1] & 0xC0) == 0x80 &&
               (p[at + 2] & 0xC0) == 0x80 && !(p[at] == 0xE4 && p[at + 1] < 0xB8);
    if (!han || (f->in.len - at > 3 && may_be_mark(p[at + 3]) && mark_at(f, at + 3))) break;
    char32_t scalar = (p[at] & 0xFu) << 12 | (p[at + 1] & 0x3Fu) << 6 | (p[at + 2] & 0x3Fu);
    char32_t simple = simplified_of(scalar);
    if (simple > 0xFFFF) break;
    if (simple == scalar)
      memcpy(to, p + at, 3), to += 3;
    else
      to += utf8_encode(simple, to);
    last = simple;
  }
  if (!last) return;
  f->blank = false; /* none beside a Han character */
  note(f, begin);
  f->out->len = (size_t)(to - f->out->ptr);
  *to = '\0';
  f->last = last;
  f->at = at;
}

/* What one character becomes when it needs no library; 0: it needs it. */
static char32_t fold_alone(char32_t c)
{
  if (c >= 0x4E00 && c <= 0x9FFF) return simplified_of(c);
  if (c >= 0x3041 && c <= 0x3096) return c + KANA_STEP;
  if ((c >= 0x30A1 && c <= 0x30FE) || (c >= 0x3003 && c <= 0x301B)) return c;
  if (c >= 0xFF21 && c <= 0xFF3A) return c - 0xFF21 + 'a';
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
  if ((c >= 0xAC00 && c <= 0xD7A3) || c == UTF8_REPLACEMENT) return c;
  char32_t other = alike_of(c);
  return other != c ? other : 0;
}

static void fold_other(struct folder *f)
{
  char32_t scalar;
  size_t bytes = utf8_decode(slice_from(f->in, f->at), &scalar, NULL);
  char32_t alone = fold_alone(scalar);
  if (alone && !mark_at(f, f->at + bytes)) {
    put(f, alone, f->at);
    f->at += bytes;
  } else if (is_blank(scalar)) {
    if (!f->blank) f->blank_at = f->at;
    f->blank = true;
    f->at += bytes;
  } else {
    fold_run(f);
  }
}

void fold(struct slice text, struct str *out, struct offset_map *map)
{
  struct folder f = { .in = text, .out = out, .start = out->len, .map = map };
  str_reserve(out, text.len);
  while (f.at < text.len) {
    size_t before = f.at;
    unsigned char byte = (unsigned char)text.ptr[f.at];
    if (is_ascii_text(byte))
      fold_ascii(&f);
    else if (byte >= 0xE4 && byte <= 0xE9)
      fold_han(&f);
    if (f.at == before) fold_other(&f);
  }
  settle(&f, 0);
  note(&f, text.len);
}

void fold_lines(struct slice text, struct str *out)
{
  struct slice line;
  size_t start = out->len;
  while (slice_line(&text, &line)) {
    size_t before = out->len;
    if (before > start) str_addc(out, '\n');
    size_t begin = out->len;
    fold(slice_trim(line), out, NULL);
    if (out->len == begin) str_cut(out, before);
  }
}

bool fold_crosses_blanks(struct slice folded)
{
  while (folded.len > 0) {
    char32_t scalar;
    folded = slice_from(folded, utf8_decode(folded, &scalar, NULL));
    if (kinsoku_is_solid(scalar)) return true;
  }
  return false;
}

void fold_drop_blanks(struct str *folded, size_t from)
{
  size_t kept = from;
  struct slice rest = slice_from(str_slice(folded), from), piece;
  while (slice_cut(&rest, ' ', &piece)) {
    if (piece.len) memmove(folded->ptr + kept, piece.ptr, piece.len);
    kept += piece.len;
  }
  str_cut(folded, kept);
}

bool fold_contains(struct slice text, struct slice query)
{
  struct str folded = STR_INIT, wanted = STR_INIT;
  fold(text, &folded, NULL);
  fold(slice_trim(query), &wanted, NULL);
  if (fold_crosses_blanks(str_slice(&wanted))) {
    fold_drop_blanks(&folded, 0);
    fold_drop_blanks(&wanted, 0);
  }
  bool found = slice_find(str_slice(&folded), str_slice(&wanted)) != SLICE_NONE;
  str_free(&folded);
  str_free(&wanted);
  return found;
}
