#include "layout/table.h"
#include "text/cluster.h"
#include "text/linebreak.h"

#define WORD_COLUMNS_MAX 16 /* longer words may be cut */
#define TEXT_COLUMNS_MIN 8  /* a column of text is no narrower */

static struct slice cell_text(const struct table *t, const struct table_cell *cell)
{
  return (struct slice){ t->run.text.ptr + cell->start, cell->end - cell->start };
}

static void measure_cell(const struct table *t, struct table_cell *cell, uint8_t *breaks,
                         const struct layout_options *options)
{
  struct slice text = cell_text(t, cell), rest = text;
  struct cluster c;
  uint32_t word = 0, line = 0;
  linebreak_find(text, &(struct linebreak_options){ options->korean_by_word }, breaks);
  while (cluster_next(&rest, options->ambiguous, &c)) {
    uint8_t here = breaks[c.bytes.ptr - text.ptr];
    if (here != BREAK_NO) word = 0;
    if (here == BREAK_MUST) line = 0;
    line += (uint32_t)c.columns;
    if (c.base != ' ') word += (uint32_t)c.columns;
    if (word > cell->min) cell->min = word;
    if (line > cell->max) cell->max = line;
  }
  if (cell->min > WORD_COLUMNS_MAX) cell->min = WORD_COLUMNS_MAX;
  uint32_t least = cell->max < TEXT_COLUMNS_MIN ? cell->max : TEXT_COLUMNS_MIN;
  if (cell->min < least) cell->min = least;
}

/* 1,234.5  -3%  +0.2  $12 */
static bool is_number(struct slice text)
{
  bool digit = false;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
      digit = true;
    else if (!strchr(" +-.,%$", text.ptr[i]) || text.ptr[i] == '\0')
      return false;
  }
  return digit;
}

static void measure_columns(struct table *t, const struct layout_options *options)
{
  size_t most = 0;
  for (size_t i = 0; i < t->cells.count; i++) {
    size_t bytes = t->cells.items[i].end - t->cells.items[i].start;
    if (bytes > most) most = bytes;
  }
  uint8_t *breaks = xmalloc(most + 1);
  for (size_t i = 0; i < t->cells.count; i++) {
    struct table_cell *cell = &t->cells.items[i];
    struct table_column *column = &t->columns.items[cell->column];
    measure_cell(t, cell, breaks, options);
    if (cell->span > 1) continue;
    if (cell->min > column->min) column->min = cell->min;
    if (cell->max > column->max) column->max = cell->max;
    if (cell->header || cell->start == cell->end) continue;
    if (is_number(cell_text(t, cell)))
      column->numbers = true;
    else
      column->words = true;
  }
  free(breaks);
}

/* What a cell over several columns needs beyond them, its last one gets. */
static void widen_for_spans(struct table *t)
{
  for (size_t i = 0; i < t->cells.count; i++) {
    const struct table_cell *cell = &t->cells.items[i];
    if (cell->span < 2) continue;
    uint32_t min = (cell->span - 1) * TABLE_GAP, max = min;
    for (uint32_t k = 0; k < cell->span; k++) {
      min += t->columns.items[cell->column + k].min;
      max += t->columns.items[cell->column + k].max;
    }
    struct table_column *last = &t->columns.items[cell->column + cell->span - 1];
    if (cell->min > min) last->min += cell->min - min;
    if (cell->max > max) last->max += cell->max - max;
    if (last->max < last->min) last->max = last->min;
  }
}

/* Gives the columns that need no more than their fair share what they need, and
 * those that need more at the least just that; returns what is left for the others
 * and counts in *least what those need at the least. */
static uint32_t share_fairly(struct table *t, uint32_t columns, uint32_t *least)
{
  size_t open = t->columns.count;
  bool changed = true;
  while (changed && open) {
    changed = false;
    uint32_t fair = columns / (uint32_t)open;
    for (size_t i = 0; i < t->columns.count; i++) {
      struct table_column *column = &t->columns.items[i];
      uint32_t need = column->max <= fair ? column->max : column->min >= fair ? column->min : 0;
      if (column->columns || need == 0 || need + (*least - column->min) > columns) continue;
      column->columns = need;
      columns -= need;
      *least -= column->min;
      open--;
      changed = true;
    }
  }
  return columns;
}

/* The rest share what is left by how much more they would like. */
static void share(struct table *t, uint32_t columns, uint32_t least)
{
  uint32_t spare = share_fairly(t, columns, &least) - least;
  uint64_t wishes = 0;
  for (size_t i = 0; i < t->columns.count; i++) {
    const struct table_column *column = &t->columns.items[i];
    if (!column->columns) wishes += column->max - column->min;
  }
  for (size_t i = 0; i < t->columns.count; i++) {
    struct table_column *column = &t->columns.items[i];
    if (column->columns) continue;
    uint64_t wish = column->max - column->min;
    column->columns = column->min + (wishes ? (uint32_t)(spare * wish / wishes) : 0);
  }
}

bool table_fit(struct table *t, const struct page *p)
{
  uint32_t columns = page_columns(p);
  uint64_t min = 0, max = 0, gaps = (uint64_t)TABLE_GAP * (t->columns.count - 1);
  if (t->columns.count > columns) return false;
  measure_columns(t, p->options);
  widen_for_spans(t);
  for (size_t i = 0; i < t->columns.count; i++) {
    struct table_column *column = &t->columns.items[i];
    if (column->min == 0) column->min = 1;
    if (column->max < column->min) column->max = column->min;
    min += column->min;
    max += column->max;
  }
  if (min + gaps > columns) return false;
  if (max + gaps <= columns)
    for (size_t i = 0; i < t->columns.count; i++)
      t->columns.items[i].columns = t->columns.items[i].max;
  else
    share(t, columns - (uint32_t)gaps, (uint32_t)min);
  for (size_t i = 1; i < t->columns.count; i++)
    t->columns.items[i].at =
        t->columns.items[i - 1].at + t->columns.items[i - 1].columns + TABLE_GAP;
  return true;
}
