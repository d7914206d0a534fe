/* How wide curses takes a character to be: as the layout does. */
#ifndef TUI_WCWIDTH_H
#define TUI_WCWIDTH_H

#include "text/width.h"

/* What ambiguous characters take from now on; before the screen starts. */
void wcwidth_policy(enum ambiguous ambiguous);

#endif
