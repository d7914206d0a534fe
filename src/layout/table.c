#include "layout/table.h"

#include "layout/block.h"

/* The columns a cell may use. */
static uint32_t cell_columns(const struct table *t, const struct table_cell *cell)
{
  const struct table_column *first = &t->columns.items[cell->column], *last;
  last = first + cell->span - 1;
  return last->at + last->columns - first->at;
}

static void fill_cells(struct table *t, const struct page *p)
{
  size_t body = t->heads < t->rows.count ? t->rows.items[t->heads].first : 0;
  for (size_t i = 0; i < t->cells.count; i++) {
    struct table_cell *cell = &t->cells.items[i];
    struct fill_options options = { .columns = cell_columns(t, cell),
                                    .ambiguous = p->options->ambiguous,
                                    .korean_by_word = p->options->korean_by_word };
    cell->first_line = (uint32_t)t->filled.count;
    fill((struct slice){ t->run.text.ptr + cell->start, cell->end - cell->start }, &options,
         &t->filled);
    cell->lines = (uint32_t)t->filled.count - cell->first_line;
    if (cell->lines > 1) *(i >= body ? &t->tall : &t->tall_heads) = true;
  }
}

static enum node_align cell_align(const struct table *t, const struct table_cell *cell)
{
  const struct table_column *column = &t->columns.items[cell->column];
  if (cell->align != ALIGN_DEFAULT) return (enum node_align)cell->align;
  return cell->span == 1 && column->numbers && !column->words ? ALIGN_RIGHT : ALIGN_LEFT;
}

/* One line of one cell; `at` is where the line has come to, on the screen. */
static uint32_t put_cell_line(struct page *p, const struct table *t, const struct table_cell *cell,
                              uint32_t number, uint32_t at)
{
  const struct fill_line *line = &t->filled.items[cell->first_line + number];
  uint32_t start = cell->start + line->start, columns = cell_columns(t, cell);
  uint32_t free_columns = line->columns < columns ? columns - line->columns : 0;
  uint32_t target = t->columns.items[cell->column].at;
  enum node_align align = cell_align(t, cell);
  if (cell->lines > 1 && align == ALIGN_CENTER) align = ALIGN_LEFT;
  if (line->columns == 0) return at;
  if (align == ALIGN_CENTER) target += free_columns / 2;
  if (align == ALIGN_RIGHT) target += free_columns;
  if (target > at) page_pad(p, target - at, run_position(&t->run, start));
  at = target > at ? target : at;
  return at + page_spans(p, &t->run, start, cell->start + line->end);
}

static void put_row(struct page *p, const struct table *t, const struct table_row *row)
{
  const struct table_cell *cells = &t->cells.items[row->first];
  uint32_t height = 0;
  for (size_t i = 0; i < row->count; i++)
    if (cells[i].lines > height) height = cells[i].lines;
  for (uint32_t number = 0; number < height; number++) {
    size_t first = 0;
    while (cells[first].lines <= number) first++;
    const struct fill_line *line = &t->filled.items[cells[first].first_line + number];
    uint32_t position = run_position(&t->run, cells[first].start + line->start), at = 0;
    page_line(p, position);
    for (size_t i = first; i < row->count; i++)
      if (cells[i].lines > number) at = put_cell_line(p, t, &cells[i], number, at);
    lines_end(p->out, position);
  }
}

static void put_head_line(struct page *p, const struct table *t, uint32_t position)
{
  struct str dashes = STR_INIT;
  page_line(p, position);
  for (size_t i = 0; i < t->columns.count; i++) {
    const struct table_column *column = &t->columns.items[i];
    if (i > 0) page_pad(p, TABLE_GAP, position);
    str_clear(&dashes);
    str_pad(&dashes, '-', column->columns);
    lines_mark(p->out, str_slice(&dashes), column->columns, STYLE_TABLE_LINE, 0, position);
  }
  lines_end(p->out, position);
  str_free(&dashes);
}

