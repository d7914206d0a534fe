/* All posts of a site, for lists: fixed records, one string area, categories
 * and tags by number.  No heap object for a post: names are offsets.  This is
 * the seam under which a mapped file can stand: callers see records by number,
 * strings by offset, and nothing else.
 *
 * A record keeps its number (its id) for as long as the index is open, whatever
 * is added or removed; order is a separate array. */
#ifndef STORE_INDEX_H
#define STORE_INDEX_H

#include "base/vec.h"
#include "site/post.h"

#define INDEX_NONE UINT32_MAX

enum { /* record.flags */
  RECORD_HAS_DATE = 1,
  RECORD_REMOVED = 2, /* its file is gone */
  RECORD_FOLDED = 4,  /* a twin of another record, which is shown instead */
  RECORD_DIAGS = 8,   /* the loader found something */
  RECORD_UNREADABLE = 16, /* its file could not be read: never listed */
};

struct record {
  int64_t date;          /* seconds since the epoch */
  uint64_t identity;     /* the same for a post before and after it moved */
  uint32_t path, title, url, source; /* string offsets; 0 is "" */
  uint32_t categories, tags; /* offsets of label lists */
  uint32_t twin;         /* id of the record this one is folded into, or INDEX_NONE */
  int16_t zone_minutes;
  uint8_t status;        /* enum post_status */
  uint8_t date_from;     /* enum date_from */
  uint8_t flags;
};

struct label {           /* a category or a tag */
  uint32_t name;         /* string offset: as the posts spell it */
  uint32_t display;      /* string offset: the name to show (a category's may be the
                          * tag that its posts, and no others, carry alone) */
  uint32_t posts;        /* shown posts in it */
  int64_t newest;        /* date of the newest of them; INT64_MIN: none dated */
};

struct index;

struct index *index_new(void);
void index_free(struct index *x);

/* Strings of an empty index that is going to be filled go to that file, piece by piece; takes
 * `fd`, of an empty one that nobody else has. */
void index_spill(struct index *x, int fd);

/* What is kept elsewhere by a record's id (postings) holds for one generation: ids
 * never mean another post within it, and another run of the program that has the same
 * generation has the same ids.  Never 0. */
uint64_t index_generation(const struct index *x);

/* Adds a post or replaces the one with the same path.  Returns its id.
 *
 * A post has one identity wherever it lies: its file name, together with the
 * folder that names a language if there is one ("en", "zh_cn"), and with its own
 * folder where it is called index.* ("my-trip/index.md").  A post whose file is
 * gone and that comes back elsewhere (`_posts/` -> `old_post/`) keeps its id; where
 * the new file is seen before the old one is gone, both are twins until then. */
uint32_t index_add(struct index *x, const struct post *post);
/* When a copy of it was added later (same identity, title and date), the id goes
 * over to the copy, and it is the copy's own id that is removed. */
void index_remove(struct index *x, struct slice path);
/* The file's time as it was when it was read, to see later that it changed.
 * INT64_MIN: not known, so it is to be read again. */
void index_set_modified(struct index *x, uint32_t id, int64_t modified_ns);
int64_t index_modified_ns(const struct index *x, uint32_t id);
uint32_t index_text_bytes(const struct index *x, uint32_t id); /* of its file, as UTF-8 */
/* The time that "now" was when its posts were read, which decides who is of the future. */
void index_set_now(struct index *x, int64_t seconds);
int64_t index_now(const struct index *x);
/* After a batch of changes: sorts, folds twins, counts, finds display names.
 * Until then order, twins and counts are those of before.  Cheap for a few changes.
 *
 * Twins bear one number in their file names (12 or more digits) or one identity,
 * and have the same title and date.  The one with the largest file is shown, with
 * the labels of all; the others are RECORD_FOLDED. */
void index_settle(struct index *x);
/* Whether twins are folded (they are, at first); settles. */
void index_set_folding(struct index *x, bool fold);
bool index_folds(const struct index *x);

/* Order: newest first; undated last; equal dates by path, descending. */
typedef VEC(uint32_t) id_list;
size_t index_ids(const struct index *x);             /* all ids are below it */
size_t index_count(const struct index *x);           /* of the order: removed ones excepted */
uint32_t index_at(const struct index *x, size_t n);  /* id of the nth */
const struct record *index_record(const struct index *x, uint32_t id);
/* How many records have come, changed or gone; the ids of those after the first `since`, some
 * more than once, are appended.  False: they are too many to be known. */
size_t index_changes(const struct index *x);
bool index_changed_since(const struct index *x, size_t since, id_list *ids);
struct slice index_string(const struct index *x, uint32_t offset); /* NUL follows */

/* Is it listed by default?  (post or archived or not-a-post, not folded, not removed,
 * readable) */
bool index_listed(const struct index *x, uint32_t id);

enum label_kind { LABEL_CATEGORY, LABEL_TAG };
size_t label_count(const struct index *x, enum label_kind kind);
const struct label *label_at(const struct index *x, enum label_kind kind, uint32_t label);
/* INDEX_NONE: there is none. */
uint32_t label_find(const struct index *x, enum label_kind kind, struct slice name);
/* The labels of a record, its twins' included; *labels is borrowed until the next index_settle. */
size_t index_labels(const struct index *x, uint32_t id, enum label_kind kind,
                    const uint32_t **labels);
/* Which comes first: the busier one, then the newer.  As strcmp. */
int label_compare(const struct index *x, enum label_kind kind, uint32_t a, uint32_t b);
/* Label numbers, in that order. */
void label_order(const struct index *x, enum label_kind kind, uint32_t *order);

/* Lists by row number: the listed posts of the site, or those with one label, newest
 * first.  A row costs O(1), to find one O(log n); both hold until the next index_settle. */
struct rows {
  bool of_label; /* false: of the whole site */
  enum label_kind kind;
  uint32_t label;
};
static inline struct rows rows_of_site(void)
{
  return (struct rows){ false, LABEL_CATEGORY, INDEX_NONE };
}
static inline struct rows rows_of_label(enum label_kind kind, uint32_t label)
{
  return (struct rows){ true, kind, label };
}
size_t index_rows(const struct index *x, struct rows rows);
uint32_t index_row(const struct index *x, struct rows rows, size_t n); /* id of the nth */
/* Where that post stands, or would if it were in the list. */
size_t index_row_of(const struct index *x, struct rows rows, uint32_t id);
/* The first row that is not newer than that date (seconds); undated ones are oldest. */
size_t index_row_since(const struct index *x, struct rows rows, int64_t date);

/* Appends the ids of listed posts, newest first. */
void index_select_all(const struct index *x, id_list *ids);
void index_select_label(const struct index *x, enum label_kind kind, uint32_t label, id_list *ids);

uint32_t index_find_path(const struct index *x, struct slice path);
uint32_t index_find_url(const struct index *x, struct slice url); /* exact; aliases too */
/* By file name without folders, then by number: finds a post that moved. */
uint32_t index_find_name(const struct index *x, struct slice name);
/* Appends the records that are folded into that one. */
void index_copies(const struct index *x, uint32_t id, id_list *copies);

#endif
