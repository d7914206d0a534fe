/* What starting a program costs that is linked with ncursesw and does nothing; with an argument,
 * one that draws it all over the screen and waits. */
#include <curses.h>
#include <locale.h>
#include <unistd.h>

int main(int argc, char **argv)
{
  if (argc < 2) return curses_version() == NULL;
  setlocale(LC_ALL, "");
  initscr();
  for (int y = 0; y < LINES; y++)
    for (int x = 0; x + 10 < COLS; x += 10) mvaddstr(y, x, argv[1]);
  refresh();
  return pause();
}
