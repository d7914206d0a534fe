/* Which item of a list is selected and which lines show: numbers only, no
 * curses, no items.  What a call costs depends on the height of the screen, not on
 * how many items there are.
 *
 * An item is a line of its own, which may be selected, and may have lines above (a
 * heading, a blank) and below it that go with it. */
#ifndef TUI_LIST_CURSOR_H
#define TUI_LIST_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct list_lines {
  uint8_t above, below;
};
typedef struct list_lines list_lines_fn(const void *context, size_t item);

struct list_cursor {
  size_t count;         /* items there are */
  size_t selected;      /* < count, or 0 when there are none */
  size_t top;           /* item whose line is the first to show */
  size_t skip;          /* lines of that item that do not show */
  size_t height;        /* lines that fit */
  list_lines_fn *lines; /* NULL: each item is one line */
  const void *context;  /* of `lines` */
};

void list_cursor_resize(struct list_cursor *c, size_t count, size_t height);
void list_cursor_select(struct list_cursor *c, size_t item); /* clamps; scrolls the least it can */
void list_cursor_move(struct list_cursor *c, long items);
/* The selection goes so many lines of the screen. */
void list_cursor_page(struct list_cursor *c, long lines);
/* The view moves; the selection stays in it. */
void list_cursor_scroll(struct list_cursor *c, long lines);
/* Selects the item and puts its own line `y` lines below the top. */
void list_cursor_hold(struct list_cursor *c, size_t item, size_t y);

/* What shows, line by line; false when there is nothing (more). */
struct list_spot {
  size_t item, line; /* which of the item's lines, from 0 */
};
bool list_cursor_first(const struct list_cursor *c, struct list_spot *s);
bool list_cursor_next(const struct list_cursor *c, struct list_spot *s);
size_t list_cursor_y(const struct list_cursor *c); /* where the selected item's own line is */
static inline bool list_cursor_is_at_top(const struct list_cursor *c)
{
  return c->top == 0 && c->skip == 0;
}

#endif
