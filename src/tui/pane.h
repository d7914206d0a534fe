/* A pane: a rectangle that shows something and takes commands.  What a pane
 * can do is its table of functions; NULL: it cannot. */
#ifndef TUI_PANE_H
#define TUI_PANE_H

#include "tui/screen.h"

enum motion {
  MOVE_LINES,  /* by count, down when positive */
  MOVE_HALVES, /* half pages */
  MOVE_PAGES,
  MOVE_SCROLL, /* the view by lines: the wheel */
  MOVE_TO,     /* row or line number, from 1 */
  MOVE_PERCENT,
  MOVE_FIRST,
  MOVE_LAST,
};

struct tui;
struct pane;

struct pane_ops {
  void (*paint)(struct pane *p, bool focused);
  bool (*move)(struct pane *p, enum motion motion, long count); /* false: already at the end */
  void (*open)(struct pane *p);                                 /* Enter */
  void (*click)(struct pane *p, int row, int column);           /* from the pane's corner */
  /* Looks for `needle` (marked from then on; empty: no longer), from the present
   * place on when `steps` is 0, else that many hits further; false: none. */
  bool (*find)(struct pane *p, struct slice needle, long steps);
  /* "3/132", "38%": for the status bar. */
  void (*where)(const struct pane *p, struct str *out);
  void (*free)(struct pane *p);
};

struct pane {
  const struct pane_ops *ops;
  struct tui *tui;
  struct rect rect;
  int cursor_y, cursor_x; /* on the screen, where the hardware cursor rests; set by paint */
};

#endif
