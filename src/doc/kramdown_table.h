/* Tables as kramdown takes them and GitHub does not: without a heading, without
 * the line under it, with lines between the rows. */
#ifndef DOC_KRAMDOWN_TABLE_H
#define DOC_KRAMDOWN_TABLE_H

#include "base/str.h"

/* How many cells a row has, as GitHub counts: bars not escaped part them. */
size_t kramdown_cells(struct slice row);
/* Is it a line under a heading: `|---|:-:|`? */
bool kramdown_is_ruler(struct slice line);

/* A row shorter than the heading is filled up with empty cells; a table may
 * have so many of them, or a few bytes would make millions. */
enum { KRAMDOWN_FILL_MAX = 100000 };

/* Is there a bar outside of code? */
bool kramdown_has_bar(struct slice line);

/* Appends the table that `lines` (each begins with `|`) hold, each line after
 * `prefix`; a table without heading gets an empty one.  What is too much for a table
 * becomes a paragraph.  `mode` as in kramdown_inline. */
void kramdown_table(struct slice lines, struct slice prefix, unsigned mode, struct str *out);

#endif
