/* A table read into one run of text and a grid: what its widths and its lines
 * are made from. */
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "layout/page.h"

#define TABLE_GAP 2 /* columns between columns */

/* A cell's text is bytes start to end of the table's run. */
struct table_cell {
  uint32_t start, end;
  uint32_t position;
  uint32_t column, span; /* which columns of the grid it takes */
  uint8_t align;         /* enum node_align */
  bool header;
  uint32_t min, max;          /* columns its text takes: of its longest word, of its longest line */
  uint32_t lines, first_line; /* once it is filled */
};

struct table_row {
  size_t first, count; /* cells */
  bool header;         /* nothing but header cells */
};

struct table_column {
  uint32_t min, max;
  uint32_t columns, at; /* its width and where it begins, on the screen */
  bool words;           /* holds something that is no number */
  bool numbers;
};

struct table {
  struct run run;
  VEC(struct table_cell) cells;
  VEC(struct table_row) rows;
  VEC(struct table_column) columns;
  fill_lines filled;
  size_t heads;          /* header rows at the top */
  bool tall_heads, tall; /* cells of them, of other rows take more than one line */
};

/* Can the table be set in columns, or is it a frame for larger things? */
bool table_is_grid(const struct node *table);
void table_read(struct table *t, const struct page *p, const struct node *table);
void table_free(struct table *t);

/* Shares out the columns of the page; false: they are too few.  (table_width.c) */
bool table_fit(struct table *t, const struct page *p);

#endif
