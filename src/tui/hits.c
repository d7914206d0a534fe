#include "tui/hits.h"

#include "tui/marks.h"

/* The text of one run of lines that belong together, and where each begins. */
struct run {
  struct str text;
  VEC(uint32_t) starts;
  size_t first_line;
};

static void add_line(struct run *r, const struct lines *lines, const struct line *line)
{
  vec_push(&r->starts, (uint32_t)r->text.len);
  for (uint32_t i = 0; i < line->count; i++)
    str_add(&r->text, span_text(lines, &lines->span.items[line->first + i]));
}

static void add_mark(struct hits *h, const struct run *r, struct mark mark)
{
  for (size_t i = 0; i < r->starts.count; i++) {
    uint32_t start = r->starts.items[i];
    uint32_t end = i + 1 < r->starts.count ? r->starts.items[i + 1] : (uint32_t)r->text.len;
    if (mark.end <= start || mark.start >= end) continue;
    struct hit hit = { (uint32_t)(r->first_line + i), mark.start > start ? mark.start - start : 0,
                       (mark.end < end ? mark.end : end) - start, h->count };
    vec_push(&h->parts, hit);
  }
  h->count++;
}

static void find_in(struct hits *h, struct run *r, struct slice needle)
{
  mark_list marks = { 0 };
  marks_find(str_slice(&r->text), needle, &marks);
  for (size_t i = 0; i < marks.count; i++) add_mark(h, r, marks.items[i]);
  vec_free(&marks);
}

void hits_find(struct hits *h, const struct lines *lines, struct slice folded_needle)
{
  struct run run = { .text = STR_INIT };
  hits_free(h);
  for (size_t i = 0; i < lines->line.count && folded_needle.len; i++) {
    const struct line *line = &lines->line.items[i];
    if (run.starts.count == 0) run.first_line = i;
    add_line(&run, lines, line);
    if (line->soft && i + 1 < lines->line.count) {
      if (!line->joined) str_addc(&run.text, ' ');
      continue;
    }
    find_in(h, &run, folded_needle);
    str_clear(&run.text);
    vec_clear(&run.starts);
  }
  str_free(&run.text);
  vec_free(&run.starts);
}

void hits_free(struct hits *h)
{
  vec_free(&h->parts);
  h->count = 0;
}
