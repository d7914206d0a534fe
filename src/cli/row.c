#include "cli/row.h"

#include "site/date.h"
#include "text/fold.h"

bool row_time(const struct record *r, struct tm *tm)
{
  return (r->flags & RECORD_HAS_DATE) && date_clock(r->date, r->zone_minutes, tm);
}

void row_date(const struct record *r, struct str *out)
{
  struct tm tm;
  if (!row_time(r, &tm)) return;
  str_addf(out, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
  if (date_has_time((enum date_from)r->date_from, &tm))
    str_addf(out, " %02d:%02d", tm.tm_hour, tm.tm_min);
}

void row_categories(const struct index *x, uint32_t id, struct str *out)
{
  const uint32_t *labels;
  size_t count = index_labels(x, id, LABEL_CATEGORY, &labels);
  for (size_t i = 0; i < count; i++) {
    if (i) str_adds(out, ", ");
    str_add(out, index_string(x, label_at(x, LABEL_CATEGORY, labels[i])->display));
  }
}

static struct slice shown_name(const struct index *x, enum label_kind kind, uint32_t label)
{
  return index_string(x, label_at(x, kind, label)->display);
}

static struct slice own_name(const struct index *x, enum label_kind kind, uint32_t label)
{
  return index_string(x, label_at(x, kind, label)->name);
}

static bool same_folded(struct slice a, struct slice b)
{
  return a.len && fold_contains(a, b) && fold_contains(b, a);
}

uint32_t row_label(const struct index *x, enum label_kind kind, const char *name)
{
  struct slice wanted = slice_of(name);
  uint32_t exact = label_find(x, kind, wanted), count = (uint32_t)label_count(x, kind);
  if (exact != INDEX_NONE) return exact;
  for (uint32_t i = 0; i < count; i++)
    if (slice_eq(shown_name(x, kind, i), wanted)) return i;
  for (uint32_t i = 0; i < count; i++)
    if (same_folded(own_name(x, kind, i), wanted) || same_folded(shown_name(x, kind, i), wanted))
      return i;
  return INDEX_NONE;
}

uint32_t row_label_nearest(const struct index *x, enum label_kind kind, const char *name)
{
  struct slice wanted = slice_of(name);
  size_t least = wanted.len / 3 + 2; /* further away is no help */
  uint32_t best = INDEX_NONE;
  for (uint32_t i = 0; i < label_count(x, kind); i++) {
    size_t distance = slice_distance(wanted, own_name(x, kind, i));
    if (distance < least) least = distance, best = i;
  }
  return best;
}
