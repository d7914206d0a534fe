/* Preloaded into tmux, this makes a terminal that draws ambiguous characters two
 * columns wide, as some do in East Asia. */
#include "text/scalar.c"
#include "text/width.c"

#include <wchar.h>

int wcwidth(wchar_t scalar);

int wcwidth(wchar_t scalar)
{
  if (scalar && (scalar < 0x20 || (scalar >= 0x7F && scalar < 0xA0))) return -1;
  return width_scalar((char32_t)scalar, AMBIGUOUS_WIDE);
}
