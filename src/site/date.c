#include "site/date.h"

#include "base/ascii.h"

#include <stdlib.h>

/* A date is read in three sweeps over a small copy in which full-width and
 * Chinese, Japanese and Korean forms have become ASCII: the time of day with
 * its zone is found and blanked out first, then the calendar day is looked for
 * in what is left.  This is how Ruby's Date._parse works, so what it reads is
 * read alike. */
enum { COPY_BYTES = 96 };

enum mark { MARK_NONE, MARK_LENIENT, MARK_AM, MARK_PM, MARK_ERA };

struct scan {
  char text[COPY_BYTES + 1]; /* lower case */
  size_t len;
  int year, month, day, hour, minute, second;
  int era; /* added to the year */
  int32_t zone_minutes;
  bool has_time, has_zone, lenient, am, pm;
};

struct rewrite {
  const char *from, *to;
  enum mark mark;
  int era;
};

/* clang-format off */
static const struct rewrite rewrites[] = {
  { "年", "-", MARK_LENIENT, 0 }, { "년", "-", MARK_LENIENT, 0 },
  { "月", "-", MARK_LENIENT, 0 }, { "월", "-", MARK_LENIENT, 0 },
  { "日", " ", MARK_LENIENT, 0 }, { "号", " ", MARK_LENIENT, 0 },
  { "號", " ", MARK_LENIENT, 0 }, { "일", " ", MARK_LENIENT, 0 },
  { "时", ":", MARK_LENIENT, 0 }, { "時", ":", MARK_LENIENT, 0 },
  { "点", ":", MARK_LENIENT, 0 }, { "點", ":", MARK_LENIENT, 0 },
  { "시", ":", MARK_LENIENT, 0 }, { "分", ":", MARK_LENIENT, 0 },
  { "분", ":", MARK_LENIENT, 0 }, { "秒", " ", MARK_LENIENT, 0 },
  { "초", " ", MARK_LENIENT, 0 }, { "元", "1", MARK_LENIENT, 0 },
  { "上午", " ", MARK_AM, 0 }, { "午前", " ", MARK_AM, 0 }, { "오전", " ", MARK_AM, 0 },
  { "早上", " ", MARK_AM, 0 }, { "下午", " ", MARK_PM, 0 }, { "午後", " ", MARK_PM, 0 },
  { "오후", " ", MARK_PM, 0 }, { "晚上", " ", MARK_PM, 0 },
  { "令和", " ", MARK_ERA, 2018 }, { "平成", " ", MARK_ERA, 1988 },
  { "昭和", " ", MARK_ERA, 1925 }, { "大正", " ", MARK_ERA, 1911 },
  { "明治", " ", MARK_ERA, 1867 }, { "民国", " ", MARK_ERA, 1911 },
  { "民國", " ", MARK_ERA, 1911 },
  { "０", "0", MARK_LENIENT, 0 }, { "１", "1", MARK_LENIENT, 0 },
  { "２", "2", MARK_LENIENT, 0 }, { "３", "3", MARK_LENIENT, 0 },
  { "４", "4", MARK_LENIENT, 0 }, { "５", "5", MARK_LENIENT, 0 },
  { "６", "6", MARK_LENIENT, 0 }, { "７", "7", MARK_LENIENT, 0 },
  { "８", "8", MARK_LENIENT, 0 }, { "９", "9", MARK_LENIENT, 0 },
  { "：", ":", MARK_LENIENT, 0 }, { "－", "-", MARK_LENIENT, 0 },
  { "／", "/", MARK_LENIENT, 0 }, { "　", " ", MARK_LENIENT, 0 },
  { "\xc2\xa0", " ", MARK_LENIENT, 0 },
};

static const struct {
  const char *name;
  int minutes;
} zones[] = {
  { "z", 0 }, { "utc", 0 }, { "gmt", 0 }, { "ut", 0 }, { "wet", 0 },
  { "cet", 60 }, { "bst", 60 }, { "west", 60 }, { "cest", 120 }, { "eet", 120 },
  { "eest", 180 }, { "msk", 180 }, { "ist", 330 }, { "hkt", 480 }, { "sgt", 480 },
  { "jst", 540 }, { "kst", 540 }, { "aest", 600 }, { "aedt", 660 }, { "nzst", 720 },
  { "nzdt", 780 }, { "est", -300 }, { "edt", -240 }, { "cst", -360 }, { "cdt", -300 },
  { "mst", -420 }, { "mdt", -360 }, { "pst", -480 }, { "pdt", -420 },
  { "akst", -540 }, { "akdt", -480 }, { "hst", -600 },
};

