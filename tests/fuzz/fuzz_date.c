/* What is read as a date is written as RFC 3339 and read as the same date. */
#include "fuzz.h"

#include "site/date.h"
#include "site/go_date.h"

enum { MINUTES_A_DAY = 24 * 60 };

static void check(const struct date *d)
{
  static int64_t first, end;
  if (!end) {
    first = date_utc(1, 1, 2, 0, 0, 0);
    end = date_utc(9999, 12, 31, 0, 0, 0);
  }
  HOLDS(d->zone_minutes > -MINUTES_A_DAY && d->zone_minutes < MINUTES_A_DAY);
  struct str text = STR_INIT;
  date_rfc3339(&text, d->seconds, d->zone_minutes);
  struct date again;
  if (d->seconds >= first && d->seconds < end) {
    HOLDS(date_parse(str_slice(&text), &again));
    HOLDS(again.seconds == d->seconds && again.zone_minutes == d->zone_minutes);
    HOLDS(again.has_time && again.has_zone && !again.lenient);
  }
  str_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  struct slice in = fuzz_input(data, bytes);
  struct date local, utc, go;
  bool found = date_parse(in, &local);
  HOLDS(found == date_parse_utc(in, &utc));
  if (date_parse_go(in, &go)) HOLDS(found && go.seconds == local.seconds && !go.lenient);
  if (!found) return 0;
  check(&local);
  check(&utc);
  HOLDS(local.has_time == utc.has_time && local.has_zone == utc.has_zone);
  if (local.has_zone) HOLDS(local.seconds == utc.seconds);
  return 0;
}
