/* The time of day in a date. */
#include "site/date_scan.h"

#include "base/ascii.h"
#include "site/zone.h"

size_t scan_zone(struct scan *s, size_t at)
{
  bool known;
  int32_t minutes = 0;
  size_t bytes = zone_read(s->text + at, s->ruby, &known, &minutes);
  if (bytes && known) {
    s->zone_minutes = minutes;
    s->has_zone = true;
  }
  return at + bytes;
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
  while (end > 0 && s->text[end - 1] == ' ') end--;
  if (end < 3 || s->text[end - 1] != 'm' || ascii_is_letter(s->text[end - 3])) return;
  if (read_half(s, end - 2) == end - 2) return;
  scan_blank_out(s, end - 2, end);
  s->lenient = true;
}

static void settle_half(struct scan *s)
{
  if (s->pm && s->hour < 12) s->hour += 12;
  if (s->am && s->hour == 12) s->hour = 0;
}

void scan_settle_time(struct scan *s)
{
  settle_half(s);
  bool midnight = s->hour == 24 && s->minute == 0 && s->second == 0;
  s->has_time = (s->hour < 24 || midnight) && s->minute < 60 && s->second <= 60;
  if (s->has_time) return;
  s->hour = s->minute = s->second = 0;
  s->has_zone = false;
  s->lenient = true;
}

/* What follows ":" or "h" and the hour. */
static bool read_minutes(struct scan *s, size_t *end)
{
  size_t at = *end + 1;
  if (s->lenient && !ascii_is_digit(s->text[at])) { /* "12시 5분" */
    size_t next = scan_skip_blanks(s, at);
    bool minute = ascii_is_digit(s->text[next]) &&
                  s->text[next + 1 + ascii_is_digit(s->text[next + 1])] == ':';
    if (minute) at = next;
  }
  if (!scan_number(s, &at, 2, &s->minute) && !s->lenient) return false;
  if (s->text[at] == ':' && ascii_is_digit(s->text[at + 1])) {
    at++;
    scan_number(s, &at, 2, &s->second);
  }
  if ((s->text[at] == '.' || s->text[at] == ',') && ascii_is_digit(s->text[at + 1]))
    for (at++; ascii_is_digit(s->text[at]);) at++;
  while (s->lenient && s->text[at] == ':') at++;
  *end = at;
  return true;
}

/* "10h", "10h20m30s" */
static void read_lettered(struct scan *s, size_t *end)
{
  size_t at = scan_skip_blanks(s, *end + 1);
  if (scan_number(s, &at, 2, &s->minute)) {
    if (s->text[at] == 'm') at++;
    *end = at;
    at = scan_skip_blanks(s, at);
    if (scan_number(s, &at, 2, &s->second)) *end = at + (s->text[at] == 's');
  } else {
    ++*end;
  }
}

/* "3 pm": an hour and no more; the day in "2024-05-03 pm 4:00" is none. */
static bool read_hour(struct scan *s, size_t start, size_t end)
{
  bool of_day = start > 0 && strchr("-/.", s->text[start - 1]) != NULL;
  return !of_day && read_half(s, end) != end;
}

static bool read_time_at(struct scan *s, size_t start)
{
  size_t at = start;
  s->minute = s->second = 0;
  if (!scan_number(s, &at, 2, &s->hour)) return false;
  size_t next = scan_skip_blanks(s, at);
  bool lettered = s->text[next] == 'h' && !ascii_is_letter(s->text[next + 1]);
  if (lettered)
    read_lettered(s, (at = next, &at));
  else if (s->text[at] == ':' ? !read_minutes(s, &at) : !read_hour(s, start, next))
    return false;
  size_t half = read_half(s, scan_skip_blanks(s, at));
  if (half != scan_skip_blanks(s, at)) at = half;
  size_t zone = scan_skip_blanks(s, at);
  size_t zone_end = scan_zone(s, zone);
  if (zone_end != zone) at = zone_end;
  read_half_before(s, start);
  scan_blank_out(s, start, at);
  if (start > 1 && s->text[start - 1] == 't' && ascii_is_digit(s->text[start - 2]))
    s->text[start - 1] = ' ';
  scan_settle_time(s);
  return true;
}

void scan_time(struct scan *s)
{
  for (size_t i = 0; i < s->len; i++) {
    if (!ascii_is_digit(s->text[i]) || (i && ascii_is_digit(s->text[i - 1]))) continue;
    if (read_time_at(s, i)) return;
  }
  s->hour = s->minute = s->second = 0;
}
