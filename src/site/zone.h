/* The time zone behind a time, as people write it: "+0900", "-4", "JST", "GMT+8". */
#ifndef SITE_ZONE_H
#define SITE_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads one off the front of `text` (lower case, ends in NUL): how many bytes it is, 0 when
 * there is none.  *known tells whether *minutes, east of UTC, was set: as Ruby has it
 * (`ruby`), many a name is a zone of which nothing is known. */
size_t zone_read(const char *text, bool ruby, bool *known, int32_t *minutes);

#endif
