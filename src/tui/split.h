/* How the window is shared out: three panes side by side, two above each other,
 * or one at a time. */
#ifndef TUI_SPLIT_H
#define TUI_SPLIT_H

#include "tui/screen.h"
#include "tui/tui.h"

struct split {
  struct rect title, status;     /* one row each, or no rows when there is no room */
  struct rect main;              /* between them */
  struct rect panes[PANE_COUNT]; /* no columns: not shown */
};

struct split split_window(struct rect window, enum pane_id focus, bool zoom, bool pager);

#endif
