/* What can be asked for, one row a verb. */
#ifndef CLI_VERB_H
#define CLI_VERB_H

#include "app/option.h"
#include "cli/cli.h"
#include "cli/flag.h"
#include "cli/printer.h"

struct call;

typedef enum cli_exit verb_fn(struct call *c);

struct verb {
  const char *name;
  const char *operands; /* as the help writes them */
  const char *help;     /* one line */
  const char *more;     /* further lines of its own help, or NULL */
  uint8_t least, most;  /* operands; most 0: any number */
  uint32_t flags;       /* FLAG_BIT(...) of those that are not common */
  verb_fn *run;
};

#define FLAG_BIT(name) (1u << FLAG_##name)

/* One call of a verb. */
struct call {
  const struct verb *verb;
  struct arguments arguments;
  struct options options;
  struct printer out;
};

extern const struct verb verbs[];
extern const size_t verb_count;

const struct verb *verb_find(struct slice name); /* NULL: none */
const struct verb *verb_nearest(struct slice name);

verb_fn verb_show, verb_list, verb_cats, verb_stats, verb_index, verb_links, verb_home, verb_search,
    verb_check, verb_state, verb_help;

/* help.c */
void help_of_all(struct printer *p);
void help_of_verb(struct printer *p, const struct verb *verb);

#endif
