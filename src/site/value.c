#include "site/value.h"

enum { MERGE_DEPTH_MAX = 8 };

struct value *value_new(struct arena *a, enum value_kind kind, uint32_t line, uint32_t column)
{
  struct value *v = arena_alloc(a, sizeof *v);
  v->kind = kind;
  v->line = line;
  v->column = column;
  v->nodes = 1;
  return v;
}

struct value *value_text(struct arena *a, struct slice text, enum value_style style, uint32_t line,
                         uint32_t column)
{
  struct value *v = value_new(a, VALUE_SCALAR, line, column);
  v->text = text;
  v->style = style;
  return v;
}

void value_append(struct value *parent, struct slice key, struct value *child)
{
  child->key = key;
  if (parent->last)
    parent->last->next = child;
  else
    parent->first = child;
  parent->last = child;
  parent->nodes =
      child->nodes > UINT32_MAX - parent->nodes ? UINT32_MAX : parent->nodes + child->nodes;
}

static inline bool is_key(const struct value *v, struct slice key)
{
  return v->key.len == key.len && (!key.len || memcmp(v->key.ptr, key.ptr, key.len) == 0);
}

const struct value *value_get(const struct value *map, struct slice key)
{
  for (int depth = 0; depth < MERGE_DEPTH_MAX; depth++) {
    if (!map || map->kind != VALUE_MAP) return NULL;
    const struct value *found = NULL, *merged = NULL;
    for (const struct value *v = map->first; v; v = v->next) {
      if (is_key(v, key)) found = v;
      if (is_key(v, SLICE("<<"))) merged = v;
    }
    if (found) return found;
    map = merged;
  }
  return NULL;
}

const struct value *value_path(const struct value *map, const char *dotted)
{
  struct slice rest = slice_of(dotted), part;
  while (map && slice_cut(&rest, '.', &part)) map = value_get(map, part);
  return map;
}

struct scalar value_scalar(const struct value *v)
{
  if (!v || v->kind != VALUE_SCALAR) return (struct scalar){ .type = SCALAR_NULL };
  if (v->style == VALUE_QUOTED) return (struct scalar){ .type = SCALAR_TEXT };
  return scalar_resolve(v->text);
}

bool value_is_null(const struct value *v)
{
  return !v || (v->kind == VALUE_SCALAR && value_scalar(v).type == SCALAR_NULL);
}

bool value_bool(const struct value *v, bool otherwise)
{
  struct scalar scalar = value_scalar(v);
  return scalar.type == SCALAR_BOOL ? scalar.truth : otherwise;
}

struct slice value_string(const struct value *v)
{
  if (value_is_null(v) || v->kind != VALUE_SCALAR) return SLICE_NULL;
  return v->text;
}
