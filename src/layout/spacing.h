/* Columns added between the characters of a line: the space between Chinese and
 * Latin (CLREQ 3.2.2), and what lets the right edges meet (CLREQ 3.5.4).  A terminal
 * has no quarter of an em: what is added is one whole column. */
#ifndef LAYOUT_SPACING_H
#define LAYOUT_SPACING_H

#include "base/slice.h"
#include "base/vec.h"
#include "text/width.h"

#include <stdint.h>

/* Bytes of a line before which a column is added, ascending. */
typedef VEC(uint32_t) spacing_list;

/* Does `autospace` part these two?  Han or kana on one side, a Latin letter or a
 * digit on the other; Korean has its own blanks. */
bool spacing_parts(char32_t left, char32_t right);

/* Finds where `line` is widened: at each border where `autospace` parts, then by
 * `missing` columns more: at blanks, at borders, after pause marks, in this
 * order and evenly; never between Han.  Where there is no room for all the
 * missing ones, none of them is added.  Replaces what *out held. */
void spacing_find(struct slice line, bool autospace, uint32_t missing, spacing_list *out);

#endif
