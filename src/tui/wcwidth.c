/* ncursesw asks libc's wcwidth how wide a character is; this one answers in its
 * stead, so that layout, screen and terminal agree.  A library's reference to a
 * symbol that the program has too is bound to the program's, if it is visible. */
#include "tui/wcwidth.h"

#include <wchar.h>

/* The one policy per process: curses gives no other way to pass it. */
static enum ambiguous policy = AMBIGUOUS_NARROW;

void wcwidth_policy(enum ambiguous ambiguous)
{
  policy = ambiguous;
}

__attribute__((visibility("default"), used)) int wcwidth(wchar_t scalar)
{
  if (scalar == 0) return 0;
  if (scalar < 0x20 || (scalar >= 0x7f && scalar < 0xa0)) return -1;
  return width_scalar((char32_t)scalar, policy);
}

__attribute__((visibility("default"), used)) int wcswidth(const wchar_t *text, size_t count)
{
  int columns = 0;
  for (; count > 0 && *text; text++, count--) {
    int width = wcwidth(*text);
    if (width < 0) return -1;
    columns += width;
  }
  return columns;
}
