/* What the readers of front matter share; nobody else includes this. */
#ifndef SITE_FRONT_IMPL_H
#define SITE_FRONT_IMPL_H

#include "site/front_matter.h"

/* Lines that end in LF only, as the generators have them: a lone CR is text. */
bool front_line(struct slice *rest, struct slice *line);
/* Where the text goes on at or behind `at`: Jekyll takes the blank lines after the closing mark
 * for part of it. */
size_t front_after_blanks(struct slice text, size_t at);
size_t front_line_count(struct slice s);
static inline size_t front_offset(struct slice text, const char *at)
{
  return (size_t)(at - text.ptr);
}

#endif
