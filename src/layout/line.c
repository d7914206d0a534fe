#include "layout/line.h"

void lines_init(struct lines *l)
{
  *l = (struct lines){ 0 };
  str_init(&l->text);
}

void lines_free(struct lines *l)
{
  vec_free(&l->line);
  vec_free(&l->span);
  str_free(&l->text);
}

void lines_clear(struct lines *l)
{
  vec_clear(&l->line);
  vec_clear(&l->span);
  str_clear(&l->text);
}

/* The first span of the line that is still open. */
static size_t open_line(const struct lines *l)
{
  if (l->line.count == 0) return 0;
  const struct line *last = &l->line.items[l->line.count - 1];
  return (size_t)last->first + last->count;
}

static bool same_ink(struct ink a, struct ink b)
{
  return a.fg == b.fg && a.bg == b.bg && a.attributes == b.attributes;
}

/* A span that goes on where the one before it ended is the same span. */
static void add_span(struct lines *l, struct slice text, struct span span)
{
  if (text.len == 0) return;
  span.text = (uint32_t)l->text.len;
  span.bytes = (uint32_t)text.len;
  str_add(&l->text, text);
  if (l->span.count > open_line(l)) {
    struct span *last = vec_last(&l->span);
    if (last->style == span.style && last->link == span.link && same_ink(last->ink, span.ink) &&
        last->made == span.made && last->pad == span.pad &&
        last->position + (last->made ? 0 : last->bytes) == span.position) {
      last->bytes += span.bytes;
      last->columns += span.columns;
      return;
    }
  }
  vec_push(&l->span, span);
}

void lines_span(struct lines *l, struct slice text, uint32_t columns, enum style style,
                uint32_t link, uint32_t position)
{
  add_span(l, text,
           (struct span){
               .columns = columns, .position = position, .link = link, .style = (uint8_t)style });
}

void lines_mark(struct lines *l, struct slice text, uint32_t columns, enum style style,
                uint32_t link, uint32_t position)
{
  add_span(l, text,
           (struct span){ .columns = columns,
                          .position = position,
                          .link = link,
                          .style = (uint8_t)style,
                          .made = true });
}

void lines_pad(struct lines *l, struct slice text, uint32_t columns, enum style style,
               uint32_t position)
{
  add_span(l, text,
           (struct span){ .columns = columns,
                          .position = position,
                          .style = (uint8_t)style,
                          .made = true,
                          .pad = true });
}

void lines_span_ink(struct lines *l, struct slice text, uint32_t columns, struct ink ink,
                    uint32_t position)
{
  add_span(l, text, (struct span){ .columns = columns, .position = position, .ink = ink });
}

struct line *lines_end(struct lines *l, uint32_t position)
{
  uint32_t last = l->line.count ? vec_last(&l->line)->position : 0;
  struct line line = { .first = (uint32_t)open_line(l),
                       .position = position > last ? position : last };
  line.count = (uint32_t)l->span.count - line.first;
  for (uint32_t i = 0; i < line.count; i++) line.columns += l->span.items[line.first + i].columns;
  vec_push(&l->line, line);
  return vec_last(&l->line);
}

size_t lines_at(const struct lines *l, uint32_t position)
{
  size_t low = 0, high = l->line.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (l->line.items[middle].position <= position)
      low = middle + 1;
    else
      high = middle;
  }
  return low ? low - 1 : 0;
}
