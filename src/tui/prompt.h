/* The line one types into at the foot of the screen.  An object fed by the one
 * loop, never a loop of its own: keys go in, `changed`, `accept` or `cancel` come
 * out. */
#ifndef TUI_PROMPT_H
#define TUI_PROMPT_H

#include "base/vec.h"
#include "tui/screen.h"

struct tui;

struct prompt_ops {
  void (*changed)(struct tui *t, struct slice text); /* NULL: no one cares */
  void (*accept)(struct tui *t, struct slice text);
  void (*cancel)(struct tui *t);                     /* may be NULL */
  void (*complete)(struct tui *t, struct str *text); /* Tab; may be NULL */
  void (*step)(struct tui *t, int by);               /* Up and Down; NULL: history */
};

struct prompt {
  const struct prompt_ops *ops; /* NULL: closed */
  struct str label;
  struct str text;
  size_t cursor; /* byte in text, at a cluster's start */
  bool pasting;
};

void prompt_open(struct prompt *p, const struct prompt_ops *ops, struct slice label);
void prompt_free(struct prompt *p);
void prompt_key(struct prompt *p, struct tui *t, key_code key);
/* Paints into one row; the cursor's column is returned. */
int prompt_paint(const struct prompt *p, struct screen *s, struct rect row);

#endif
