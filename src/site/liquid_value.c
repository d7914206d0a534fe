#include "base/ascii.h"
#include "site/liquid.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  PARTS_MAX = 32,
  ARGUMENTS_MAX = 8,
  FILTERS_MAX = 32,
  TERMS_MAX = 32,
  RANGE_MAX = 1000,
  PRINT_DEPTH = 16,
  BYTES_A_STEP = 256
};

static const struct value truth_value = { .kind = VALUE_SCALAR, .text = { "true", 4 } };
static const struct value false_value = { .kind = VALUE_SCALAR, .text = { "false", 5 } };
static const struct value empty_value = { .kind = VALUE_SCALAR,
                                          .style = VALUE_QUOTED,
                                          .text = { "", 0 } };

const struct value *liquid_text(struct liquid *l, struct slice text)
{
  l->steps += text.len / BYTES_A_STEP;
  return value_text(&l->x->arena, arena_slice(&l->x->arena, text), VALUE_QUOTED, 0, 0);
}

const struct value *liquid_number(struct liquid *l, double number)
{
  char text[40];
  int n = snprintf(text, sizeof text, "%.14g", number);
  struct slice s = arena_slice(&l->x->arena, (struct slice){ text, (size_t)n });
  return value_text(&l->x->arena, s, VALUE_PLAIN, 0, 0);
}

double liquid_to_number(const struct value *v)
{
  if (!v || v->kind != VALUE_SCALAR || v->text.len > 40) return 0;
  char text[41];
  memcpy(text, v->text.ptr, v->text.len);
  text[v->text.len] = '\0';
  return strtod(text, NULL);
}

bool liquid_truth(const struct value *v)
{
  if (!v) return false;
  if (v->kind != VALUE_SCALAR) return true;
  struct scalar scalar = value_scalar(v);
  if (v->style == VALUE_QUOTED) return true;
  return scalar.type != SCALAR_NULL && !(scalar.type == SCALAR_BOOL && !scalar.truth);
}

/* A list prints its items one after another; lists in it too, to a depth. */
void liquid_print(const struct value *v, struct str *out)
{
  const struct value *stack[PRINT_DEPTH];
  size_t depth = 0;
  if (v && v->kind == VALUE_SCALAR) {
    if (liquid_truth(v) || value_scalar(v).type == SCALAR_BOOL) str_add(out, v->text);
    return;
  }
  const struct value *item = v && v->kind == VALUE_LIST ? v->first : NULL;
  while (item || depth) {
    if (!item) {
      item = stack[--depth];
      continue;
    }
    const struct value *next = item->next;
    if (item->kind == VALUE_SCALAR) str_add(out, item->text);
    if (item->kind == VALUE_LIST && depth < PRINT_DEPTH) {
      if (next) stack[depth++] = next;
      next = item->first;
    }
    item = next;
  }
}

void liquid_skip_blanks(struct slice *rest)
{
  while (rest->len && strchr(" \t\r\n", rest->ptr[0])) *rest = slice_from(*rest, 1);
}

/* --- operands --- */

static bool name_char(char c)
{
  return ascii_is_alnum(c) || c == '_' || c == '-' || c == '?' || (c & 0x80);
}

static struct slice take_name(struct slice *rest)
{
  size_t n = 0;
  while (n < rest->len && name_char(rest->ptr[n])) n++;
  struct slice name = slice_first(*rest, n);
  *rest = slice_from(*rest, n);
  return name;
}

static bool take_char(struct slice *rest, char c)
{
  liquid_skip_blanks(rest);
  if (rest->len == 0 || rest->ptr[0] != c) return false;
  *rest = slice_from(*rest, 1);
  return true;
}

static bool take_string(struct slice *rest, struct slice *text)
{
  if (rest->len == 0 || (rest->ptr[0] != '"' && rest->ptr[0] != '\'')) return false;
  const char *end = memchr(rest->ptr + 1, rest->ptr[0], rest->len - 1);
  size_t len = end ? (size_t)(end - rest->ptr) - 1 : rest->len - 1;
  *text = (struct slice){ rest->ptr + 1, len };
  *rest = slice_from(*rest, len + 2);
  return true;
}

