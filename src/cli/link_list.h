/* The links a post itself has, in reading order: neither pictures nor the way
 * back that the reader adds. */
#ifndef CLI_LINK_LIST_H
#define CLI_LINK_LIST_H

#include "app/article.h"

struct link_row {
  struct slice url;
  struct str text;
  struct link_target target;
};
typedef VEC(struct link_row) link_list;

void link_list_of(const struct article *a, link_list *out);
void link_list_free(link_list *links);

#endif
