#include "cli/stats_count.h"

#include "site/date.h"

#include <stdlib.h>

enum { DAY_SECONDS = 24 * 60 * 60 };

static int64_t day_of(const struct record *r)
{
  int64_t clock = r->date + r->zone_minutes * INT64_C(60);
  return clock / DAY_SECONDS - (clock % DAY_SECONDS < 0);
}

void stats_day_text(int64_t day, struct str *out)
{
  struct tm tm;
  date_clock(day * DAY_SECONDS, 0, &tm);
  str_addf(out, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static int newest_first(const void *a, const void *b)
{
  const struct stats_day *l = a, *r = b;
  return (l->day < r->day) - (l->day > r->day);
}

/* Zones differ, so days may come up more than once. */
static void unite_days(struct stats *s)
{
  size_t kept = 0;
  if (s->days.count) qsort(s->days.items, s->days.count, sizeof *s->days.items, newest_first);
  for (size_t i = 0; i < s->days.count; i++) {
    if (kept && s->days.items[kept - 1].day == s->days.items[i].day)
      s->days.items[kept - 1].posts += s->days.items[i].posts;
    else
      s->days.items[kept++] = s->days.items[i];
  }
  s->days.count = kept;
}

static void count_listed(struct stats *s, const struct index *x, uint32_t id, uint64_t *bytes)
{
  const struct record *r = index_record(x, id);
  const uint32_t *labels;
  size_t count = index_labels(x, id, LABEL_CATEGORY, &labels);
  for (size_t i = 0; i < count; i++) bytes[labels[i]] += index_text_bytes(x, id);
  if (!(r->flags & RECORD_HAS_DATE)) return;
  if (s->newest == INDEX_NONE) s->newest = id;
  s->oldest = id;
  int64_t day = day_of(r);
  if (s->days.count && vec_last(&s->days)->day == day)
    vec_last(&s->days)->posts++;
  else
    vec_push(&s->days, ((struct stats_day){ day, 1 }));
}

void stats_count(struct stats *s, const struct index *x)
{
  size_t labels = label_count(x, LABEL_CATEGORY);
  uint64_t *bytes = xcalloc(labels + 1, sizeof *bytes);
  uint32_t *order = xcalloc(labels + 1, sizeof *order);
  *s = (struct stats){ .newest = INDEX_NONE, .oldest = INDEX_NONE, .largest = INDEX_NONE };
  for (size_t n = 0; n < index_count(x); n++) {
    uint32_t id = index_at(x, n);
    const struct record *r = index_record(x, id);
    s->by_status[r->status]++;
    s->copies += (r->flags & RECORD_FOLDED) != 0;
    s->with_findings += (r->flags & RECORD_DIAGS) != 0;
    s->undated += !(r->flags & RECORD_HAS_DATE);
    s->bytes += index_text_bytes(x, id);
    if (s->largest == INDEX_NONE || index_text_bytes(x, id) > index_text_bytes(x, s->largest))
      s->largest = id;
    if (index_listed(x, id)) count_listed(s, x, id, bytes);
  }
  unite_days(s);
  label_order(x, LABEL_CATEGORY, order);
  for (size_t i = 0; i < labels && label_at(x, LABEL_CATEGORY, order[i])->posts; i++)
    vec_push(&s->categories, ((struct stats_label){ order[i], bytes[order[i]] }));
  free(bytes);
  free(order);
}

void stats_free(struct stats *s)
{
  vec_free(&s->days);
  vec_free(&s->categories);
}
