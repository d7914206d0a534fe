/* The posts of a list by number, newest first.  Those of the site or of one label
 * are rows of the index, asked for one by one and never copied; those of the front page are kept,
 * as far as they were asked for. */
#ifndef TUI_POST_LIST_H
#define TUI_POST_LIST_H

#include "app/library.h"
#include "tui/list_cursor.h"
#include "tui/place.h"

struct post_item {
  uint32_t id;
  uint32_t section; /* of the front page: its label; else INDEX_NONE */
};

enum post_list_kind {
  POSTS_ROWS,     /* of the index; else they are in `items` */
  POSTS_SECTIONS, /* the front page */
  POSTS_FOUND,    /* by a search in full text */
  POSTS_FILTERED,
};

struct post_list {
  const struct index *index;
  struct rows rows;
  enum post_list_kind kind;
  VEC(struct post_item) items;
  struct home home;
  size_t sections_added; /* to the items */
};

/* The posts of a place; the front page of a site without labels is all posts. */
void post_list_fill(struct post_list *p, const struct library *library, const struct place *place);
/* An empty list, whose posts the caller adds to `items`, newest first, in no section. */
void post_list_keep(struct post_list *p, const struct library *library);
/* Only these of its posts, in this order. */
void post_list_filter(struct post_list *p, const id_list *ids);
void post_list_free(struct post_list *p);

size_t post_list_count(const struct post_list *p);
struct post_item post_list_at(struct post_list *p, size_t n); /* id INDEX_NONE: there is none */
/* Are there days' headings? */
static inline bool post_list_is_by_day(const struct post_list *p)
{
  return p->kind == POSTS_ROWS || p->kind == POSTS_FOUND;
}

/* The number of that post (in that section, if it is in several); SIZE_MAX: it is not there. */
size_t post_list_find(struct post_list *p, struct post_item item);
/* Where it would be: the next older one of the section. */
size_t post_list_near(struct post_list *p, struct post_item item);

/* Above the first post of a day or section stand a heading and, but for the very first, a
 * blank; a filtered list has none. */
size_t post_list_lines_above(struct post_list *p, size_t n);

#endif
