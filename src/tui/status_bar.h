/* The bottom row: where one is, a message or the keys that matter here, and
 * progress; the prompt takes its place. */
#ifndef TUI_STATUS_BAR_H
#define TUI_STATUS_BAR_H

#include "tui/screen.h"

struct tui;
void status_bar_paint(const struct tui *t, struct rect row, unsigned context);

#endif
