/* Where a head ends and the body begins. */
#include "site/front_impl.h"

/* Lines looked at before it is decided that a file has no closing mark in Hexo's form. */
enum { OPEN_FORM_LINES = 200 };

static struct slice trailing_off(struct slice line)
{
  while (line.len && strchr(" \t\r\f\v", line.ptr[line.len - 1])) line.len--;
  return line;
}

bool front_line(struct slice *rest, struct slice *line)
{
  const char *end = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
  if (rest->len == 0) return false;
  size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
  *line = slice_first(*rest, len);
  *rest = slice_from(*rest, end ? len + 1 : len);
  return true;
}

size_t front_after_blanks(struct slice text, size_t at)
{
  struct slice rest = slice_from(text, at), line;
  size_t body = at;
  while (front_line(&rest, &line) && trailing_off(line).len == 0)
    body = front_offset(text, rest.ptr);
  return body;
}

/* Signs like the first at the start of the line, if there are three or more. */
static struct slice run_of(struct slice line, const char *signs)
{
  size_t n = 0;
  if (!line.len || !line.ptr[0] || !strchr(signs, line.ptr[0])) return slice_first(line, 0);
  while (n < line.len && line.ptr[n] == line.ptr[0]) n++;
  return slice_first(line, n < 3 ? 0 : n);
}

static bool dashes_only(struct slice line)
{
  return line.len && run_of(line, "-").len == line.len;
}

static bool closes(struct slice line, enum front_kind kind, enum front_rules rules)
{
  line = trailing_off(line);
  if (kind == FRONT_TOML) return slice_eq(line, SLICE("+++"));
  if (rules == FRONT_LENIENT && dashes_only(line)) return true;
  if (rules == FRONT_ONLY_HUGO) return slice_starts(line, SLICE("---"));
  return slice_eq(line, SLICE("---")) || slice_eq(line, SLICE("..."));
}

/* The head runs from `start` to a closing line; false when there is none. */
static bool find_close(struct slice text, size_t start, enum front_rules rules,
                       struct front_matter *out)
{
  struct slice rest = slice_from(text, start), line;
  while (front_line(&rest, &line)) {
    if (!closes(line, out->kind, rules)) continue;
    out->head = (struct slice){ text.ptr + start, front_offset(text, line.ptr) - start };
    out->body_offset = front_after_blanks(text, front_offset(text, rest.ptr));
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
  while (front_line(&rest, &line) && head_line(line)) end = front_offset(text, rest.ptr);
  if (end == start) return false;
  out->unclosed = true;
  out->head = (struct slice){ text.ptr + start, end - start };
  out->body_offset = front_after_blanks(text, end);
  return front_key(out->head).len > 0;
}

static bool split_marked(struct slice text, size_t start, enum front_kind kind,
                         enum front_rules rules, struct front_matter *out)
{
  struct slice rest = slice_from(text, start), line;
  out->kind = kind;
  front_line(&rest, &line);
  out->head_line++;
  size_t head = front_offset(text, rest.ptr);
  if (find_close(text, head, rules, out)) return true;
  return rules == FRONT_LENIENT && kind == FRONT_YAML && find_end(text, head, out);
}

/* Hexo's form: it begins with a key that posts have, and a line of dashes comes
 * before the first line that can be none of its. */
static bool split_open(struct slice text, size_t start, struct front_matter *out)
{
  struct slice rest = slice_from(text, start), line;
  struct slice key = front_key(rest);
  if (!front_known_key(key)) return false;
  for (int n = 0; n < OPEN_FORM_LINES && front_line(&rest, &line); n++) {
    struct slice bare = slice_trim(line);
    bool close = bare.len >= 3 && bare.len < 80 && slice_starts(bare, SLICE("---")) &&
                 bare.ptr[bare.len - 1] == '-';
    if (close) {
      out->kind = FRONT_OPEN;
      out->head = (struct slice){ text.ptr + start, front_offset(text, line.ptr) - start };
      out->body_offset = front_after_blanks(text, front_offset(text, rest.ptr));
      return true;
    }
    if (bare.len && !head_line(line)) return false;
  }
  return false;
}

static void take_head(struct slice text, size_t start, struct slice close, struct front_matter *out)
{
  size_t behind = front_offset(text, close.ptr) + close.len;
  if (slice_starts(slice_from(text, behind), SLICE("\r"))) behind++;
  if (slice_starts(slice_from(text, behind), SLICE("\n"))) behind++;
  out->head = (struct slice){ text.ptr + start, front_offset(text, close.ptr) - start };
  out->body_offset = front_after_blanks(text, behind);
}

/* As hexo-front-matter splits: behind a line of three and more dashes or semicolons all up to
 * a line that begins so; without one all up to the first line that begins with three. */
static bool split_hexo(struct slice text, struct front_matter *out)
{
  struct slice rest = text, line, run;
  front_line(&rest, &line);
  struct slice mark = run_of(line, "-;");
  bool marked = mark.len > 0;
  if (marked && slice_trim(line).len != mark.len) return false;
  size_t start = marked ? front_offset(text, rest.ptr) : 0;
  if (marked && !front_line(&rest, &line)) return false; /* a head is never empty */
  while (front_line(&rest, &line)) {
    run = run_of(line, "-;");
    if (!run.len || (marked && !slice_starts(line, mark))) continue;
    take_head(text, start, marked ? slice_first(line, mark.len) : run, out);
    out->kind = run.ptr[0] == ';' ? FRONT_JSON : marked ? FRONT_YAML : FRONT_OPEN;
    out->head_line += marked;
    return true;
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
      out->body_offset = front_after_blanks(text, i + 1);
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

size_t front_line_count(struct slice s)
{
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++) n += s.ptr[i] == '\n';
  return n;
}

void front_split(struct slice text, enum front_rules rules, struct front_matter *out)
{
  *out = (struct front_matter){ .head_line = 1 };
  size_t start = 0;
  if (rules == FRONT_LENIENT || rules == FRONT_ONLY_HUGO) start = front_after_blanks(text, 0);
  out->blank_before = start > 0;
  out->head_line += (uint32_t)front_line_count(slice_first(text, start));

  struct slice rest = slice_from(text, start), first;
  if (!front_line(&rest, &first)) return;
  first = trailing_off(first);
  bool toml = rules == FRONT_LENIENT || rules == FRONT_ONLY_HUGO;
  bool open = rules == FRONT_LENIENT;
  uint32_t line = out->head_line;
  if (rules == FRONT_ONLY_HEXO) {
    if (split_hexo(text, out)) return;
  } else if (open && run_of(first, ";").len) {
    if (split_hexo(slice_from(text, start), out)) {
      out->body_offset += start;
      return;
    }
  } else if (slice_eq(first, SLICE("---")) || (open && dashes_only(first))) {
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
