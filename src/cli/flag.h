/* The options of the command line, one row each: the parser, the help and the
 * manual read the same rows. */
#ifndef CLI_FLAG_H
#define CLI_FLAG_H

#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

enum flag {
  FLAG_HELP,
  FLAG_VERSION,
  FLAG_CONFIG,
  FLAG_SET,
  FLAG_COLOR,
  FLAG_WIDTH,
  FLAG_BODY,
  FLAG_IMAGES,
  FLAG_LINKS,
  FLAG_STATS,
  FLAG_JSON,
  FLAG_TSV,
  FLAG_ALL,
  FLAG_AS_GENERATOR,
  FLAG_LIMIT,
  FLAG_CATEGORY,
  FLAG_TAG,
  FLAG_SINCE,
  FLAG_UNTIL,
  FLAG_UNREAD,
  FLAG_STARRED,
  FLAG_SORT,
  FLAG_PER_TAG,
  FLAG_REBUILD,
  FLAG_STATUS,
  FLAG_FOLLOW,
  FLAG_COUNT
};

struct flag_row {
  const char *name;    /* "width" */
  char letter;         /* or 0 */
  bool common;         /* every verb takes it */
  const char *value;   /* what its value is called in the help; NULL: takes none */
  const char *choices; /* "auto always never", or NULL */
  int32_t most;        /* of a number: 0 to most; 0: no number */
  const char *help;
};

extern const struct flag_row flag_rows[FLAG_COUNT];

/* A call taken apart.  Slices and pointers lead into argv. */
struct arguments {
  const char *given[FLAG_COUNT]; /* the last value; "" for one that takes none; NULL: not given */
  VEC(const char *) sets;        /* the values of --set, in order */
  VEC(const char *) operands;
};

/* Takes apart argv[0] to argv[count - 1], of which options `allowed` (a bit a flag;
 * the common ones always).  False: *problem is one line, *hint another or empty. */
bool flags_parse(struct arguments *a, char **argv, int count, uint32_t allowed,
                 struct str *problem, struct str *hint);
void arguments_free(struct arguments *a);

/* The place of the first operand, or `count`: options before it are stepped over. */
int flags_operand(char **argv, int count, bool *help);

static inline bool flag_given(const struct arguments *a, enum flag flag)
{
  return a->given[flag] != NULL;
}
/* A flag with a number, `otherwise` when it was not given. */
uint32_t flag_number(const struct arguments *a, enum flag flag, uint32_t otherwise);
/* Was that choice given? */
bool flag_is(const struct arguments *a, enum flag flag, const char *choice);

#endif
