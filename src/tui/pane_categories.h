/* The categories: the front page, all posts, then every category with its count,
 * narrowed by what is typed. */
#ifndef TUI_PANE_CATEGORIES_H
#define TUI_PANE_CATEGORIES_H

#include "tui/pane.h"
#include "tui/place.h"

struct slice;

struct pane *pane_categories_new(struct tui *t);
/* Shows only categories that hold `text`; empty: all. */
void pane_categories_narrow(struct pane *p, struct slice text);
void pane_categories_refresh(struct pane *p);
/* Selects the row of a place, if it has one. */
void pane_categories_show(struct pane *p, const struct place *place);
/* The place `by` rows from the present one; false: there is none. */
bool pane_categories_neighbour(struct pane *p, int by, struct place *place);

#endif
