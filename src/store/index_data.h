/* What an index is made of.  Seen by the store's own files only. */
#ifndef STORE_INDEX_DATA_H
#define STORE_INDEX_DATA_H

#include "base/map.h"
#include "store/index.h"
#include "store/lookup.h"
#include "store/strings.h"

enum {
  LABEL_KINDS = 2,
  LABELS_MAX = 256,     /* of one record: more are dropped */
  RECORD_CHANGED = 128, /* record.flags, the store's own: since the last settling */
};

/* A record and what only the store needs of it.  record.categories and .tags
 * are the lists that are shown: its own, or united with its twins'. */
struct entry {
  struct record record;
  uint32_t own[LABEL_KINDS]; /* label lists as its file has them */
  uint32_t next_named;       /* the next record under the same name or number */
  uint32_t text_bytes;       /* of its file */
};

/* Lists of label numbers, each only once: words[offset] is how many follow.
 * Offset 0 is the empty list. */
struct lists {
  VEC(uint32_t) words;
  struct lookup offsets;
};

struct labels {
  struct map numbers;
  VEC(struct label) all;
  id_list rows;         /* listed posts of each label in turn, newest first */
  VEC(uint32_t) starts; /* [label]: where its rows start; one more than there are labels */
};

struct index {
  VEC(struct entry) entries; /* [id] */
  struct strings strings;
  struct lists lists;
  struct labels labels[LABEL_KINDS];
  uint64_t generation;
  id_list order;       /* newest first, removed ones left out */
  id_list rows;        /* the same, listed ones only */
  struct lookup paths; /* id by path, removed ones too: a file may come back */
  struct lookup urls;  /* id by url, one a url */
  struct lookup names; /* first id of a chain by number or stem */
  struct map aliases;  /* id by further url */
  struct map gone;     /* id by identity, of records that were removed */
  id_list changed;     /* since the last settling, each once */
  VEC(int64_t) dates;  /* under which something was or is changed */
  bool out_of_order;   /* something that stands in `order` is changed */
  bool url_doubles;    /* two records wanted one url */
  bool urls_stale;     /* the one that had it lost it */
  bool unfolded;       /* index_set_folding(x, false) */
};

static inline struct record *record_at(const struct index *x, uint32_t id)
{
  return &x->entries.items[id].record;
}

static inline uint32_t *record_list(struct record *r, enum label_kind kind)
{
  return kind == LABEL_CATEGORY ? &r->categories : &r->tags;
}

/* What the order sorts by; undated records come last. */
static inline int64_t record_date(const struct record *r)
{
  return r->flags & RECORD_HAS_DATE ? r->date : INT64_MIN;
}

static inline struct slice string_at(const struct index *x, uint32_t offset)
{
  return strings_at(&x->strings, offset);
}

/* name.c: what a post is called, wherever it lies. */
struct slice
name_number(struct slice path); /* the first 12 or more digits of its file name, or empty */
struct slice name_key(struct slice path); /* its number, else its file name without extension */
uint64_t name_identity(struct slice path);
struct slice name_own(struct slice path, struct slice *language); /* what makes the identity */
bool name_same(struct slice a, struct slice b); /* do both paths have one identity? */

/* list.c */
uint32_t list_add(struct lists *l, const uint32_t *labels, size_t count); /* its offset */
static inline size_t list_of(const struct lists *l, uint32_t offset, const uint32_t **labels)
{
  *labels = &l->words.items[offset + 1];
  return l->words.items[offset];
}
void lists_init(struct lists *l);
void lists_free(struct lists *l);

/* label.c */
uint32_t label_list(struct index *x, enum label_kind kind, const slice_list *names);
void labels_count(struct index *x);
bool record_shown(const struct record *r); /* by itself or under a twin */
void labels_free(struct labels *l);

/* order.c */
void order_sort(struct index *x);
void order_update(struct index *x); /* for few changes */
int order_compare(const struct index *x, uint32_t a, uint32_t b);
/* The part of the order with that date: *end is one behind it. */
size_t order_run(const struct index *x, int64_t date, size_t *end);

/* rows.c: after order, twins and counts are right. */
void rows_fill(struct index *x);

/* twin.c: finds the twins among records of one date, order[start] to order[end - 1]. */
void twins_fold(struct index *x, size_t start, size_t end);

#endif
