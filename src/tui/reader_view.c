#include "tui/reader_view.h"

#include "text/fold.h"

void reader_view_init(struct reader_view *v)
{
  *v = (struct reader_view){ .rows = 1, .pages = 1, .needle = STR_INIT };
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

static size_t shown(const struct reader_view *v)
{
  return v->rows * v->pages;
}

static bool is_blank(const struct reader_view *v, size_t line)
{
  return line < v->lines.line.count && v->lines.line.items[line].count == 0;
}

/* A blank line that parts two blocks is not wanted at the head of a page. */
static size_t second_page(const struct reader_view *v, size_t top)
{
  return top + v->rows + is_blank(v, top + v->rows);
}

size_t reader_view_line(const struct reader_view *v, size_t page, size_t row)
{
  return (page ? second_page(v, v->top) : v->top) + row;
}

size_t reader_view_end(const struct reader_view *v)
{
  size_t end = reader_view_line(v, v->pages - 1, v->rows);
  return end < v->lines.line.count ? end : v->lines.line.count;
}

/* The last line that can be at the top while all rows are full. */
static size_t last_full(const struct reader_view *v)
{
  return v->lines.line.count > shown(v) ? v->lines.line.count - shown(v) : 0;
}

static void set_top(struct reader_view *v, size_t line, size_t most)
{
  v->top = line < most ? line : most;
  v->position = v->top < v->lines.line.count ? v->lines.line.items[v->top].position : 0;
}

void reader_view_go(struct reader_view *v, size_t line)
{
  set_top(v, line, last_full(v));
}

/* How far down the top may be: of a book the last pages may be empty below. */
static size_t most_top(const struct reader_view *v)
{
  size_t count = v->lines.line.count;
  if (v->pages == 1 || count <= shown(v)) return last_full(v);
  return count - 1;
}

void reader_view_settle(struct reader_view *v)
{
  uint32_t position = v->position;
  set_top(v, position ? lines_at(&v->lines, position) : 0, most_top(v));
  v->position = position;
}

static struct slice line_text(const struct lines *lines, size_t at)
{
  const struct line *line = &lines->line.items[at];
  if (line->count == 0) return SLICE("");
  const struct span *first = &lines->span.items[line->first], *last = first + line->count - 1;
  return (struct slice){ lines->text.ptr + first->text, last->text + last->bytes - first->text };
}

/* The only line with that text; SIZE_MAX: there are none or several. */
static size_t line_like(const struct lines *lines, struct slice text)
{
  size_t found = SIZE_MAX;
  for (size_t i = 0; i < lines->line.count; i++) {
    if (!slice_eq(line_text(lines, i), text)) continue;
    if (found != SIZE_MAX) return SIZE_MAX;
    found = i;
  }
  return found;
}

void reader_view_keep(struct reader_view *v, const struct lines *before, size_t top, size_t end)
{
  for (size_t i = top; i < end; i++) {
    struct slice text = line_text(before, i);
    size_t found = text.len ? line_like(&v->lines, text) : SIZE_MAX;
    if (found == SIZE_MAX) continue;
    set_top(v, found > i - top ? found - (i - top) : 0, most_top(v));
    return;
  }
}

/* Both pages are turned: what comes after them is at the head of the first. */
static size_t next_spread(const struct reader_view *v, size_t top)
{
  size_t end = second_page(v, top) + v->rows;
  return end + is_blank(v, end);
}

/* From where turning on leads to the present top. */
static size_t spread_before(const struct reader_view *v)
{
  enum { BLANKS_MOST = 2 };
  for (size_t lines = shown(v) + BLANKS_MOST; lines > shown(v); lines--)
    if (v->top >= lines && next_spread(v, v->top - lines) == v->top) return v->top - lines;
  return v->top > shown(v) ? v->top - shown(v) : 0;
}

static bool turn(struct reader_view *v, long count)
{
  size_t before = v->top;
  for (; count > 0 && reader_view_end(v) < v->lines.line.count; count--)
    set_top(v, next_spread(v, v->top), most_top(v));
  for (; count < 0 && v->top > 0; count++) set_top(v, spread_before(v), v->top);
  return v->top != before;
}

bool reader_view_move(struct reader_view *v, enum motion motion, long count)
{
  if (motion == MOVE_PAGES && v->pages > 1) return turn(v, count);
  size_t before = v->top, most = last_full(v) > v->top ? last_full(v) : v->top;
  long half = (long)shown(v) / 2, by = 0, to = -1;
  switch (motion) {
  case MOVE_LINES:
  case MOVE_SCROLL: by = count; break;
  case MOVE_HALVES: by = count * (half > 0 ? half : 1); break;
  case MOVE_PAGES: by = count * (v->rows > 2 ? (long)v->rows - 1 : 1); break;
  case MOVE_TO: to = count > 0 ? count - 1 : 0; break;
  case MOVE_PERCENT: to = (long)(v->lines.line.count * (size_t)count / 100); break;
  case MOVE_FIRST: to = 0; break;
  case MOVE_LAST: to = (long)v->lines.line.count; break;
  }
  if (to < 0) to = by < 0 && (size_t)-by > v->top ? 0 : (long)v->top + by;
  set_top(v, (size_t)to, most);
  return v->top != before;
}

void reader_view_bring(struct reader_view *v, size_t line)
{
  if (line < v->top || line >= reader_view_end(v))
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
