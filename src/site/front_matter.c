#include "site/front_matter.h"

#include "base/ascii.h"
#include "site/toml.h"
#include "site/yaml.h"

/* Lines looked at before it is decided that a file has no closing mark in Hexo's form. */
enum { OPEN_FORM_LINES = 200, DUPLICATES_NODES = 2000, MAX_KEY_BYTES = 32 };

static const char *const known_keys[] = {
  "title",     "date",    "layout", "categories", "category",  "tags",    "tag",
  "author",    "authors", "slug",   "permalink",  "published", "draft",   "description",
  "summary",   "excerpt", "lang",   "updated",    "lastmod",   "aliases", "redirect_from",
  "permalink", "image",   "cover",  "thumbnail",  "keywords",  "id",      "subtitle",
};

bool front_known_key(struct slice key)
{
  for (size_t i = 0; i < sizeof known_keys / sizeof *known_keys; i++)
    if (slice_eq(key, slice_of(known_keys[i]))) return true;
  return false;
}

struct slice front_key(struct slice line)
{
  size_t n = 0;
  for (; n < line.len; n++) {
    char c = line.ptr[n];
    bool in_key = ascii_is_alnum(c) || c == '_' || c == '-';
    if (!in_key) break;
  }
  return slice_first(line, n < line.len && line.ptr[n] == ':' ? n : 0);
}

static struct slice trailing_off(struct slice line)
{
  while (line.len && strchr(" \t\r\f\v", line.ptr[line.len - 1])) line.len--;
  return line;
}

/* Lines that end in LF only, as the generators have them: a lone CR is text. */
static bool lf_line(struct slice *rest, struct slice *line)
{
  const char *end = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
  if (rest->len == 0) return false;
  size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
  *line = slice_first(*rest, len);
  *rest = slice_from(*rest, end ? len + 1 : len);
  return true;
}

static size_t offset_in(struct slice text, const char *at)
{
  return (size_t)(at - text.ptr);
}

/* Jekyll takes the blank lines after the closing mark for part of it. */
static size_t after_blank_lines(struct slice text, size_t at)
{
  struct slice rest = slice_from(text, at), line;
  size_t body = at;
  while (lf_line(&rest, &line) && trailing_off(line).len == 0) body = offset_in(text, rest.ptr);
  return body;
}

static bool closes(struct slice line, enum front_kind kind)
{
  line = trailing_off(line);
  if (kind == FRONT_TOML) return slice_eq(line, SLICE("+++"));
  return slice_eq(line, SLICE("---")) || (kind == FRONT_YAML && slice_eq(line, SLICE("...")));
}

/* The head runs from `start` to a closing line; false when there is none. */
static bool find_close(struct slice text, size_t start, struct front_matter *out)
{
  struct slice rest = slice_from(text, start), line;
  while (lf_line(&rest, &line)) {
    if (!closes(line, out->kind)) continue;
    out->head = (struct slice){ text.ptr + start, offset_in(text, line.ptr) - start };
    out->body_offset = after_blank_lines(text, offset_in(text, rest.ptr));
    return true;
  }
  return false;
}

/* Goes on with a head: a key, an indented line, a list, a comment. */
static bool head_line(struct slice line)
{
  return front_key(line).len || slice_starts(line, SLICE(" ")) || slice_starts(line, SLICE("\t")) ||
         slice_starts(line, SLICE("- ")) || slice_starts(line, SLICE("#"));
}

/* A head that nobody closed ends before the first line that is none of its. */
static bool find_end(struct slice text, size_t start, struct front_matter *out)
{
  struct slice rest = slice_from(text, start), line;
  size_t end = start;
  while (lf_line(&rest, &line) && head_line(line)) end = offset_in(text, rest.ptr);
  if (end == start) return false;
  out->unclosed = true;
  out->head = (struct slice){ text.ptr + start, end - start };
  out->body_offset = after_blank_lines(text, end);
  return front_key(out->head).len > 0;
}

static bool split_marked(struct slice text, size_t start, enum front_kind kind,
                         enum front_rules rules, struct front_matter *out)
{
  struct slice rest = slice_from(text, start), line;
  out->kind = kind;
  lf_line(&rest, &line);
  out->head_line++;
  size_t head = offset_in(text, rest.ptr);
  if (find_close(text, head, out)) return true;
  return rules == FRONT_LENIENT && kind == FRONT_YAML && find_end(text, head, out);
}

