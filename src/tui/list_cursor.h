/* Which row of a list is selected and which rows show: numbers only, no
 * curses, no items. */
#ifndef TUI_LIST_CURSOR_H
#define TUI_LIST_CURSOR_H

#include <stddef.h>

struct list_cursor {
  size_t count;    /* rows there are */
  size_t selected; /* < count, or 0 when there are none */
  size_t top;      /* first row that shows */
  size_t height;   /* rows that fit */
};

void list_cursor_resize(struct list_cursor *c, size_t count, size_t height);
void list_cursor_select(struct list_cursor *c, size_t row); /* clamps; scrolls the least it can */
void list_cursor_move(struct list_cursor *c, long rows);
/* The view moves; the selection stays in it. */
void list_cursor_scroll(struct list_cursor *c, long rows);
/* Puts `row` at the same height on the screen as `at` rows below the top. */
void list_cursor_hold(struct list_cursor *c, size_t row, size_t at);

#endif
