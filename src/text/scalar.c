#include "text/scalar.h"

#include <stdint.h>

#include "text/scalar_table.h"

/* Above the table lie tags and variation selectors, then private use. */
enum { IGNORED_FIRST = 0xE0000, IGNORED_END = 0xE1000 };

struct scalar scalar_of(char32_t scalar)
{
  if (scalar < SCALAR_LIMIT) {
    uint8_t cell =
        scalar_cells[scalar_index[scalar / SCALAR_BLOCK] * SCALAR_BLOCK + scalar % SCALAR_BLOCK];
    return (struct scalar){ (enum scalar_kind)(cell >> 2), (enum scalar_width)(cell & 3) };
  }
  if (scalar >= IGNORED_FIRST && scalar < IGNORED_END)
    return (struct scalar){ SCALAR_IGNORED, SCALAR_ZERO };
  return (struct scalar){ SCALAR_UNKNOWN, SCALAR_NARROW };
}
