#include "store/gram.h"

#include "text/utf8.h"

enum {
  SECOND_BITS = 10,               /* of a pair's number; its first character has the rest */
  TRIPLES = 1 << (GRAM_BITS - 1), /* the upper half of the numbers */
  LETTERS_END = 0x2E80,           /* radicals, and after them Han, kana, Hangul */
  WORD = 64,
  NEEDLE_MOST = 100, /* characters of a needle that are asked for */
};

static uint32_t pair_first(char32_t a)
{
  return (uint32_t)(a * 0x9E3779B1u) >> (32 - (GRAM_BITS - 1 - SECOND_BITS)) << SECOND_BITS;
}

static uint32_t pair_gram(char32_t a, char32_t b)
{
  return pair_first(a) | (uint32_t)(b * 0x85EBCA6Bu) >> (32 - SECOND_BITS);
}

static uint32_t triple_gram(char32_t a, char32_t b, char32_t c)
{
  uint32_t mixed = ((a * 0x9E3779B1u) ^ b) * 0x85EBCA6Bu;
  return TRIPLES | ((mixed ^ c) * 0xC2B2AE35u) >> (32 - (GRAM_BITS - 1));
}

static bool is_letter(char32_t c)
{
  return c < LETTERS_END && c != '\n';
}

void gram_set_free(struct gram_set *set)
{
  free(set->has);
  vec_free(&set->grams);
  *set = (struct gram_set){ 0 };
}

static void set_clear(struct gram_set *set)
{
  if (!set->has) set->has = xcalloc((1 << GRAM_BITS) / WORD, sizeof *set->has);
  for (size_t i = 0; i < set->grams.count; i++) set->has[set->grams.items[i] / WORD] = 0;
  vec_clear(&set->grams);
}

/* Without a branch: whether a gram is met again cannot be foretold. */
static void add(struct gram_set *set, uint32_t gram)
{
  uint64_t *word = &set->has[gram / WORD], bit = 1ull << gram % WORD;
  set->grams.items[set->grams.count] = gram;
  set->grams.count += !(*word & bit);
  *word |= bit;
}

void grams_of_text(struct gram_set *set, struct slice solid)
{
  char32_t a = '\n', b = '\n', c;
  set_clear(set);
  for (bool end = false; !end;) {
    end = solid.len == 0;
    c = '\n';
    if (!end) solid = slice_from(solid, utf8_decode(solid, &c, NULL));
    vec_reserve(&set->grams, 2);
    if (b != '\n') {
      add(set, pair_gram(b, c));
      if (is_letter(a) && is_letter(b) && is_letter(c)) add(set, triple_gram(a, b, c));
    }
    a = b;
    b = c;
  }
}

static void add_range(gram_range_list *ranges, uint32_t first, uint32_t count)
{
  for (size_t i = 0; i < ranges->count; i++)
    if (ranges->items[i].first == first && ranges->items[i].count == count) return;
  vec_push(ranges, ((struct gram_range){ first, count }));
}

static bool are_letters(const char32_t *c)
{
  return is_letter(c[0]) && is_letter(c[1]) && is_letter(c[2]);
}

void grams_of_needle(struct slice needle, gram_range_list *ranges)
{
  VEC(char32_t) text = { 0 };
  while (needle.len > 0 && text.count < NEEDLE_MOST) {
    char32_t c;
    needle = slice_from(needle, utf8_decode(needle, &c, NULL));
    if (c != ' ') vec_push(&text, c);
  }
  const char32_t *c = text.items;
  if (text.count == 1) add_range(ranges, pair_first(c[0]), 1 << SECOND_BITS);
  for (size_t i = 0; i + 1 < text.count; i++) {
    bool after = i + 2 < text.count && are_letters(&c[i]);
    bool before = i > 0 && are_letters(&c[i - 1]);
    if (after) add_range(ranges, triple_gram(c[i], c[i + 1], c[i + 2]), 1);
    if (!after && !before) add_range(ranges, pair_gram(c[i], c[i + 1]), 1);
  }
  vec_free(&text);
}
