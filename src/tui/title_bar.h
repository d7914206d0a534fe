/* The top row: which site, which place; the day, what is unread and new. */
#ifndef TUI_TITLE_BAR_H
#define TUI_TITLE_BAR_H

#include "tui/screen.h"

struct tui;
void title_bar_paint(const struct tui *t, struct rect row);

#endif
