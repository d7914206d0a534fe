#include "site/front_impl.h"

#include "base/ascii.h"
#include "base/str.h"
#include "site/toml.h"
#include "site/yaml.h"

enum { DUPLICATES_NODES = 2000, MAX_KEY_BYTES = 32 };

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
  while (front_line(&rest, &line)) {
    if (!slice_eq(slice_trim(line), SLICE("---"))) continue;
    f->head.len = front_offset(f->head, line.ptr);
    f->body_offset = front_after_blanks(r->text, front_offset(r->text, rest.ptr));
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
           f->head_line + (uint32_t)front_line_count(slice_first(f->head, used)), 0, NULL);
  f->unclosed = true;
  f->body_offset = front_after_blanks(r->text, front_offset(r->text, f->head.ptr) + used);
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

/* Hexo has two blanks for each tab at the start of a line. */
static struct slice without_tabs(struct reading *r, struct slice head)
{
  struct str blanks = STR_INIT;
  bool indent = false;
  for (size_t i = 0; i < head.len; i++) {
    char c = head.ptr[i];
    if (c == '\t' && indent)
      str_adds(&blanks, "  ");
    else
      str_addc(&blanks, c);
    indent = c == '\n' || (c == '\t' && indent);
  }
  struct slice text = arena_slice(r->arena, str_slice(&blanks));
  str_free(&blanks);
  return text;
}

/* Hexo's JSON has no braces. */
static struct slice with_braces(struct reading *r, struct slice head)
{
  struct str object = STR_INIT;
  str_addf(&object, "{%.*s}", SLICE_ARG(head));
  struct slice text = arena_slice(r->arena, str_slice(&object));
  str_free(&object);
  return text;
}

/* To Hexo a text before a rule is no head. */
static bool is_text(const struct reading *r, const struct value *root)
{
  return r->rules == FRONT_ONLY_HEXO && root && root->kind == VALUE_SCALAR;
}

static void read_yaml(struct reading *r)
{
  struct front_matter *f = r->out;
  struct yaml_problem problem = { 0, 0, "" };
  struct slice head = f->head;
  bool tabs = r->rules == FRONT_ONLY_HEXO && head.len && memchr(head.ptr, '\t', head.len);
  if (tabs) head = without_tabs(r, head);
  if (f->kind == FRONT_JSON && !slice_starts(head, SLICE("{"))) head = with_braces(r, head);
  struct value *root = front_flat(head, r->arena);
  if (!root) root = yaml_parse(head, r->arena, &problem);
  if (root && root->kind == VALUE_MAP) {
    bool any_case = r->rules == FRONT_LENIENT || r->rules == FRONT_ONLY_HUGO;
    if (any_case && root->nodes <= DUPLICATES_NODES) lower_keys(r, root);
    f->values = root;
  } else if (is_text(r, root)) {
    *f = (struct front_matter){ .head_line = 1 };
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
