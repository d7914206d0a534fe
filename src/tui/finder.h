/* Full-text search on the screen: a search is a place like any list, with the way back.
 * One runs at a time; its hits come in beside the keys, and it goes on only as far as the
 * reader looks.  The text index is made and kept up here. */
#ifndef TUI_FINDER_H
#define TUI_FINDER_H

#include "app/search.h"
#include "tui/place.h"
#include "tui/post_list.h"

struct finder;
struct tui;

/* Once the posts are read: begins to make the text index where it is worth it. */
void finder_ready(struct tui *t);
void finder_free(struct finder *f); /* before the panes; NULL is fine */

/* The place of that search; asked for again it is the same. */
struct place finder_place(struct tui *t, struct slice query);
struct slice finder_name(const struct finder *f, uint32_t label);
/* The query of a place of a search, as it was typed. */
struct slice finder_query(const struct finder *f, uint32_t label);

/* Runs the search of the place, unless it is the one that runs, and lists its hits. */
void finder_fill(struct tui *t, const struct place *place, struct post_list *posts);
/* Looks on until there are a few more posts than that. */
void finder_want(struct finder *f, size_t posts);
/* The line with the hit; empty: the title alone has it. */
struct slice finder_snippet(const struct finder *f, size_t n);
struct slice finder_needles(const struct finder *f); /* for marks_find */
/* "Searching: 120/4000" or "Indexing texts: 45%"; nothing when nothing goes on. */
void finder_status(const struct tui *t, struct str *out);
/* How far the search of the place is, or came: "120/4000". */
void finder_progress(const struct finder *f, struct str *out);

/* The library's posts changed. */
void finder_refresh(struct tui *t);
/* The open article is looked through for what was searched for, or no more. */
void finder_mark(struct tui *t);

#endif
