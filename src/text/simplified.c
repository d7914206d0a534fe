#include "text/simplified.h"

#include <stddef.h>
#include <stdint.h>

#include "text/simplified_table.h"

enum { AMONG_PAIRS = 1, BLOCK = 64 };

static char32_t find_pair(char32_t scalar)
{
  size_t low = 0, high = sizeof simplified_pairs / sizeof *simplified_pairs;
  while (low < high) {
    size_t half = low + (high - low) / 2;
    if (simplified_pairs[half][0] == scalar) return simplified_pairs[half][1];
    if (simplified_pairs[half][0] < scalar)
      low = half + 1;
    else
      high = half;
  }
  return scalar;
}

char32_t simplified_of(char32_t scalar)
{
  if (scalar < SIMPLIFIED_FIRST) return scalar;
  if (scalar >= SIMPLIFIED_END) return scalar > 0xFFFF ? find_pair(scalar) : scalar;
  char32_t at = scalar - SIMPLIFIED_FIRST;
  char32_t target = simplified_targets[simplified_index[at / BLOCK] * BLOCK + at % BLOCK];
  if (target == AMONG_PAIRS) return find_pair(scalar);
  return target ? target : scalar;
}
