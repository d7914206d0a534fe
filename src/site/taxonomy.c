#include "site/taxonomy.h"

#include "site/canonical.h"

#include "text/utf8.h"

enum { NAMES_MAX = 1000, WALK_DEPTH = 16 };

/* How one key's string becomes names. */
enum string_rule { STRING_WHOLE, STRING_WORDS, STRING_COMMAS };

struct labels {
  const struct taxonomy_rules *rules;
  struct post *post;
  slice_list *out;
  enum string_rule strings;
};

static void add_any(struct labels *l, struct slice name)
{
  if (l->out->count >= NAMES_MAX) return;
  for (size_t i = 0; i < l->out->count; i++)
    if (slice_eq(l->out->items[i], name)) return;
  vec_push(l->out, arena_slice(&l->post->arena, name));
}

static void add_name(struct labels *l, struct slice name)
{
  if (name.len) add_any(l, name);
}

static bool take_word(struct slice *rest, struct slice *word)
{
  *rest = slice_trim(*rest);
  size_t n = 0;
  while (n < rest->len && !strchr(" \t\n\r\f\v", rest->ptr[n])) n++;
  *word = slice_first(*rest, n);
  *rest = slice_from(*rest, n);
  return n > 0;
}

/* Ends at an ASCII, full-width or ideographic comma; how many bytes that is. */
static size_t find_comma(struct slice s, size_t *comma_bytes)
{
  for (size_t i = 0; i < s.len; i++) {
    unsigned char lead = (unsigned char)s.ptr[i];
    if (lead != ',' && lead != 0xEF && lead != 0xE3) continue; /* none of the three begins so */
    struct slice rest = slice_from(s, i);
    *comma_bytes = 3;
    if (slice_starts(rest, SLICE("，")) || slice_starts(rest, SLICE("、"))) return i;
    *comma_bytes = 1;
    if (rest.ptr[0] == ',') return i;
  }
  return SLICE_NONE;
}

static bool add_by_commas(struct labels *l, struct slice s)
{
  size_t bytes, at = find_comma(s, &bytes);
  if (at == SLICE_NONE) return false;
  for (; at != SLICE_NONE; at = find_comma(s, &bytes)) {
    add_name(l, slice_trim(slice_first(s, at)));
    s = slice_from(s, at + bytes);
  }
  add_name(l, slice_trim(s));
  return true;
}

static void add_string(struct labels *l, struct slice s)
{
  struct slice word;
  if (l->strings != STRING_WHOLE && !l->rules->as_generator && add_by_commas(l, s)) return;
  if (l->strings != STRING_WORDS) return add_name(l, l->rules->as_generator ? s : slice_trim(s));
  while (take_word(&s, &word)) add_name(l, word);
}

static void add_scalar(struct labels *l, const struct value *v)
{
  enum site_kind kind = l->rules->kind;
  bool written = !l->rules->as_generator && v->text.len;
  struct slice text = written             ? v->text
                      : kind == SITE_HEXO ? canonical_js_text(v, &l->post->arena)
                      : kind == SITE_HUGO ? canonical_go_text(v, &l->post->arena)
                                          : canonical_text(v, &l->post->arena);
  if (!value_is_null(v)) add_name(l, text);
}

/* Does the generator show what is no text as Ruby prints it? */
static bool printed(const struct labels *l)
{
  return l->rules->as_generator && l->rules->kind == SITE_JEKYLL;
}

/* Lists in lists are flattened; maps give their "name" or "label" (Docusaurus). */
static void add_list(struct labels *l, const struct value *list)
{
  const struct value *stack[WALK_DEPTH];
  size_t depth = 0;
  const struct value *v = list->first;
  for (;;) {
    while (!v && depth) v = stack[--depth];
    if (!v) return;
    const struct value *next = v->next;
    if (v->kind == VALUE_SCALAR) add_scalar(l, v);
    if (v->kind == VALUE_MAP && printed(l)) {
      add_name(l, canonical_text(v, &l->post->arena));
    } else if (v->kind == VALUE_MAP) {
      struct slice name = value_string(value_gets(v, "name"));
      add_name(l, name.ptr ? name : value_string(value_gets(v, "label")));
    }
    if (v->kind == VALUE_LIST && depth < WALK_DEPTH) {
      if (next) stack[depth++] = next;
      v = v->first;
    } else {
      v = next;
    }
  }
}

static void wrong_type(struct labels *l, const struct value *v)
{
  diag_add(&l->post->diags, DIAG_WRONG_TYPE, l->rules->head_line + v->line - 1, 0, "%.*s",
           SLICE_ARG(v->key));
}

/* Jekyll's categories are two lists in one: each entry as Ruby prints it, a null
 * as nothing, and then the entries of entries. */
