#include "site/zone.h"

#include "base/ascii.h"
#include "base/slice.h"

#include <limits.h>
#include <stdlib.h>

/* clang-format off */
static const struct {
  const char *name;
  int minutes;
  bool ruby; /* Ruby's Time knows it too (time.rb, ZoneOffset) */
} zones[] = {
  { "z", 0, true }, { "utc", 0, true }, { "gmt", 0, true }, { "ut", 0, true },
  { "est", -300, true }, { "edt", -240, true }, { "cst", -360, true }, { "cdt", -300, true },
  { "mst", -420, true }, { "mdt", -360, true }, { "pst", -480, true }, { "pdt", -420, true },
  { "wet", 0, false }, { "west", 60, false }, { "bst", 60, false }, { "cet", 60, false },
  { "cest", 120, false }, { "eet", 120, false }, { "eest", 180, false }, { "msk", 180, false },
  { "ist", 330, false }, { "hkt", 480, false }, { "sgt", 480, false }, { "jst", 540, false },
  { "kst", 540, false }, { "aest", 600, false }, { "aedt", 660, false }, { "nzst", 720, false },
  { "nzdt", 780, false }, { "akst", -540, false }, { "akdt", -480, false }, { "hst", -600, false },
};
/* clang-format on */

static size_t digits(const char *text)
{
  size_t n = 0;
  while (ascii_is_digit(text[n])) n++;
  return n;
}

/* "+09", "+0900", "+09:00", "+090000"; Ruby has "+9" for no offset. */
static size_t read_offset(const char *text, bool ruby, bool *known, int32_t *minutes)
{
  size_t n = digits(text + 1), end = 1 + n;
  if (n == 0 || n > 6 || n == 5) return 0;
  int number = atoi(text + 1), hours = n > 4 ? number / 10000 : n > 2 ? number / 100 : number;
  int rest = n > 4 ? number / 100 % 100 : n > 2 ? number % 100 : 0;
  if (n <= 2 && text[end] == ':' && ascii_is_digit(text[end + 1])) {
    size_t more = digits(text + end + 1);
    rest = more <= 2 ? atoi(text + end + 1) : INT_MAX;
    end += 1 + more;
  }
  if (hours > 23 || rest > 59) return 0;
  *known = !ruby || n % 2 == 0;
  *minutes = (text[0] == '-' ? -1 : 1) * (hours * 60 + rest);
  return end;
}

/* A to Z, J left out: the hours east, and from N on west. */
static bool read_letter(char c, int32_t *minutes)
{
  if (c == 'j') return false;
  int east = c < 'j' ? c - 'a' + 1 : c < 'n' ? c - 'a' : c < 'z' ? 'm' - c : 0;
  *minutes = east * 60;
  return true;
}

size_t zone_read(const char *text, bool ruby, bool *known, int32_t *minutes)
{
  *known = false;
  if (text[0] == '+' || text[0] == '-') return read_offset(text, ruby, known, minutes);
  struct slice word = { text, 0 };
  while (ascii_is_letter(text[word.len])) word.len++;
  if (ruby && word.len == 1) *known = read_letter(text[0], minutes);
  for (size_t i = 0; word.len && i < sizeof zones / sizeof *zones; i++) {
    if (!slice_eq(word, slice_of(zones[i].name))) continue;
    const char *behind = text + word.len;
    bool offset = zones[i].minutes == 0 && (*behind == '+' || *behind == '-');
    size_t more = offset ? read_offset(behind, ruby, known, minutes) : 0;
    if (more) { /* "GMT+8" */
      *known &= !ruby;
      return word.len + more;
    }
    *known = !ruby || zones[i].ruby;
    *minutes = zones[i].minutes;
    return word.len;
  }
  return ruby ? word.len : 0;
}
