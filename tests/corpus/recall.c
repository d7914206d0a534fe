/* recall ORACLE_FOLDER DUMP_FOLDER < NAMES
 *
 * How much of the text that a browser shows is in our plain text, in the same order.  NAMES are
 * paths, one a line, of a file in both folders; the part before the first slash is the site.
 *
 *     recall     longest common subsequence / visible characters of the browser's text
 *     precision  longest common subsequence / characters of ours
 *
 * Prints a line a site (SITE POSTS MEAN_RECALL MEAN_PRECISION), one named "all", then the
 * ten worst, lowest first ("worst RECALL PRECISION NAME").
 *
 * Only what shows counts: no white space, controls, formats or variation selectors; NFC on both
 * sides.  Quotation marks, dashes and dots that typography changes count as plain ones, the
 * marks around formulas not at all.  Our decoration (bullets, rules, boxes) costs no
 * precision where the browser's text has none: it draws them without characters. */
#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "text/utf8.h"

#include <stdio.h>
#include <unictype.h>
#include <uninorm.h>

enum { WORST_SHOWN = 10, CHARACTERS_MAX = 1000000 };

typedef VEC(uint32_t) characters;

struct result {
  struct slice name;
  double recall, precision;
};

struct site {
  struct slice name;
  size_t posts;
  double recall, precision; /* sums */
};

static void give_up(const char *what, const char *name)
{
  fprintf(stderr, "recall: %s: %s\n", name, what);
  exit(2);
}

/* --- what shows --- */

/* Typographic characters as the plain ones they were written as. */
static const char *plain(uint32_t c)
{
  static const struct {
    uint32_t c;
    const char *text;
  } rows[] = {
    { 0x201c, "\"" }, { 0x201d, "\"" }, { 0x201e, "\"" },  { 0x2018, "'" },  { 0x2019, "'" },
    { 0x2013, "-" },  { 0x2014, "-" },  { 0x2026, "..." }, { 0x00ab, "<<" }, { 0x00bb, ">>" },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (rows[i].c == c) return rows[i].text;
  return NULL;
}

static void add_plain(uint32_t c, characters *out)
{
  const char *text = plain(c);
  if (!text) text = c == '-' ? "-" : NULL;
  if (!text) vec_push(out, c);
  for (; text && *text; text++)
    if (*text != '-' || out->count == 0 || *vec_last(out) != '-')
      vec_push(out, (unsigned char)*text);
}

static bool formula_mark(const characters *text, size_t at)
{
  if (at + 1 >= text->count) return false;
  uint32_t c = text->items[at], next = text->items[at + 1];
  return (c == '\\' && next < 0x80 && next && strchr("()[]", (int)next)) ||
         (c == '$' && next == '$');
}

static bool shows(uint32_t c)
{
  if (c < 0x80) return c > 0x20 && c != 0x7f;
  if (c >= 0xfe00 && c <= 0xfe0f) return false;
  return !uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf |
                                                  UC_CATEGORY_MASK_Z | UC_CATEGORY_MASK_Cs);
}

static void add_visible(struct slice bytes, characters *out)
{
  characters scalars = { 0 }, text = { 0 };
  while (bytes.len) {
    char32_t c;
    bytes = slice_from(bytes, utf8_decode(bytes, &c, NULL));
    vec_push(&scalars, (uint32_t)c);
  }
  size_t count = 0;
  uint32_t *composed = u32_normalize(UNINORM_NFC, scalars.items, scalars.count, NULL, &count);
  for (size_t i = 0; i < count; i++) add_plain(composed[i], &text);
  for (size_t i = 0; i < text.count; i++) {
    if (formula_mark(&text, i))
      i++;
    else if (shows(text.items[i]))
      vec_push(out, text.items[i]);
  }
  free(composed);
  vec_free(&scalars);
  vec_free(&text);
}

/* --- the longest common subsequence --- */

/* One bit a character of `a`; a row of such bits a different character, set where it stands
 * (Hyyrö 2004).  A step is a subtraction and an addition over the whole row. */
struct rows {
  struct map of_character;
  VEC(uint64_t) bits;
  size_t words;
};

static void rows_of(const uint32_t *a, size_t count, struct rows *r)
{
  r->words = (count + 63) / 64;
  for (size_t i = 0; i < count; i++) {
    struct slice key = { (const char *)&a[i], sizeof a[i] };
    uint32_t row = map_get(&r->of_character, key);
    if (row == MAP_NONE) {
      row = (uint32_t)(r->bits.count / r->words);
      map_put(&r->of_character, key, row);
      for (size_t w = 0; w < r->words; w++) vec_push(&r->bits, 0);
    }
    r->bits.items[row * r->words + i / 64] |= UINT64_C(1) << i % 64;
  }
}

static void step(uint64_t *v, const uint64_t *row, size_t words)
{
  uint64_t carry = 0;
  for (size_t w = 0; w < words; w++) {
    uint64_t u = v[w] & row[w], sum = v[w] + u, rest = v[w] - u;
    uint64_t over = sum < u;
    sum += carry;
    carry = over | (sum < carry);
    v[w] = sum | rest;
  }
}

static size_t lcs_inner(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
  struct rows r = { 0 };
  if (a_count == 0 || b_count == 0) return 0;
  rows_of(a, a_count, &r);
  uint64_t *v = xmalloc(r.words * sizeof *v);
  memset(v, 0xff, r.words * sizeof *v);
  for (size_t i = 0; i < b_count; i++) {
    uint32_t row = map_get(&r.of_character, (struct slice){ (const char *)&b[i], sizeof b[i] });
    if (row != MAP_NONE) step(v, r.bits.items + row * r.words, r.words);
  }
  size_t common = 0;
  for (size_t i = 0; i < a_count; i++) common += !(v[i / 64] >> i % 64 & 1);
  free(v);
  vec_free(&r.bits);
  map_free(&r.of_character);
  return common;
}

