#include "doc/kramdown.h"

#include "doc/kramdown_inline.h"
#include "doc/kramdown_pass.h"
#include "doc/kramdown_table.h"

enum {
  CELLS_MAX = 1100,        /* of a table's row */
  FORMULA_LINES_MAX = 200, /* looked ahead for its end */
};

bool pass_peek(const struct pass *p, struct markdown_line *next)
{
  struct slice rest = p->rest, text;
  if (!slice_line(&rest, &text)) return false;
  *next = markdown_line_split(text);
  return true;
}

void pass_skip_line(struct pass *p)
{
  struct slice text;
  slice_line(&p->rest, &text);
}

void pass_add_raw(struct pass *p, const struct markdown_line *l)
{
  str_add(p->out, l->prefix);
  str_add(p->out, l->text);
  str_addc(p->out, '\n');
}

unsigned pass_inline_mode(const struct pass *p)
{
  return (p->strict ? INLINE_STRICT : 0) |
         (p->exact && (p->strict || p->kramdown) ? INLINE_EXACT : 0);
}

void pass_add_text(struct pass *p, struct slice prefix, struct slice text)
{
  p->cells = kramdown_cells(text);
  if (p->table_cells > p->cells) p->filled += p->table_cells - p->cells;
  if (p->filled > KRAMDOWN_FILL_MAX) { /* enough of a table */
    p->filled = p->table_cells = 0;
    str_addc(p->out, '\n');
  }
  str_add(p->out, prefix);
  kramdown_inline(text, pass_inline_mode(p), p->out);
  str_addc(p->out, '\n');
}

/* -- code -- */

/* A fence that is never closed is text to kramdown: does its end come? */
static bool fence_closes(struct pass *p, char fence, size_t marks)
{
  enum { MARKS_MAX = 8 }; /* of fences whose end is looked for, once each */
  unsigned bit = 1u << (marks < MARKS_MAX ? marks : 0) << (fence == '~' ? MARKS_MAX : 0);
  struct slice ahead = p->rest, text;
  if (p->strict || marks >= MARKS_MAX) return true;
  if (p->no_fence_end & bit) return false;
  while (slice_line(&ahead, &text)) {
    struct slice content = markdown_line_split(text).content;
    size_t closing = markdown_line_fence(content);
    if (closing >= marks && closing == content.len && content.ptr[0] == fence) return true;
  }
  p->no_fence_end |= bit;
  return false;
}

static void open_text_fence(struct pass *p, const struct markdown_line *l, size_t marks)
{
  size_t before = (size_t)(l->content.ptr - l->text.ptr);
  str_add(p->out, l->prefix);
  str_add(p->out, slice_first(l->text, before));
  for (size_t i = 0; i < marks; i++) str_addf(p->out, "\\%c", l->content.ptr[0]);
  pass_add_text(p, SLICE(""), slice_from(l->content, marks));
}

static bool fenced(struct pass *p, const struct markdown_line *l)
{
  if (!p->fence) {
    size_t item = markdown_line_marker(l->content);
    struct slice content = slice_trim(slice_from(l->content, item));
    size_t marks = l->indent < INDENT_CODE || p->in_list ? markdown_line_fence(content) : 0;
    if (!marks) return false;
    if (item == 0 && !fence_closes(p, content.ptr[0], marks)) {
      if (p->in_html) return false; /* nor is a backslash one there */
      open_text_fence(p, l, marks);
      return true;
    }
    p->fence = content.ptr[0];
    p->fence_marks = marks;
    p->fence_depth = l->depth;
    p->in_list |= item > 0;
    pass_add_raw(p, l);
    return true;
  }
  if (l->depth < p->fence_depth) {
    p->fence = '\0';
    return false;
  }
  size_t marks = markdown_line_fence(l->content);
  if (marks >= p->fence_marks && marks == l->content.len && l->content.ptr[0] == p->fence)
    p->fence = '\0';
  pass_add_raw(p, l);
  return true;
}

