#include "tui/list_pane.h"

#include "text/fold.h"
#include "text/marks.h"
#include "tui/tui.h"

void list_pane_init(struct list_pane *l, struct tui *t, const struct list_ops *ops)
{
  memset(l, 0, sizeof *l);
  l->pane.ops = &list_pane_ops;
  l->pane.tui = t;
  l->ops = ops;
  str_init(&l->needle);
}

static bool selectable(const struct list_pane *l, size_t row)
{
  return row < l->cursor.count && (!l->ops->selectable || l->ops->selectable(l, row));
}

/* The nearest selectable row, looked for first in the direction of travel. */
static void settle(struct list_pane *l, bool downward)
{
  struct list_cursor *c = &l->cursor;
  for (int pass = 0; pass < 2; pass++, downward = !downward)
    for (size_t row = c->selected; row < c->count; row += downward ? 1 : (size_t)-1)
      if (selectable(l, row)) {
        list_cursor_select(c, row);
        if (row <= 2 && c->top <= row) c->top = 0; /* the heading above the first row shows too */
        return;
      }
}

void list_pane_changed(struct list_pane *l)
{
  int rows = l->pane.rect.rows;
  list_cursor_resize(&l->cursor, l->ops->count(l), rows > 0 ? (size_t)rows : 0);
  settle(l, true);
}

void list_pane_select(struct list_pane *l, size_t row)
{
  size_t before = l->cursor.selected;
  list_cursor_select(&l->cursor, row);
  settle(l, row >= before);
  if (l->cursor.selected != before && l->ops->selected) l->ops->selected(l);
}

static bool list_move(struct pane *p, enum motion motion, long count)
{
  struct list_pane *l = (struct list_pane *)p;
  struct list_cursor *c = &l->cursor;
  size_t before = c->selected, top = c->top;
  long page = c->height > 1 ? (long)c->height - 1 : 1;
  switch (motion) {
  case MOVE_LINES: /* headings are stepped over: count selectable rows */
    for (long left = count < 0 ? -count : count; left > 0; left--) {
      size_t from = c->selected;
      list_cursor_move(c, count < 0 ? -1 : 1);
      settle(l, count > 0);
      if (c->selected == from) break;
    }
    break;
  case MOVE_HALVES: list_cursor_move(c, count * (page / 2 + 1)); break;
  case MOVE_PAGES: list_cursor_move(c, count * page); break;
  case MOVE_SCROLL: list_cursor_scroll(c, count); break;
  case MOVE_TO: list_cursor_select(c, count > 0 ? (size_t)count - 1 : 0); break;
  case MOVE_PERCENT: list_cursor_select(c, c->count * (size_t)count / 100); break;
  case MOVE_FIRST: list_cursor_select(c, 0); break;
  case MOVE_LAST: list_cursor_select(c, c->count ? c->count - 1 : 0); break;
  }
  settle(l, c->selected >= before);
  bool moved = c->selected != before;
  if (moved && l->ops->selected) l->ops->selected(l);
  return moved || c->top != top;
}

static void list_paint(struct pane *p, bool focused)
{
  struct list_pane *l = (struct list_pane *)p;
  struct screen *s = p->tui->screen;
  list_pane_changed(l);
  p->cursor_y = p->rect.y;
  p->cursor_x = p->rect.x;
  if (l->cursor.count == 0 && l->ops->empty) l->ops->empty(l);
  for (int y = 0; y < p->rect.rows && l->cursor.top + (size_t)y < l->cursor.count; y++) {
    size_t row = l->cursor.top + (size_t)y;
    bool here = row == l->cursor.selected && selectable(l, row);
    enum style ground = !here ? STYLE_TEXT : focused ? STYLE_SELECTION : STYLE_SELECTION_UNFOCUSED;
    if (here) p->cursor_y = p->rect.y + y;
    screen_begin(s, p->rect.y + y, p->rect.x, p->rect.columns, ground);
    l->ops->paint(l, row, ground);
    screen_end(s);
  }
}

static void list_open(struct pane *p)
{
  struct list_pane *l = (struct list_pane *)p;
  if (selectable(l, l->cursor.selected)) l->ops->open(l, l->cursor.selected);
}

static void list_click(struct pane *p, int row, int column)
{
  struct list_pane *l = (struct list_pane *)p;
  size_t at = l->cursor.top + (size_t)row;
  (void)column;
  if (!selectable(l, at)) return;
  if (at == l->cursor.selected)
    l->ops->open(l, at);
  else
    list_pane_select(l, at);
}

static bool row_matches(const struct list_pane *l, size_t row, struct str *scratch)
{
  mark_list marks = { 0 };
  if (!selectable(l, row)) return false;
  str_clear(scratch);
  l->ops->text(l, row, scratch);
  marks_find(str_slice(scratch), str_slice(&l->needle), &marks);
  bool found = marks.count > 0;
  vec_free(&marks);
  return found;
}

static bool list_find(struct pane *p, struct slice needle, long steps)
{
  struct list_pane *l = (struct list_pane *)p;
  struct str scratch = STR_INIT;
  size_t count = l->cursor.count;
  bool found = false;
  if (steps == 0) {
    str_clear(&l->needle);
    fold_lines(needle, &l->needle);
  }
  if (l->needle.len == 0) return true;
  if (count == 0) return false;
  size_t direction = steps < 0 ? count - 1 : 1, first = SIZE_MAX;
  long round = 0; /* hits from the first one on */
  for (long left = steps == 0 ? 1 : labs(steps); left > 0; left--) {
    size_t row = l->cursor.selected;
    if (steps != 0) row = (row + direction) % (count ? count : 1);
    found = false;
    for (size_t tried = 0; tried < count && !found; tried++) {
      found = row_matches(l, row, &scratch);
      if (found) list_pane_select(l, row);
      row = (row + direction) % count;
    }
    if (!found) break;
    if (first == l->cursor.selected) left = 1 + (left - 1) % round; /* once round is enough */
    if (first == SIZE_MAX) first = l->cursor.selected;
    round++;
  }
  str_free(&scratch);
  return found;
}

static void list_where(const struct pane *p, struct str *out)
{
  const struct list_pane *l = (const struct list_pane *)p;
  if (l->ops->where)
    l->ops->where(l, out);
  else if (l->cursor.count)
    str_addf(out, "%zu/%zu", l->cursor.selected + 1, l->cursor.count);
}

static void list_free(struct pane *p)
{
  struct list_pane *l = (struct list_pane *)p;
  str_free(&l->needle);
  l->ops->free(l);
}

const struct pane_ops list_pane_ops = {
  .paint = list_paint,
  .move = list_move,
  .open = list_open,
  .click = list_click,
  .find = list_find,
  .where = list_where,
  .free = list_free,
};

void list_pane_add(struct list_pane *l, struct slice text, int columns, enum style style)
{
  struct screen *s = l->pane.tui->screen;
  mark_list marks = { 0 };
  marks_find(text, str_slice(&l->needle), &marks);
  if (marks.count == 0) {
    screen_add_fit(s, text, columns, style);
    return;
  }
  int end = screen_column(s) + columns;
  uint32_t at = 0;
  for (size_t i = 0; i < marks.count; i++) {
    screen_add_part(s, slice_first(slice_from(text, at), marks.items[i].start - at), end, style);
    at = marks.items[i].start;
    screen_add_part(s, slice_first(slice_from(text, at), marks.items[i].end - at), end,
                    STYLE_MATCH);
    at = marks.items[i].end;
  }
  int left = end - screen_column(s);
  if (left > 0) screen_add_fit(s, slice_from(text, at), left, style);
  vec_free(&marks);
}