/* Hexo's form: it begins with a key that posts have, and a line of dashes comes
 * before the first line that can be none of its. */
static bool split_open(struct slice text, size_t start, struct front_matter *out)
{
  struct slice rest = slice_from(text, start), line;
  struct slice key = front_key(rest);
  if (!front_known_key(key)) return false;
  for (int n = 0; n < OPEN_FORM_LINES && lf_line(&rest, &line); n++) {
    struct slice bare = slice_trim(line);
    bool close = bare.len >= 3 && bare.len < 80 && slice_starts(bare, SLICE("---")) &&
                 bare.ptr[bare.len - 1] == '-';
    if (close) {
      out->kind = FRONT_OPEN;
      out->head = (struct slice){ text.ptr + start, offset_in(text, line.ptr) - start };
      out->body_offset = after_blank_lines(text, offset_in(text, rest.ptr));
      return true;
    }
    if (bare.len && !head_line(line)) return false;
  }
  return false;
}

/* The object at the start, by its braces; strings are skipped. */
static bool split_json(struct slice text, size_t start, struct front_matter *out)
{
  size_t depth = 0;
  bool quoted = false;
  for (size_t i = start; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == '\\' && quoted)
      i++;
    else if (c == '"')
      quoted = !quoted;
    else if (quoted)
      continue;
    else if (c == '{' || c == '[')
      depth++;
    else if ((c == '}' || c == ']') && --depth == 0) {
      out->kind = FRONT_JSON;
      out->head = (struct slice){ text.ptr + start, i + 1 - start };
      out->body_offset = after_blank_lines(text, i + 1);
      return true;
    }
  }
  return false;
}

static bool json_opens(struct slice s)
{
  if (!slice_starts(s, SLICE("{"))) return false;
  return slice_starts(slice_trim(slice_first(slice_from(s, 1), 64)), SLICE("\""));
}

static size_t count_lines(struct slice s)
{
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++) n += s.ptr[i] == '\n';
  return n;
}

void front_split(struct slice text, enum front_rules rules, struct front_matter *out)
{
  *out = (struct front_matter){ .head_line = 1 };
  size_t start = 0;
  if (rules == FRONT_LENIENT || rules == FRONT_ONLY_HUGO) start = after_blank_lines(text, 0);
  out->blank_before = start > 0;
  out->head_line += (uint32_t)count_lines(slice_first(text, start));

  struct slice rest = slice_from(text, start), first;
  if (!lf_line(&rest, &first)) return;
  first = trailing_off(first);
  bool toml = rules == FRONT_LENIENT || rules == FRONT_ONLY_HUGO;
  bool open = rules == FRONT_LENIENT || rules == FRONT_ONLY_HEXO;
  uint32_t line = out->head_line;
  if (slice_eq(first, SLICE("---"))) {
    if (split_marked(text, start, FRONT_YAML, rules, out)) return;
  } else if (toml && slice_eq(first, SLICE("+++"))) {
    if (split_marked(text, start, FRONT_TOML, rules, out)) return;
  } else if (toml && json_opens(slice_from(text, start))) {
    if (split_json(text, start, out)) return;
  } else if (open && split_open(text, start, out)) {
    return;
  }
  *out = (struct front_matter){ .head_line = line };
}

/* --- reading --- */

struct reading {
  struct slice text;
  enum front_rules rules;
  struct arena *arena;
  struct diag_list *diags;
  struct front_matter *out;
};

/* A line of dashes that is indented closes nothing in YAML; when the head is no
 * YAML it is what the writer meant. */
static void cut_at_indented_close(struct reading *r)
{
  struct front_matter *f = r->out;
  struct slice rest = f->head, line;
  while (lf_line(&rest, &line)) {
    if (!slice_eq(slice_trim(line), SLICE("---"))) continue;
    f->head.len = offset_in(f->head, line.ptr);
    f->body_offset = after_blank_lines(r->text, offset_in(r->text, rest.ptr));
    return;
  }
}

