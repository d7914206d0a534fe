/* The posts of a place: the sections of the front page, or one list under the
 * days its posts are from. */
#ifndef TUI_PANE_POSTS_H
#define TUI_PANE_POSTS_H

#include "tui/pane.h"
#include "tui/place.h"

struct pane *pane_posts_new(struct tui *t);
/* Fills the list from tui.place; the selection goes to `selected`, or the first
 * post when it is not there. */
void pane_posts_fill(struct pane *p, uint32_t selected);
/* What came and went: the selected post stays in its line of the screen, and its
 * nearest neighbour does when it is gone.  Where the top of the list shows, what is new
 * comes in; elsewhere pane_posts_show_new, or a look at the top, brings it. */
void pane_posts_refresh(struct pane *p);
void pane_posts_show_new(struct pane *p);
bool pane_posts_is_at_top(const struct pane *p);
uint32_t pane_posts_selected(const struct pane *p); /* a record, or INDEX_NONE */
/* The post `by` posts from `id` in the list; `unread` skips those read.  INDEX_NONE: none. */
uint32_t pane_posts_neighbour(const struct pane *p, uint32_t id, int by, bool unread);
void pane_posts_ids(const struct pane *p, id_list *ids); /* appends all that are listed */
void pane_posts_show(struct pane *p, uint32_t id); /* selects its row */

/* The filter: only posts that hold what is typed (store/filter.h); of the front page,
 * posts of the whole site.  It ends where another place begins.
 *
 * filter_begin does a little of the work that comes before, and is true when it is done:
 * for idle time.  filter_end goes back to where it began, or stays on the post. */
bool pane_posts_filter_begin(struct pane *p);
void pane_posts_filter(struct pane *p, struct slice typed);
void pane_posts_filter_end(struct pane *p, bool back);
struct slice pane_posts_filtered(const struct pane *p, size_t *count); /* ptr NULL: it is not */

#endif
