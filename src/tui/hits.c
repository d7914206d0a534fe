#include "tui/hits.h"

#include "text/marks.h"

/* The text of one run of lines that belong together, and where each stands in it.
 * A blank that joins two of them belongs to neither. */
struct run {
  struct str text;
  mark_list lines;
  size_t first_line;
};

static void add_line(struct run *r, const struct lines *lines, const struct line *line)
{
  uint32_t start = (uint32_t)r->text.len;
  for (uint32_t i = 0; i < line->count; i++)
    str_add(&r->text, span_text(lines, &lines->span.items[line->first + i]));
  vec_push(&r->lines, ((struct mark){ start, (uint32_t)r->text.len }));
}

/* The parts of a hit, from line `at` of the run on. */
static void add_parts(struct hits *h, const struct run *r, size_t at, struct mark mark)
{
  size_t before = h->parts.count;
  for (; at < r->lines.count && r->lines.items[at].start < mark.end; at++) {
    struct mark line = r->lines.items[at];
    uint32_t start = mark.start > line.start ? mark.start : line.start;
    uint32_t end = mark.end < line.end ? mark.end : line.end;
    if (start >= end) continue;
    struct hit hit = { (uint32_t)(r->first_line + at), start - line.start, end - line.start,
                       h->count };
    vec_push(&h->parts, hit);
  }
  if (h->parts.count > before) h->count++;
}

/* Marks and lines both ascend: one walk along the two. */
static void find_in(struct hits *h, const struct run *r, struct slice needle)
{
  mark_list marks = { 0 };
  size_t at = 0;
  marks_find(str_slice(&r->text), needle, &marks);
  for (size_t i = 0; i < marks.count; i++) {
    while (at + 1 < r->lines.count && r->lines.items[at].end <= marks.items[i].start) at++;
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
    if (run.lines.count == 0) run.first_line = i;
    add_line(&run, lines, line);
    if (line->soft && i + 1 < lines->line.count) {
      if (!line->joined) str_addc(&run.text, ' ');
      continue;
    }
    find_in(h, &run, folded_needle);
    str_clear(&run.text);
    vec_clear(&run.lines);
  }
  str_free(&run.text);
  vec_free(&run.lines);
}

void hits_free(struct hits *h)
{
  vec_free(&h->parts);
  h->count = 0;
}
