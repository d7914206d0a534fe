/* The command table: one row a command.  Keys, `:` line, help page and the hints
 * of the status line read the same rows. */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include "app/words.h"
#include "base/slice.h"

#include <stddef.h>

struct tui;

/* Where a command's keys hold: a bit for each pane. */
enum {
  CONTEXT_CATEGORIES = 1,
  CONTEXT_POSTS = 2,
  CONTEXT_READER = 4,
  CONTEXT_LINKS = 8,
  CONTEXT_HELP = 16,
  CONTEXT_PAGER = 32,
  CONTEXT_ANY = 64, /* wherever nothing more special holds; not in the pager */
};

struct command_call {
  long count;            /* typed before the key; 0: none */
  struct slice argument; /* what follows its name on the `:` line */
};

struct command {
  const char *name;
  const char *keys; /* sequences parted by "  " (two blanks): "j  Down" */
  unsigned contexts;
  const char *hint[LANGUAGE_COUNT]; /* for the status line; NULL: not there */
  const char *help[LANGUAGE_COUNT];
  void (*run)(struct tui *t, const struct command_call *call);
};

extern const struct command commands[];
extern const size_t command_count;

/* By its whole name, or by a beginning that only it has.  NULL: none, or several. */
const struct command *command_find(struct slice name);

#endif
