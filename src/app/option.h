/* What the reader may set, one row an option: name, type, default, unit, help.
 * The configuration file, the command line (--set name=value), `:set` and the
 * manual read the same rows (app/option_list.h). */
#ifndef APP_OPTION_H
#define APP_OPTION_H

#include "base/str.h"
#include "base/vec.h"
#include "text/width.h"

#include <stdint.h>

enum option_type { OPTION_FLAG, OPTION_NUMBER, OPTION_CHOICE, OPTION_TEXT };

/* What must be done again when an option changes. */
enum option_redo { REDO_PAINT, REDO_LAYOUT, REDO_LIBRARY, REDO_START };

struct option_row {
  const char *name; /* as in the configuration file: "measure" */
  enum option_type type;
  const char *initial; /* default, in the user's own language */
  int32_t least, most; /* of numbers */
  const char *choices; /* of choices: "auto narrow wide" */
  enum option_redo redo;
  const char *help;
  size_t offset; /* in struct options */
};

/* The values.  Numbers, flags and choices are int32_t (a choice is its place in
 * the row's list); texts are owned strings, never NULL. */
struct options {
#define OPTION_FLAG_FIELD(name)   int32_t name;
#define OPTION_NUMBER_FIELD(name) int32_t name;
#define OPTION_CHOICE_FIELD(name) int32_t name;
#define OPTION_TEXT_FIELD(name)   char *name;
#define OPTION_ROW(type, name, initial, least, most, choices, redo, help)                          \
  OPTION_##type##_FIELD(name)
#include "app/option_list.h"
#undef OPTION_ROW
#undef OPTION_FLAG_FIELD
#undef OPTION_NUMBER_FIELD
#undef OPTION_CHOICE_FIELD
#undef OPTION_TEXT_FIELD
};

extern const struct option_row option_rows[];
extern const size_t option_row_count;

const struct option_row *option_find(struct slice name); /* NULL: none */
/* The row with the nearest name, for "did you mean"; NULL: none is near. */
const struct option_row *option_nearest(struct slice name);

void options_init(struct options *o); /* all defaults */
void options_free(struct options *o);

/* Sets one from text; false and *problem (one line) when it cannot be. */
bool option_set(struct options *o, const struct option_row *row, struct slice value,
                struct str *problem);
void option_get(const struct options *o, const struct option_row *row, struct str *value);

#endif
