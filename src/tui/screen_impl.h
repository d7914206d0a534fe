/* What screen.c and screen_key.c share, and the one door to curses: nothing else
 * includes it. */
#ifndef TUI_SCREEN_IMPL_H
#define TUI_SCREEN_IMPL_H

#include "tui/screen.h"

#define NCURSES_WIDECHAR 1
#include <curses.h>

struct colour_pair {
  int16_t fg, bg;
};

struct screen {
  SCREEN *terminal;
  FILE *in;
  struct theme theme;
  enum ambiguous ambiguous;
  bool recent;                   /* the terminal draws what Unicode 15 brought */
  bool synchronized;             /* it can show a frame all at once */
  struct str typed;              /* bytes that became no key yet */
  bool whole;                    /* the next frame is sent whole */
  VEC(struct colour_pair) pairs; /* curses pair i + 1 */
  struct str clean;              /* scratch: sanitised text */
  /* the open row */
  int y, x, columns, at;
  bool corner; /* it ends in the last cell of all, where curses loses what follows a wide one */
  enum style base;
};

/* Keys that terminfo does not name: bracketed paste, Alt with arrows. */
void screen_define_keys(void);

#endif
