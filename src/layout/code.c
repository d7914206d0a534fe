#include "layout/block.h"
#include "text/cluster.h"

#define WIDE_COLUMNS 40 /* enough for the deeper indent */
#define MARK_COLUMNS 8  /* enough for a mark beside the text, and a blank before it */

/* A line of code that is too long goes on in the next one, and says so. */
static void put_long_line(struct page *p, const struct run *run, uint32_t start, uint32_t end,
                          uint32_t columns)
{
  bool marked = columns >= MARK_COLUMNS;
  struct fill_options options = { .columns = marked ? columns - 2 : columns,
                                  .ambiguous = p->options->ambiguous,
                                  .keep = true };
  vec_clear(&p->filled);
  fill((struct slice){ run->text.ptr + start, end - start }, &options, &p->filled);
  for (size_t i = 0; i < p->filled.count; i++) {
    const struct fill_line *line = &p->filled.items[i];
    uint32_t position = run_position(run, start + line->start);
    page_line(p, position);
    page_spans(p, run, start + line->start, start + line->end);
    if (line->soft && marked) {
      page_pad(p, line->columns < columns - 1 ? columns - 1 - line->columns : 0, position);
      lines_pad(p->out, SLICE(">"), 1, STYLE_CODE_MARK, position);
    }
    struct line *made = lines_end(p->out, position);
    made->soft = line->soft;
    made->joined = line->joined;
  }
}

static void put_line(struct page *p, const struct run *run, uint32_t start, uint32_t end)
{
  uint32_t columns = page_columns(p);
  struct slice text = { run->text.ptr + start, end - start };
  if (text_columns(text, p->options->ambiguous) > columns) {
    put_long_line(p, run, start, end, columns);
    return;
  }
  uint32_t position = run_position(run, start);
  if (start == end) {
    page_blank_line(p, position);
    return;
  }
  page_line(p, position);
  page_spans(p, run, start, end);
  lines_end(p->out, position);
}

/* The text without the empty lines at its start and end. */
static struct slice trim_lines(struct slice text)
{
  while (text.len && (text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == ' ')) text.len--;
  size_t start = 0;
  for (size_t i = 0; i < text.len && (text.ptr[i] == '\n' || text.ptr[i] == ' '); i++)
    if (text.ptr[i] == '\n') start = i + 1;
  return slice_from(text, start);
}

bool code_enter(struct page *p, const struct node *n)
{
  struct run *run = &p->run;
  run_clear(run);
  run_add(run, n->code.text, SANITIZE_TEXT, STYLE_CODE, 0, n->position);
  struct slice rest = trim_lines(str_slice(&run->text)), line;
  if (rest.len == 0) return false;
  block_gap_before(p, n);
  page_push(p, page_columns(p) >= WIDE_COLUMNS ? 4 : 2, "", STYLE_TEXT, false);
  while (slice_line(&rest, &line)) {
    uint32_t start = (uint32_t)(line.ptr - run->text.ptr);
    put_line(p, run, start, start + (uint32_t)line.len);
  }
  page_pop(p);
  block_gap_after(p, n);
  return false;
}