static const char months[12][10] = {
  "january", "february", "march", "april", "may", "june", "july",
  "august", "september", "october", "november", "december",
};
/* clang-format on */

static bool blank(char c)
{
  return c == ' ' || c == '\t';
}

static void mark(struct scan *s, const struct rewrite *r)
{
  s->lenient = true;
  if (r->mark == MARK_AM) s->am = true;
  if (r->mark == MARK_PM) s->pm = true;
  if (r->mark == MARK_ERA) s->era = r->era;
}

/* Copies the text in lower-case ASCII; false when it is too long to be a date. */
static bool scan_start(struct scan *s, struct slice text)
{
  text = slice_trim(text);
  while (text.len && s->len < COPY_BYTES) {
    const struct rewrite *r = NULL;
    for (size_t i = 0; (text.ptr[0] & 0x80) && i < sizeof rewrites / sizeof *rewrites; i++)
      if (slice_starts(text, slice_of(rewrites[i].from))) r = &rewrites[i];
    char c = r ? r->to[0] : text.ptr[0];
    s->text[s->len++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    if (r) mark(s, r);
    text = slice_from(text, r ? strlen(r->from) : 1);
  }
  s->text[s->len] = '\0';
  return text.len == 0 && s->len > 0;
}

/* Reads at most `most` digits at *at; how many there were. */
static size_t number(const struct scan *s, size_t *at, size_t most, int *out)
{
  size_t n = 0;
  *out = 0;
  while (n < most && ascii_is_digit(s->text[*at + n]))
    *out = *out * 10 + (s->text[*at + n++] - '0');
  *at += n;
  return n;
}

static size_t skip_blanks(const struct scan *s, size_t at)
{
  while (blank(s->text[at])) at++;
  return at;
}

static void blank_out(struct scan *s, size_t from, size_t to)
{
  memset(s->text + from, ' ', to - from);
}

/* "+0900", "-4", "+09:00", "JST" at `at`; where it ends, or `at` when it is no zone. */
static size_t read_zone(struct scan *s, size_t at)
{
  size_t end = at;
  if (s->text[at] == '+' || s->text[at] == '-') {
    int hours, minutes = 0;
    end++;
    size_t n = number(s, &end, 4, &hours);
    if (n == 0 || ascii_is_digit(s->text[end])) return at;
    if (n > 2) {
      minutes = hours % 100;
      hours /= 100;
    } else if (s->text[end] == ':' && ascii_is_digit(s->text[end + 1])) {
      end++;
      number(s, &end, 2, &minutes);
    }
    if (hours > 23 || minutes > 59) return at;
    s->zone_minutes = (s->text[at] == '-' ? -1 : 1) * (hours * 60 + minutes);
    s->has_zone = true;
    return end;
  }
  while (ascii_is_letter(s->text[end])) end++;
  struct slice word = { s->text + at, end - at };
  for (size_t i = 0; word.len && i < sizeof zones / sizeof *zones; i++) {
    if (!slice_eq(word, slice_of(zones[i].name))) continue;
    s->zone_minutes = zones[i].minutes;
    s->has_zone = true;
    return end;
  }
  return at;
}

/* "am", "p.m." after the time. */
static size_t read_half(struct scan *s, size_t at)
{
  char half = s->text[at];
  if (half != 'a' && half != 'p') return at;
  size_t end = at + 1;
  if (s->text[end] == '.') end++;
  if (s->text[end] != 'm' || ascii_is_letter(s->text[end + 1])) return at;
  end++;
  if (s->text[end] == '.') end++;
  if (half == 'a')
    s->am = true;
  else
    s->pm = true;
  return end;
}

/* "am 09:30": no generator reads the half before the time. */
static void read_half_before(struct scan *s, size_t time)
{
  size_t end = time;
  while (end > 0 && blank(s->text[end - 1])) end--;
  if (end < 3 || s->text[end - 1] != 'm' || ascii_is_letter(s->text[end - 3])) return;
  if (read_half(s, end - 2) == end - 2) return;
  blank_out(s, end - 2, end);
  s->lenient = true;
}

static void settle_half(struct scan *s)
{
  if (s->pm && s->hour < 12) s->hour += 12;
  if (s->am && s->hour == 12) s->hour = 0;
}

/* A time that no clock shows is dropped, the day is kept. */
static void settle_time(struct scan *s)
{
  settle_half(s);
  bool midnight = s->hour == 24 && s->minute == 0 && s->second == 0;
  s->has_time = (s->hour < 24 || midnight) && s->minute < 60 && s->second <= 60;
  if (s->has_time) return;
  s->hour = s->minute = s->second = 0;
  s->has_zone = false;
  s->lenient = true;
}

static bool read_time_at(struct scan *s, size_t start)
{
  size_t at = start;
  if (!number(s, &at, 2, &s->hour) || s->text[at] != ':') return false;
  at++;
  if (s->lenient && !ascii_is_digit(s->text[at])) { /* "12시 5분" */
    size_t next = skip_blanks(s, at);
    bool minute = ascii_is_digit(s->text[next]) &&
                  s->text[next + 1 + ascii_is_digit(s->text[next + 1])] == ':';
    if (minute) at = next;
  }
  if (!number(s, &at, 2, &s->minute) && !s->lenient) return false;
  if (s->text[at] == ':' && ascii_is_digit(s->text[at + 1])) {
    at++;
    number(s, &at, 2, &s->second);
  }
  if ((s->text[at] == '.' || s->text[at] == ',') && ascii_is_digit(s->text[at + 1]))
    for (at++; ascii_is_digit(s->text[at]);) at++;
  while (s->lenient && s->text[at] == ':') at++;

  size_t half = read_half(s, skip_blanks(s, at));
  if (half != skip_blanks(s, at)) at = half;
  size_t zone = skip_blanks(s, at);
  size_t zone_end = read_zone(s, zone);
  if (zone_end != zone) at = zone_end;
  read_half_before(s, start);
  blank_out(s, start, at);
  if (start > 1 && s->text[start - 1] == 't' && ascii_is_digit(s->text[start - 2]))
    s->text[start - 1] = ' ';
  settle_time(s);
  return true;
}

static void read_time(struct scan *s)
{
  for (size_t i = 0; i < s->len; i++) {
    if (!ascii_is_digit(s->text[i]) || (i && ascii_is_digit(s->text[i - 1]))) continue;
    if (read_time_at(s, i)) return;
  }
  s->hour = s->minute = s->second = 0;
}

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
    settle_time(s);
  }
  return settle_day(s, part[0], 4, part[1], part[2]);
}

