#include "tui/list_pane.h"

#include "text/cluster.h"
#include "text/fold.h"
#include "text/needle.h"
#include "text/sanitize.h"
#include "tui/tui.h"

void list_pane_init(struct list_pane *l, struct tui *t, const struct list_ops *ops)
{
  memset(l, 0, sizeof *l);
  l->pane.ops = &list_pane_ops;
  l->pane.tui = t;
  l->ops = ops;
  l->cursor.lines = ops->lines;
  l->cursor.context = l;
  str_init(&l->needle);
}

void list_pane_changed(struct list_pane *l)
{
  int rows = l->pane.rect.rows;
  if (l->ops->settle) l->ops->settle(l);
  list_cursor_resize(&l->cursor, l->ops->count(l), rows > 0 ? (size_t)rows : 0);
}

void list_pane_select(struct list_pane *l, size_t row)
{
  size_t before = l->cursor.selected;
  list_cursor_select(&l->cursor, row);
  if (l->cursor.selected != before && l->ops->selected) l->ops->selected(l);
}

static bool list_move(struct pane *p, enum motion motion, long count)
{
  struct list_pane *l = (struct list_pane *)p;
  struct list_cursor *c = &l->cursor;
  list_pane_changed(l);
  size_t before = c->selected, top = c->top, skip = c->skip;
  long page = c->height > 1 ? (long)c->height - 1 : 1;
  switch (motion) {
  case MOVE_LINES: list_cursor_move(c, count); break;
  case MOVE_HALVES: list_cursor_page(c, count * (page / 2 + 1)); break;
  case MOVE_PAGES: list_cursor_page(c, count * page); break;
  case MOVE_SCROLL: list_cursor_scroll(c, count); break;
  case MOVE_TO: list_cursor_select(c, count > 0 ? (size_t)count - 1 : 0); break;
  case MOVE_PERCENT: list_cursor_select(c, c->count * (size_t)count / 100); break;
  case MOVE_FIRST: list_cursor_select(c, 0); break;
  case MOVE_LAST: list_cursor_select(c, c->count ? c->count - 1 : 0); break;
  }
  bool moved = c->selected != before;
  if (moved && l->ops->selected) l->ops->selected(l);
  return moved || c->top != top || c->skip != skip;
}

static void list_paint(struct pane *p, bool focused)
{
  struct list_pane *l = (struct list_pane *)p;
  struct screen *s = p->tui->screen;
  list_pane_changed(l);
  p->cursor_y = p->rect.y;
  p->cursor_x = p->rect.x;
  if (l->cursor.count == 0 && l->ops->empty) l->ops->empty(l);
  struct list_spot spot;
  bool more = list_cursor_first(&l->cursor, &spot);
  for (int y = 0; more && y < p->rect.rows; y++, more = list_cursor_next(&l->cursor, &spot)) {
    int line = (int)spot.line - (l->ops->lines ? l->ops->lines(l, spot.item).above : 0);
    bool here = line == 0 && spot.item == l->cursor.selected;
    enum style ground = !here ? STYLE_TEXT : focused ? STYLE_SELECTION : STYLE_SELECTION_UNFOCUSED;
    if (here) p->cursor_y = p->rect.y + y;
    screen_begin(s, p->rect.y + y, p->rect.x, p->rect.columns, ground);
    if (line == 0)
      l->ops->paint(l, spot.item, ground);
    else
      l->ops->paint_beside(l, spot.item, line);
    screen_end(s);
  }
}

static void list_open(struct pane *p)
{
  struct list_pane *l = (struct list_pane *)p;
  list_pane_changed(l);
  if (l->cursor.count) l->ops->open(l, l->cursor.selected);
}

static void list_click(struct pane *p, int row, int column)
{
  struct list_pane *l = (struct list_pane *)p;
  struct list_spot spot;
  (void)column;
  list_pane_changed(l);
  bool hit = list_cursor_first(&l->cursor, &spot);
  for (; hit && row > 0; row--) hit = list_cursor_next(&l->cursor, &spot);
  if (!hit || (l->ops->lines && spot.line < l->ops->lines(l, spot.item).above)) return;
  if (spot.item == l->cursor.selected)
    l->ops->open(l, spot.item);
  else
    list_pane_select(l, spot.item);
}

static bool row_matches(const struct list_pane *l, size_t row, struct str *scratch)
{
  mark_list marks = { 0 };
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
  list_pane_changed(l);
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
  if (l->cursor.count) str_addf(out, "%zu/%zu", l->cursor.selected + 1, l->cursor.count);
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

/* As much as fits before column `end`; false when that is not all. */
static bool add_part(struct screen *s, struct slice text, int end, enum style style)
{
  struct str clean = STR_INIT;
  sanitize(text, SANITIZE_LINE, &clean, NULL);
  int columns = screen_column(s) + (int)text_columns(str_slice(&clean), screen_ambiguous(s));
  screen_add_part(s, text, end, style);
  str_free(&clean);
  return columns <= end;
}

static void add_marked(struct screen *s, struct slice text, const mark_list *marks, int end,
                       enum style style)
{
  uint32_t at = 0;
  for (size_t i = 0; i <= marks->count; i++) {
    bool last = i == marks->count;
    struct mark mark =
        last ? (struct mark){ (uint32_t)text.len, (uint32_t)text.len } : marks->items[i];
    if (!add_part(s, slice_first(slice_from(text, at), mark.start - at), end, style)) return;
    struct slice marked = slice_first(slice_from(text, mark.start), mark.end - mark.start);
    if (!add_part(s, marked, end, STYLE_MATCH)) return;
    at = mark.end;
  }
}

void list_pane_add(struct list_pane *l, struct slice text, int columns, enum style style)
{
  enum { DOTS = 2 };
  struct screen *s = l->pane.tui->screen;
  struct str clean = STR_INIT;
  mark_list marks = { 0 };
  marks_find(text, str_slice(&l->needle), &marks);
  if (l->filter && !l->needle.len) needle_marks(l->filter, text, &marks);
  if (marks.count == 0) {
    screen_add_fit(s, text, columns, style);
    return;
  }
  sanitize(text, SANITIZE_LINE, &clean, NULL);
  bool cut = (int)text_columns(str_slice(&clean), screen_ambiguous(s)) > columns && columns > DOTS;
  int end = screen_column(s) + columns;
  add_marked(s, text, &marks, cut ? end - DOTS : end, style);
  if (cut) screen_add_part(s, SLICE(".."), end, style);
  screen_to(s, end);
  str_free(&clean);
  vec_free(&marks);
}

void list_pane_add_hit(struct list_pane *l, struct slice text, int columns, enum style style)
{
  enum ambiguous ambiguous = screen_ambiguous(l->pane.tui->screen);
  struct slice rest = text;
  struct cluster cluster;
  mark_list marks = { 0 };
  marks_find(text, str_slice(&l->needle), &marks);
  const char *hit = text.ptr + (marks.count ? marks.items[0].start : 0);
  while (rest.ptr < hit &&
         (int)text_columns(slice_first(rest, (size_t)(hit - rest.ptr)), ambiguous) > columns / 3)
    cluster_next(&rest, ambiguous, &cluster);
  while (slice_starts(rest, SLICE(" "))) rest = slice_from(rest, 1);
  vec_free(&marks);
  list_pane_add(l, rest, columns, style);
}
