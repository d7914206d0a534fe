/* curses, for the files of this folder that draw and read keys; nothing else
 * includes it. */
#ifndef TUI_CURSES_DOOR_H
#define TUI_CURSES_DOOR_H

#define NCURSES_WIDECHAR 1
#include <curses.h>

/* Keys that terminfo does not name: bracketed paste, Alt with arrows. */
void screen_define_keys(void);

#endif
