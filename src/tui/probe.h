/* What the terminal tells of itself, asked once before curses starts.  A few
 * characters are written and the cursor's place is asked for after each (DSR 6n),
 * then a mode (DECRQM), then what every terminal answers (DA1): once that is
 * there, no other answer will come.  What is typed meanwhile is kept. */
#ifndef TUI_PROBE_H
#define TUI_PROBE_H

#include "base/str.h"
#include "text/width.h"

struct probe {
  enum ambiguous ambiguous; /* narrow, unless the terminal draws them wide */
  bool recent;              /* it draws what Unicode 15 brought (SANITIZE_RECENT) */
  bool synchronized;        /* it can show a frame all at once (mode 2026) */
  struct str typed;         /* bytes, in order; owned */
};

/* A terminal that has said nothing. */
void probe_init(struct probe *p);
void probe_free(struct probe *p);

/* Asks, and waits `wait_ms` at most; false: it has not answered, or `in` and `out`
 * are no terminal. */
bool probe_terminal(struct probe *p, int in, int out, int wait_ms);

/* Bytes of the control sequence with parameters (ECMA-48 5.4) that `s` begins
 * with; 0: none, or not all of it. */
size_t control_sequence_bytes(struct slice s);

#endif
