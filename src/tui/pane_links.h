/* The links of an article: number, text, what they are, where they really go. */
#ifndef TUI_PANE_LINKS_H
#define TUI_PANE_LINKS_H

#include "app/article.h"
#include "tui/pane.h"

struct pane *pane_links_new(struct tui *t, const struct article *article); /* borrowed */
uint32_t pane_links_selected(const struct pane *p); /* a link's number; 0: not a list of links */

#endif
