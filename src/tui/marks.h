/* Where a text holds what is searched for, folded on both sides. */
#ifndef TUI_MARKS_H
#define TUI_MARKS_H

#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

struct mark {
  uint32_t start, end; /* bytes of the text */
};
typedef VEC(struct mark) mark_list;

/* Appends every place, left to right, not overlapping.  `folded_needle` went
 * through fold(). */
void marks_find(struct slice text, struct slice folded_needle, mark_list *marks);

#endif
