/* The posts of a list by number, newest first.  Those of the site or of one label
 * are rows of the index, asked for one by one and never copied; the front page has few, and they
 * are kept. */
#ifndef TUI_POST_LIST_H
#define TUI_POST_LIST_H

#include "app/library.h"
#include "tui/list_cursor.h"
#include "tui/place.h"

struct post_item {
  uint32_t id;
  uint32_t section; /* of the front page: its label; else INDEX_NONE */
};

struct post_list {
  const struct index *index;
  struct rows rows;
  bool kept; /* in `items`; else they are rows of the index */
  VEC(struct post_item) items;
  enum label_kind sections; /* what labels the sections are */
};

/* The posts of a place; the front page of a site without labels is all posts. */
void post_list_fill(struct post_list *p, const struct library *library, const struct place *place);
/* An empty list, whose posts the caller adds to `items`, newest first, in no section. */
void post_list_keep(struct post_list *p, const struct library *library);
void post_list_free(struct post_list *p);

size_t post_list_count(const struct post_list *p);
struct post_item post_list_at(const struct post_list *p,
                              size_t n); /* id INDEX_NONE: there is none */
bool post_list_is_sectioned(const struct post_list *p);

/* The number of that post (in that section, if it is in several); SIZE_MAX: it is not there. */
size_t post_list_find(const struct post_list *p, struct post_item item);
/* Where it would be: the next older one of the section. */
size_t post_list_near(const struct post_list *p, struct post_item item);

/* The day by the clock where it was written, counted from 1970; INT64_MIN: undated. */
int64_t post_day(const struct record *r);
/* Above the first post of a day or section stand a heading and, but for the very first, a
 * blank. */
size_t post_list_lines_above(const struct post_list *p, size_t n);

#endif
