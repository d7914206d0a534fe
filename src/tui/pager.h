/* The pager: files or a pipe, one after the other, in the article's pane. */
#ifndef TUI_PAGER_H
#define TUI_PAGER_H

struct tui;

void pager_step(struct tui *t, int by); /* :n and :p */

#endif
