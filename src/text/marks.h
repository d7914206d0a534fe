/* Where a text holds what is searched for, folded on both sides. */
#ifndef TEXT_MARKS_H
#define TEXT_MARKS_H

#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

struct mark {
  uint32_t start, end; /* bytes of the text */
};
typedef VEC(struct mark) mark_list;

/* Appends every place, left to right, not overlapping.  `folded_needles` went
 * through fold(), or several through fold_lines(): then each line is searched for.
 * A needle that fold_crosses_blanks() is also found where blanks part it. */
void marks_find(struct slice text, struct slice folded_needles, mark_list *marks);
/* Sorts those from `from` on; of marks that overlap the first one stays, the longest of
 * those that begin with it. */
void marks_part(mark_list *marks, size_t from);

#endif
