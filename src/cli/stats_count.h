/* What a site holds, counted in one walk over its records. */
#ifndef CLI_STATS_COUNT_H
#define CLI_STATS_COUNT_H

#include "store/index.h"

struct stats_day {
  int64_t day; /* by the clock where the posts were written; counted from 1970 */
  size_t posts;
};

struct stats_label {
  uint32_t label; /* a category */
  uint64_t bytes;
};

struct stats {
  size_t by_status[POST_STATUS_COUNT];
  size_t copies; /* folded into another line */
  size_t with_findings, undated;
  uint32_t newest, oldest;            /* dated, listed records; INDEX_NONE: none */
  uint64_t bytes;                     /* of the texts of all */
  uint32_t largest;                   /* record; INDEX_NONE: none */
  VEC(struct stats_day) days;         /* with listed posts, newest first */
  VEC(struct stats_label) categories; /* with listed posts, busiest first */
};

void stats_count(struct stats *s, const struct index *x);
void stats_free(struct stats *s);
/* "2026-03-21" */
void stats_day_text(int64_t day, struct str *out);

#endif
