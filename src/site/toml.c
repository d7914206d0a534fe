#include "site/toml.h"

#include "base/ascii.h"
#include "text/utf8.h"

#include <stdio.h>

enum { DEPTH_MAX = 32, TABLES_MAX = 10000 };

/* A cursor over the bytes.  `table` is where keys go: the root, or what the
 * last [header] named. */
struct toml {
  struct slice rest;
  const char *counted; /* newlines up to here are in `line` */
  uint32_t line;
  uint32_t tables; /* looked up so far: each costs a walk through its parent */
  struct arena *arena;
  struct value *root, *table;
  struct yaml_problem *problem;
};

static uint32_t line_at(struct toml *t)
{
  for (; t->counted < t->rest.ptr; t->counted++) t->line += *t->counted == '\n';
  return t->line;
}

static void fail(struct toml *t, const char *message)
{
  if (!t->problem || t->problem->line) return;
  t->problem->line = line_at(t);
  t->problem->column = 0;
  snprintf(t->problem->message, sizeof t->problem->message, "%s", message);
}

static void skip(struct toml *t, size_t bytes)
{
  t->rest = slice_from(t->rest, bytes);
}

static char peek(const struct toml *t)
{
  return t->rest.len ? t->rest.ptr[0] : '\0';
}

static void skip_blanks(struct toml *t)
{
  while (t->rest.len && (peek(t) == ' ' || peek(t) == '\t' || peek(t) == '\r')) skip(t, 1);
}

static void skip_to_newline(struct toml *t)
{
  size_t n = slice_find_char(t->rest, '\n');
  skip(t, n == SLICE_NONE ? t->rest.len : n);
}

/* Blanks, newlines and comments: between the items of an array. */
static void skip_space(struct toml *t)
{
  for (;;) {
    skip_blanks(t);
    if (peek(t) == '#') skip_to_newline(t);
    if (peek(t) != '\n') return;
    skip(t, 1);
  }
}

static bool bare_key_char(char c)
{
  return ascii_is_alnum(c) || c == '_' || c == '-' || (c & 0x80);
}

/* --- strings --- */

static void add_escape(struct toml *t, struct str *out)
{
  static const char from[] = "btnfre\"\\", to[] = "\b\t\n\f\r\033\"\\";
  char c = peek(t);
  const char *at = c ? strchr(from, c) : NULL;
  skip(t, 1);
  if (at) {
    str_addc(out, to[at - from]);
  } else if (c == 'u' || c == 'U') {
    char32_t scalar = 0;
    for (int i = 0; i < (c == 'u' ? 4 : 8); i++, skip(t, 1)) {
      int digit = ascii_hex_value(peek(t));
      if (digit < 0) break;
      scalar = scalar * 16 + (char32_t)digit;
    }
    bool whole = scalar && scalar < 0x110000 && (scalar < 0xd800 || scalar > 0xdfff);
    utf8_add(out, whole ? scalar : UTF8_REPLACEMENT);
  } else if (c == '\n' || c == ' ' || c == '\r' || c == '\t') {
    while (t->rest.len && strchr(" \t\r\n", peek(t))) skip(t, 1);
  } else {
    str_addc(out, '\\');
    str_addc(out, c);
  }
}

static struct slice read_string(struct toml *t)
{
  char quote = peek(t);
  char three[] = { quote, quote, quote };
  bool multi = slice_starts(t->rest, (struct slice){ three, 3 });
  size_t width = multi ? 3 : 1;
  struct str out = STR_INIT;
  skip(t, width);
  if (multi && peek(t) == '\r') skip(t, 1);
  if (multi && peek(t) == '\n') skip(t, 1);
  for (;;) {
    if (t->rest.len == 0 || (!multi && peek(t) == '\n')) {
      fail(t, "a string is not closed");
      break;
    }
    if (slice_starts(t->rest, (struct slice){ three, width })) {
      skip(t, width);
      while (multi && peek(t) == quote) str_addc(&out, quote), skip(t, 1);
      break;
    }
    char c = peek(t);
    skip(t, 1);
    if (c == '\\' && quote == '"')
      add_escape(t, &out);
    else
      str_addc(&out, c);
  }
  struct slice text = arena_slice(t->arena, str_slice(&out));
  str_free(&out);
  return text;
}

/* --- keys and tables --- */

static bool read_key(struct toml *t, struct slice *key)
{
  if (peek(t) == '"' || peek(t) == '\'') {
    *key = read_string(t);
    return true;
  }
  size_t n = 0;
  while (n < t->rest.len && bare_key_char(t->rest.ptr[n])) n++;
  *key = arena_slice(t->arena, slice_first(t->rest, n));
  skip(t, n);
  return n > 0;
}

/* The map under `key`, made if it is not there; of an array of tables its last. */
static struct value *sub_table(struct toml *t, struct value *table, struct slice key)
{
  struct value *v = NULL;
  if (++t->tables > TABLES_MAX) return table;
  for (struct value *entry = table->first; entry; entry = entry->next)
    if (slice_eq(entry->key, key)) v = entry;
  if (v && v->kind == VALUE_LIST && v->last) v = v->last;
  if (v && v->kind == VALUE_MAP) return v;
  v = value_new(t->arena, VALUE_MAP, line_at(t), 1);
  value_append(table, key, v);
  return v;
}

