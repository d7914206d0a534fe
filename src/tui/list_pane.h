/* A pane that is a list: rows, one of them selected, and headings between them.
 * What the rows are is told by its table; this file only knows numbers. */
#ifndef TUI_LIST_PANE_H
#define TUI_LIST_PANE_H

#include "tui/list_cursor.h"
#include "tui/pane.h"

struct list_pane;
struct needle; /* text/needle.h */

struct list_ops {
  size_t (*count)(const struct list_pane *l);
  /* What the list shows may have changed by itself: the selection goes on with what
   * it stood on.  NULL: it never does. */
  void (*settle)(struct list_pane *l);
  list_lines_fn *lines; /* above and below the row, of the list_pane; NULL: none */
  void (*text)(const struct list_pane *l, size_t row, struct str *out); /* for searching */
  /* The row is begun with its ground and is ended by the caller. */
  void (*paint)(struct list_pane *l, size_t row, enum style ground);
  void (*paint_beside)(struct list_pane *l, size_t row, int line); /* -1: right above it */
  void (*selected)(struct list_pane *l); /* another row is; NULL: no one cares */
  void (*open)(struct list_pane *l, size_t row);
  void (*empty)(const struct list_pane *l); /* paints what an empty list says; NULL: nothing */
  void (*free)(struct list_pane *l);        /* of the rows and the list itself */
};

struct list_pane {
  struct pane pane; /* first: a list_pane is a pane */
  const struct list_ops *ops;
  struct list_cursor cursor;
  struct str needle; /* folded; what is being looked for */
  const struct needle *filter; /* what the rows were chosen by; NULL: all are there */
};

extern const struct pane_ops list_pane_ops;

void list_pane_init(struct list_pane *l, struct tui *t, const struct list_ops *ops);
/* The number of rows may have changed. */
void list_pane_changed(struct list_pane *l);
void list_pane_select(struct list_pane *l, size_t row);

/* Adds text to the open row with what is looked for marked. */
void list_pane_add(struct list_pane *l, struct slice text, int columns, enum style style);
/* The same, cut at its beginning so that the first mark shows. */
void list_pane_add_hit(struct list_pane *l, struct slice text, int columns, enum style style);

#endif
