/* What starting a program costs that is linked with ncursesw and does nothing. */
#include <curses.h>

int main(void)
{
  return curses_version() == NULL;
}
