#include "app/state_lines.h"

#include "base/ascii.h"
#include "base/json.h"
#include "base/json_read.h"
#include "site/date.h"
#include "text/utf8.h"

#include <stdio.h>

enum { SITE, KIND, NAME, TEXT, STRINGS, KIND_BYTES_MAX = 32 };

static void write_time(int64_t ms, struct str *out)
{
  struct tm tm;
  int64_t seconds = ms / 1000;
  date_clock(seconds, 0, &tm);
  str_addf(out, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
           tm.tm_hour, tm.tm_min, tm.tm_sec, (int)(ms - seconds * 1000));
}

/* What write_time writes, and nothing else. */
static bool read_time(struct slice text, int64_t *ms)
{
  static const char form[] = "0000-00-00T00:00:00.000Z";
  int n[7] = { 0 };
  size_t field = 0;
  if (text.len != sizeof form - 1) return false;
  for (size_t i = 0; i < text.len; i++) {
    bool digit = ascii_is_digit(text.ptr[i]);
    if (form[i] == '0' ? !digit : text.ptr[i] != form[i]) return false;
    if (digit)
      n[field] = n[field] * 10 + (text.ptr[i] - '0');
    else
      field++;
  }
  bool real = n[0] >= 1970 && n[1] >= 1 && n[1] <= 12 && n[2] >= 1 && n[2] <= 31 && n[3] < 24 &&
              n[4] < 60 && n[5] < 60;
  if (real) *ms = date_utc(n[0], n[1], n[2], n[3], n[4], n[5]) * 1000 + n[6];
  return real;
}

void state_line_write(const struct state_entry *e, struct str *out)
{
  struct json j;
  struct str time = STR_INIT;
  write_time(e->at, &time);
  json_begin(&j, out);
  json_object(&j);
  json_field(&j, "site", e->site);
  json_field(&j, "kind", e->kind);
  json_field(&j, "name", e->name);
  json_key(&j, "value");
  if (e->is_null)
    json_null(&j);
  else if (e->text.ptr)
    json_string(&j, e->text);
  else
    json_int(&j, e->number);
  json_field(&j, "at", str_slice(&time));
  json_object_end(&j);
  str_addc(out, '\n');
  str_free(&time);
}

/* What is not UTF-8 as it will be written, so that it is the same entry when it comes back. */
static void keep(struct state_line *l, int which, const struct str *text)
{
  struct slice rest = str_slice(text);
  str_clear(&l->strings[which]);
  while (rest.len) {
    char32_t c;
    rest = slice_from(rest, utf8_decode(rest, &c, NULL));
    utf8_add(&l->strings[which], c);
  }
}

static const char *take_value(struct state_line *l, const struct json_reader *r)
{
  struct state_entry *e = &l->entry;
  if (r->type == JSON_NESTED) return "value is no number, text or null";
  e->is_null = r->type == JSON_NULL;
  e->number = r->number;
  e->text = SLICE_NULL;
  if (r->type != JSON_STRING) return NULL;
  keep(l, TEXT, &r->text);
  e->text = str_slice(&l->strings[TEXT]);
  return NULL;
}

static const char *take_member(struct state_line *l, const struct json_reader *r, bool *valued)
{
  static const char *const names[] = { [SITE] = "site", [KIND] = "kind", [NAME] = "name" };
  struct slice key = str_slice(&r->key);
  for (int i = 0; i < TEXT; i++)
    if (slice_eq(key, slice_of(names[i]))) {
      if (r->type != JSON_STRING || r->text.len == 0) return "site, kind or name is no text";
      keep(l, i, &r->text);
      return NULL;
    }
  if (slice_eq(key, SLICE("at")))
    return r->type == JSON_STRING && read_time(str_slice(&r->text), &l->entry.at)
               ? NULL
               : "at is no time like 2026-03-21T16:27:23.000Z";
  if (!slice_eq(key, SLICE("value"))) return NULL;
  *valued = true;
  return take_value(l, r);
}

static const char *check(const struct state_line *l, bool valued)
{
  for (int i = 0; i < TEXT; i++)
    if (l->strings[i].len == 0) return "site, kind or name is missing";
  for (int i = 0; i < STRINGS; i++)
    if (l->strings[i].len > STATE_NAME_BYTES_MAX) return "a text is too long";
  if (l->strings[KIND].len > KIND_BYTES_MAX) return "kind is too long";
  if (!valued) return "value is missing";
  return l->entry.at ? NULL : "at is missing";
}

const char *state_line_read(struct state_line *l, struct slice line)
{
  struct json_reader r;
  bool valued = false;
  const char *problem = NULL;
  *l = (struct state_line){ 0 };
  for (int i = 0; i < STRINGS; i++) str_init(&l->strings[i]);
  json_read(&r, line);
  while (!problem && json_member(&r)) problem = take_member(l, &r, &valued);
  if (!problem) problem = r.problem;
  if (!problem) problem = check(l, valued);
  json_read_end(&r);
  l->entry.site = str_slice(&l->strings[SITE]);
  l->entry.kind = str_slice(&l->strings[KIND]);
  l->entry.name = str_slice(&l->strings[NAME]);
  return problem;
}

void state_line_free(struct state_line *l)
{
  for (int i = 0; i < STRINGS; i++) str_free(&l->strings[i]);
}