static struct value *array_table(struct toml *t, struct value *table, struct slice key)
{
  struct value *list = NULL;
  if (++t->tables > TABLES_MAX) return table;
  for (struct value *entry = table->first; entry; entry = entry->next)
    if (slice_eq(entry->key, key) && entry->kind == VALUE_LIST) list = entry;
  if (!list) {
    list = value_new(t->arena, VALUE_LIST, line_at(t), 1);
    value_append(table, key, list);
  }
  struct value *v = value_new(t->arena, VALUE_MAP, line_at(t), 1);
  value_append(list, SLICE_NULL, v);
  return v;
}

/* a.b.c: all but the last part are walked; the last is *key. */
static struct value *walk_key(struct toml *t, struct value *table, struct slice *key)
{
  for (int depth = 0; depth < DEPTH_MAX; depth++) {
    skip_blanks(t);
    if (!read_key(t, key)) return NULL;
    skip_blanks(t);
    if (peek(t) != '.') return table;
    skip(t, 1);
    table = sub_table(t, table, *key);
  }
  return NULL;
}

static bool read_header(struct toml *t)
{
  bool array = slice_starts(t->rest, SLICE("[["));
  skip(t, array ? 2 : 1);
  struct slice key;
  struct value *parent = walk_key(t, t->root, &key);
  if (!parent || peek(t) != ']') return false;
  t->table = array ? array_table(t, parent, key) : sub_table(t, parent, key);
  skip(t, array ? 2 : 1);
  return true;
}

/* --- values --- */

static struct value *read_bare(struct toml *t)
{
  size_t n = 0;
  while (n < t->rest.len && !strchr(",]}#\n\r", t->rest.ptr[n])) n++;
  struct slice text = slice_trim(slice_first(t->rest, n));
  if (text.len == 0) return NULL;
  skip(t, n);
  return value_text(t->arena, arena_slice(t->arena, text), VALUE_PLAIN, line_at(t), 1);
}

/* One level of an array or inline table that is still open. */
struct level {
  struct value *node;
  struct value *target; /* of dotted keys within an inline table */
  struct slice key;
};

/* Reads "key =" inside an inline table. */
static bool level_key(struct toml *t, struct level *level)
{
  level->target = walk_key(t, level->node, &level->key);
  if (!level->target || peek(t) != '=') return false;
  skip(t, 1);
  skip_space(t);
  return true;
}

static void level_put(struct level *level, struct value *v)
{
  if (level->node->kind == VALUE_LIST)
    value_append(level->node, SLICE_NULL, v);
  else
    value_append(level->target, level->key, v);
}

/* A value with all that is in it; no recursion, at most DEPTH_MAX levels. */
static struct value *read_value(struct toml *t)
{
  struct level levels[DEPTH_MAX];
  size_t depth = 0;
  for (;;) {
    struct value *v = NULL;
    skip_space(t);
    char c = peek(t);
    struct level *top = depth ? &levels[depth - 1] : NULL;
    bool closing = top && c == (top->node->kind == VALUE_LIST ? ']' : '}');
    if (!closing && top && top->node->kind == VALUE_MAP && !level_key(t, top)) return NULL;
    c = peek(t);
    if (closing) {
      skip(t, 1);
      v = top->node;
      depth--;
    } else if (c == '[' || c == '{') {
      if (depth == DEPTH_MAX) return NULL;
      skip(t, 1);
      levels[depth++].node = value_new(t->arena, c == '[' ? VALUE_LIST : VALUE_MAP, line_at(t), 1);
      continue;
    } else if (c == '"' || c == '\'') {
      v = value_text(t->arena, read_string(t), VALUE_QUOTED, line_at(t), 1);
    } else if (!(v = read_bare(t))) {
      return NULL;
    }
    if (depth == 0) return v;
    level_put(&levels[depth - 1], v);
    skip_space(t);
    if (peek(t) == ',') skip(t, 1);
  }
}

static bool read_entry(struct toml *t)
{
  struct slice key;
  struct value *table = walk_key(t, t->table, &key);
  if (!table || peek(t) != '=') return false;
  skip(t, 1);
  skip_blanks(t);
  struct value *v = peek(t) == '\n' ? NULL : read_value(t);
  if (v) value_append(table, key, v);
  return v != NULL;
}

struct value *toml_parse(struct slice bytes, struct arena *arena, struct yaml_problem *problem)
{
  struct yaml_problem ignored = { 0, 0, "" };
  struct toml t = { .rest = bytes, .counted = bytes.ptr, .line = 1, .arena = arena };
  t.problem = problem ? problem : &ignored;
  t.problem->line = 0;
  t.root = t.table = value_new(arena, VALUE_MAP, 1, 1);
  for (skip_space(&t); t.rest.len; skip_space(&t)) {
    bool read = peek(&t) == '[' ? read_header(&t) : read_entry(&t);
    skip_blanks(&t);
    if (!read) fail(&t, "neither a key with a value nor a table");
    if (t.rest.len && peek(&t) != '\n' && peek(&t) != '#' && read) fail(&t, "text after a value");
    skip_to_newline(&t);
  }
  return t.root;
}