static size_t number_bytes(struct slice s)
{
  size_t n = s.len && s.ptr[0] == '-';
  size_t start = n;
  while (n < s.len && ascii_is_digit(s.ptr[n])) n++;
  if (n == start) return 0;
  if (n + 1 < s.len && s.ptr[n] == '.' && ascii_is_digit(s.ptr[n + 1]))
    for (n++; n < s.len && ascii_is_digit(s.ptr[n]);) n++;
  return n < s.len && name_char(s.ptr[n]) ? 0 : n;
}

static const struct value *nth(struct liquid *l, const struct value *list,
                               const struct value *index)
{
  double n = liquid_to_number(index);
  if (!list || list->kind != VALUE_LIST || n < 0) return NULL;
  const struct value *item = list->first;
  l->steps += list->nodes / 16;
  for (double i = 0; item && i < n; i++) item = item->next;
  return item;
}

/* "name.part[0]["key"][variable]": an index is a literal or one plain name. */
static const struct value *read_path(struct liquid *l, struct slice *rest)
{
  struct slice name = take_name(rest), text;
  const struct value *v = liquid_name(l, name);
  for (int parts = 0; parts < PARTS_MAX; parts++) {
    if (rest->len && rest->ptr[0] == '.' && !slice_starts(*rest, SLICE(".."))) {
      *rest = slice_from(*rest, 1);
      v = liquid_part(l, v, take_name(rest));
    } else if (rest->len && rest->ptr[0] == '[') {
      *rest = slice_from(*rest, 1);
      size_t digits = number_bytes(*rest);
      if (take_string(rest, &text)) {
        v = liquid_part(l, v, text);
      } else if (digits) {
        v = nth(l, v, liquid_text(l, slice_first(*rest, digits)));
        *rest = slice_from(*rest, digits);
      } else {
        const struct value *key = liquid_name(l, take_name(rest));
        const struct value *part =
            key && key->kind == VALUE_SCALAR ? liquid_part(l, v, key->text) : NULL;
        v = part ? part : nth(l, v, key);
      }
      take_char(rest, ']');
    } else {
      break;
    }
  }
  return v;
}

static const struct value *read_range(struct liquid *l, struct slice *rest)
{
  *rest = slice_from(*rest, 1);
  liquid_skip_blanks(rest);
  size_t digits = number_bytes(*rest);
  const struct value *from =
      digits ? liquid_text(l, slice_first(*rest, digits)) : read_path(l, rest);
  *rest = slice_from(*rest, digits);
  take_char(rest, '.');
  take_char(rest, '.');
  liquid_skip_blanks(rest);
  digits = number_bytes(*rest);
  const struct value *to = digits ? liquid_text(l, slice_first(*rest, digits)) : read_path(l, rest);
  *rest = slice_from(*rest, digits);
  take_char(rest, ')');
  struct value *list = value_new(&l->x->arena, VALUE_LIST, 0, 0);
  double first = liquid_to_number(from), last = liquid_to_number(to);
  for (int i = 0; i < RANGE_MAX && first + i <= last; i++) {
    struct value *item = value_new(&l->x->arena, VALUE_SCALAR, 0, 0);
    *item = *liquid_number(l, first + i);
    value_append(list, SLICE_NULL, item);
  }
  return list;
}

const struct value *liquid_operand(struct liquid *l, struct slice *rest)
{
  struct slice text;
  liquid_skip_blanks(rest);
  if (take_string(rest, &text)) return liquid_text(l, text);
  size_t digits = number_bytes(*rest);
  if (digits) {
    struct slice number = slice_first(*rest, digits);
    *rest = slice_from(*rest, digits);
    return value_text(&l->x->arena, arena_slice(&l->x->arena, number), VALUE_PLAIN, 0, 0);
  }
  if (rest->len && rest->ptr[0] == '(') return read_range(l, rest);
  struct slice ahead = *rest, word = take_name(&ahead);
  bool plain = ahead.len == 0 || (ahead.ptr[0] != '.' && ahead.ptr[0] != '[');
  static const struct {
    const char *word;
    const struct value *value;
  } words[] = { { "true", &truth_value }, { "false", &false_value }, { "nil", NULL },
                { "null", NULL },         { "empty", &empty_value }, { "blank", &empty_value } };
  for (size_t i = 0; plain && i < sizeof words / sizeof *words; i++) {
    if (!slice_eq(word, slice_of(words[i].word))) continue;
    *rest = ahead;
    return words[i].value;
  }
  return read_path(l, rest);
}

/* --- filters --- */