static bool indented_code(struct pass *p, const struct markdown_line *l)
{
  size_t least = p->in_list ? 2 * INDENT_CODE : INDENT_CODE;
  bool code = l->indent >= least && (p->after_blank || p->after_code) && !p->in_detail;
  if (code && !p->strict && p->after_html &&
      l->content.ptr[0] == '<') { /* HTML that goes on, not code */
    str_add(p->out, l->prefix);
    str_add(p->out, l->content);
    str_addc(p->out, '\n');
    p->in_html = true;
    return true;
  }
  if (code) pass_add_raw(p, l);
  p->after_code = code;
  return code;
}

/* `$$` on a line of its own, up to the next: code, so that its lines stay. */
static bool formula(struct pass *p, const struct markdown_line *l)
{
  if (!slice_starts(l->content, SLICE("$$")) ||
      slice_find(slice_from(l->content, 2), SLICE("$$")) != SLICE_NONE)
    return false;
  struct slice ahead = p->rest, text;
  size_t lines = 0;
  bool found = false;
  while (!found && lines++ < FORMULA_LINES_MAX && slice_line(&ahead, &text))
    found = slice_ends(slice_trim(text), SLICE("$$"));
  if (!found) return false;

  str_add(p->out, l->prefix);
  str_addf(p->out, "\n%.*s``` math\n", SLICE_ARG(l->prefix));
  if (l->content.len > 2)
    pass_add_raw(p,
                 &(struct markdown_line){ .prefix = l->prefix, .text = slice_from(l->content, 2) });
  while (lines-- > 0) {
    struct markdown_line inner;
    if (!pass_peek(p, &inner)) break;
    pass_skip_line(p);
    if (lines == 0) inner.text = slice_first(inner.content, inner.content.len - 2);
    if (lines > 0 || inner.text.len > 0) pass_add_raw(p, &inner);
  }
  str_addf(p->out, "%.*s```\n\n", SLICE_ARG(l->prefix));
  return true;
}

/* -- kramdown's own lines -- */

/* `{::comment}` up to `{:/comment}`, or `{:/}`. */
static void skip_comment(struct pass *p)
{
  struct slice ahead = p->rest, text;
  while (slice_line(&ahead, &text))
    if (slice_starts(slice_trim(text), SLICE("{:/"))) {
      p->rest = ahead;
      return;
    }
}

static bool attribute_line(struct pass *p, const struct markdown_line *l)
{
  bool attributes = slice_starts(l->content, SLICE("{:")) && slice_ends(l->content, SLICE("}")) &&
                    slice_find_char(l->content, '}') == l->content.len - 1;
  bool abbreviation =
      slice_starts(l->content, SLICE("*[")) && slice_find(l->content, SLICE("]:")) != SLICE_NONE;
  bool end_of_block = slice_eq(l->content, SLICE("^"));
  if (!attributes && !abbreviation && !end_of_block) return false;
  if (slice_starts(l->content, SLICE("{::comment}"))) skip_comment(p);
  if (!p->in_list) {
    str_add(p->out, l->prefix);
    str_addc(p->out, '\n');
  }
  return true;
}

/* An item that only holds the place of a table of contents. */
static bool contents_mark(struct pass *p, const struct markdown_line *l)
{
  struct markdown_line next;
  if (markdown_line_marker(l->content) == 0 || !pass_peek(p, &next)) return false;
  if (!slice_starts(next.content, SLICE("{:toc")) && !slice_starts(next.content, SLICE("{: toc")))
    return false;
  pass_skip_line(p);
  return true;
}

