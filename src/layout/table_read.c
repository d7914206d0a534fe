#include "layout/table.h"

#define SPAN_ROOM 16 /* columns that spans may add to those that cells make */

bool table_is_grid(const struct node *table)
{
  static const bool large[NODE_KIND_COUNT] = {
    [NODE_TABLE] = true,   [NODE_HEADING] = true, [NODE_FIGURE] = true,      [NODE_QUOTE] = true,
    [NODE_DETAILS] = true, [NODE_RULE] = true,    [NODE_DEFINITIONS] = true, [NODE_FOOTNOTE] = true,
  };
  struct walk w = walk_start(table);
  while (walk_next(&w))
    if (w.node != table && large[w.node->kind]) return false;
  return true;
}

/* The blocks of a cell, each on a line of its own. */
static void read_cell_text(struct table *t, const struct page *p, const struct node *cell,
                           enum style style)
{
  struct inline_options options = { style, p->options->images, p->options->folded };
  struct run *r = &t->run;
  size_t start = r->text.len;
  struct walk w = walk_start(cell);
  while (walk_next(&w)) {
    const struct node *n = w.node;
    if (!w.entering || n == cell) continue;
    if ((n->flags & NODE_FOLDED) && !p->options->folded) {
      walk_skip(&w);
      continue;
    }
    bool text = node_is_inline(n) || node_holds_inlines(n) || n->kind == NODE_CODE_BLOCK;
    bool marked = n->parent->kind == NODE_ITEM && n->parent->first == n;
    if (!text) continue;
    if (r->text.len > start && (!node_is_inline(n) || marked))
      run_mark(r, SLICE("\n"), style, 0, n->position);
    if (marked) run_mark(r, SLICE("- "), STYLE_BULLET, 0, n->position);
    if (n->kind == NODE_CODE_BLOCK)
      run_add(r, n->code.text, SANITIZE_TEXT, STYLE_CODE, 0, n->position);
    else
      run_inlines(r, n, &options);
    walk_skip(&w);
  }
}

static bool is_space(char c)
{
  return c == ' ' || c == '\n';
}

static struct table_cell read_cell(struct table *t, const struct page *p, const struct node *n)
{
  struct table_cell cell = { .position = n->position,
                             .align = n->align,
                             .header = n->cell.header,
                             .start = (uint32_t)t->run.text.len };
  read_cell_text(t, p, n, n->cell.header ? STYLE_TABLE_HEAD : page_style(p));
  cell.end = (uint32_t)t->run.text.len;
  while (cell.start < cell.end && is_space(t->run.text.ptr[cell.start])) cell.start++;
  while (cell.start < cell.end && is_space(t->run.text.ptr[cell.end - 1])) cell.end--;
  return cell;
}

/* Which columns cells of earlier rows still take: one entry a column, at the
 * first one a cell takes. */
struct held {
  size_t until_row;
  uint32_t span;
};
typedef VEC(struct held) held_columns;

static uint32_t free_column(const held_columns *held, uint32_t column, size_t row)
{
  while (column < held->count && held->items[column].until_row > row)
    column += held->items[column].span;
  return column;
}

static void hold(held_columns *held, const struct table_cell *cell, size_t until_row)
{
  while (held->count <= cell->column) vec_push(held, ((struct held){ 0, 1 }));
  held->items[cell->column] = (struct held){ until_row, cell->span };
}

/* Spans are believed as far as the row's cells make them likely: a grid never
 * has many more columns than its largest row has cells. */
static uint32_t count_columns(const struct node *table)
{
  uint32_t most = 1;
  for (const struct node *row = table->first; row; row = row->next) {
    uint32_t cells = 0, spans = 0;
    for (const struct node *n = row->first; n; n = n->next) {
      cells++;
      spans += n->kind == NODE_CELL && n->cell.columns ? n->cell.columns : 1;
    }
    uint32_t room = cells * 2 + SPAN_ROOM;
    uint32_t columns = spans < room ? spans : room;
    if (columns > most) most = columns;
  }
  return most;
}

static void read_row(struct table *t, const struct page *p, const struct node *n, uint32_t columns,
                     held_columns *held)
{
  enum { ROW_SPAN_MAX = 100 };
  struct table_row row = { .first = t->cells.count, .header = n->first != NULL };
  size_t number = t->rows.count;
  uint32_t column = 0;
  for (const struct node *child = n->first; child; child = child->next) {
    if (child->kind != NODE_CELL) continue;
    struct table_cell cell = read_cell(t, p, child);
    cell.column = column = free_column(held, column, number);
    uint32_t span = child->cell.columns ? child->cell.columns : 1;
    uint32_t room = column < columns ? columns - column : 1;
    cell.span = span < room ? span : room;
    size_t rows = child->cell.rows < ROW_SPAN_MAX ? child->cell.rows : ROW_SPAN_MAX;
    if (rows > 1) hold(held, &cell, number + rows);
    column += cell.span;
    row.header = row.header && cell.header;
    vec_push(&t->cells, cell);
  }
  row.count = t->cells.count - row.first;
  while (t->columns.count < column) vec_push(&t->columns, (struct table_column){ 0 });
  vec_push(&t->rows, row);
}

/* Columns at the end in which no cell begins are the work of spans alone. */
static void drop_empty_columns(struct table *t)
{
  uint32_t columns = 0;
  for (size_t i = 0; i < t->cells.count; i++)
    if (t->cells.items[i].column >= columns) columns = t->cells.items[i].column + 1;
  for (size_t i = 0; i < t->cells.count; i++) {
    struct table_cell *cell = &t->cells.items[i];
    if (cell->span > columns - cell->column) cell->span = columns - cell->column;
  }
  t->columns.count = columns;
}

void table_read(struct table *t, const struct page *p, const struct node *table)
{
  *t = (struct table){ 0 };
  run_init(&t->run);
  t->run.recent = p->options->recent;
  t->run.plain = p->options->plain;
  held_columns held = { 0 };
  uint32_t columns = count_columns(table);
  for (const struct node *n = table->first; n; n = n->next)
    if (n->kind == NODE_ROW) read_row(t, p, n, columns, &held);
  vec_free(&held);
  drop_empty_columns(t);
  while (t->heads < t->rows.count && t->rows.items[t->heads].header) t->heads++;
}

void table_free(struct table *t)
{
  run_free(&t->run);
  vec_free(&t->cells);
  vec_free(&t->rows);
  vec_free(&t->columns);
  vec_free(&t->filled);
}
