#include "site/canonical.h"

#include "site/date.h"

#include "base/ascii.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { NUMBER_BYTES_MAX = 40, INSPECT_MAX_BYTES = 4096, INSPECT_MAX_DEPTH = 100 };

/* Ruby's Float#to_s: the shortest text that reads back alike, with a point; with an
 * exponent from 1e16 on and below 1e-4. */
static void add_float(double number, struct str *out)
{
  if (isnan(number)) return str_adds(out, "NaN");
  if (isinf(number)) return str_adds(out, number < 0 ? "-Infinity" : "Infinity");
  char text[48];
  int digits = 0;
  do snprintf(text, sizeof text, "%.*e", digits, number);
  while (strtod(text, NULL) != number && ++digits < 17);
  const char *exponent = strchr(text, 'e');
  int power = atoi(exponent + 1);
  if (power < -4 || power >= 16) {
    str_addf(out, "%.*s%se%c%02d", (int)(exponent - text), text, digits ? "" : ".0",
             power < 0 ? '-' : '+', abs(power));
    return;
  }
  snprintf(text, sizeof text, "%.*f", digits > power ? digits - power : 0, number);
  str_adds(out, text);
  if (!strchr(text, '.')) str_adds(out, ".0");
}

/* Ruby's Time#to_s. */
static void add_time(struct slice text, struct str *out)
{
  struct date date;
  if (!date_parse_utc(text, &date)) return str_add(out, text);
  struct str rfc = STR_INIT;
  int32_t zone = date_zone_at(date.seconds);
  date_rfc3339(&rfc, date.seconds, zone);
  struct slice s = str_slice(&rfc);
  if (s.len == 25)
    str_addf(out, "%.10s %.8s %.3s%.2s", s.ptr, s.ptr + 11, s.ptr + 19, s.ptr + 23);
  else
    str_add(out, text);
  str_free(&rfc);
}

/* JavaScript's String(number): no point where there is no fraction, exponents from 1e21 on. */
static void add_js_number(double number, struct str *out)
{
  char text[48];
  if (isinf(number)) return str_adds(out, number < 0 ? "-Infinity" : "Infinity");
  for (int digits = 1; digits <= 17; digits++) {
    snprintf(text, sizeof text, "%.*g", digits, number);
    if (strtod(text, NULL) == number) break;
  }
  if (fabs(number) < 1e21 && strchr(text, 'e') && number == floor(number))
    snprintf(text, sizeof text, "%.0f", number);
  str_adds(out, text);
}

/* A number of YAML 1.2: no separators, 017 is seventeen, 0o17 is not. */
static bool js_number(struct slice s, double *number)
{
  char text[NUMBER_BYTES_MAX + 1], *end;
  if (s.len == 0 || s.len > NUMBER_BYTES_MAX) return false;
  memcpy(text, s.ptr, s.len);
  text[s.len] = '\0';
  int base = text[0] != '0' ? 0 : text[1] == 'x' ? 16 : text[1] == 'o' ? 8 : text[1] == 'b' ? 2 : 0;
  if (base)
    *number = (double)strtoull(text + 2, &end, base);
  else if (strspn(text, "0123456789+-.eE") == s.len)
    *number = strtod(text, &end);
  else
    return false;
  return *end == '\0' && end > text + (base ? 2 : 0);
}

struct slice canonical_js_text(const struct value *v, struct arena *arena)
{
  double number;
  if (v->kind != VALUE_SCALAR || v->style != VALUE_PLAIN || !js_number(v->text, &number))
    return value_string(v);
  struct str out = STR_INIT;
  add_js_number(number, &out);
  struct slice text = arena_slice(arena, str_slice(&out));
  str_free(&out);
  return text;
}

/* Go's strconv.FormatFloat(number, 'f', -1, 64). */
static void add_go_float(double number, struct str *out)
{
  char text[400];
  if (isnan(number) || isinf(number)) return add_float(number, out);
  for (int digits = 0; digits <= 324; digits++) {
    snprintf(text, sizeof text, "%.*f", digits, number);
    if (strtod(text, NULL) == number) break;
  }
  str_adds(out, text);
}

