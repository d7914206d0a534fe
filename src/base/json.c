#include "base/json.h"

#include <inttypes.h>

/* What a terminal may obey or a line reader take for a line's end, and marks
 * that turn the order of what follows round. */
static const struct {
  uint32_t first, last;
} escaped[] = {
  { 0x00, 0x1f },     { '"', '"' },       { '\\', '\\' },     { 0x7f, 0x9f },
  { 0x061c, 0x061c }, { 0x200e, 0x200f }, { 0x2028, 0x202e }, { 0x2066, 0x2069 },
};

static const char short_escapes[128] = {
  ['"'] = '"', ['\\'] = '\\', ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't',
};

/* One row a kind of lead byte: the range of the byte after it keeps out
 * overlong forms, surrogates and what lies above U+10FFFF (Unicode table 3-7). */
static const struct lead {
  unsigned char first, last, second_first, second_last;
  size_t bytes;
} leads[] = {
  { 0x00, 0x7f, 0x00, 0x00, 1 }, { 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 },
  { 0xe1, 0xec, 0x80, 0xbf, 3 }, { 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 },
  { 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 },
};

static const struct lead *lead_of(unsigned char byte)
{
  for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
    if (byte >= leads[i].first && byte <= leads[i].last) return &leads[i];
  return NULL;
}

/* Takes one character off the front; *valid tells whether it was one. */
static struct slice take_char(struct slice *rest, uint32_t *code, bool *valid)
{
  const unsigned char *p = (const unsigned char *)rest->ptr;
  const struct lead *lead = lead_of(p[0]);
  size_t want = lead ? lead->bytes : 1, got = 1;
  *code = want == 1 ? p[0] : p[0] & (0x7fu >> want);
  while (got < want && got < rest->len) {
    unsigned char first = got == 1 ? lead->second_first : 0x80;
    unsigned char last = got == 1 ? lead->second_last : 0xbf;
    if (p[got] < first || p[got] > last) break;
    *code = *code << 6 | (p[got++] & 0x3f);
  }
  *valid = lead && got == want;
  struct slice bytes = slice_first(*rest, got);
  *rest = slice_from(*rest, got);
  return bytes;
}

static bool is_escaped(uint32_t code)
{
  for (size_t i = 0; i < sizeof escaped / sizeof *escaped; i++)
    if (code >= escaped[i].first && code <= escaped[i].last) return true;
  return false;
}

static void add_escape(struct str *out, uint32_t code)
{
  if (code < sizeof short_escapes && short_escapes[code])
    str_addf(out, "\\%c", short_escapes[code]);
  else
    str_addf(out, "\\u%04" PRIx32, code);
}

static bool follows(char byte)
{
  return ((unsigned char)byte & 0xc0) == 0x80;
}

/* How many bytes at the front stand for themselves, as far as one look tells: most of ASCII,
 * and U+3000 to U+CFFF. */
static size_t plain_bytes(struct slice s)
{
  size_t n = 0;
  while (n < s.len) {
    unsigned char c = (unsigned char)s.ptr[n];
    if (c >= ' ' && c < 0x7f && c != '"' && c != '\\')
      n++;
    else if (c >= 0xe3 && c <= 0xec && n + 2 < s.len && follows(s.ptr[n + 1]) &&
             follows(s.ptr[n + 2]))
      n += 3;
    else
      break;
  }
  return n;
}

static void add_quoted(struct str *out, struct slice text)
{
  uint32_t code;
  bool valid;
  const char *plain = text.ptr; /* what stands for itself is added at once */
  str_addc(out, '"');
  for (text = slice_from(text, plain_bytes(text)); text.len;
       text = slice_from(text, plain_bytes(text))) {
    struct slice bytes = take_char(&text, &code, &valid);
    if (valid && !is_escaped(code)) continue;
    str_add(out, (struct slice){ plain, (size_t)(bytes.ptr - plain) });
    plain = text.ptr;
    if (valid)
      add_escape(out, code);
    else
      str_adds(out, "\xef\xbf\xbd");
  }
  if (plain) str_add(out, (struct slice){ plain, (size_t)(text.ptr - plain) });
  str_addc(out, '"');
}

static void before_value(struct json *j)
{
  if (j->comma) str_addc(j->out, ',');
  j->comma = true;
}

static void open_with(struct json *j, char bracket)
{
  before_value(j);
  str_addc(j->out, bracket);
  j->comma = false;
}

static void close_with(struct json *j, char bracket)
{
  str_addc(j->out, bracket);
  j->comma = true;
}

void json_begin(struct json *j, struct str *out)
{
  *j = (struct json){ .out = out };
}

void json_object(struct json *j)
{
  open_with(j, '{');
}

void json_object_end(struct json *j)
{
  close_with(j, '}');
}

void json_array(struct json *j)
{
  open_with(j, '[');
}

void json_array_end(struct json *j)
{
  close_with(j, ']');
}

void json_key(struct json *j, const char *key)
{
  json_string(j, slice_of(key));
  str_addc(j->out, ':');
  j->comma = false;
}

void json_string(struct json *j, struct slice text)
{
  before_value(j);
  add_quoted(j->out, text);
}

void json_int(struct json *j, int64_t value)
{
  before_value(j);
  str_addf(j->out, "%" PRId64, value);
}

void json_bool(struct json *j, bool value)
{
  before_value(j);
  str_adds(j->out, value ? "true" : "false");
}

void json_null(struct json *j)
{
  before_value(j);
  str_adds(j->out, "null");
}

void json_field(struct json *j, const char *key, struct slice text)
{
  json_key(j, key);
  if (text.ptr)
    json_string(j, text);
  else
    json_null(j);
}
