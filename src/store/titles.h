/* The titles of a list, folded, one after another in one piece of memory, so that a
 * million of them are looked through as one text.  Made when it is first wanted: in
 * small steps while the reader thinks, or at once. */
#ifndef STORE_TITLES_H
#define STORE_TITLES_H

#include "store/index.h"
#include "text/pinyin.h"

/* Zeroed, with `text` STR_INIT, it is ready. */
struct titles {
  struct str text;       /* each title is ended by '\n', which folding never writes */
  VEC(uint32_t) starts;  /* [row]: where in `text` */
  VEC(uint32_t) ids;     /* [row] */
  VEC(uint32_t) sources; /* [row]: string offset of the title that was folded */
};

/* Folds up to `most` more titles of the list; true when all are there. */
bool titles_add(struct titles *t, const struct index *x, struct rows rows, size_t most);
/* The list has changed: what is new is folded, the rest is only put in its place. */
void titles_refresh(struct titles *t, const struct index *x, struct rows rows);
void titles_free(struct titles *t);

struct slice titles_at(const struct titles *t, size_t row); /* without its '\n' */

/* Appends the rows that hold the text, in order. */
typedef VEC(uint32_t) row_list;
void titles_find(const struct titles *t, struct slice folded, row_list *rows);
/* The rows that may match; among them all that do otherwise than as it stands. */
void titles_find_sound(const struct titles *t, const struct pinyin *p, row_list *rows);

#endif
