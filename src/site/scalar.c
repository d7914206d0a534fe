/* What a plain YAML scalar stands for: the tests of Ruby's Psych, in its order
 * (psych/scalar_scanner.rb), because Jekyll sees front matter through them. */
#include "base/ascii.h"
#include "site/value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { NUMBER_MAX_BYTES = 63, INTEGER_MAX_BYTES = 18 /* larger ones are text to us */ };

/* A cursor over the text; the take_... functions move it. */
static size_t take_digits(struct slice *s, size_t most)
{
  size_t n = 0;
  while (n < s->len && n < most && ascii_is_digit(s->ptr[n])) n++;
  *s = slice_from(*s, n);
  return n;
}

static size_t take_any(struct slice *s, const char *set)
{
  size_t n = 0;
  while (n < s->len && s->ptr[n] && strchr(set, s->ptr[n])) n++;
  *s = slice_from(*s, n);
  return n;
}

static bool take_one(struct slice *s, const char *set)
{
  if (s->len == 0 || !s->ptr[0] || !strchr(set, s->ptr[0])) return false;
  *s = slice_from(*s, 1);
  return true;
}

static bool take_day(struct slice *s)
{
  return take_digits(s, 4) == 4 && take_one(s, "-") && take_digits(s, 2) && take_one(s, "-") &&
         take_digits(s, 2);
}

/* \d{4}-\d{1,2}-\d{1,2}([Tt]|\s+)\d{1,2}:\d\d:\d\d(\.\d*)?(\s*(Z|[-+]\d{1,2}:?(\d\d)?))? */
static bool is_time(struct slice s)
{
  if (!take_day(&s)) return false;
  if (!take_one(&s, "Tt") && !take_any(&s, " \t")) return false;
  if (!take_digits(&s, 2) || !take_one(&s, ":") || take_digits(&s, 2) != 2) return false;
  if (!take_one(&s, ":") || take_digits(&s, 2) != 2) return false;
  if (take_one(&s, ".")) take_digits(&s, SIZE_MAX);
  if (s.len == 0) return true;
  take_any(&s, " \t");
  if (take_one(&s, "Z")) return s.len == 0;
  if (!take_one(&s, "+-") || !take_digits(&s, 2)) return false;
  take_one(&s, ":");
  size_t minutes = take_digits(&s, 2);
  return s.len == 0 && minutes != 1;
}

/* A day that the calendar has; Psych leaves any other a string. */
static bool is_date(struct slice s)
{
  static const int month_days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  struct slice rest = s;
  if (!take_day(&rest) || rest.len) return false;
  int year = 0, month = 0, day = 0;
  char copy[16];
  snprintf(copy, sizeof copy, "%.*s", SLICE_ARG(s));
  sscanf(copy, "%d-%d-%d", &year, &month, &day);
  if (month < 1 || month > 12 || day < 1 || day > month_days[month - 1]) return false;
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month != 2 || day < 29 || leap;
}

/* Digits with the separators dropped, as C reads them. */
static const char *bare_number(struct slice s, char copy[NUMBER_MAX_BYTES + 1])
{
  size_t n = 0;
  for (size_t i = 0; i < s.len && n < NUMBER_MAX_BYTES; i++)
    if (s.ptr[i] != '_' && s.ptr[i] != ',') copy[n++] = s.ptr[i];
  copy[n] = '\0';
  return copy;
}

/* 12:30:45 as base 60; two parts count as minutes of the second place, Psych's way. */
static bool is_sexagesimal(struct slice s, int64_t *out)
{
  bool minus = slice_starts(s, SLICE("-"));
  int64_t total = 0, place = 3600;
  take_one(&s, "+-");
  char copy[NUMBER_MAX_BYTES + 1];
  for (int part = 0; part < 3; part++, place /= 60) {
    struct slice digits = s;
    size_t n = part == 0 ? take_any(&s, "0123456789_") : take_digits(&s, 2);
    if (n == 0 || n > 9 || digits.ptr[0] == '_') return false;
    int64_t number = strtoll(bare_number(slice_first(digits, n), copy), NULL, 10);
    if (part && number > 59) return false;
    total += number * place;
    if (s.len == 0) {
      if (part) *out = minus ? -total : total;
      return part > 0;
    }
    if (!take_one(&s, ":")) return false;
  }
  return false;
}

