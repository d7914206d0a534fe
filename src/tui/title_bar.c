#include "tui/title_bar.h"

#include "text/cluster.h"
#include "tui/pane_posts.h"
#include "tui/tui.h"

#include <time.h>

enum {
  PLACE_FROM_COLUMNS = 30,
  UNREAD_FROM_COLUMNS = 50,
  DAY_FROM_COLUMNS = 100,
  KIND_FROM_COLUMNS = 120
};

/* "  & 央行  12" */
static void add_filter(const struct tui *t, int room)
{
  struct str text = STR_INIT;
  size_t count = 0;
  struct slice typed = pane_posts_filtered(t->panes[PANE_POSTS], &count);
  if (typed.ptr) {
    str_addf(&text, "   & %.*s  %zu", SLICE_ARG(typed), count);
    screen_add_part(t->screen, str_slice(&text), room, STYLE_BAR_ACCENT);
  }
  str_free(&text);
}

static void add_right(const struct tui *t, struct str *out, int columns)
{
  time_t now = time(NULL);
  struct tm tm;
  localtime_r(&now, &tm);
  if (columns >= DAY_FROM_COLUMNS) {
    word_day(out, t->language, &tm, tm.tm_year + 1900);
    str_adds(out, "   ");
  }
  size_t unread = tui_unread(t);
  if (columns >= UNREAD_FROM_COLUMNS && unread)
    str_addf(out, "%s %zu", word(t->language, WORD_UNREAD), unread);
  if (t->arrived) str_addf(out, "   %s %u", word(t->language, WORD_NEW), t->arrived);
}

void title_bar_paint(const struct tui *t, struct rect row)
{
  struct screen *s = t->screen;
  struct str right = STR_INIT;
  if (row.rows == 0) return;
  add_right(t, &right, row.columns);
  int right_columns = (int)text_columns(str_slice(&right), screen_ambiguous(s));
  int room = row.columns - right_columns - 4;
  screen_begin(s, row.y, row.x, row.columns, STYLE_BAR);
  screen_add(s, SLICE(" "), STYLE_BAR);
  screen_add_part(s, site_title(library_site(t->library)), room, STYLE_BAR_ACCENT);
  if (row.columns >= KIND_FROM_COLUMNS) {
    screen_add_part(s, SLICE("  "), room, STYLE_BAR);
    screen_add_part(s, slice_of(site_kind_name(site_kind(library_site(t->library)))), room,
                    STYLE_BAR_DIM);
  }
  if (row.columns >= PLACE_FROM_COLUMNS) {
    screen_add_part(s, SLICE("   "), room, STYLE_BAR);
    screen_add_part(s, slice_of(word(t->language, WORD_HOME)), room,
                    t->place.kind == PLACE_HOME ? STYLE_BAR : STYLE_BAR_DIM);
    if (t->place.kind != PLACE_HOME) {
      screen_add_part(s, SLICE(" > "), room, STYLE_BAR_DIM);
      screen_add_part(s, tui_place_name(t, &t->place), room, STYLE_BAR);
    }
  }
  add_filter(t, room);
  screen_to(s, row.columns - right_columns - 1);
  screen_add(s, str_slice(&right), STYLE_BAR_DIM);
  screen_end(s);
  str_free(&right);
}
