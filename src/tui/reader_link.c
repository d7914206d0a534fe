/* Links among the lines of a reader_view. */
#include "doc/node.h"
#include "tui/reader_view.h"

uint32_t reader_view_link_at(const struct reader_view *v, size_t line, uint32_t column)
{
  if (line >= v->lines.line.count) return 0;
  const struct line *l = &v->lines.line.items[line];
  uint32_t end = 0;
  for (uint32_t i = 0; i < l->count; i++) {
    const struct span *span = &v->lines.span.items[l->first + i];
    end += span->columns;
    if (column < end) return span->link;
  }
  return 0;
}

static size_t line_of(const struct reader_view *v, uint32_t link)
{
  for (size_t i = 0; i < v->lines.line.count; i++) {
    const struct line *line = &v->lines.line.items[i];
    for (uint32_t n = 0; n < line->count; n++)
      if (v->lines.span.items[line->first + n].link == link) return i;
  }
  return SIZE_MAX;
}

static bool is_quiet(const struct doc *doc, uint32_t link)
{
  return (doc->links.items[link - 1]->flags & (NODE_QUIET | NODE_FOLDED)) != 0;
}

/* The first link that shows, or the last when going backward. */
static uint32_t in_sight(const struct reader_view *v, const struct doc *doc, int by)
{
  uint32_t found = 0;
  for (size_t i = v->top; i < reader_view_end(v); i++) {
    const struct line *line = &v->lines.line.items[i];
    for (uint32_t n = 0; n < line->count; n++) {
      uint32_t link = v->lines.span.items[line->first + n].link;
      if (!link || is_quiet(doc, link)) continue;
      if (by > 0) return link;
      found = link;
    }
  }
  return found;
}

uint32_t reader_view_step_link(struct reader_view *v, const struct doc *doc, uint32_t link, int by)
{
  uint32_t count = (uint32_t)doc->links.count;
  size_t line = link ? line_of(v, link) : SIZE_MAX;
  bool shows = line >= v->top && line < reader_view_end(v);
  uint32_t next = shows ? 0 : in_sight(v, doc, by);
  uint32_t at = link ? link : by > 0 ? 0 : count + 1;
  for (uint32_t tried = 0; !next && tried < count; tried++) {
    at = by > 0 ? at % count + 1 : at <= 1 ? count : at - 1;
    if (!is_quiet(doc, at) && line_of(v, at) != SIZE_MAX) next = at;
  }
  if (next) reader_view_bring(v, line_of(v, next));
  return next;
}
