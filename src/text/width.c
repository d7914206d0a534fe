#include "text/width.h"

#include "text/scalar.h"

int width_scalar(char32_t scalar, enum ambiguous ambiguous)
{
  if (scalar < 0x7F) return scalar >= 0x20;
  enum scalar_width width = scalar_of(scalar).width;
  if (width == SCALAR_AMBIGUOUS) return (int)ambiguous;
  return width == SCALAR_WIDE ? 2 : (int)width;
}
