#include "base/json_read.h"

#include "base/ascii.h"

enum { DEPTH_MAX = 32, NUMBER_DIGITS_MAX = 18 };

static bool fail(struct json_reader *r, const char *problem)
{
  if (!r->problem) r->problem = problem;
  return false;
}

static void skip_blanks(struct json_reader *r)
{
  while (r->rest.len && strchr(" \t\r\n", r->rest.ptr[0])) r->rest = slice_from(r->rest, 1);
}

static bool take(struct json_reader *r, struct slice what)
{
  if (!slice_starts(r->rest, what)) return false;
  r->rest = slice_from(r->rest, what.len);
  return true;
}

/* The next sign that is no blank, taken when it is `c`. */
static bool takes(struct json_reader *r, char c)
{
  skip_blanks(r);
  return take(r, (struct slice){ &c, 1 });
}

static bool hex4(struct json_reader *r, uint32_t *unit)
{
  *unit = 0;
  for (size_t i = 0; i < 4; i++) {
    char c = i < r->rest.len ? ascii_lower(r->rest.ptr[i]) : ' ';
    bool digit = ascii_is_digit(c), letter = c >= 'a' && c <= 'f';
    if (!digit && !letter) return fail(r, "\\u without four hexadecimal digits");
    *unit = *unit * 16 + (uint32_t)(digit ? c - '0' : c - 'a' + 10);
  }
  r->rest = slice_from(r->rest, 4);
  return true;
}

static void add_utf8(struct str *out, uint32_t c)
{
  if (c < 0x80) {
    str_addc(out, (char)c);
    return;
  }
  int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  static const unsigned char lead[] = { 0, 0xc0, 0xe0, 0xf0 };
  str_addc(out, (char)(lead[more] | c >> (6 * more)));
  while (more-- > 0) str_addc(out, (char)(0x80 | (c >> (6 * more) & 0x3f)));
}

static bool unicode(struct json_reader *r, struct str *out)
{
  uint32_t c, low;
  if (!hex4(r, &c)) return false;
  if (c == 0) return fail(r, "a text with \\u0000");
  if (c >= 0xd800 && c < 0xdc00) {
    if (!take(r, SLICE("\\u")) || !hex4(r, &low) || low < 0xdc00 || low > 0xdfff)
      return fail(r, "half a surrogate pair");
    c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
  } else if (c >= 0xdc00 && c < 0xe000) {
    return fail(r, "half a surrogate pair");
  }
  add_utf8(out, c);
  return true;
}

static bool escape(struct json_reader *r, struct str *out)
{
  static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  if (take(r, SLICE("u"))) return unicode(r, out);
  const char *at = r->rest.len && r->rest.ptr[0] ? strchr(letters, r->rest.ptr[0]) : NULL;
  if (!at) return fail(r, "an unknown escape");
  str_addc(out, meanings[at - letters]);
  r->rest = slice_from(r->rest, 1);
  return true;
}

/* After its first quote. */
static bool string(struct json_reader *r, struct str *out)
{
  str_clear(out);
  while (r->rest.len) {
    char c = r->rest.ptr[0];
    if ((unsigned char)c < ' ') return fail(r, "a control character in a text");
    r->rest = slice_from(r->rest, 1);
    if (c == '"') return true;
    if (c != '\\')
      str_addc(out, c);
    else if (!escape(r, out))
      return false;
  }
  return fail(r, "a text without an end");
}

static bool number(struct json_reader *r)
{
  bool minus = take(r, SLICE("-"));
  size_t digits = 0;
  int64_t value = 0;
  while (digits < r->rest.len && ascii_is_digit(r->rest.ptr[digits])) {
    if (digits == NUMBER_DIGITS_MAX) return fail(r, "a number that is too large");
    value = value * 10 + (r->rest.ptr[digits++] - '0');
  }
  if (digits == 0) return fail(r, "no value");
  r->rest = slice_from(r->rest, digits);
  if (r->rest.len && strchr(".eE", r->rest.ptr[0])) return fail(r, "a number that is not whole");
  r->number = minus ? -value : value;
  r->type = JSON_NUMBER;
  return true;
}

/* A list or an object, after its bracket: only brackets and texts are looked at. */
static bool nested(struct json_reader *r)
{
  struct str scratch = STR_INIT;
  int depth = 1;
  while (depth > 0 && !r->problem) {
    if (r->rest.len == 0) {
      fail(r, "a list without an end");
      break;
    }
    char c = r->rest.ptr[0];
    r->rest = slice_from(r->rest, 1);
    if (c == '"') string(r, &scratch);
    if (c == '[' || c == '{') depth++;
    if (c == ']' || c == '}') depth--;
    if (depth > DEPTH_MAX) fail(r, "nested too deep");
  }
  str_free(&scratch);
  r->type = JSON_NESTED;
  return !r->problem;
}

static bool value(struct json_reader *r)
{
  skip_blanks(r);
  r->number = 0;
  str_clear(&r->text);
  if (take(r, SLICE("\""))) {
    r->type = JSON_STRING;
    return string(r, &r->text);
  }
  if (take(r, SLICE("[")) || take(r, SLICE("{"))) return nested(r);
  if (take(r, SLICE("null"))) {
    r->type = JSON_NULL;
    return true;
  }
  bool yes = take(r, SLICE("true"));
  if (!yes && !take(r, SLICE("false"))) return number(r);
  r->number = yes;
  r->type = JSON_BOOL;
  return true;
}

void json_read(struct json_reader *r, struct slice line)
{
  *r = (struct json_reader){ .rest = line, .key = STR_INIT, .text = STR_INIT };
  if (!takes(r, '{')) fail(r, "no object");
}

bool json_member(struct json_reader *r)
{
  if (r->problem) return false;
  if (takes(r, '}')) {
    skip_blanks(r);
    if (r->rest.len) fail(r, "something behind the object");
    return false;
  }
  if (r->begun && !takes(r, ',')) return fail(r, "no comma between members");
  r->begun = true;
  if (!takes(r, '"')) return fail(r, "no name of a member");
  if (!string(r, &r->key)) return false;
  if (!takes(r, ':')) return fail(r, "no colon behind a name");
  return value(r);
}

void json_read_end(struct json_reader *r)
{
  str_free(&r->key);
  str_free(&r->text);
}
