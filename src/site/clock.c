/* The process's time zone, and wall-clock times in it. */
#include "site/date.h"

#include "base/file.h"

#include <stdlib.h>

bool date_zone(struct slice name)
{
  /* With TZ unset the C library looks at /etc/localtime again for every date. */
  if (name.len == 0) return setenv("TZ", ":/etc/localtime", 0) == 0 && (tzset(), true);

  struct str path = STR_INIT;
  str_addf(&path, "/usr/share/zoneinfo/%.*s", SLICE_ARG(name));
  bool hostile = slice_find(name, SLICE("..")) != SLICE_NONE || memchr(name.ptr, '\0', name.len);
  bool known = !hostile &&
               (slice_eq(name, SLICE("UTC")) || file_stat(path.ptr, &(struct file_info){ 0 }) == 0);
  if (known) {
    setenv("TZ", path.ptr + strlen("/usr/share/zoneinfo/"), 1);
    tzset();
  }
  str_free(&path);
  return known;
}

static struct tm wall_clock(int year, int month, int day, int hour, int minute, int second)
{
  return (struct tm){ .tm_year = year - 1900,
                      .tm_mon = month - 1,
                      .tm_mday = day,
                      .tm_hour = hour,
                      .tm_min = minute,
                      .tm_sec = second,
                      .tm_isdst = -1 };
}

/* Rounded: before zones there were, noon was where the sun stood, to the second. */
static int32_t minutes_of(long seconds)
{
  return (int32_t)((seconds + (seconds < 0 ? -30 : 30)) / 60);
}

int64_t date_local(int year, int month, int day, int hour, int minute, int second,
                   int32_t *zone_minutes)
{
  struct tm tm = wall_clock(year, month, day, hour, minute, second);
  int64_t seconds = mktime(&tm);
  if (zone_minutes) *zone_minutes = minutes_of(tm.tm_gmtoff);
  return seconds;
}

/* timegm without its generality: days of the civil calendar, whose years are taken to begin in
 * March (after H. Hinnant, chrono-compatible low-level date algorithms). */
int64_t date_utc(int year, int month, int day, int hour, int minute, int second)
{
  int64_t y = (int64_t)year - (month <= 2), era = (y >= 0 ? y : y - 399) / 400;
  int64_t year_of_era = y - era * 400;
  int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  int64_t days =
      era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
  return days * 86400 + hour * 3600 + minute * 60 + second;
}

int32_t date_zone_at(int64_t seconds)
{
  time_t t = seconds;
  struct tm tm;
  return localtime_r(&t, &tm) ? minutes_of(tm.tm_gmtoff) : 0;
}

bool date_clock(int64_t seconds, int32_t zone_minutes, struct tm *clock)
{
  time_t shifted = seconds + (int64_t)zone_minutes * 60;
  if (gmtime_r(&shifted, clock)) return true;
  *clock = (struct tm){ 0 };
  return false;
}

void date_rfc3339(struct str *out, int64_t seconds, int32_t zone_minutes)
{
  struct tm tm;
  if (!date_clock(seconds, zone_minutes, &tm)) return;
  int zone = zone_minutes < 0 ? -zone_minutes : zone_minutes;
  str_addf(out, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1,
           tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, zone_minutes < 0 ? '-' : '+', zone / 60,
           zone % 60);
}
