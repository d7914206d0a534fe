/* The terminal as rows of styled text.  With wcwidth.c and screen_key.c the only
 * door to curses.
 *
 * A frame is drawn whole: screen_frame erases, rows are painted left to right
 * one cluster a call, screen_show sends what differs.  All text passes the
 * sanitiser here, whoever made it. */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "app/theme.h"
#include "tui/key.h"

#include <stdbool.h>
#include <stdio.h>

struct rect {
  int y, x, rows, columns;
};

struct screen;

/* `in` is where keys come from; NULL: stdin.  `ambiguous` 0: the terminal is asked.
 * NULL result: *problem says why in one line (TERM unknown, no terminal). */
struct screen *screen_start(FILE *in, enum ambiguous ambiguous, bool mouse, struct str *problem);
void screen_stop(struct screen *s);  /* the terminal is as it was */
void screen_leave(struct screen *s); /* for a while: a child program, ^Z */
void screen_enter(struct screen *s);
void screen_set_theme(struct screen *s, const struct theme *theme);
bool screen_has_colours(const struct screen *s);

void screen_resized(struct screen *s); /* asks the terminal for its size */
struct rect screen_area(const struct screen *s);
enum ambiguous screen_ambiguous(const struct screen *s);
bool screen_knows_recent(const struct screen *s); /* what SANITIZE_RECENT keeps can be shown */

void screen_frame(struct screen *s);
void screen_show(struct screen *s, int cursor_y, int cursor_x);
void screen_redraw(struct screen *s); /* the next frame is sent whole */

/* Painting one row: begin, add..., end; what is not filled is blank in `base`, and so is
 * the last cell of the last row.
 * `base` lends its background and, where it has one, its colour to all that is
 * added: a selected row stays one bar. */
void screen_begin(struct screen *s, int y, int x, int columns, enum style base);
void screen_add(struct screen *s, struct slice text, enum style style);
void screen_add_ink(struct screen *s, struct slice text, enum style style, struct ink ink);
/* Just so many columns: ".." where it is cut, blanks where it is short. */
void screen_add_fit(struct screen *s, struct slice text, int columns, enum style style);
/* Up to column `end` of the row; what is longer is cut. */
void screen_add_part(struct screen *s, struct slice text, int end, enum style style);
void screen_to(struct screen *s, int column); /* blanks up to that column of the row */
int screen_column(const struct screen *s);    /* where the next text goes, from the row's start */
void screen_end(struct screen *s);

/* Keys.  False: none is waiting. */
struct mouse {
  int y, x;
  enum { MOUSE_CLICK, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN } what;
};
bool screen_key(struct screen *s, key_code *key, struct mouse *mouse);
int screen_key_fd(const struct screen *s);
bool screen_hung_up(const struct screen *s); /* no key will come any more */

/* The terminal's own clipboard (OSC 52). */
void screen_clipboard(struct screen *s, struct slice text);
/* What is on the screen, as text. */
void screen_text(struct screen *s, struct str *out);

#endif