/* `##x` and `## x {#name}`. */
static bool heading(struct pass *p, const struct markdown_line *l)
{
  size_t level = 0;
  while (level < l->content.len && l->content.ptr[level] == '#') level++;
  struct slice text = slice_from(l->content, level);
  if (level == 0 || level > 6 || text.len == 0 || l->indent >= INDENT_CODE) return false;
  bool blank = text.ptr[0] == ' ' || text.ptr[0] == '\t';
  if (!blank && (level < 2 || p->strict || p->exact)) return false;
  str_add(p->out, l->prefix);
  str_pad(p->out, '#', level);
  str_addc(p->out, ' ');
  text = slice_trim(text);
  size_t at = text.len;
  while (slice_ends(text, SLICE("}")) && at > 0 && text.ptr[at - 1] != '{') at--;
  struct slice braces = slice_from(text, at > 0 ? at - 1 : text.len);
  if (slice_starts(braces, SLICE("{#")) || (slice_starts(braces, SLICE("{:")) && !p->strict)) {
    size_t mark = slice_find_char(braces, '#');
    struct slice id = slice_from(braces, mark == SLICE_NONE ? braces.len : mark + 1);
    size_t end = 0;
    while (end < id.len && !strchr(" }.\"<>&", id.ptr[end])) end++;
    if (end > 0) str_addf(p->out, "<a id=\"%.*s\"></a>", SLICE_ARG(slice_first(id, end)));
    text = slice_trim(slice_first(text, at - 1));
  }
  kramdown_inline(text, pass_inline_mode(p), p->out);
  str_addc(p->out, '\n');
  return true;
}

/* What is not indented is no part of a note. */
static bool footnote(struct pass *p, const struct markdown_line *l)
{
  struct markdown_line next;
  size_t end = slice_starts(l->content, SLICE("[^")) && l->indent < INDENT_CODE
                   ? slice_find_char(l->content, ']')
                   : SLICE_NONE;
  if (end == SLICE_NONE || !slice_starts(slice_from(l->content, end + 1), SLICE(":"))) return false;
  pass_add_text(p, l->prefix, l->text);
  if (pass_peek(p, &next) && next.content.len > 0 && next.indent < INDENT_CODE)
    str_addc(p->out, '\n');
  return true;
}

/* -- lines -- */

static void blank_line(struct pass *p, const struct markdown_line *l)
{
  struct markdown_line next;
  bool terms =
      p->in_paragraph && l->depth == 0 && pass_peek(p, &next) && markdown_line_is_detail(&next);
  pass_add_raw(p, l);
  p->in_html = false;
  p->after_blank = true;
  p->in_paragraph = terms;
}

static void text_line(struct pass *p, const struct markdown_line *l)
{
  size_t bracket = p->strict ? 0 : markdown_line_bracket(l->content);
  bool item = bracket == 0 && markdown_line_marker(l->content) > 0, goes_on = p->in_paragraph;
  if (item)
    p->in_list = true;
  else if (p->after_blank && l->indent < 2)
    p->in_list = false;
  if (!p->in_paragraph) {
    p->paragraph = p->out->len;
    p->paragraph_indent = l->indent;
  }
  p->in_paragraph = !item;
  p->after_html = false;
  if (bracket) { /* is no list to kramdown; its lines stay apart all the same */
    str_add(p->out, l->prefix);
    str_add(p->out, slice_first(l->text, (size_t)(l->content.ptr - l->text.ptr)));
    str_addf(p->out, "%s%.*s\\", goes_on ? "<br>" : "", (int)bracket, l->content.ptr);
    pass_add_text(p, SLICE(""), slice_from(l->content, bracket));
    return;
  }
  if (goes_on && p->exact && p->kramdown && kramdown_is_ruler(l->content)) {
    str_add(p->out, l->prefix); /* its tables begin no later than their paragraph */
    str_addc(p->out, '\\');
    str_add(p->out, l->content);
    str_addc(p->out, '\n');
    return;
  }
  pass_add_text(p, l->prefix, l->text);
}

/* More cells than a table can have: the time cmark takes to part them grows
 * with the square of their number. */
static bool too_many_cells(struct pass *p, const struct markdown_line *l)
{
  size_t bars = 0;
  for (size_t i = 0; l->text.len > CELLS_MAX && i < l->text.len; i++) bars += l->text.ptr[i] == '|';
  if (bars <= CELLS_MAX) return false;
  str_add(p->out, l->prefix);
  for (size_t i = 0; i < l->text.len; i++) {
    if (l->text.ptr[i] == '|') str_addc(p->out, '\\');
    str_addc(p->out, l->text.ptr[i]);
  }
  str_addc(p->out, '\n');
  return true;
}

