#include "site/date.h"

#include "base/ascii.h"
#include "site/date_scan.h"

#include <stdlib.h>

/* clang-format off */
static const char months[12][10] = {
  "january", "february", "march", "april", "may", "june", "july",
  "august", "september", "october", "november", "december",
};
/* clang-format on */

static int two_digit_year(int year)
{
  return year + (year < 69 ? 2000 : 1900);
}

static bool settle_day(struct scan *s, int year, size_t year_digits, int month, int day)
{
  if (s->era)
    year += s->era;
  else if (year_digits <= 2)
    year = two_digit_year(year);
  s->year = year;
  s->month = month;
  s->day = day;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* 20240501, 202405010930, 20240501093015; seconds since the epoch in 10 digits
 * and milliseconds in 13 are the caller's. */
static bool read_compact(struct scan *s, const char *digits, size_t n)
{
  int part[6];
  char copy[5] = "";
  for (size_t i = 0; i < 6; i++) {
    size_t at = i == 0 ? 0 : 2 + 2 * i, width = i == 0 ? 4 : 2;
    part[i] = 0;
    if (at + width > n) continue;
    memcpy(copy, digits + at, width);
    copy[width] = '\0';
    part[i] = atoi(copy);
  }
  if (n > 8) {
    s->hour = part[3];
    s->minute = part[4];
    s->second = part[5];
    scan_settle_time(s);
  }
  return settle_day(s, part[0], 4, part[1], part[2]);
}

/* "T093015+0900" behind a day of eight digits. */
static void read_compact_time(struct scan *s, size_t at)
{
  if (s->text[at] != 't') return;
  size_t start = ++at;
  while (ascii_is_digit(s->text[at])) at++;
  if (at - start != 4 && at - start != 6) return;
  int part[3] = { 0, 0, 0 };
  for (size_t i = 0, digit = start; i < 3 && digit < at; i++) scan_number(s, &digit, 2, &part[i]);
  s->hour = part[0];
  s->minute = part[1];
  s->second = part[2];
  scan_zone(s, scan_skip_blanks(s, at));
  scan_settle_time(s);
}

/* "R6.05.01" (JIS X 0301) */
static void read_era(struct scan *s, char letter)
{
  static const char letters[] = "mtshr";
  static const int years[] = { 1867, 1911, 1925, 1988, 2018 };
  const char *found = strchr(letters, letter);
  if (letter && found) s->era = years[found - letters];
}

/* Numbers with one sign between: y-m-d, d/m/y, m/d/y; y-m alone is its first day. */
static bool read_numeric(struct scan *s, size_t at, size_t *end)
{
  int part[3] = { 0, 0, 0 };
  size_t digits[3] = { 0, 0, 0 }, count = 0;
  for (; count < 3; count++) {
    size_t next = s->lenient ? scan_skip_blanks(s, at) : at;
    digits[count] = scan_number(s, &next, count == 1 ? 3 : 4, &part[count]);
    if (digits[count] == 0) break;
    at = next;
    bool more = s->text[at] == '-' || s->text[at] == '/' || s->text[at] == '.';
    if (count < 2 && !more) {
      count++;
      break;
    }
    if (count < 2) at++;
  }
  *end = at;
  if (count == 2 && digits[0] == 4 && digits[1] == 3 && part[1] > 0 && part[1] <= 366) {
    s->year = part[0];
    s->month = 1; /* the day of the year: the clock carries over */
    s->day = part[1];
    return true;
  }
  if (digits[1] > 2) return false;
  if (count == 2 && digits[0] == 4) {
    s->lenient = true;
    return settle_day(s, part[0], 4, part[1], 1);
  }
  if (count < 3) return false;
  if (digits[2] <= 2) return settle_day(s, part[0], digits[0], part[1], part[2]);
  if (part[1] <= 12) return settle_day(s, part[2], digits[2], part[1], part[0]);
  s->lenient = true;
  return settle_day(s, part[2], digits[2], part[0], part[1]);
}

static int month_named(struct slice word)
{
  for (int i = 0; i < 12; i++)
    if (word.len >= 3 && slice_starts(slice_of(months[i]), word)) return i + 1;
  return slice_eq(word, SLICE("sept")) ? 9 : 0;
}

/* "May 1, 2024", "1st May 2024", "Fri Sep  3 2021". */
static bool read_named(struct scan *s)
{
  int month = 0, day = 0, year = 0;
  size_t year_digits = 0;
  for (size_t at = 0; at < s->len;) {
    size_t start = at;
    while (ascii_is_letter(s->text[at])) at++;
    if (at > start) {
      int named = month_named((struct slice){ s->text + start, at - start });
      if (named && !month) month = named;
      continue;
    }
    int value;
    size_t n = scan_number(s, &at, 4, &value);
    if (n == 0) {
      at++;
    } else if (n <= 2 && !day) {
      day = value;
    } else if (!year_digits) {
      year = value;
      year_digits = n;
    }
  }
  if (!month || !year_digits) return false;
  return settle_day(s, year, year_digits, month, day ? day : 1);
}

static bool has_month_name(const struct scan *s)
{
  for (size_t at = 0; at < s->len;) {
    size_t start = at;
    while (ascii_is_letter(s->text[at])) at++;
    if (month_named((struct slice){ s->text + start, at - start })) return true;
    if (at == start) at++;
  }
  return false;
}

/* The day in what the time has left; *epoch when it is a count of seconds. */
static bool read_day(struct scan *s, bool *epoch, int64_t *seconds)
{
  if (has_month_name(s)) return read_named(s);
  size_t at = 0;
  while (at < s->len && !ascii_is_digit(s->text[at])) at++;
  size_t n = 0;
  while (ascii_is_digit(s->text[at + n])) n++;
  if (n == 8) read_compact_time(s, at + n);
  if (n == 8 || n == 12 || n == 14) return read_compact(s, s->text + at, n);
  if (at > 0 && n <= 2 && s->text[at + n] == '.') read_era(s, s->text[at - 1]);
  if (n == 10 || n == 13) {
    *epoch = s->lenient = true;
    *seconds = strtoll(s->text + at, NULL, 10) / (n == 13 ? 1000 : 1);
    return true;
  }
  size_t end = at;
  if (n == 0 || n > 4 || !read_numeric(s, at, &end)) return false;
  if (!s->has_time && !s->has_zone && !s->ruby) scan_zone(s, scan_skip_blanks(s, end));
  return true;
}

/* Two digits, or -1. */
static int two_at(const char *p)
{
  return ascii_is_digit(p[0]) && ascii_is_digit(p[1]) ? (p[0] - '0') * 10 + (p[1] - '0') : -1;
}

/* "2024-05-01 09:30:15 +0800", the form of most posts by far: what the sweeps would find in it,
 * in one look. */
static bool scan_usual(struct scan *s, struct slice text)
{
  enum { USUAL_BYTES = 25 };
  const char *p = text.ptr;
  if (text.len != USUAL_BYTES || p[4] != '-' || p[7] != '-' || p[10] != ' ' || p[13] != ':' ||
      p[16] != ':' || p[19] != ' ' || (p[20] != '+' && p[20] != '-'))
    return false;
  int century = two_at(p), year = two_at(p + 2), zone_hour = two_at(p + 21),
      zone_minute = two_at(p + 23);
  *s = (struct scan){ .month = two_at(p + 5),
                      .day = two_at(p + 8),
                      .hour = two_at(p + 11),
                      .minute = two_at(p + 14),
                      .second = two_at(p + 17),
                      .has_time = true,
                      .has_zone = true };
  s->year = century * 100 + year;
  s->zone_minutes = (p[20] == '-' ? -1 : 1) * (zone_hour * 60 + zone_minute);
  return century >= 0 && year >= 0 && s->month >= 1 && s->month <= 12 && s->day >= 1 &&
         s->day <= 31 && s->hour >= 0 && s->hour < 24 && s->minute >= 0 && s->minute < 60 &&
         s->second >= 0 && s->second <= 60 && zone_hour >= 0 && zone_hour <= 23 &&
         zone_minute >= 0 && zone_minute <= 59;
}

/* How a time without a zone is read, and whose rules are followed. */
enum date_rules { DATE_LOCAL, DATE_UTC, DATE_RUBY };

static bool parse(struct slice text, enum date_rules rules, struct date *out)
{
  struct scan s;
  bool epoch = false;
  int64_t seconds = 0;
  if (rules == DATE_RUBY || !scan_usual(&s, text)) {
    s = (struct scan){ .ruby = rules == DATE_RUBY };
    if (!scan_start(&s, text)) return false;
    scan_time(&s);
    if (!read_day(&s, &epoch, &seconds)) return false;
  }

  *out = (struct date){ .has_time = s.has_time || epoch,
                        .has_zone = s.has_zone,
                        .lenient = s.lenient };
  if (epoch) {
    out->seconds = seconds;
    out->has_zone = true;
  } else if (s.has_zone || rules == DATE_UTC) {
    out->seconds =
        date_utc(s.year, s.month, s.day, s.hour, s.minute, s.second) - (int64_t)s.zone_minutes * 60;
    out->zone_minutes = s.zone_minutes;
  } else {
    out->seconds =
        date_local(s.year, s.month, s.day, s.hour, s.minute, s.second, &out->zone_minutes);
  }
  return true;
}

bool date_parse(struct slice text, struct date *out)
{
  return parse(text, DATE_LOCAL, out);
}

bool date_parse_utc(struct slice text, struct date *out)
{
  return parse(text, DATE_UTC, out);
}

bool date_parse_ruby(struct slice text, struct date *out)
{
  return parse(text, DATE_RUBY, out);
}
