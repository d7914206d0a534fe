#include "site/canonical.h"

#include "site/date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Ruby's Float#to_s: the shortest text that reads back alike, with a point. */
static void add_float(double number, struct str *out)
{
  if (isnan(number)) return str_adds(out, "NaN");
  if (isinf(number)) return str_adds(out, number < 0 ? "-Infinity" : "Infinity");
  char text[40];
  for (int digits = 1; digits <= 17; digits++) {
    snprintf(text, sizeof text, "%.*g", digits, number);
    if (strtod(text, NULL) == number) break;
  }
  str_adds(out, text);
  if (!strpbrk(text, ".e")) str_adds(out, ".0");
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

void canonical_add(const struct value *v, struct str *out)
{
  if (v->kind != VALUE_SCALAR) return;
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

struct slice canonical_text(const struct value *v, struct arena *arena)
{
  struct str out = STR_INIT;
  canonical_add(v, &out);
  struct slice text = arena_slice(arena, str_slice(&out));
  str_free(&out);
  return text;
}
