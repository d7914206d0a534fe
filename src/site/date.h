/* Dates as people and generators write them. */
#ifndef SITE_DATE_H
#define SITE_DATE_H

#include "base/str.h"

#include <stdint.h>
#include <time.h>

struct date {
  int64_t seconds;      /* since the epoch */
  int32_t zone_minutes; /* east of UTC */
  bool has_time, has_zone;
  bool lenient; /* no generator reads it: 2024年5月1日 */
};

/* Reads any form named in the manual; false when it holds no date.  A time
 * without a zone is taken in the process's time zone (date_zone). */
bool date_parse(struct slice text, struct date *out);

/* The same, but a time without a zone is UTC: what YAML says of a timestamp. */
bool date_parse_utc(struct slice text, struct date *out);

/* The same in the process's time zone, as Ruby's Time.parse has it: of zones it knows few. */
bool date_parse_ruby(struct slice text, struct date *out);

/* Makes `name` ("Asia/Shanghai") the zone of times without one, for the whole
 * process (tzset); false and unchanged when the system does not know it.  An empty
 * name is the machine's own zone, and worth a call: it makes reading dates faster. */
bool date_zone(struct slice name);

/* Seconds of a wall-clock time in the process's zone, and that zone's offset then. */
int64_t date_local(int year, int month, int day, int hour, int minute, int second,
                   int32_t *zone_minutes);

/* The same of a wall-clock time in UTC. */
int64_t date_utc(int year, int month, int day, int hour, int minute, int second);
/* Minutes east of UTC in the process's zone at that time. */
int32_t date_zone_at(int64_t seconds);

/* What a clock so far east of UTC shows then; false, and all zero, when no calendar
 * reaches that far. */
bool date_clock(int64_t seconds, int32_t zone_minutes, struct tm *clock);

/* "2022-03-21T16:27:23+08:00" (RFC 3339). */
void date_rfc3339(struct str *out, int64_t seconds, int32_t zone_minutes);

#endif
