/* The postings of a site: segments in one folder, and which records of the index they
 * cover.  A record is covered while one of them holds a document of its stamp; one that
 * changed is not, until it is written again.
 *
 * For the main thread; segments are written elsewhere and taken up here. */
#ifndef STORE_POSTINGS_H
#define STORE_POSTINGS_H

#include "store/query.h"
#include "store/segment.h"

struct postings;

/* What the records are at present. */
struct postings_records {
  uint32_t count;                                /* ids are below it */
  uint64_t (*stamp)(void *context, uint32_t id); /* 0: it has no text to be found */
  void *context;
  uint64_t site_stamp; /* of the site's files that the text of some posts is made of too */
};
/* The stamp of a document of that record. */
static inline uint64_t postings_stamp(const struct postings_records *r, uint32_t id, bool of_site)
{
  uint64_t stamp = r->stamp(r->context, id);
  return stamp && of_site ? stamp ^ r->site_stamp : stamp;
}

/* Opens the segments of the folder that were written under `key`; a folder that is not
 * there holds none.  Others, damaged ones and leavings are deleted if `clean`: then no one
 * else may be writing there. */
struct postings *postings_open(const char *folder, uint64_t key, bool clean);
void postings_free(struct postings *p);
/* The same with what came into the folder since; true: something, and postings_match_anew is to
 * follow. */
bool postings_look(struct postings *p, const char *folder, bool clean);
/* Deletes all segments: nothing is covered any more. */
void postings_clear(struct postings *p);

/* Looks which records are covered: from the beginning, ... */
void postings_match_anew(struct postings *p, const struct postings_records *records);
/* ... at `most` so many at a time, for there may be a million; true: all are known.  Until then
 * only this and the one below are to be called. */
bool postings_match(struct postings *p, const struct postings_records *records, size_t most);
/* These records came, changed or went since: they are covered no more. */
void postings_match_changed(struct postings *p, const struct postings_records *records,
                            const uint32_t *ids, size_t count);

bool postings_cover(const struct postings *p, uint32_t id);
size_t postings_covered(const struct postings *p);

/* Sets a bit of `found` (by id, 64 in a word) for each record that may hold all text the
 * query wants: for those that are not covered too.  A segment that proves damaged is
 * asked no more, its file goes, and its records are covered no more. */
void postings_find(struct postings *p, const struct query *q, uint64_t *found);

/* Segments that had better be one, as what segment_merge takes.  The segments are
 * opened anew, so that this can be done on another thread. */
struct postings_merge {
  VEC(struct segment_part) parts;
  VEC(char *) paths;
  VEC(struct document) documents;
};
/* False: there are not `enough` of about one size; *m is empty.  All records must be known:
 * what is of none is dropped. */
bool postings_merge(struct postings *p, size_t enough, struct postings_merge *m);
void postings_merge_free(struct postings_merge *m);

/* Takes up a segment that was written, in place of those that were merged into it (NULL:
 * of none); false: it cannot be opened. */
bool postings_take(struct postings *p, const char *path, const struct postings_records *records,
                   const struct postings_merge *merged);

#endif