/* Numbers with one sign between: y-m-d, d/m/y, m/d/y; y-m alone is its first day. */
static bool read_numeric(struct scan *s, size_t at, size_t *end)
{
  int part[3] = { 0, 0, 0 };
  size_t digits[3] = { 0, 0, 0 }, count = 0;
  for (; count < 3; count++) {
    size_t next = s->lenient ? skip_blanks(s, at) : at;
    digits[count] = number(s, &next, count == 1 ? 2 : 4, &part[count]);
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
    size_t n = number(s, &at, 4, &value);
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
  if (n == 8 || n == 12 || n == 14) return read_compact(s, s->text + at, n);
  if (n == 10 || n == 13) {
    *epoch = s->lenient = true;
    *seconds = strtoll(s->text + at, NULL, 10) / (n == 13 ? 1000 : 1);
    return true;
  }
  size_t end = at;
  if (n == 0 || n > 4 || !read_numeric(s, at, &end)) return false;
  if (!s->has_time && !s->has_zone) read_zone(s, skip_blanks(s, end));
  return true;
}

static bool parse(struct slice text, bool utc, struct date *out)
{
  struct scan s = { .len = 0 };
  bool epoch = false;
  int64_t seconds = 0;
  if (!scan_start(&s, text)) return false;
  read_time(&s);
  if (!read_day(&s, &epoch, &seconds)) return false;

  *out = (struct date){ .has_time = s.has_time || epoch,
                        .has_zone = s.has_zone,
                        .lenient = s.lenient };
  if (epoch) {
    out->seconds = seconds;
    out->has_zone = true;
  } else if (s.has_zone || utc) {
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
  return parse(text, false, out);
}

bool date_parse_utc(struct slice text, struct date *out)
{
  return parse(text, true, out);
}