/* A line that looks like the one under a table's heading, and is not: cmark
 * goes through all of the paragraph again at each. */
static bool ruler(struct pass *p, const struct markdown_line *l)
{
  if (p->before_cells == 0 || p->table_cells > 0 || !kramdown_is_ruler(l->content)) return false;
  if (p->exact && p->kramdown) return false; /* all are text: see text_line */
  if (kramdown_cells(l->content) == p->before_cells) {
    p->table_cells = p->before_cells;
    p->filled = 0;
    return false;
  }
  str_add(p->out, l->prefix);
  str_addc(p->out, '\\');
  str_add(p->out, l->content);
  str_addc(p->out, '\n');
  p->cells = 1;
  return true;
}

/* To kramdown all that follows a quotation's line without a blank one is in it too, and
 * not only what goes on in its paragraph. */
static void stay_in_quote(struct pass *p, struct markdown_line *l)
{
  if (p->fence || p->in_html) { /* what looks like one there is none */
    p->quote_depth = 0;
    return;
  }
  bool ends = l->content.len == 0 || strchr("<^", l->content.ptr[0]) ||
              slice_starts(l->content, SLICE("{:")) || markdown_line_fence(l->content) > 0;
  if (p->quote_depth == 0) p->quote_in_list = p->in_list;
  if (!p->strict && !ends && !p->quote_in_list && l->depth < p->quote_depth) {
    l->prefix = p->quote;
    l->depth = p->quote_depth;
  }
  p->quote = l->prefix;
  p->quote_depth = l->depth;
}

static void take_line(struct pass *p, const struct markdown_line *l)
{
  enum { STRICT_READERS = 3, EXTENDED_READERS = 5 };
  static bool (*const readers[])(struct pass *, const struct markdown_line *) = {
    indented_code,  pass_html_block, ruler,    pass_definition, heading,          contents_mark,
    attribute_line, formula,         footnote, pass_table,      pass_barred_text,
  };
  p->before_cells = p->cells;
  p->cells = 0;
  if (p->before_cells == 0) p->table_cells = 0;
  size_t count = sizeof readers / sizeof *readers;
  if (p->strict) count = p->extended ? EXTENDED_READERS : STRICT_READERS;
  if (fenced(p, l) || too_many_cells(p, l)) {
    p->in_paragraph = p->after_blank = false;
    return;
  }
  if (l->content.len == 0) {
    blank_line(p, l);
    return;
  }
  pass_leave_detail(p, l);
  for (size_t i = 0; i < count; i++) {
    if (!readers[i](p, l)) continue;
    p->in_paragraph = p->after_blank = false;
    return;
  }
  text_line(p, l);
  p->after_blank = false;
}

/* Nothing that began before the line goes on in it. */
static bool starts_anew(const struct pass *p, const struct markdown_line *l)
{
  return p->after_blank && !p->fence && !p->in_definitions && l->depth == 0 && l->indent == 0 &&
         l->content.len > 0 && markdown_line_marker(l->content) == 0;
}

size_t kramdown_to_commonmark(struct slice markdown, unsigned format, size_t enough,
                              struct str *out)
{
  struct pass p = { .rest = markdown, .out = out, .after_blank = true };
  p.exact = format & DOC_EXACT;
  format &= ~(unsigned)DOC_EXACT;
  p.kramdown = format == DOC_MARKDOWN;
  p.strict = !p.kramdown && format != DOC_MARKDOWN_ANY;
  p.extended = format != DOC_COMMONMARK;
  p.ahead_bytes = 4 * markdown.len;
  struct slice text, before = markdown;
  str_reserve(out, slice_first(markdown, enough).len);
  for (; slice_line(&p.rest, &text); before = p.rest) {
    struct markdown_line l = markdown_line_split(text);
    if ((size_t)(before.ptr - markdown.ptr) >= enough && starts_anew(&p, &l)) break;
    stay_in_quote(&p, &l);
    take_line(&p, &l);
  }
  pass_close_definitions(&p);
  return (size_t)(before.ptr - markdown.ptr);
}
