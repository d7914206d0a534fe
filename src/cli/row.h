/* Records as rows of text. */
#ifndef CLI_ROW_H
#define CLI_ROW_H

#include "cli/printer.h"
#include "store/index.h"

#include <time.h>

/* The date as the post's own clock showed it; false when it has none. */
bool row_time(const struct record *r, struct tm *tm);
/* "2022-03-21 16:27"; without a time of its own "2022-03-21"; nothing when undated. */
void row_date(const struct record *r, struct str *out);

/* The name to show of a record's categories: "a, b". */
void row_categories(const struct index *x, uint32_t id, struct str *out);

/* A label by its name or by the name it is shown with; case does not matter where
 * no other spells it just so.  INDEX_NONE: there is none. */
uint32_t row_label(const struct index *x, enum label_kind kind, const char *name);
/* The label with the nearest name, or INDEX_NONE. */
uint32_t row_label_nearest(const struct index *x, enum label_kind kind, const char *name);

#endif
