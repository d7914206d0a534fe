/* Handing a link to the reader's browser, and text to the clipboard. */
#ifndef TUI_OPENER_H
#define TUI_OPENER_H

#include "base/slice.h"

struct tui;

/* Only http, https and mailto; through argv, never a shell.  Says what it did;
 * without a browser the address is shown and copied. */
void opener_open(struct tui *t, struct slice url);
void opener_copy(struct tui *t, struct slice text);

#endif