static void put_grid(struct page *p, struct table *t)
{
  for (size_t i = 0; i < t->rows.count; i++) {
    const struct table_row *row = &t->rows.items[i];
    if (i > 0 && i == t->heads && row->count)
      put_head_line(p, t, t->cells.items[row->first].position);
    else if (i > t->heads && t->tall)
      p->gap = true;
    put_row(p, t, row);
  }
}

/* The lowest header over a cell, or NULL. */
static const struct table_cell *header_of(const struct table *t, const struct table_cell *cell)
{
  enum { HEADS_MAX = 4 };
  for (size_t i = t->heads; i > 0 && i + HEADS_MAX > t->heads; i--) {
    const struct table_row *row = &t->rows.items[i - 1];
    size_t low = 0, high = row->count;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (t->cells.items[row->first + middle].column <= cell->column)
        low = middle + 1;
      else
        high = middle;
    }
    const struct table_cell *head = low ? &t->cells.items[row->first + low - 1] : NULL;
    if (head && cell->column < head->column + head->span) return head;
  }
  return NULL;
}

static void copy_cell(struct page *p, const struct table *t, const struct table_cell *cell)
{
  run_copy(&p->run, &t->run, cell->start, cell->end);
}

static void put_record_line(struct page *p)
{
  if (!run_is_blank(&p->run)) page_run(p, &p->run, &(struct setting){ .rest_indent = 2 });
  run_clear(&p->run);
}

/* Header cells that are no label of a value, each on a line of its own. */
static void put_heads(struct page *p, const struct table *t, size_t from, size_t to)
{
  for (size_t i = from; i < to; i++) {
    copy_cell(p, t, &t->cells.items[i]);
    put_record_line(p);
  }
}

/* The label before a value.  The first time it is the header's own text, so that
 * it can be found; each further one is a mark of ours. */
static void add_label(struct page *p, const struct table *t, const struct table_cell *head,
                      const struct table_cell *cell, bool first)
{
  struct slice name = { t->run.text.ptr + head->start, head->end - head->start };
  if (name.len == 0) return;
  if (first)
    copy_cell(p, t, head);
  else
    run_mark(&p->run, name, STYLE_TABLE_HEAD, 0, cell->position);
  run_mark(&p->run, SLICE(": "), STYLE_TABLE_HEAD, 0, cell->position);
}

/* A table that is too wide: each row a record of lines "header: value"; of a plain
 * one, whose header is told once, of its values. */
static void put_records(struct page *p, const struct table *t)
{
  size_t heads = t->heads < t->rows.count && !p->options->plain ? t->heads : 0;
  size_t told = 0, end = heads ? t->rows.items[heads].first : 0; /* header cells, as text */
  run_clear(&p->run);
  if (heads) put_heads(p, t, told, t->rows.items[heads - 1].first);
  if (heads) told = t->rows.items[heads - 1].first;
  for (size_t i = heads; i < t->rows.count; i++) {
    const struct table_row *row = &t->rows.items[i];
    if (i > heads) p->gap = true;
    for (size_t k = row->first; k < row->first + row->count; k++) {
      const struct table_cell *cell = &t->cells.items[k], *head = header_of(t, cell);
      size_t number = heads && head ? (size_t)(head - t->cells.items) : 0;
      bool first = heads && head && number >= told;
      if (cell->start == cell->end && !first) continue;
      if (first) put_heads(p, t, told, number);
      if (first) told = number + 1;
      if (heads && head) add_label(p, t, head, cell, first);
      copy_cell(p, t, cell);
      put_record_line(p);
    }
  }
  put_heads(p, t, told, end);
}

bool table_enter(struct page *p, const struct node *n)
{
  block_gap_before(p, n);
  if (n->previous && n->previous->kind == NODE_CAPTION) p->gap = false;
  if (!table_is_grid(n)) return true;
  struct table t;
  table_read(&t, p, n);
  bool grid = t.columns.count && table_fit(&t, p);
  if (grid) fill_cells(&t, p);
  if (grid && !(p->options->plain && (t.tall || t.tall_heads)))
    put_grid(p, &t);
  else
    put_records(p, &t);
  table_free(&t);
  return false;
}
