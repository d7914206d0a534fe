/* Findings about a file: what, where, and what was assumed instead.
 *
 * Every recovery the program makes has a name here; `baokan check` prints
 * them, the manual explains each.  They are reported to a sink that is passed
 * in; no code below the faces prints anything. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

/* X(ENUM, "name", level, "what was found; what was assumed") - one row a
 * finding, in base/diag_list.h, sorted by subject. */
#define DIAG_ROW(id, name, level, text) DIAG_##id,
enum diag_code {
#include "base/diag_list.h"
  DIAG_CODE_COUNT
};
#undef DIAG_ROW

struct diag {
  enum diag_code code;
  uint32_t line;   /* from 1; 0: the file as a whole */
  uint32_t column; /* in bytes, from 1; 0: the line as a whole */
  char *detail;    /* what exactly, or "" ; not yet sanitised */
};

struct diag_list {
  VEC(struct diag) found;
};

/* Adds a finding; `list` may be NULL, then nothing happens.  `format` may be
 * NULL.  A list takes at most 1,000 findings; later ones are dropped. */
void diag_add(struct diag_list *list, enum diag_code code, uint32_t line, uint32_t column,
              const char *format, ...) __attribute__((format(printf, 5, 6)));
bool diag_has(const struct diag_list *list, enum diag_code code);
void diag_list_free(struct diag_list *list);

const char *diag_name(enum diag_code code);   /* "title-quotes" */
const char *diag_text(enum diag_code code);   /* the message */
enum diag_level diag_level_of(enum diag_code code);
const char *diag_level_name(enum diag_level level); /* "note" "warning" "error" */

#endif