const struct value *liquid_evaluate(struct liquid *l, struct slice expression)
{
  struct slice rest = expression;
  const struct value *v = liquid_operand(l, &rest);
  for (int filters = 0; filters < FILTERS_MAX; filters++) {
    size_t bar = slice_find_char(rest, '|');
    if (bar == SLICE_NONE) break;
    rest = slice_from(rest, bar + 1);
    liquid_skip_blanks(&rest);
    struct slice name = take_name(&rest);
    const struct value *arguments[ARGUMENTS_MAX];
    size_t count = 0;
    if (take_char(&rest, ':')) {
      do {
        struct slice before = rest;
        const struct value *argument = liquid_operand(l, &rest);
        if (take_char(&rest, ':')) argument = liquid_operand(l, &rest); /* name: value */
        if (before.len == rest.len) break;
        arguments[count++] = argument;
      } while (count < ARGUMENTS_MAX && take_char(&rest, ','));
    }
    v = liquid_filter(l, v, name, arguments, count);
  }
  return v;
}

/* --- conditions --- */

bool liquid_equal(const struct value *a, const struct value *b)
{
  if (a == &empty_value || b == &empty_value) {
    const struct value *other = a == &empty_value ? b : a;
    if (!other) return true;
    return other->kind == VALUE_SCALAR ? other->text.len == 0 : other->first == NULL;
  }
  if (!a || !b) return a == b;
  if (a->kind != VALUE_SCALAR || b->kind != VALUE_SCALAR) return a == b;
  return slice_eq(a->text, b->text);
}

static bool contains(const struct value *a, const struct value *b)
{
  if (!a || !b || b->kind != VALUE_SCALAR) return false;
  if (a->kind == VALUE_SCALAR) return slice_find(a->text, b->text) != SLICE_NONE;
  for (const struct value *item = a->first; item; item = item->next)
    if (liquid_equal(item, b)) return true;
  return false;
}

static bool numeric(const struct value *v)
{
  return v && v->kind == VALUE_SCALAR && number_bytes(v->text) == v->text.len && v->text.len;
}

static bool compare(struct liquid *l, const struct value *a, struct slice sign,
                    const struct value *b)
{
  if (a && a->kind == VALUE_SCALAR) l->steps += a->text.len / BYTES_A_STEP;
  if (a && a->kind == VALUE_LIST) l->steps += a->nodes / 16;
  if (slice_eq(sign, SLICE("=="))) return liquid_equal(a, b);
  if (slice_eq(sign, SLICE("!=")) || slice_eq(sign, SLICE("<>"))) return !liquid_equal(a, b);
  if (slice_eq(sign, SLICE("contains"))) return contains(a, b);
  if (!a || !b || a->kind != VALUE_SCALAR || b->kind != VALUE_SCALAR) return false;
  double x = liquid_to_number(a), y = liquid_to_number(b);
  int order = numeric(a) && numeric(b) ? (x > y) - (x < y) : slice_compare(a->text, b->text);
  bool equal = slice_ends(sign, SLICE("=")) && order == 0;
  return equal || (sign.ptr[0] == '<' ? order < 0 : order > 0);
}

static struct slice take_sign(struct slice *rest)
{
  static const char *const signs[] = { "==", "!=", "<>", "<=", ">=", "<", ">", "contains" };
  liquid_skip_blanks(rest);
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    if (!slice_starts(*rest, slice_of(signs[i]))) continue;
    *rest = slice_from(*rest, strlen(signs[i]));
    return slice_of(signs[i]);
  }
  return SLICE_NULL;
}

/* Terms joined by `and` and `or`, which Liquid takes from the right. */
bool liquid_condition(struct liquid *l, struct slice expression)
{
  bool terms[TERMS_MAX], is_and[TERMS_MAX];
  size_t count = 0;
  struct slice rest = expression;
  while (count < TERMS_MAX) {
    const struct value *a = liquid_operand(l, &rest);
    struct slice sign = take_sign(&rest);
    terms[count] = sign.len ? compare(l, a, sign, liquid_operand(l, &rest)) : liquid_truth(a);
    liquid_skip_blanks(&rest);
    struct slice word = take_name(&rest);
    is_and[count++] = slice_eq(word, SLICE("and"));
    if (!slice_eq(word, SLICE("and")) && !slice_eq(word, SLICE("or"))) break;
  }
  bool result = terms[count - 1];
  for (size_t i = count - 1; i > 0; i--)
    result = is_and[i - 1] ? terms[i - 1] && result : terms[i - 1] || result;
  return result;
}
