/* Which posts `list` names, and in what order. */
#ifndef CLI_LIST_FILTER_H
#define CLI_LIST_FILTER_H

#include "app/marks.h"
#include "cli/verb.h"

struct library;

struct list_filter {
  uint32_t label[2];    /* by enum label_kind; INDEX_NONE: any */
  int64_t since, until; /* seconds; until is the first that is too late */
  bool dated;           /* one of them was given: undated posts are none of these */
  bool all, as_generator;
  bool unread, starred;
  struct marks *marks; /* NULL: neither was asked */
  bool narrowed;       /* anything but all posts was asked for */
};

/* As the call's flags say.  False: *code is what to exit with, and it was told why. */
bool list_filter_read(struct list_filter *f, const struct call *c, const struct library *l,
                      enum cli_exit *code);
void list_filter_free(struct list_filter *f);

bool list_filter_passes(const struct list_filter *f, const struct index *x, uint32_t id);
/* Appends the posts that pass, in the order of --sort, at most --limit. */
void list_filter_select(const struct list_filter *f, const struct call *c, const struct index *x,
                        id_list *ids);

#endif