static size_t lcs(const characters *a, const characters *b)
{
  size_t least = a->count < b->count ? a->count : b->count, head = 0, tail = 0;
  while (head < least && a->items[head] == b->items[head]) head++;
  while (tail < least - head && a->items[a->count - 1 - tail] == b->items[b->count - 1 - tail])
    tail++;
  size_t a_inner = a->count - head - tail, b_inner = b->count - head - tail;
  if (a_inner == 0 || b_inner == 0) return head + tail;
  return head + tail + lcs_inner(a->items + head, a_inner, b->items + head, b_inner);
}

/* --- one pair --- */

static bool decoration(uint32_t c)
{
  static const uint32_t others[] = { 0x2022, 0x25e6, 0x25aa, 0x25ab, 0x2023, 0x25b8, 0x25b9,
                                     0x25cf, 0x25cb, 0x25a0, 0x25a1, 0x25c6, 0x25c7, 0x00b7 };
  if (c < 0x80) return strchr("*-_=~#>|+", (int)c) != NULL;
  if (c >= 0x2500 && c <= 0x257f) return true;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (others[i] == c) return true;
  return false;
}

static uint32_t times(const struct map *counts, struct slice key)
{
  uint32_t n = map_get(counts, key);
  return n == MAP_NONE ? 0 : n;
}

/* Decoration of `ours` beyond what `theirs` has of the same. */
static size_t decoration_beyond(const characters *ours, const characters *theirs)
{
  struct map left = { 0 };
  size_t beyond = 0;
  for (size_t i = 0; i < theirs->count; i++) {
    struct slice key = { (const char *)&theirs->items[i], sizeof(uint32_t) };
    if (decoration(theirs->items[i])) map_put(&left, key, times(&left, key) + 1);
  }
  for (size_t i = 0; i < ours->count; i++) {
    struct slice key = { (const char *)&ours->items[i], sizeof(uint32_t) };
    if (!decoration(ours->items[i])) continue;
    uint32_t have = times(&left, key);
    if (have)
      map_put(&left, key, have - 1);
    else
      beyond++;
  }
  map_free(&left);
  return beyond;
}

static void read_visible(const char *folder, struct slice name, characters *out)
{
  struct str path = STR_INIT, bytes = STR_INIT;
  str_addf(&path, "%s/%.*s", folder, SLICE_ARG(name));
  if (file_read(path.ptr, SIZE_MAX, &bytes, NULL) != 0) give_up("cannot be read", path.ptr);
  add_visible(str_slice(&bytes), out);
  if (out->count > CHARACTERS_MAX) give_up("too long", path.ptr);
  str_free(&path);
  str_free(&bytes);
}

static struct result measure(const char *oracle_folder, const char *dump_folder, struct slice name)
{
  characters oracle = { 0 }, dump = { 0 };
  read_visible(oracle_folder, name, &oracle);
  read_visible(dump_folder, name, &dump);
  size_t common = lcs(&oracle, &dump);
  size_t size = dump.count - decoration_beyond(&dump, &oracle);
  if (size < common) size = common;
  struct result r = { name, 1, oracle.count == 0 };
  if (oracle.count) r.recall = (double)common / (double)oracle.count;
  if (size) r.precision = (double)common / (double)size;
  vec_free(&oracle);
  vec_free(&dump);
  return r;
}

/* --- all of them --- */

static int worse_first(const void *a, const void *b)
{
  const struct result *x = a, *y = b;
  return (x->recall > y->recall) - (x->recall < y->recall);
}

static void add_to(struct site *s, const struct result *r)
{
  s->posts++;
  s->recall += r->recall;
  s->precision += r->precision;
}

static void print_site(const struct site *s)
{
  double posts = s->posts ? (double)s->posts : 1;
  printf("%-14.*s %4zu  %.4f  %.4f\n", SLICE_ARG(s->name), s->posts, s->recall / posts,
         s->precision / posts);
}

int main(int argc, char **argv)
{
  struct str names = STR_INIT;
  char *line = NULL;
  size_t line_bytes = 0;
  VEC(struct result) results = { 0 };
  struct site all = { .name = SLICE("all") }, site = { 0 };
  if (argc != 3) give_up("takes ORACLE_FOLDER DUMP_FOLDER", "usage");
  while (getline(&line, &line_bytes, stdin) > 0) str_adds(&names, line);
  free(line);
  struct slice rest = str_slice(&names), name;
  while (slice_line(&rest, &name)) {
    struct result r = measure(argv[1], argv[2], name);
    struct slice of = slice_first(name, slice_find_char(name, '/'));
    if (!slice_eq(of, site.name)) {
      if (site.posts) print_site(&site);
      site = (struct site){ .name = of };
    }
    add_to(&site, &r);
    add_to(&all, &r);
    vec_push(&results, r);
  }
  if (site.posts) print_site(&site);
  print_site(&all);
  if (results.count) qsort(results.items, results.count, sizeof *results.items, worse_first);
  for (size_t i = 0; i < results.count && i < WORST_SHOWN; i++)
    printf("worst %.4f  %.4f  %.*s\n", results.items[i].recall, results.items[i].precision,
           SLICE_ARG(results.items[i].name));
  vec_free(&results);
  str_free(&names);
  return all.posts == 0;
}
