#include "tui/post_row.h"

#include "site/date.h"
#include "tui/memory.h"
#include "tui/tui.h"

#include <time.h>

enum { TIME_COLUMNS = 5, SOURCE_COLUMNS = 14, SOURCE_FROM_COLUMNS = 56 };

static const struct index *index_of(const struct list_pane *l)
{
  return library_index(l->pane.tui->library);
}

struct slice post_row_title(const struct list_pane *l, uint32_t id)
{
  const struct index *x = index_of(l);
  return index_string(x, index_record(x, id)->title);
}

/* The wall clock where the post was written. */
static struct tm clock_of(const struct record *r)
{
  struct tm tm;
  date_clock(r->date, r->zone_minutes, &tm);
  return tm;
}

static struct tm today(void)
{
  time_t now = time(NULL);
  struct tm tm;
  localtime_r(&now, &tm);
  return tm;
}

static bool same_day(const struct tm *a, const struct tm *b)
{
  return a->tm_year == b->tm_year && a->tm_yday == b->tm_yday;
}

static void day_text(const struct list_pane *l, uint32_t id, struct str *out)
{
  enum language language = l->pane.tui->language;
  const struct record *r = index_record(index_of(l), id);
  if (!(r->flags & RECORD_HAS_DATE)) {
    str_adds(out, word(language, WORD_UNDATED));
    return;
  }
  struct tm day = clock_of(r), now = today();
  time_t before = time(NULL) - 24 * 60 * 60;
  struct tm yesterday;
  localtime_r(&before, &yesterday);
  if (same_day(&day, &now))
    str_addf(out, "%s  ", word(language, WORD_TODAY));
  else if (same_day(&day, &yesterday))
    str_addf(out, "%s  ", word(language, WORD_YESTERDAY));
  word_day(out, language, &day, now.tm_year + 1900);
}

/* Under a day's heading the time; among days the day, and its year when it is
 * another one: always five columns. */
static void time_text(bool dated, const struct record *r, struct str *out)
{
  struct tm day = clock_of(r), now = today();
  bool has_time = date_has_time((enum date_from)r->date_from, &day);
  if (!(r->flags & RECORD_HAS_DATE) || (!dated && !has_time)) return;
  if (!dated || (same_day(&day, &now) && has_time))
    str_addf(out, "%02d:%02d", day.tm_hour, day.tm_min);
  else if (day.tm_year == now.tm_year)
    str_addf(out, "%02d-%02d", day.tm_mon + 1, day.tm_mday);
  else
    str_addf(out, "%5d", day.tm_year + 1900);
}

static struct slice source_name(const struct list_pane *l, uint32_t id)
{
  const struct index *x = index_of(l);
  const uint32_t *labels;
  size_t labels_count = index_labels(x, id, LABEL_CATEGORY, &labels);
  if (labels_count == 0) return (struct slice){ "", 0 };
  return index_string(x, label_at(x, LABEL_CATEGORY, labels[0])->display);
}

void post_row_paint(struct list_pane *l, uint32_t id, struct post_row_shows shows,
                    enum style ground)
{
  struct tui *t = l->pane.tui;
  struct screen *s = t->screen;
  const struct record *r = index_record(index_of(l), id);
  bool unread = !tui_is_read(t, id), wide = l->pane.rect.columns >= 30;
  bool named = shows.source && l->pane.rect.columns >= SOURCE_FROM_COLUMNS;
  struct str when = STR_INIT;
  bool starred = marks_has(memory_marks(t->memory), id, MARK_STARRED);
  screen_add(s, starred ? SLICE("*") : SLICE(" "), starred ? STYLE_STARRED : ground);
  if (wide) {
    time_text(shows.day, r, &when);
    screen_add_fit(s, str_slice(&when), TIME_COLUMNS, STYLE_DIM);
    screen_add(s, SLICE("  "), ground);
  }
  int room = l->pane.rect.columns - screen_column(s) - 1 - (named ? SOURCE_COLUMNS + 2 : 0);
  bool open = t->place.post == id && t->focus == PANE_READER;
  list_pane_add(l, post_row_title(l, id), room,
                open     ? STYLE_ACCENT
                : unread ? STYLE_UNREAD
                         : ground);
  if (named) {
    screen_add(s, SLICE("  "), ground);
    screen_add_fit(s, source_name(l, id), SOURCE_COLUMNS, STYLE_DIM);
  }
  str_free(&when);
}

void post_row_section(struct list_pane *l, enum label_kind kind, uint32_t label)
{
  struct screen *s = l->pane.tui->screen;
  const struct index *x = index_of(l);
  const struct label *section = label_at(x, kind, label);
  struct str number = STR_INIT;
  str_addf(&number, "%u", section->posts);
  int columns = l->pane.rect.columns;
  screen_add(s, SLICE(" "), STYLE_TEXT);
  screen_add_fit(s, index_string(x, section->display), columns - 3 - (int)number.len,
                 STYLE_SECTION);
  screen_to(s, columns - 1 - (int)number.len);
  screen_add(s, str_slice(&number), STYLE_COUNTER);
  str_free(&number);
}

void post_row_day(struct list_pane *l, uint32_t id)
{
  struct screen *s = l->pane.tui->screen;
  struct str day = STR_INIT;
  day_text(l, id, &day);
  screen_add(s, SLICE(" "), STYLE_TEXT);
  screen_add(s, str_slice(&day), STYLE_DAY);
  str_free(&day);
}

void post_row_snippet(struct list_pane *l, struct slice snippet)
{
  int indent = l->pane.rect.columns >= 30 ? 1 + TIME_COLUMNS + 2 : 2;
  screen_to(l->pane.tui->screen, indent);
  list_pane_add_hit(l, snippet, l->pane.rect.columns - indent - 1, STYLE_DIM);
}
