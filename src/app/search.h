/* One search through the posts of a library: newest first, found beside the main
 * thread, told in order as it is found.
 *
 * What the index can answer is asked first; the text of the posts that are left is read by
 * the workers, some at a time and no further than wanted.  Lives on the main thread. */
#ifndef APP_SEARCH_H
#define APP_SEARCH_H

#include "app/text_index.h"

struct search_hit {
  uint32_t id;
  uint32_t hits;        /* how often the words stand in title and text */
  struct slice snippet; /* the first line of the text with a hit, cut to its surroundings;
                         * empty: the title alone has it */
};

struct search_rules {
  bool all; /* folded twins, drafts and hidden posts too */
  /* Is the record in that state?  NULL: all are unread. */
  bool (*is)(void *context, uint32_t id, enum query_state state);
  void *context;
  void (*changed)(void *context); /* something was found, or all is looked at; may be NULL */
  void *changed_context;
};

struct search;

/* Nothing is looked at before search_want.  Library, workers and text index (NULL: every
 * post is read) outlive the search, and the index is not settled while it lives. */
struct search *search_new(const struct library *l, struct workers *w, struct text_index *t,
                          struct slice query, const struct search_rules *rules);
void search_free(struct search *s);

/* Looks no further: what was found stays. */
void search_stop(struct search *s);
/* Is it looking? */
bool search_busy(const struct search *s);
/* Looks on until so many posts are found in all. */
void search_want(struct search *s, size_t posts);

const struct query *search_query(const struct search *s);
struct slice search_needles(const struct search *s); /* for marks_find */
size_t search_count(const struct search *s);
const struct search_hit *search_at(const struct search *s, size_t n); /* newest first */
/* Is all looked at? */
bool search_done(const struct search *s);
/* Posts looked at, of how many. */
void search_progress(const struct search *s, size_t *looked, size_t *of);

#endif
