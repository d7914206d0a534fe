/* How a list shows a post, a day, a section: one line each, into the row that is open. */
#ifndef TUI_POST_ROW_H
#define TUI_POST_ROW_H

#include "store/index.h"
#include "tui/list_pane.h"

struct post_row_shows {
  bool day;    /* rather than the time: it stands under no day's heading */
  bool source; /* its category: posts of several are in the list */
};

struct slice post_row_title(const struct list_pane *l, uint32_t id);
void post_row_paint(struct list_pane *l, uint32_t id, struct post_row_shows shows,
                    enum style ground);
void post_row_snippet(struct list_pane *l, struct slice snippet); /* the line with a hit */
void post_row_day(struct list_pane *l, uint32_t id);
void post_row_section(struct list_pane *l, enum label_kind kind, uint32_t label);

#endif
