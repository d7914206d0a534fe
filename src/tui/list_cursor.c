#include "tui/list_cursor.h"

enum { WALK_MOST = 5000 }; /* lines: further than that, each item is taken for one */

static struct list_lines lines_of(const struct list_cursor *c, size_t item)
{
  return c->lines ? c->lines(c->context, item) : (struct list_lines){ 0, 0 };
}

static size_t last_line(const struct list_cursor *c, size_t item)
{
  struct list_lines lines = lines_of(c, item);
  return (size_t)lines.above + lines.below;
}

static bool is_before(struct list_spot a, struct list_spot b)
{
  return a.item != b.item ? a.item < b.item : a.line < b.line;
}

static struct list_spot down(const struct list_cursor *c, struct list_spot s, size_t lines)
{
  for (;;) {
    size_t last = last_line(c, s.item);
    size_t left = last > s.line ? last - s.line : 0;
    if (lines <= left || s.item + 1 >= c->count)
      return (struct list_spot){ s.item, s.line + (lines < left ? lines : left) };
    lines -= left + 1;
    s = (struct list_spot){ s.item + 1, 0 };
  }
}

static struct list_spot up(const struct list_cursor *c, struct list_spot s, size_t lines)
{
  while (lines > s.line && s.item > 0) {
    lines -= s.line + 1;
    s.item--;
    s.line = last_line(c, s.item);
  }
  s.line = lines < s.line ? s.line - lines : 0;
  return s;
}

static struct list_spot by(const struct list_cursor *c, struct list_spot s, long lines)
{
  return lines < 0 ? up(c, s, -(size_t)lines) : down(c, s, (size_t)lines);
}

static struct list_spot own(const struct list_cursor *c, size_t item)
{
  return (struct list_spot){ item, lines_of(c, item).above };
}

static struct list_spot top(const struct list_cursor *c)
{
  return (struct list_spot){ c->top, c->skip };
}

/* A line or two of what comes next stays in sight, where there is room. */
static size_t margin(const struct list_cursor *c)
{
  return c->height >= 8 ? 2 : 0;
}

static struct list_spot last_top(const struct list_cursor *c)
{
  struct list_spot end = { c->count - 1, last_line(c, c->count - 1) };
  return up(c, end, c->height ? c->height - 1 : 0);
}

static void set_top(struct list_cursor *c, struct list_spot s)
{
  bool fills = s.item + c->height < c->count; /* without a look at the end of a long list */
  struct list_spot last = fills ? s : last_top(c);
  if (is_before(last, s)) s = last;
  c->top = s.item;
  c->skip = s.line;
}

static void keep_selected_in_sight(struct list_cursor *c)
{
  if (c->count == 0) {
    c->selected = c->top = c->skip = 0;
    return;
  }
  struct list_lines lines = lines_of(c, c->selected);
  size_t above = c->selected ? margin(c) : lines.above; /* the first heading shows too */
  size_t below = margin(c) > lines.below ? margin(c) : lines.below;
  if (above + below >= c->height) above = below = 0;
  struct list_spot line = own(c, c->selected), t = top(c);
  struct list_spot first = up(c, line, above), last = down(c, line, below);
  if (is_before(first, t))
    t = first;
  else if (c->height && (t.item >= c->count || is_before(down(c, t, c->height - 1), last)))
    t = up(c, last, c->height - 1);
  set_top(c, t);
}

void list_cursor_resize(struct list_cursor *c, size_t count, size_t height)
{
  c->count = count;
  c->height = height;
  list_cursor_select(c, c->selected);
}

void list_cursor_select(struct list_cursor *c, size_t item)
{
  c->selected = item < c->count ? item : c->count ? c->count - 1 : 0;
  keep_selected_in_sight(c);
}

void list_cursor_move(struct list_cursor *c, long items)
{
  size_t at = c->selected, n = items < 0 ? -(size_t)items : (size_t)items;
  if (items < 0)
    at = at > n ? at - n : 0;
  else
    at = n < c->count - at ? at + n : c->count;
  list_cursor_select(c, at);
}

void list_cursor_page(struct list_cursor *c, long lines)
{
  if (c->count == 0) return;
  if (lines < -WALK_MOST || lines > WALK_MOST) return list_cursor_move(c, lines);
  size_t to = by(c, own(c, c->selected), lines).item;
  if (to == c->selected)
    list_cursor_move(c, lines < 0 ? -1 : lines > 0);
  else
    list_cursor_select(c, to);
}

void list_cursor_scroll(struct list_cursor *c, long lines)
{
  if (c->count == 0) return;
  set_top(c, by(c, top(c), lines));
  struct list_spot end = last_top(c), low = top(c),
                   high = down(c, low, c->height ? c->height - 1 : 0);
  if (low.item || low.line) low = down(c, low, margin(c));
  if (is_before(top(c), end)) high = up(c, high, margin(c));
  if (is_before(own(c, c->selected), low))
    c->selected = low.item + (low.line > own(c, low.item).line && low.item + 1 < c->count);
  if (is_before(high, own(c, c->selected)))
    c->selected = high.item - (high.line < own(c, high.item).line && high.item > 0);
  struct list_spot line = own(c, c->selected),
                   bottom = down(c, top(c), c->height ? c->height - 1 : 0);
  if (is_before(line, top(c)) || is_before(bottom, line))
    keep_selected_in_sight(c); /* headings fill it */
}

void list_cursor_hold(struct list_cursor *c, size_t item, size_t y)
{
  c->selected = item < c->count ? item : c->count ? c->count - 1 : 0;
  if (c->count) set_top(c, up(c, own(c, c->selected), y));
}

bool list_cursor_first(const struct list_cursor *c, struct list_spot *s)
{
  *s = top(c);
  return c->count > 0;
}

bool list_cursor_next(const struct list_cursor *c, struct list_spot *s)
{
  struct list_spot before = *s;
  *s = down(c, *s, 1);
  return is_before(before, *s);
}

size_t list_cursor_y(const struct list_cursor *c)
{
  size_t y = 0;
  struct list_spot line = own(c, c->selected);
  for (size_t item = c->top; c->count && item < line.item && y < c->height + c->skip; item++)
    y += last_line(c, item) + 1;
  return y + line.line > c->skip ? y + line.line - c->skip : 0;
}
