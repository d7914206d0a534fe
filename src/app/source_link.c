#include "app/source_link.h"

/* How far from the end of a post its closing lines are looked for. */
enum { CLOSING_BYTES = 4096, CLOSING_LINES = 8 };

static struct slice last_line(struct slice *rest)
{
  const char *newline = memrchr(rest->ptr, '\n', rest->len);
  size_t start = newline ? (size_t)(newline - rest->ptr) + 1 : 0;
  struct slice line = slice_trim(slice_from(*rest, start));
  rest->len = start > 0 ? start - 1 : 0;
  return line;
}

static struct slice bare_address(struct slice line)
{
  if (line.len > 2 && line.ptr[0] == '<' && line.ptr[line.len - 1] == '>')
    line = (struct slice){ line.ptr + 1, line.len - 2 };
  bool http = slice_starts(line, SLICE("http://")) || slice_starts(line, SLICE("https://"));
  for (size_t i = 0; i < line.len; i++)
    if ((unsigned char)line.ptr[i] <= ' ' || line.ptr[i] == '<' || line.ptr[i] == '>')
      return SLICE_NULL;
  return http ? line : SLICE_NULL;
}

struct slice source_link_closing(struct slice body)
{
  if (body.len > CLOSING_BYTES) body = slice_from(body, body.len - CLOSING_BYTES);
  for (int lines = 0; body.len > 0 && lines < CLOSING_LINES;) {
    struct slice line = last_line(&body);
    if (line.len == 0) continue;
    lines++;
    struct slice address = bare_address(line);
    if (address.ptr) return address;
    if (line.ptr[0] != '[') return SLICE_NULL; /* the text itself: nothing closes it */
  }
  return SLICE_NULL;
}
