/* The reader's state as JSON Lines, to be carried to another machine: an object an
 * entry, with the members site, kind, name, value and at (RFC 3339, to the millisecond, UTC).
 * Further members are ignored; entries of kinds that are not known are taken and kept. */
#ifndef APP_STATE_LINES_H
#define APP_STATE_LINES_H

#include "store/state.h"

/* Appends one line, its newline included. */
void state_line_write(const struct state_entry *e, struct str *out);

struct state_line {
  struct state_entry entry; /* leads into `strings` */
  struct str strings[4];    /* site, kind, name, text */
};
/* NULL: *l holds the entry.  Else what is wrong with the line, in words. */
const char *state_line_read(struct state_line *l, struct slice line);
void state_line_free(struct state_line *l);

#endif
