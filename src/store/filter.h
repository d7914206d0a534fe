/* The posts of a list whose titles hold what is typed, or which are from the day that
 * is typed: first those that hold it as it stands, newest first, then those that it is
 * the pinyin of, the better match first.  What is typed on is looked for in
 * what was found before. */
#ifndef STORE_FILTER_H
#define STORE_FILTER_H

#include "store/index.h"
#include "text/needle.h"

struct filter;

struct filter *filter_new(const struct index *x, struct rows rows);
void filter_free(struct filter *f);

/* Gets up to `most` more titles ready, for the time before anything is typed; true when
 * all are.  filter_type gets ready what is not. */
bool filter_prepare(struct filter *f, size_t most);
void filter_type(struct filter *f, struct slice typed);
void filter_refresh(struct filter *f); /* after the index changed */

/* Borrowed until the next call. */
const id_list *filter_hits(const struct filter *f);
struct slice filter_typed(const struct filter *f);
const struct needle *filter_needle(const struct filter *f); /* what to mark */

#endif
