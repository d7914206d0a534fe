/* Liquid, as far as posts use it (Shopify's reference, Jekyll's additions).
 * Parsed once into a flat list of tokens; the blocks among them know where their
 * branches and ends are, so running it is a walk with a program counter. */
#ifndef SITE_LIQUID_H
#define SITE_LIQUID_H

#include "site/expand.h"

enum token_kind { TOKEN_TEXT, TOKEN_OUTPUT, TOKEN_TAG };

#define TOKEN_NONE UINT32_MAX

struct token {
  enum token_kind kind;
  struct slice name; /* of a tag */
  struct slice text; /* text; an output's expression; a tag's arguments */
  uint32_t next;     /* of a block or branch: its next branch or its end; of an end: its block */
  uint32_t end;      /* of a block or branch: its end */
};
typedef VEC(struct token) token_list;

/* liquid_parse.c: what is not closed stays text. */
void liquid_parse(struct slice text, token_list *out);

struct binding {
  struct slice name;
  const struct value *value; /* NULL: nil */
};

/* A `for` that is running. */
struct for_loop {
  uint32_t token;
  struct slice variable;
  const struct value *item;
  uint32_t index, count;
};

/* One post's run; includes share all but `tokens`. */
struct liquid {
  struct expansion *x;
  VEC(struct binding) bindings;
  VEC(struct for_loop) loops;
  VEC(struct binding) data; /* files of `_data` that were read */
  size_t steps;             /* taken so far, over all includes */
};

/* liquid_value.c: expressions.  All values live in x->arena; NULL is nil. */
const struct value *liquid_evaluate(struct liquid *l, struct slice expression);
bool liquid_truth(const struct value *v);
bool liquid_condition(struct liquid *l, struct slice expression);
bool liquid_equal(const struct value *a, const struct value *b);
void liquid_print(const struct value *v, struct str *out);
const struct value *liquid_text(struct liquid *l, struct slice text); /* copied */
const struct value *liquid_number(struct liquid *l, double number);
double liquid_to_number(const struct value *v);
/* Reads a literal, a name with its parts, or a range off *rest. */
const struct value *liquid_operand(struct liquid *l, struct slice *rest);
void liquid_skip_blanks(struct slice *rest);

/* liquid_scope.c: names. */
const struct value *liquid_name(struct liquid *l, struct slice name);
/* `site.data.a`: read from the file when it is asked for. */
const struct value *liquid_part(struct liquid *l, const struct value *of, struct slice part);
void liquid_assign(struct liquid *l, struct slice name, const struct value *value);

/* liquid_filter.c: the value after "name: arguments"; an unknown filter leaves it as it is. */
const struct value *liquid_filter(struct liquid *l, const struct value *v, struct slice name,
                                  const struct value *const arguments[], size_t count);

#endif
