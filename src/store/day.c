#include "store/day.h"

#include "base/ascii.h"
#include "site/date.h"

enum { MINUTE_SECONDS = 60, DAY_MINUTES = 24 * 60, DAY_SECONDS = 24 * 60 * 60 };
enum { YEAR_FIRST = 1900, YEAR_LAST = 2199 };

static int64_t floor_divide(int64_t a, int64_t b)
{
  return a / b - (a % b < 0);
}

int64_t record_day(const struct record *r)
{
  if (!(r->flags & RECORD_HAS_DATE)) return DAY_NONE;
  return floor_divide(floor_divide(r->date, MINUTE_SECONDS) + r->zone_minutes, DAY_MINUTES);
}

/* A number of at most `most` digits off the front; how many it has. */
static size_t take_number(struct slice *text, size_t most, int *number)
{
  size_t digits = 0;
  for (*number = 0; digits < most && digits < text->len && ascii_is_digit(text->ptr[digits]);
       digits++)
    *number = *number * 10 + (text->ptr[digits] - '0');
  *text = slice_from(*text, digits);
  return digits;
}

static bool take(struct slice *text, const char *sign)
{
  struct slice s = slice_of(sign);
  bool there = slice_starts(*text, s);
  if (there) *text = slice_from(*text, s.len);
  return there;
}

static bool is_year(int number)
{
  return number >= YEAR_FIRST && number <= YEAR_LAST;
}

static bool fits(const struct day_typed *d)
{
  return d->month >= 0 && d->month <= 12 && d->day >= 0 && d->day <= 31;
}

/* 20240501, 202405, 2024 */
static bool read_digits(struct slice text, struct day_typed *d)
{
  if (text.len != 4 && text.len != 6 && text.len != 8) return false;
  *d = (struct day_typed){ 0 };
  take_number(&text, 4, &d->year);
  size_t more = take_number(&text, 2, &d->month) + take_number(&text, 2, &d->day);
  bool zero = (more >= 2 && d->month == 0) || (more == 4 && d->day == 0);
  return text.len == 0 && is_year(d->year) && !zero && fits(d);
}

/* 2024年5月1日 and its parts; the last number may still lack its sign. */
static bool read_signs(struct slice text, struct day_typed *d)
{
  int number;
  size_t digits = take_number(&text, 4, &number);
  *d = (struct day_typed){ 0 };
  if (digits == 4 && is_year(number) && take(&text, "年")) {
    d->year = number;
    digits = take_number(&text, 2, &number);
    if (!digits) return text.len == 0;
  }
  if (!digits || digits > 2 || number == 0) return false;
  d->month = number;
  if (!take(&text, "月")) return d->year && text.len == 0 && fits(d);
  if (take_number(&text, 2, &d->day) && d->day == 0) return text.len == 0;
  if (d->day && !take(&text, "日")) take(&text, "号");
  return text.len == 0 && fits(d);
}

/* 2024-05-01, 2024-5, 2024-, 05-01 */
static bool read_hyphens(struct slice text, struct day_typed *d)
{
  const char *sign = slice_find_char(text, '/') != SLICE_NONE ? "/" : "-";
  int number, second;
  size_t digits = take_number(&text, 4, &number);
  *d = (struct day_typed){ 0 };
  if (!digits || !take(&text, sign)) return false;
  size_t more = take_number(&text, 2, &second);
  if (digits <= 2) {
    *d = (struct day_typed){ 0, number, second };
    return more && number && second && text.len == 0 && fits(d);
  }
  *d = (struct day_typed){ number, second, 0 };
  if (more && take(&text, sign)) take_number(&text, 2, &d->day);
  return digits == 4 && is_year(number) && text.len == 0 && fits(d);
}

bool day_read(struct slice folded, struct day_typed *typed)
{
  return read_digits(folded, typed) || read_signs(folded, typed) || read_hyphens(folded, typed);
}

bool day_is(int64_t day, const struct day_typed *typed)
{
  struct tm clock;
  if (day == DAY_NONE || day > INT64_MAX / DAY_SECONDS || day < INT64_MIN / DAY_SECONDS)
    return false;
  return date_clock(day * DAY_SECONDS, 0, &clock) &&
         (!typed->year || typed->year == clock.tm_year + 1900) &&
         (!typed->month || typed->month == clock.tm_mon + 1) &&
         (!typed->day || typed->day == clock.tm_mday);
}
