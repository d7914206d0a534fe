/* Themes: from roles to colours and attributes.  A theme is a YAML file of
 * lines `role: foreground background attribute...`; what it does not say looks
 * like the role it is like (layout/style.h).  Knows no terminal: the faces turn
 * looks into curses pairs or escape sequences. */
#ifndef APP_THEME_H
#define APP_THEME_H

#include "layout/line.h"

#include <stdint.h>

enum { LOOK_DEFAULT = -1 }; /* the terminal's own foreground or background */

struct look {
  int16_t fg, bg;     /* 0 to 255 of the palette, or LOOK_DEFAULT */
  uint8_t attributes; /* INK_... */
};

struct theme {
  struct look looks[STYLE_COUNT];
};

/* One of the built-in themes or a file (a name with a slash, or NAME.theme in the
 * configuration folder).  False: *problem says file, line and what is wrong, and
 * *theme is the built-in "terminal". */
bool theme_load(struct theme *theme, const char *name, struct str *problem);

/* Attributes stay, colours go: NO_COLOR, terminals without any. */
void theme_without_colour(struct theme *theme);

#endif
