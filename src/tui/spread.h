/* How a pane is shared out among pages: one in its middle, or two side by side. */
#ifndef TUI_SPREAD_H
#define TUI_SPREAD_H

#include <stdbool.h>
#include <stdint.h>

struct spread {
  uint32_t pages;   /* 1 or 2 */
  uint32_t measure; /* columns of a line */
  uint32_t left;    /* blank columns left of the first page */
  uint32_t step;    /* from one page's left to the next one's */
};

enum spread_pages { SPREAD_AUTO, SPREAD_ONE, SPREAD_TWO }; /* the option `columns` */

/* The whole width for text that brings its own lines. */
struct spread spread_bare(uint32_t columns);
/* `measure` is the most; auto makes two pages where each can have all of it. */
struct spread spread_of(uint32_t columns, uint32_t measure, enum spread_pages pages);

#endif
