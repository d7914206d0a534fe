#include "tui/hits.h"

#include "text/marks.h"

/* A part of a run's text and where it stands: a span of a line. */
struct segment {
  uint32_t start, end; /* bytes of the run's text */
  uint32_t line, byte; /* of the lines; the byte is its first one's there */
};

/* The text of one run of lines that belong together.  What only keeps text apart
 * is not in it, and a blank that joins two lines belongs to neither. */
struct run {
  struct str text;
  VEC(struct segment) segments;
};

static void add_line(struct run *r, const struct lines *lines, size_t number)
{
  const struct line *line = &lines->line.items[number];
  uint32_t byte = 0;
  for (uint32_t i = 0; i < line->count; i++) {
    const struct span *span = &lines->span.items[line->first + i];
    uint32_t start = (uint32_t)r->text.len;
    if (!span->pad) {
      str_add(&r->text, span_text(lines, span));
      vec_push(&r->segments,
               ((struct segment){ start, (uint32_t)r->text.len, (uint32_t)number, byte }));
    }
    byte += span->bytes;
  }
}

/* A hit goes on over spans that touch as one part. */
static void add_part(struct hits *h, size_t first, struct hit part)
{
  struct hit *last = h->parts.count > first ? vec_last(&h->parts) : NULL;
  if (last && last->line == part.line && last->end == part.start)
    last->end = part.end;
  else
    vec_push(&h->parts, part);
}

/* The parts of a hit, from segment `at` of the run on. */
static void add_parts(struct hits *h, const struct run *r, size_t at, struct mark mark)
{
  size_t first = h->parts.count;
  for (; at < r->segments.count && r->segments.items[at].start < mark.end; at++) {
    const struct segment *s = &r->segments.items[at];
    uint32_t start = mark.start > s->start ? mark.start : s->start;
    uint32_t end = mark.end < s->end ? mark.end : s->end;
    uint32_t from = s->byte - s->start;
    if (start < end)
      add_part(h, first, (struct hit){ s->line, start + from, end + from, h->count });
  }
  if (h->parts.count > first) h->count++;
}

/* Marks and segments both ascend: one walk along the two. */
static void find_in(struct hits *h, const struct run *r, struct slice needle)
{
  mark_list marks = { 0 };
  size_t at = 0;
  marks_find(str_slice(&r->text), needle, &marks);
  for (size_t i = 0; i < marks.count; i++) {
    while (at + 1 < r->segments.count && r->segments.items[at].end <= marks.items[i].start) at++;
    add_parts(h, r, at, marks.items[i]);
  }
  vec_free(&marks);
}

void hits_find(struct hits *h, const struct lines *lines, struct slice folded_needle)
{
  struct run run = { .text = STR_INIT };
  hits_free(h);
  for (size_t i = 0; i < lines->line.count && folded_needle.len; i++) {
    const struct line *line = &lines->line.items[i];
    add_line(&run, lines, i);
    if (line->soft && i + 1 < lines->line.count) {
      if (!line->joined) str_addc(&run.text, ' ');
      continue;
    }
    find_in(h, &run, folded_needle);
    str_clear(&run.text);
    vec_clear(&run.segments);
  }
  str_free(&run.text);
  vec_free(&run.segments);
}

void hits_free(struct hits *h)
{
  vec_free(&h->parts);
  h->count = 0;
}
