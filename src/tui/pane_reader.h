/* The article, or in the pager any text: lines, a top line, the link that Tab
 * stands on, what is searched for. */
#ifndef TUI_PANE_READER_H
#define TUI_PANE_READER_H

#include "app/article.h"
#include "tui/pane.h"

struct pane *pane_reader_new(struct tui *t);
/* Shows an article (taken); `position` comes to the top.  NULL: nothing is open. */
void pane_reader_show(struct pane *p, struct article *article, uint32_t position);
/* The same article (taken), whose file has changed: what was on the screen stays there. */
void pane_reader_renew(struct pane *p, struct article *article);
/* Goes to a place in what is shown. */
void pane_reader_to_position(struct pane *p, uint32_t position);
/* Shows text as programs write it; more of it may follow. */
void pane_reader_show_text(struct pane *p);
void pane_reader_chop(struct pane *p, bool chop); /* long lines are cut, not wrapped */
void pane_reader_add_text(struct pane *p, struct slice bytes, bool last);

struct article *pane_reader_article(const struct pane *p); /* or NULL */
uint32_t pane_reader_position(const struct pane *p);
void pane_reader_layout_changed(struct pane *p); /* an option or the width: lines are made anew */
void pane_reader_toggle_folded(struct pane *p);

/* Tab: the next link (negative: the one before), on the screen first.  0: none. */
uint32_t pane_reader_step_link(struct pane *p, int by);
uint32_t pane_reader_link(const struct pane *p);             /* the one Tab stands on, or 0 */
void pane_reader_to_anchor(struct pane *p, struct slice id); /* "#fn1" without the # */
void pane_reader_hints(struct pane *p, bool on);             /* numbers on the links that show */

#endif
