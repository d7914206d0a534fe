/* A tree of values as a file spells them: front matter and configuration, from
 * YAML, TOML or JSON.  Scalars keep their text; what type it stands for is
 * asked for with value_scalar, by YAML 1.1's rules as Ruby's Psych has them.
 *
 * All of it lives in the arena given to the reader.  Nodes are shared where an
 * alias names them, so a tree is read, never changed, once it is made. */
#ifndef SITE_VALUE_H
#define SITE_VALUE_H

#include "base/arena.h"

#include <stdint.h>

enum value_kind { VALUE_SCALAR, VALUE_LIST, VALUE_MAP };
enum value_style {
  VALUE_PLAIN,  /* may be a number, a date, yes, no, null */
  VALUE_QUOTED, /* text: 'a', "a", | and > */
};

struct value {
  enum value_kind kind;
  enum value_style style;
  uint32_t line, column;      /* from 1, in what was given to the reader; column in characters */
  struct slice tag;           /* "!ruby/object", or NULL */
  struct slice key;           /* of a map's entry; NULL in a list */
  struct slice text;          /* of a scalar */
  struct value *first, *last; /* entries of a list or map, in order */
  struct value *next;         /* the entry after this one */
  uint32_t nodes; /* of the whole tree below, itself included, aliases counted in full */
};

enum scalar_type {
  SCALAR_NULL,
  SCALAR_TEXT,
  SCALAR_BOOL,
  SCALAR_INTEGER,
  SCALAR_FLOAT,
  SCALAR_DATE,
  SCALAR_TIME
};
struct scalar {
  enum scalar_type type;
  bool truth;      /* of a bool */
  int64_t integer; /* of an integer */
  double real;     /* of a float */
};

struct value *value_new(struct arena *a, enum value_kind kind, uint32_t line, uint32_t column);
struct value *value_text(struct arena *a, struct slice text, enum value_style style, uint32_t line,
                         uint32_t column);
/* Puts `child` at the end of a list or map; `key` is borrowed (NULL in a list). */
void value_append(struct value *parent, struct slice key, struct value *child);

/* The last entry of that key (what `<<` merges comes after its own), or NULL;
 * also NULL when `map` is NULL or no map. */
const struct value *value_get(const struct value *map, struct slice key);
static inline const struct value *value_gets(const struct value *map, const char *key)
{
  return value_get(map, slice_of(key));
}
/* "a.b.c": maps in maps. */
const struct value *value_path(const struct value *map, const char *dotted);

/* What the scalar means; NULL and what is no scalar are SCALAR_NULL. */
struct scalar value_scalar(const struct value *v);
struct scalar scalar_resolve(struct slice text);

bool value_is_null(const struct value *v);              /* absent, empty, ~, null */
bool value_bool(const struct value *v, bool otherwise); /* a YAML bool; any other is `otherwise` */
struct slice
value_string(const struct value *v); /* the scalar's text; ptr NULL: null, list or map */

#endif
