/* What the three parts of the postings share (postings.c, postings_cover.c, postings_merge.c);
 * nobody else includes this. */
#ifndef STORE_POSTINGS_IMPL_H
#define STORE_POSTINGS_IMPL_H

#include "store/postings.h"

/* A segment and the records its documents are of. */
struct held {
  struct segment *segment;
  char *path;
  uint64_t *lives; /* a bit a document: it is of a record, and no other one is */
  uint32_t *moved; /* by document: its record's id; NULL: they are as they were written */
  size_t living;
  bool broken; /* found damaged: asked no more */
};

/* A document that no record was found for. */
struct stray {
  uint64_t stamp;
  uint32_t held, document;
};
typedef VEC(struct stray) stray_list;

/* How far it is known which records are covered. */
struct matching {
  enum { BY_ID, BY_STAMP, MATCHED } phase;
  size_t held, document; /* the next one, by id */
  stray_list strays;
  uint32_t id; /* the next one, by stamp */
};

struct postings {
  VEC(struct held) held;
  uint64_t key;
  uint64_t *covered; /* a bit an id */
  uint32_t count;    /* ids */
  size_t covered_count;
  struct matching matching;
};

static inline size_t words_for(size_t bits)
{
  return (bits + 63) / 64;
}

static inline bool bit(const uint64_t *words, size_t at)
{
  return words[at / 64] >> (at % 64) & 1;
}

static inline void set_bit(uint64_t *words, size_t at)
{
  words[at / 64] |= 1ull << (at % 64);
}

/* The record of a document, or INDEX_NONE. */
static inline uint32_t id_of(const struct held *h, const struct document *documents, size_t at)
{
  if (!bit(h->lives, at)) return INDEX_NONE;
  return h->moved ? h->moved[at] : documents[at].id;
}

/* Opens a segment and holds it last; false: it cannot be had. */
bool postings_hold(struct postings *p, const char *path);
void postings_drop(struct postings *p, size_t at, bool file_too);
/* Covers the records of some documents, by the ids that these have. */
void postings_match_ids(struct postings *p, struct held *h, const struct postings_records *records,
                        size_t from, size_t to);
/* By what is held now. */
void postings_count_covered(struct postings *p);

#endif
