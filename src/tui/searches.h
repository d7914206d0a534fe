/* Searches with a name, listed beside the categories: first those that are always there
 * (unread, starred), then the reader's own, by name. */
#ifndef TUI_SEARCHES_H
#define TUI_SEARCHES_H

#include "app/keeper.h"
#include "app/words.h"

struct searches;

struct searches *saved_searches_new(void);
void saved_searches_free(struct searches *s);

size_t saved_searches_count(const struct searches *s);
struct slice saved_search_name(const struct searches *s, size_t n, enum language language);
struct slice saved_search_query(const struct searches *s, size_t n);
/* SIZE_MAX: there is none. */
size_t saved_search_find(const struct searches *s, struct slice query);
/* Under that name; an empty query deletes it.  False: there was none to delete. */
bool saved_search_set(struct searches *s, struct slice name, struct slice query);

#endif
