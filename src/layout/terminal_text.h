/* Text as programs write it for a pager: overstrike (man), SGR colour (git),
 * long lines.  Comes in chunks; every other escape is dropped. */
#ifndef LAYOUT_TERMINAL_TEXT_H
#define LAYOUT_TERMINAL_TEXT_H

#include "layout/line.h"

struct terminal_text {
  struct str partial; /* a line that has not ended yet */
  struct ink ink;     /* the SGR state that goes on */
  uint32_t position;  /* bytes of input before that line */
};

struct terminal_text_options {
  uint32_t columns;
  enum ambiguous ambiguous;
  bool chop; /* long lines are cut (less -S), not wrapped */
};

void terminal_text_init(struct terminal_text *t);
void terminal_text_free(struct terminal_text *t);
/* Appends the whole lines of `bytes`; the rest waits. */
void terminal_text_add(struct terminal_text *t, struct slice bytes,
                       const struct terminal_text_options *options, struct lines *out);
void terminal_text_end(struct terminal_text *t, const struct terminal_text_options *options,
                       struct lines *out);

#endif
