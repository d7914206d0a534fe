#include "tui/list_cursor.h"

/* A row or two of what comes next stays in sight, where there is room. */
static size_t margin(const struct list_cursor *c)
{
  return c->height >= 8 ? 2 : 0;
}

static size_t add_clamped(size_t at, long by, size_t most)
{
  if (by < 0) return at > (size_t)-by ? at - (size_t)-by : 0;
  return (size_t)by > most - at ? most : at + (size_t)by;
}

static size_t last_top(const struct list_cursor *c)
{
  return c->count > c->height ? c->count - c->height : 0;
}

static void keep_selected_in_sight(struct list_cursor *c)
{
  size_t spare = margin(c), top = c->top;
  size_t above = c->selected > spare ? c->selected - spare : 0;
  if (top > above) top = above;
  if (c->height && c->selected + spare + 1 > top + c->height)
    top = c->selected + spare + 1 - c->height;
  c->top = top < last_top(c) ? top : last_top(c);
}

void list_cursor_resize(struct list_cursor *c, size_t count, size_t height)
{
  c->count = count;
  c->height = height;
  if (c->selected >= count) c->selected = count ? count - 1 : 0;
  keep_selected_in_sight(c);
}

void list_cursor_select(struct list_cursor *c, size_t row)
{
  c->selected = row < c->count ? row : c->count ? c->count - 1 : 0;
  keep_selected_in_sight(c);
}

void list_cursor_move(struct list_cursor *c, long rows)
{
  if (c->count) list_cursor_select(c, add_clamped(c->selected, rows, c->count - 1));
}

void list_cursor_scroll(struct list_cursor *c, long rows)
{
  size_t spare = margin(c);
  c->top = add_clamped(c->top < last_top(c) ? c->top : last_top(c), rows, last_top(c));
  if (c->selected < c->top + spare && c->top > 0) c->selected = c->top + spare;
  if (c->height && c->selected + spare >= c->top + c->height && c->top < last_top(c))
    c->selected = c->top + c->height - 1 - spare;
  if (c->count && c->selected >= c->count) c->selected = c->count - 1;
}

void list_cursor_hold(struct list_cursor *c, size_t row, size_t at)
{
  c->selected = row < c->count ? row : c->count ? c->count - 1 : 0;
  c->top = c->selected > at ? c->selected - at : 0;
  if (c->top > last_top(c)) c->top = last_top(c);
}
