/* What an index is made of.  Seen by the store's own files only.
 *
 * All of it may begin in a mapped file, whose numbers nobody has checked: a number is
 * looked at before it is used as a place, and what leads nowhere is an empty record, label, list
 * or string. */
#ifndef STORE_INDEX_DATA_H
#define STORE_INDEX_DATA_H

#include "store/journal.h"
#include "store/lookup.h"
#include "store/sequence.h"
#include "store/strings.h"
#include "store/table.h"

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
  uint32_t next_named;       /* an older record under the same name or number */
  uint32_t next_url;         /* the next record that wants the same url, */
  uint32_t previous_url;     /* and the one before it */
  uint32_t text_bytes;       /* of its text, as UTF-8 */
  int64_t modified_ns;       /* of the file, when it was read; INT64_MIN: not known */
};

/* Lists of label numbers, each only once: words[offset] is how many follow.
 * Offset 0 is the empty list. */
struct lists {
  TABLE(uint32_t) words;
  struct lookup offsets;
};

/* A label and its listed posts: `saved` of labels.rows from `start` on, or a
 * sequence of its own as soon as they change. */
struct label_row {
  struct label label;
  uint32_t start, saved;
  uint32_t sequence;   /* 1 + its number in labels.sequences; 0: none */
  uint32_t posts; /* records that have it in their own files, copies too */
  uint32_t pair;  /* of a category, 1 + the pair with most posts; 0: none */
};

struct labels {
  TABLE(struct label_row) all;
  struct lookup numbers; /* by name */
  const uint32_t *rows;
  size_t row_count;
  uint32_t *own_rows; /* `rows`, when they are not mapped */
  VEC(struct sequence) sequences;
};

/* How many posts of a category carry this tag and no other. */
struct pair {
  uint32_t category, tag, posts;
};

struct alias {
  uint32_t url, id;
};

/* The file the index begins in, and how much of it was compared with its checksum. */
struct index_map {
  char *start; /* NULL: there is none */
  uint64_t bytes;
  int fd; /* -1: all of it was compared */
  uint64_t seen, sum, goal;
};

struct index {
  uint64_t generation;
  int64_t now; /* seconds */
  struct index_map map;
  struct journal journal;
  TABLE(struct entry) entries; /* [id] */
  struct strings strings;
  struct lists lists;
  struct labels labels[LABEL_KINDS];
  TABLE(struct pair) pairs;
  TABLE(struct alias) aliases;
  struct sequence order;          /* removed ones left out */
  struct sequence listed;         /* the same, listed ones only */
  struct lookup paths;       /* id by path, removed ones too: a file may come back */
  struct lookup urls;        /* first id of a chain by url */
  struct lookup names;       /* newest id of a chain by number or stem */
  struct lookup alias_urls;  /* number of an alias by its url */
  struct lookup gone;        /* id by identity, of records that were removed */
  struct lookup pair_labels; /* number of a pair */

  id_list changed;   /* since the last settling, each once */
  id_list recent;    /* the last changes, for index_changed_since, */
  size_t forgotten;  /* and how many came before them */
  VEC(int64_t) dates; /* under which something was or is changed */
  size_t taken;      /* changed ones that were taken out of all lists */
  bool all_stale;    /* there were too many: all lists are made again */
  bool unfolded;     /* index_set_folding(x, false) */

  struct entry nowhere; /* what a number that leads nowhere leads to */
  struct label_row nothing;
};

static inline size_t entry_count(const struct index *x)
{
  return table_count(&x->entries);
}

static inline struct entry *entry_at(const struct index *x, uint32_t id)
{
  return id < entry_count(x) ? table_at(&x->entries, id) : (struct entry *)&x->nowhere;
}

static inline struct record *record_at(const struct index *x, uint32_t id)
{
  return &entry_at(x, id)->record;
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
size_t list_of(const struct lists *l, uint32_t offset, const uint32_t **labels);
void lists_init(struct lists *l);
void lists_free(struct lists *l);

/* label.c */
uint32_t label_list(struct index *x, enum label_kind kind, const slice_list *names);
struct label_row *label_row_at(const struct index *x, enum label_kind kind, uint32_t label);
bool record_shown(const struct record *r); /* by itself or under a twin */
void labels_free(struct labels *l);

/* tally.c: which tag is the name of a category. */
void tally_count(struct index *x, const struct entry *e, bool more);
void tally_all(struct index *x);
void name_categories(struct index *x);

/* order.c: by date, then by path. */
void order_sort(struct index *x, uint32_t *ids, size_t count);
int order_compare(const struct index *x, uint32_t a, uint32_t b);

/* rows.c: the listed posts of the site and of each label. */
struct sequence label_view(const struct index *x, enum label_kind kind, uint32_t label);
void rows_fill(struct index *x);
void rows_add(struct index *x, const uint32_t *ids, size_t count); /* in order */
/* `categories` and `tags` are the lists it stands under. */
void rows_remove(struct index *x, uint32_t id, uint32_t categories, uint32_t tags);

/* settle.c: before anything of the record changes. */
void touch(struct index *x, uint32_t id);

/* twin.c: finds the twins among records of one date, order[start] to order[end - 1]. */
void twins_fold(struct index *x, size_t start, size_t end);

#endif
