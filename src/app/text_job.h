/* What the workers do for the text index: read posts into grams, write segments. */
#ifndef APP_TEXT_JOB_H
#define APP_TEXT_JOB_H

#include "app/post_text.h"
#include "base/worker.h"
#include "store/postings.h"

struct text_index;

/* Adds the document of one post that was read; *grams is scratch. */
void text_gather(struct gathering *g, struct gram_set *grams, const struct document *document,
                 const struct post_text *text, const struct query_text *folded,
                 uint64_t site_stamp);

/* Posts become documents and their grams. */
struct text_read {
  struct job job;
  struct text_index *index;
  const struct library *library;
  uint64_t site_stamp; /* turns the stamps of those that are made of the site's files too */
  VEC(struct document) documents; /* of_site is found out */
  struct str paths;               /* each ended by NUL */
  struct gathering gathered;
};
job_fn text_read_run;
void text_read_free(struct text_read *r);

/* A segment is written: of what was gathered, or of others when `merged` has any. */
struct text_write {
  struct job job;
  struct text_index *index;
  struct str path;
  uint64_t key;
  struct gathering gathered;
  struct postings_merge merged;
  int error; /* errno value; ECANCELED until it is run */
};
job_fn text_write_run;
void text_write_free(struct text_write *w);

#endif