static void recover(struct reading *r)
{
  struct front_matter *f = r->out;
  f->broken = true;
  if (r->rules != FRONT_LENIENT) return;
  if (f->kind == FRONT_YAML) cut_at_indented_close(r);
  size_t used = f->head.len;
  f->values = front_recover(f->head, f->head_line, r->arena, r->diags, &used);
  if (used == f->head.len) return;
  diag_add(r->diags, DIAG_FRONT_MATTER_UNCLOSED,
           f->head_line + (uint32_t)count_lines(slice_first(f->head, used)), 0, NULL);
  f->unclosed = true;
  f->body_offset = after_blank_lines(r->text, offset_in(r->text, f->head.ptr) + used);
  f->head.len = used;
}

/* "Title:", "DATE:": Hugo reads keys in any case, and a lenient reader does too. */
static void lower_keys(struct reading *r, struct value *map)
{
  char lower[MAX_KEY_BYTES];
  for (struct value *v = map->first; v; v = v->next) {
    bool changed = false;
    if (v->key.len >= sizeof lower) continue;
    for (size_t i = 0; i < v->key.len; i++) {
      bool upper = v->key.ptr[i] >= 'A' && v->key.ptr[i] <= 'Z';
      lower[i] = upper ? (char)(v->key.ptr[i] + 32) : v->key.ptr[i];
      changed |= upper;
    }
    struct slice key = { lower, v->key.len };
    if (changed && front_known_key(key) && !value_get(map, key))
      v->key = arena_slice(r->arena, key);
  }
}

static void report_duplicates(struct reading *r)
{
  if (r->out->values->nodes > DUPLICATES_NODES) return; /* each look-up is a walk */
  for (const struct value *v = r->out->values->first; v; v = v->next) {
    if (value_get(r->out->values, v->key) == v || !front_known_key(v->key)) continue;
    diag_add(r->diags, DIAG_DUPLICATE_KEY, r->out->head_line + v->line - 1, 0, "%.*s",
             SLICE_ARG(v->key));
  }
}

static void read_yaml(struct reading *r)
{
  struct front_matter *f = r->out;
  struct yaml_problem problem = { 0, 0, "" };
  struct value *root = front_flat(f->head, r->arena);
  if (!root) root = yaml_parse(f->head, r->arena, &problem);
  if (root && root->kind == VALUE_MAP) {
    bool any_case = r->rules == FRONT_LENIENT || r->rules == FRONT_ONLY_HUGO;
    if (any_case && root->nodes <= DUPLICATES_NODES) lower_keys(r, root);
    f->values = root;
  } else if (!root) {
    diag_add(r->diags, DIAG_FRONT_MATTER_NOT_YAML, f->head_line + problem.line - 1, problem.column,
             "%s", problem.message);
    recover(r);
  } else if (!value_is_null(root)) {
    diag_add(r->diags, DIAG_FRONT_MATTER_NOT_MAPPING, f->head_line, 0, NULL);
    recover(r);
  }
}

static void read_toml(struct reading *r)
{
  struct yaml_problem problem = { 0, 0, "" };
  struct value *root = toml_parse(r->out->head, r->arena, &problem);
  if (root->nodes <= DUPLICATES_NODES) lower_keys(r, root);
  r->out->values = root;
  if (!problem.line) return;
  diag_add(r->diags, DIAG_FRONT_MATTER_NOT_TOML, r->out->head_line + problem.line - 1,
           problem.column, "%s", problem.message);
}

void front_read(struct slice text, enum front_rules rules, struct arena *arena,
                struct diag_list *diags, struct front_matter *out)
{
  struct reading r = { text, rules, arena, diags, out };
  front_split(text, rules, out);
  switch (out->kind) {
  case FRONT_NONE: diag_add(diags, DIAG_NO_FRONT_MATTER, 0, 0, NULL); break;
  case FRONT_TOML: read_toml(&r); break;
  case FRONT_YAML:
  case FRONT_OPEN:
  case FRONT_JSON: read_yaml(&r); break;
  }
  if (diags && out->unclosed && !diag_has(diags, DIAG_FRONT_MATTER_UNCLOSED))
    diag_add(diags, DIAG_FRONT_MATTER_UNCLOSED, out->head_line, 0, NULL);
  if (out->values) report_duplicates(&r);
}
