#include "tui/reader_view.h"

#include "text/fold.h"

void reader_view_init(struct reader_view *v)
{
  *v = (struct reader_view){ .rows = 1, .needle = STR_INIT };
  lines_init(&v->lines);
}

void reader_view_free(struct reader_view *v)
{
  str_free(&v->needle);
  lines_free(&v->lines);
  hits_free(&v->hits);
}

void reader_view_clear(struct reader_view *v, uint32_t position)
{
  lines_clear(&v->lines);
  v->top = 0;
  v->position = position;
  v->hit = 0;
}

/* --- what shows ------------------------------------------------------------ */

size_t reader_view_end(const struct reader_view *v)
{
  return v->top + v->rows < v->lines.line.count ? v->top + v->rows : v->lines.line.count;
}

void reader_view_go(struct reader_view *v, size_t line)
{
  size_t count = v->lines.line.count, last = count > v->rows ? count - v->rows : 0;
  v->top = line < last ? line : last;
  v->position = v->top < count ? v->lines.line.items[v->top].position : 0;
}

void reader_view_settle(struct reader_view *v)
{
  uint32_t position = v->position;
  reader_view_go(v, position ? lines_at(&v->lines, position) : 0);
  v->position = position;
}

bool reader_view_move(struct reader_view *v, enum motion motion, long count)
{
  size_t before = v->top;
  long rows = (long)v->rows, by = 0, to = -1;
  switch (motion) {
  case MOVE_LINES:
  case MOVE_SCROLL: by = count; break;
  case MOVE_HALVES: by = count * (rows / 2 > 0 ? rows / 2 : 1); break;
  case MOVE_PAGES: by = count * (rows > 2 ? rows - 1 : 1); break;
  case MOVE_TO: to = count > 0 ? count - 1 : 0; break;
  case MOVE_PERCENT: to = (long)(v->lines.line.count * (size_t)count / 100); break;
  case MOVE_FIRST: to = 0; break;
  case MOVE_LAST: to = (long)v->lines.line.count; break;
  }
  if (to < 0) to = by < 0 && (size_t)-by > v->top ? 0 : (long)v->top + by;
  reader_view_go(v, (size_t)to);
  return v->top != before;
}

void reader_view_bring(struct reader_view *v, size_t line)
{
  if (line < v->top || line >= v->top + v->rows)
    reader_view_go(v, line > v->rows / 3 ? line - v->rows / 3 : 0);
}

void reader_view_where(const struct reader_view *v, struct str *out)
{
  size_t count = v->lines.line.count;
  if (count && v->hit) str_addf(out, "%u/%u  ", v->hit, v->hits.count);
  if (count) str_addf(out, "%zu%%", reader_view_end(v) * 100 / count);
}

/* --- hits ------------------------------------------------------------------- */

void reader_view_search(struct reader_view *v)
{
  hits_find(&v->hits, &v->lines, str_slice(&v->needle));
}

/* The first part that is on `line` or after it. */
static size_t first_part(const struct reader_view *v, size_t line)
{
  size_t low = 0, high = v->hits.parts.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (v->hits.parts.items[middle].line < line)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static size_t line_of_hit(const struct reader_view *v, uint32_t number)
{
  for (size_t i = 0; i < v->hits.parts.count; i++)
    if (v->hits.parts.items[i].number == number) return v->hits.parts.items[i].line;
  return 0;
}

/* The first hit at or after the top line, else the first of all. */
static uint32_t hit_from_top(const struct reader_view *v)
{
  size_t part = first_part(v, v->top);
  return part < v->hits.parts.count ? v->hits.parts.items[part].number : 0;
}

bool reader_view_find(struct reader_view *v, struct slice needle, long steps)
{
  if (steps == 0) {
    str_clear(&v->needle);
    fold_lines(needle, &v->needle);
    reader_view_search(v);
    v->hit = 0;
  }
  if (v->needle.len == 0) return true;
  if (v->hits.count == 0) return false;
  long count = (long)v->hits.count;
  long at = v->hit ? (long)v->hit - 1 + steps : (long)hit_from_top(v);
  at = ((at % count) + count) % count;
  v->hit = (uint32_t)at + 1;
  reader_view_bring(v, line_of_hit(v, (uint32_t)at));
  return true;
}

enum style reader_view_style(const struct reader_view *v, size_t line, uint32_t byte,
                             enum style style, size_t *part, uint32_t *until)
{
  if (*part == 0) *part = first_part(v, line);
  for (; *part < v->hits.parts.count; ++*part) {
    const struct hit *hit = &v->hits.parts.items[*part];
    if (hit->line != line) break;
    if (byte < hit->start) {
      if (hit->start < *until) *until = hit->start;
      break;
    }
    if (byte < hit->end) {
      if (hit->end < *until) *until = hit->end;
      return hit->number + 1 == v->hit ? STYLE_MATCH_CURRENT : STYLE_MATCH;
    }
  }
  return style;
}
