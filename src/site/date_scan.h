/* A date while it is read: a small copy in which full-width and Chinese, Japanese and
 * Korean forms have become ASCII, and what was found in it so far.  Two sweeps go over
 * it: the time of day with its zone is found and blanked out first (date_time.c), then the
 * calendar day is looked for in what is left (date.c).  This is how Ruby's Date._parse
 * works, so what it reads is read alike. */
#ifndef SITE_DATE_SCAN_H
#define SITE_DATE_SCAN_H

#include "base/slice.h"

#include <stdint.h>

enum { SCAN_COPY_BYTES = 96 };

struct scan {
  char text[SCAN_COPY_BYTES + 1]; /* lower case */
  size_t len;
  int year, month, day, hour, minute, second;
  int era; /* added to the year */
  int32_t zone_minutes;
  bool has_time, has_zone, lenient, am, pm;
  bool ruby; /* as Time.parse has it */
};

/* False when it is too long to be a date. */
bool scan_start(struct scan *s, struct slice text);
/* Reads at most `most` digits at *at; how many there were. */
size_t scan_number(const struct scan *s, size_t *at, size_t most, int *out);
size_t scan_skip_blanks(const struct scan *s, size_t at);
void scan_blank_out(struct scan *s, size_t from, size_t to);

/* date_time.c */
void scan_time(struct scan *s);
/* Where the zone at `at` ends; `at` when there is none. */
size_t scan_zone(struct scan *s, size_t at);
/* A time that no clock shows is dropped, the day is kept. */
void scan_settle_time(struct scan *s);

#endif