static bool is_float(struct slice s)
{
  struct slice sign = s;
  take_one(&s, "+-");
  struct slice whole = s;
  if (take_digits(&s, 1)) take_any(&s, "0123456789_,");
  bool has_whole = s.len != whole.len;
  if (!take_one(&s, ".")) return false;
  size_t fraction = take_digits(&s, SIZE_MAX);
  if (s.len && take_one(&s, "eE")) {
    if (!take_one(&s, "+-") || !take_digits(&s, SIZE_MAX)) return false;
  }
  return s.len == 0 && (has_whole || fraction) && sign.len <= NUMBER_MAX_BYTES;
}

static int integer_base(struct slice s)
{
  take_one(&s, "+-");
  struct slice body = s;
  if (s.len == 0) return 0;
  if (slice_starts(s, SLICE("0b"))) {
    s = slice_from(s, 2);
    return take_any(&s, "01_") && s.len == 0 ? 2 : 0;
  }
  if (slice_starts(s, SLICE("0x"))) {
    s = slice_from(s, 2);
    return take_any(&s, "0123456789abcdefABCDEF_") && s.len == 0 ? 16 : 0;
  }
  if (s.ptr[0] == '0' && s.len > 1) return take_any(&s, "01234567_") && s.len == 0 ? 8 : 0;
  bool separator = true; /* one may stand between two digits */
  for (size_t i = 0; i < body.len; i++) {
    bool digit = ascii_is_digit(body.ptr[i]);
    if (!digit && (separator || (body.ptr[i] != '_' && body.ptr[i] != ','))) return 0;
    separator = !digit;
  }
  return separator ? 0 : 10;
}

static int64_t integer_of(struct slice s, int base)
{
  char copy[NUMBER_MAX_BYTES + 1];
  const char *digits = bare_number(s, copy);
  bool signed_text = digits[0] == '-' || digits[0] == '+';
  bool minus = digits[0] == '-';
  digits += signed_text;
  if (base == 2 || base == 16) digits += 2;
  int64_t n = strtoll(digits, NULL, base);
  return minus ? -n : n;
}

/* Words: only those of at most five letters can be anything but text. */
static bool word_of(struct slice s, struct scalar *out)
{
  static const struct {
    const char *word;
    enum scalar_type type;
    bool truth;
  } words[] = {
    { "~", SCALAR_NULL, false },     { "null", SCALAR_NULL, false }, { "yes", SCALAR_BOOL, true },
    { "true", SCALAR_BOOL, true },   { "on", SCALAR_BOOL, true },    { "no", SCALAR_BOOL, false },
    { "false", SCALAR_BOOL, false }, { "off", SCALAR_BOOL, false },
  };
  if (s.len > 5) return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (!slice_eq_nocase(s, slice_of(words[i].word))) continue;
    *out = (struct scalar){ .type = words[i].type, .truth = words[i].truth };
    return true;
  }
  return false;
}

static bool special_float(struct slice s, double *out)
{
  if (slice_eq_nocase(s, SLICE(".nan"))) return *out = NAN, true;
  bool minus = slice_starts(s, SLICE("-"));
  take_one(&s, "+-");
  if (!slice_eq_nocase(s, SLICE(".inf"))) return false;
  *out = minus ? -INFINITY : INFINITY;
  return true;
}

struct scalar scalar_resolve(struct slice text)
{
  struct scalar out = { .type = SCALAR_TEXT };
  if (text.len == 0) return (struct scalar){ .type = SCALAR_NULL };
  if (word_of(text, &out) || !strchr("0123456789+-.", text.ptr[0])) return out;

  int base;
  if (is_time(text)) {
    out.type = SCALAR_TIME;
  } else if (is_date(text)) {
    out.type = SCALAR_DATE;
  } else if (special_float(text, &out.real)) {
    out.type = SCALAR_FLOAT;
  } else if (is_sexagesimal(text, &out.integer)) {
    out.type = SCALAR_INTEGER;
  } else if (is_float(text)) {
    char copy[NUMBER_MAX_BYTES + 1];
    out.type = SCALAR_FLOAT;
    out.real = strtod(bare_number(text, copy), NULL);
  } else if (text.len <= INTEGER_MAX_BYTES && (base = integer_base(text)) != 0) {
    out.type = SCALAR_INTEGER;
    out.integer = integer_of(text, base);
  }
  return out;
}
