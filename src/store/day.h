/* Days: that of a post, and days as people type them. */
#ifndef STORE_DAY_H
#define STORE_DAY_H

#include "store/index.h"

/* The day by the clock where the post was written, counted from 1970-01-01; DAY_NONE: it
 * has no date. */
#define DAY_NONE INT64_MIN
int64_t record_day(const struct record *r);

/* 2024, 2024-05, 2024-05-01, 20240501, 202405, 05-01, 2024年5月1日, 5月1日, 2024年5月, 5月, also
 * with / and while it is being typed (2024-); 0: any. */
struct day_typed {
  int year, month, day;
};
bool day_read(struct slice folded, struct day_typed *typed); /* false: it is none */
bool day_is(int64_t day, const struct day_typed *typed);

#endif
