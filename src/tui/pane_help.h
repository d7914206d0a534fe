/* The help page, made from the command table and the keys as they are bound. */
#ifndef TUI_PANE_HELP_H
#define TUI_PANE_HELP_H

#include "tui/pane.h"

struct pane *pane_help_new(struct tui *t);

#endif
