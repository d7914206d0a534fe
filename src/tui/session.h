/* The life of the screen face: start, keys in, frames out, signals, end. */
#ifndef TUI_SESSION_H
#define TUI_SESSION_H

#include "tui/tui.h"

/* Starts screen, keymap and loop; false: *problem says why.  `in` as screen_start. */
bool session_start(struct tui *t, FILE *in, struct str *problem);
int session_run(struct tui *t);  /* until it ends; the exit status */
void session_end(struct tui *t); /* the terminal is as it was; parts are freed */
void session_load_theme(struct tui *t);

#endif
