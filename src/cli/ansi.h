/* Looks as escape sequences (ECMA-48 SGR). */
#ifndef CLI_ANSI_H
#define CLI_ANSI_H

#include "app/theme.h"

/* Appends what switches from plain to the look; nothing for a plain one.  `ink` is
 * what the text brought along, or NULL. */
void ansi_on(struct str *out, const struct look *look, const struct ink *ink);
void ansi_off(struct str *out);

/* Appends the line, ended by LF; without a theme as plain text, with no blanks at its end. */
void ansi_line(struct str *out, const struct lines *lines, const struct line *line,
               const struct theme *theme);

#endif
