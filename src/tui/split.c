#include "tui/split.h"

enum {
  WIDE_COLUMNS = 120,
  MEDIUM_COLUMNS = 60,
  CATEGORIES_LEAST = 24,
  CATEGORIES_MOST = 32,
  POSTS_LEAST = 40,
  POSTS_MOST = 60,
  GAP_COLUMNS = 2,
  TITLE_FROM_ROWS = 6,
  STATUS_FROM_ROWS = 3,
  AIR_FROM_ROWS = 16,
  STACK_FROM_ROWS = 14,
};

static int clamp(int value, int least, int most)
{
  return value < least ? least : value > most ? most : value;
}

static void wide(struct split *s)
{
  const struct rect *m = &s->main;
  int categories = clamp(m->columns / 6, CATEGORIES_LEAST, CATEGORIES_MOST);
  int posts = clamp(m->columns / 3, POSTS_LEAST, POSTS_MOST);
  int reader = m->columns - categories - posts - 2 * GAP_COLUMNS;
  s->panes[PANE_CATEGORIES] = (struct rect){ m->y, m->x, m->rows, categories };
  s->panes[PANE_POSTS] = (struct rect){ m->y, m->x + categories + GAP_COLUMNS, m->rows, posts };
  s->panes[PANE_READER] =
      (struct rect){ m->y, m->x + categories + posts + 2 * GAP_COLUMNS, m->rows, reader };
}

/* The list above, a third of the rows; the categories take its place when they
 * have the focus. */
static void stacked(struct split *s, enum pane_id focus)
{
  const struct rect *m = &s->main;
  int list = clamp(m->rows / 3, 5, m->rows - 6);
  enum pane_id upper = focus == PANE_CATEGORIES ? PANE_CATEGORIES : PANE_POSTS;
  s->panes[upper] = (struct rect){ m->y, m->x, list, m->columns };
  s->panes[PANE_READER] = (struct rect){ m->y + list + 1, m->x, m->rows - list - 1, m->columns };
}

struct split split_window(struct rect window, enum pane_id focus, bool zoom, bool pager)
{
  struct split s = { 0 };
  bool title = !pager && window.rows >= TITLE_FROM_ROWS;
  bool status = window.rows >= STATUS_FROM_ROWS;
  int air = title && window.rows >= AIR_FROM_ROWS ? 1 : 0; /* a blank row parts bars and panes */
  s.title = (struct rect){ 0, 0, title, window.columns };
  s.status = (struct rect){ window.rows - 1, 0, status, window.columns };
  s.main = (struct rect){ title + air, 0, window.rows - title - 2 * air - status, window.columns };
  if (s.main.rows < 1) s.main.rows = 1;
  if (pager || zoom || window.columns < MEDIUM_COLUMNS)
    s.panes[focus] = s.main;
  else if (window.columns >= WIDE_COLUMNS)
    wide(&s);
  else if (s.main.rows < STACK_FROM_ROWS)
    s.panes[focus] = s.main;
  else
    stacked(&s, focus);
  return s;
}
