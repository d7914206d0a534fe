/* What is searched for, in the words of the one who searches.
 *
 *     query  = { [ "-" ] term }           all terms must hold, those after "-" must not
 *     term   = [ field ] ( word | phrase )
 *     phrase = '"' anything '"'           “ and ” do too
 *     field  = "title:" | "category:" | "tag:" | "after:" | "before:" | "is:"
 *
 * Blanks part terms, U+3000 too; "：" and "－" do for ":" and "-".  Words and phrases are
 * found as parts of the text, folded on both sides (text/fold.h), never over a line's end.
 * after: and before: take a day, month or year (2024-05-01, 2024-05, 2024: its first
 * moment) or an age (7d, 2w, 3m, 1y); after: includes that moment.  is: takes read, unread
 * or starred.
 *
 * Any bytes are a query: a field whose value is not understood is searched for as it
 * stands, and the query says where the first such place is. */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "store/index.h"

enum query_field {
  QUERY_TEXT, /* title or body */
  QUERY_TITLE,
  QUERY_CATEGORY,
  QUERY_TAG,
  QUERY_AFTER,
  QUERY_BEFORE,
  QUERY_IS
};

enum query_state { QUERY_READ, QUERY_UNREAD, QUERY_STARRED };

struct query_term {
  uint8_t field; /* enum query_field */
  uint8_t state; /* of QUERY_IS: enum query_state */
  bool negated;
  bool solid;          /* the needle and what it is looked for in are without blanks */
  struct slice needle; /* folded, never empty; of QUERY_TEXT to QUERY_TAG */
  int64_t time;        /* of QUERY_AFTER and QUERY_BEFORE: seconds since the epoch */
};

enum query_fault {
  QUERY_FINE,
  QUERY_NO_DATE,    /* after: or before: with something else */
  QUERY_NO_STATE,   /* is: with something else */
  QUERY_OPEN_QUOTE, /* the phrase goes to the end */
  QUERY_NO_TEXT,    /* nothing is left of it when it is folded */
};

struct query {
  struct arena arena;
  VEC(struct query_term) terms;
  uint8_t fault;           /* enum query_fault: the first */
  uint32_t fault_at;       /* character of the query, from 1 */
  struct slice fault_text; /* as it was written */
};

/* `now`: seconds since the epoch, for ages. */
void query_parse(struct query *q, struct slice text, int64_t now);
void query_free(struct query *q);

/* What after: and before: take: a day, month or year, an age, a moment.  From its first
 * second to the one behind its last.  False: it is nothing of these. */
bool query_time(struct slice text, int64_t now, int64_t *first, int64_t *end);

/* Appends what marks the hits: the needles of text and title that must hold, a line each
 * (marks_find). */
void query_needles(const struct query *q, struct str *out);
/* Must the body be read to answer? */
bool query_reads_text(const struct query *q);

/* The text of one post, ready to be searched in.  A zeroed one is empty. */
struct query_text {
  struct str folded; /* the title, then each line of the body, parted by '\n' */
  struct str solid;  /* the same without blanks */
};
void query_text_init(struct query_text *t);
void query_text_set(struct query_text *t, struct slice title, struct slice body);
void query_text_free(struct query_text *t);

/* Do the terms of QUERY_TEXT hold?  *hits is how often the others than negated stand in it. */
bool query_matches(const struct query *q, const struct query_text *t, uint32_t *hits);

/* The terms that the index can answer, for one state of it (until the next index_settle). */
struct query_filter {
  const struct query *query;
  const struct index *index;
  VEC(bool) labels;  /* of each term, by label: is it one that was asked for? */
  VEC(size_t) first; /* by term: where its labels begin in `labels` */
  bool (*is)(void *context, uint32_t id, enum query_state state); /* NULL: all are unread */
  void *context;
};
void query_filter_set(struct query_filter *f, const struct query *q, const struct index *x);
void query_filter_free(struct query_filter *f);
/* Does the record pass all terms but those of QUERY_TEXT? */
bool query_admits(const struct query_filter *f, uint32_t id);

#endif
