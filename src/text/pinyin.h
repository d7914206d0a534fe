/* Han characters found by their sounds: what is typed with Latin letters are full
 * syllables ("mashang"), initials ("msxf", zh ch sh as one letter or two), or both
 * ("mashangxf"); of the last character any beginning.  Any reading of a character will
 * do: no one knows which is right without knowing the word.  ü is v, u or ü; letters
 * and digits of the text match themselves ("aiflm" is AIF联盟).
 *
 * Readings: Unihan kMandarin, kTGHZ2013, kXHC1983, kHanyuPinlu, by gen_tables.py. */
#ifndef TEXT_PINYIN_H
#define TEXT_PINYIN_H

#include "base/slice.h"

#include <stdbool.h>

struct pinyin;

/* What was typed, after fold(); borrowed only for the call.  NULL: it cannot be pinyin
 * (fewer than two characters, more than 63, no Latin letter). */
struct pinyin *pinyin_new(struct slice folded);
void pinyin_free(struct pinyin *p);

/* The better ones are greater; what begins a word is better than what stands in one. */
enum pinyin_rank {
  PINYIN_NONE,
  PINYIN_INITIALS,
  PINYIN_INITIALS_FIRST,
  PINYIN_MIXED,
  PINYIN_MIXED_FIRST,
  PINYIN_FULL,
  PINYIN_FULL_FIRST,
};

/* How well the text (after fold()) matches.  The time is that of one walk along it. */
enum pinyin_rank pinyin_rank(const struct pinyin *p, struct slice folded);
/* Where the next match may begin, from byte `at` on, as far as two characters tell;
 * SLICE_NONE: nowhere.  For many texts in one, parted by what is no part of any match. */
size_t pinyin_next(const struct pinyin *p, struct slice folded, size_t at);
/* Where the best match stands: bytes of the text.  False: nowhere. */
bool pinyin_find(const struct pinyin *p, struct slice folded, size_t *start, size_t *end);

#endif
