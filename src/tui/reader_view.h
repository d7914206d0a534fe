/* Lines as one looks at them: which of them show, and what is searched for in
 * them.  Knows no screen. */
#ifndef TUI_READER_VIEW_H
#define TUI_READER_VIEW_H

#include "tui/hits.h"
#include "tui/pane.h"

struct reader_view {
  struct lines lines; /* whoever makes them anew calls reader_view_settle */
  size_t rows;        /* lines on one page; at least 1 */
  size_t pages;       /* side by side, the second goes on where the first ends; 1 or 2 */
  size_t top;
  uint32_t position; /* in the document, of the top line: what holds when lines are made anew */
  struct str needle; /* folded */
  struct hits hits;
  uint32_t hit; /* the present one, number + 1; 0: none */
};

void reader_view_init(struct reader_view *v);
void reader_view_free(struct reader_view *v);
/* No lines; `position` comes to the top once there are some. */
void reader_view_clear(struct reader_view *v, uint32_t position);

/* After lines, rows or pages have changed.  The sentence at the top stays there, or
 * comes back when there was no room below it for a while. */
void reader_view_settle(struct reader_view *v);
/* After the lines `before`, of which `top` to `end` showed, were made anew from a text
 * that has changed: what showed stays where it was, as far as it is still there. */
void reader_view_keep(struct reader_view *v, const struct lines *before, size_t top, size_t end);
/* Hits for the needle in the present lines. */
void reader_view_search(struct reader_view *v);

/* The line that shows in a row of a page; past the end: none. */
size_t reader_view_line(const struct reader_view *v, size_t page, size_t row);
size_t reader_view_end(const struct reader_view *v); /* past the last line that shows */
bool reader_view_move(struct reader_view *v, enum motion motion, long count);
/* To the top, or as far up as leaves no row empty. */
void reader_view_go(struct reader_view *v, size_t line);
void reader_view_bring(struct reader_view *v, size_t line); /* in sight, if it is not */

/* As pane_ops find and where. */
bool reader_view_find(struct reader_view *v, struct slice needle, long steps);
void reader_view_where(const struct reader_view *v, struct str *out);

/* How `byte` of a line looks that would have `style`, and up to which byte
 * (*until comes in as the most).  *part: 0 before the first byte of the line. */
enum style reader_view_style(const struct reader_view *v, size_t line, uint32_t byte,
                             enum style style, size_t *part, uint32_t *until);

uint32_t reader_view_link_at(const struct reader_view *v, size_t line, uint32_t column); /* or 0 */

/* The next link to stand on (negative: the one before), on the screen first, from
 * `link` on (0: none); it is brought to sight.  0: there is none. */
struct doc;
uint32_t reader_view_step_link(struct reader_view *v, const struct doc *doc, uint32_t link, int by);

#endif