struct slice canonical_go_text(const struct value *v, struct arena *arena)
{
  struct scalar scalar = value_scalar(v);
  struct slice s = value_string(v);
  if (!s.len || v->style != VALUE_PLAIN) return s;
  bool letter = s.len == 1 && strchr("yYnN", s.ptr[0]) != NULL;
  bool number = scalar.type == SCALAR_INTEGER || scalar.type == SCALAR_FLOAT;
  bool of_ruby = memchr(s.ptr, ':', s.len) || memchr(s.ptr, ',', s.len);
  struct str out = STR_INIT;
  if (letter || scalar.type == SCALAR_BOOL)
    str_adds(&out, (letter ? ascii_lower(s.ptr[0]) == 'y' : scalar.truth) ? "true" : "false");
  else if (!number || of_ruby)
    str_add(&out, s);
  else if (scalar.type == SCALAR_INTEGER)
    str_addf(&out, "%lld", (long long)scalar.integer);
  else
    add_go_float(scalar.real, &out);
  struct slice text = arena_slice(arena, str_slice(&out));
  str_free(&out);
  return text;
}

static void add_scalar(const struct value *v, struct str *out)
{
  struct scalar scalar = value_scalar(v);
  switch (scalar.type) {
  case SCALAR_NULL: break;
  case SCALAR_BOOL: str_adds(out, scalar.truth ? "true" : "false"); break;
  case SCALAR_INTEGER: str_addf(out, "%lld", (long long)scalar.integer); break;
  case SCALAR_FLOAT: add_float(scalar.real, out); break;
  case SCALAR_TIME: add_time(v->text, out); break;
  case SCALAR_TEXT:
  case SCALAR_DATE: str_add(out, v->text); break;
  }
}

/* Ruby's inspect of a string; "#" needs a backslash before what would be code. */
static void add_quoted(struct slice s, struct str *out)
{
  str_addc(out, '"');
  for (size_t i = 0; i < s.len && out->len < INSPECT_MAX_BYTES; i++) {
    char c = s.ptr[i];
    if (c == '\n')
      str_adds(out, "\\n");
    else if (c == '\t')
      str_adds(out, "\\t");
    else {
      bool code = c == '#' && i + 1 < s.len && s.ptr[i + 1] && strchr("{$@", s.ptr[i + 1]);
      if (c == '"' || c == '\\' || code) str_addc(out, '\\');
      str_addc(out, c);
    }
  }
  str_addc(out, '"');
}

static void add_inspected(const struct value *v, struct str *out)
{
  enum scalar_type type = value_scalar(v).type;
  if (type == SCALAR_NULL)
    str_adds(out, "nil");
  else if (type == SCALAR_TEXT)
    add_quoted(v->text, out);
  else
    add_scalar(v, out);
}

static void add_key(const struct value *v, struct str *out)
{
  if (!v->key.ptr) return;
  add_quoted(v->key, out);
  str_adds(out, "=>");
}

/* Ruby's inspect of a list or map: ["a", {"b"=>nil}].  `open` is the way down to
 * where we are.  Aliases can make a small file say a lot: what is too long or too
 * deep is cut. */
static void add_collection(const struct value *top, struct str *out)
{
  const struct value *open[INSPECT_MAX_DEPTH] = { top };
  size_t depth = 1;
  const struct value *v = top->first;
  str_addc(out, top->kind == VALUE_LIST ? '[' : '{');
  while (depth) {
    if (!v || out->len > INSPECT_MAX_BYTES) {
      v = open[--depth];
      str_addc(out, v->kind == VALUE_LIST ? ']' : '}');
      v = v->next;
      if (v && depth) str_adds(out, ", ");
      continue;
    }
    add_key(v, out);
    if (v->kind != VALUE_SCALAR && depth < INSPECT_MAX_DEPTH) {
      str_addc(out, v->kind == VALUE_LIST ? '[' : '{');
      open[depth++] = v;
      v = v->first;
      continue;
    }
    if (v->kind == VALUE_SCALAR) add_inspected(v, out);
    v = v->next;
    if (v) str_adds(out, ", ");
  }
}

void canonical_add(const struct value *v, struct str *out)
{
  if (v->kind == VALUE_SCALAR)
    add_scalar(v, out);
  else
    add_collection(v, out);
}

struct slice canonical_text(const struct value *v, struct arena *arena)
{
  struct str out = STR_INIT;
  canonical_add(v, &out);
  struct slice text = arena_slice(arena, str_slice(&out));
  str_free(&out);
  return text;
}
