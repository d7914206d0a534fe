/* A segment: postings of some posts in one file that never changes.  For each gram that is
 * there, which of its posts have it.
 *
 *     header | documents | directory: one row a bucket of 256 grams | buckets
 *     bucket: for each gram, rising: its low 8 bits, twice the bytes that follow (and one
 *             more where they are bits), documents
 *
 * Numbers in buckets are varints (LEB128).  Documents are differences less one, or a bit
 * each where that is shorter.  Header, documents and directory have one checksum, which is looked
 * at when the file is opened; each bucket has its own, looked at when it is first read.  The file
 * is written aside, fsynced and renamed, and is of this machine's byte order: it is a cache. */
#ifndef STORE_SEGMENT_H
#define STORE_SEGMENT_H

#include "base/str.h"
#include "store/gram.h"

enum { SEGMENT_DOCUMENTS_MOST = 1 << 18 };

struct document {
  uint64_t stamp;   /* of the post and the state of its file: the caller's word for it */
  uint32_t id;      /* of its record when it was written */
  uint32_t of_site; /* 1: its text is made of the site's files too (includes, data) */
};

struct segment;

/* NULL: it cannot be opened, is damaged, or was written under another key. */
struct segment *segment_open(const char *path, uint64_t key);
void segment_free(struct segment *s);
/* What the file's head says, without a look at the rest. */
bool segment_peek(const char *path, uint64_t key, uint32_t *documents, uint64_t *bytes);

/* How many; `documents` may be NULL. */
size_t segment_documents(const struct segment *s, const struct document **documents);
uint64_t segment_bytes(const struct segment *s);

/* Makes `found` (a bit a document, 64 in a word) those that have a gram of each range; more
 * may be among them.  False: the segment is damaged. */
bool segment_find(struct segment *s, const gram_range_list *ranges, uint64_t *found);

/* --- writing: each appends the file at `path`; 0 or an errno value --- */

/* Documents and their grams, gathered in memory. */
struct gathering {
  VEC(struct document) documents;
  VEC(uint32_t) ends; /* of each document's grams in `grams` */
  gram_list grams;
};
/* Enough of them: time to write a segment. */
enum { GATHERING_GRAMS = 1 << 19 };
void gathering_add(struct gathering *g, struct document document, const gram_list *grams);
void gathering_free(struct gathering *g);
int segment_write(const char *path, uint64_t key, const struct gathering *g);

#define DOCUMENT_DEAD UINT32_MAX

/* One of the segments that are written as one: where its documents go. */
struct segment_part {
  struct segment *segment; /* not used elsewhere at the time */
  uint32_t *moved;         /* by document: its number in the new one, or DOCUMENT_DEAD; rising */
};
/* Asked now and then while it goes on. */
struct segment_stop {
  bool (*wanted)(void *context);
  void *context;
};
/* EILSEQ: one of them is damaged; ECANCELED: it was stopped (NULL: never). */
int segment_merge(const char *path, uint64_t key, const struct segment_part *parts, size_t count,
                  const struct document *documents, size_t documents_count,
                  const struct segment_stop *stop);

#endif
