/* A few posts whose text is read and searched on a thread of the workers. */
#ifndef APP_SEARCH_LOOK_H
#define APP_SEARCH_LOOK_H

#include "app/search.h"
#include "app/text_job.h"

struct look {
  struct job job;
  struct search *search;
  size_t number; /* looks are answered in any order, told in theirs */
  size_t rows;   /* of the order: looked at when this one is done */
  const struct library *library;
  const struct query *query;
  struct slice needles;
  id_list ids;
  struct str paths;               /* of the ids, each ended by NUL: the index's own may move */
  VEC(struct document) documents; /* of the ids; stamp 0: not wanted by the text index */
  uint64_t site_stamp;
  struct gathering gathered;
  struct arena arena;
  VEC(struct search_hit) found; /* snippets in the arena */
};

job_fn look_run;  /* reads the posts */
job_fn look_pass; /* takes them as they are: the index said enough */
void look_free(struct look *look);

#endif
