/* A bar chart of lines: label, number, bar; as wide as the terminal. */
#ifndef CLI_CHART_H
#define CLI_CHART_H

#include "cli/printer.h"

struct chart_row {
  struct slice label; /* borrowed */
  size_t value;
  struct slice note; /* behind the bar's number; may be empty */
};

/* The longest bar is the largest value's; a value that is not 0 has a bar. */
void chart_print(struct printer *p, const struct chart_row *rows, size_t count);

#endif