static void add_printed(struct labels *l, const struct value *list)
{
  bool null = false;
  for (const struct value *v = list->first; v; v = v->next) {
    if (value_is_null(v))
      null = true;
    else
      add_name(l, canonical_text(v, &l->post->arena));
  }
  if (null) add_any(l, SLICE(""));
}

/* Ruby holds nil and false for nothing. */
static bool says_something(const struct value *v)
{
  struct scalar scalar = value_scalar(v);
  return !value_is_null(v) && (scalar.type != SCALAR_BOOL || scalar.truth);
}

/* As does JavaScript, and zero and the empty text. */
static bool hexo_nothing(const struct labels *l, const struct value *v)
{
  bool plain = v->kind == VALUE_SCALAR && v->style == VALUE_PLAIN;
  return l->rules->as_generator && l->rules->kind == SITE_HEXO && plain &&
         (slice_eq(v->text, SLICE("false")) || slice_eq(v->text, SLICE("0")));
}

/* `plural`: Jekyll knows strings and lists there, and nothing else. */
static void add_value(struct labels *l, const struct value *v, bool plural)
{
  enum scalar_type type = value_scalar(v).type;
  if (!v || value_is_null(v) || hexo_nothing(l, v)) return;
  if (printed(l) && v->kind == VALUE_LIST && l->out == &l->post->categories) add_printed(l, v);
  if (v->kind == VALUE_LIST)
    add_list(l, v);
  else if (v->kind == VALUE_MAP)
    wrong_type(l, v);
  else if (type == SCALAR_TEXT && !(l->rules->as_generator && l->rules->kind == SITE_HEXO))
    add_string(l, v->text);
  else if (!printed(l) || (!plural && says_something(v)))
    add_scalar(l, v);
}

static const struct value *default_of(const struct labels *l, const char *key)
{
  if (!l->rules->config) return NULL;
  return site_config_default(l->rules->config, l->rules->path, l->rules->type, slice_of(key));
}

static const struct value *key_of(const struct labels *l, const struct value *front,
                                  const char *key)
{
  const struct value *v = value_gets(front, key);
  return value_is_null(v) ? default_of(l, key) : v;
}

/* The folders above `_posts`, as Jekyll has them. */
static void add_folders(struct labels *l)
{
  struct slice rest = l->rules->above, part;
  while (slice_cut(&rest, '/', &part))
    if (utf8_valid(part)) add_name(l, part);
}

/* One plain string that names one thing, blanks and all. */
static bool whole(const struct labels *l, const struct value *v)
{
  if (l->rules->as_generator || !l->rules->is_whole || !v || v->kind != VALUE_SCALAR) return false;
  if (!memchr(v->text.ptr, ' ', v->text.len)) return false;
  return l->rules->is_whole(l->rules->context, slice_trim(v->text));
}

void taxonomy_read(const struct value *front, const struct taxonomy_rules *rules, struct post *post)
{
  /* Jekyll's rule when in doubt; the others have lists, and one name a string. */
  bool words = rules->kind == SITE_JEKYLL || rules->kind == SITE_PLAIN;
  bool commas = rules->kind != SITE_HEXO && rules->kind != SITE_HUGO;
  enum string_rule strings = words ? STRING_WORDS : commas ? STRING_COMMAS : STRING_WHOLE;
  struct labels l = { rules, post, &post->categories, strings };
  const struct value *plural = key_of(&l, front, "categories");
  const struct value *singular = key_of(&l, front, "category");
  bool whole_name = whole(&l, plural ? plural : singular);
  bool one_key = rules->kind == SITE_HEXO && rules->as_generator;
  bool only_plural = rules->kind == SITE_HUGO && rules->as_generator;
  if (rules->kind == SITE_JEKYLL) add_folders(&l);
  add_value(&l, default_of(&l, "categories"), true);
  if (whole_name) l.strings = STRING_WHOLE;
  add_value(&l, plural, true);
  l.strings = words && rules->kind == SITE_PLAIN && !whole_name ? STRING_WORDS : STRING_WHOLE;
  if (!only_plural && (!one_key || value_is_null(plural))) add_value(&l, singular, false);

  l.out = &post->tags;
  plural = key_of(&l, front, "tags");
  singular = key_of(&l, front, "tag");
  bool prefer_singular = printed(&l) && says_something(singular);
  l.strings = whole_name ? STRING_WHOLE : strings;
  if (!prefer_singular) add_value(&l, plural, true);
  l.strings = STRING_WHOLE;
  if (!only_plural && (!one_key || value_is_null(plural))) add_value(&l, singular, false);
  if (rules->as_generator || plural || singular) return;
  l.strings = STRING_COMMAS;
  add_value(&l, value_gets(front, "keywords"), true);
}
