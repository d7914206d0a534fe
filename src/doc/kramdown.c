#include "doc/kramdown.h"

#include "base/ascii.h"
#include "doc/html_tag.h"
#include "doc/kramdown_inline.h"
#include "doc/kramdown_table.h"
#include "doc/markdown_line.h"

enum {
  CELLS_MAX = 1100,        /* of a table's row */
  FORMULA_LINES_MAX = 200, /* looked ahead for its end */
};

/* The pass goes line by line and keeps what a line's meaning depends on. */
struct pass {
  struct slice rest;
  struct str *out;
  bool strict;
  char fence; /* of the code block we are in, or NUL */
  size_t fence_marks;
  size_t fence_depth; /* of quotations around it */
  bool in_list, in_html, after_html, after_blank, after_code;
  bool in_paragraph;
  size_t paragraph; /* where it begins in *out */
  bool in_definitions, in_detail;
  size_t cells; /* of the line before, were it a row; 0: it was no text */
  size_t before_cells;
  size_t table_cells; /* of the table we are in, or 0 */
  size_t filled;      /* empty cells it was given */
  bool no_comment_end, no_script_end, no_style_end, no_textarea_end;
};

static bool peek(const struct pass *p, struct markdown_line *next)
{
  struct slice rest = p->rest, text;
  if (!slice_line(&rest, &text)) return false;
  *next = markdown_line_split(text);
  return true;
}

static void skip_line(struct pass *p)
{
  struct slice text;
  slice_line(&p->rest, &text);
}

static void add_raw(struct pass *p, const struct markdown_line *l)
{
  str_add(p->out, l->prefix);
  str_add(p->out, l->text);
  str_addc(p->out, '\n');
}

static void add_text(struct pass *p, struct slice prefix, struct slice text)
{
  p->cells = kramdown_cells(text);
  if (p->table_cells > p->cells) p->filled += p->table_cells - p->cells;
  if (p->filled > KRAMDOWN_FILL_MAX) { /* enough of a table */
    p->filled = p->table_cells = 0;
    str_addc(p->out, '\n');
  }
  str_add(p->out, prefix);
  kramdown_inline(text, p->strict, p->out);
  str_addc(p->out, '\n');
}

/* -- code -- */

static bool fenced(struct pass *p, const struct markdown_line *l)
{
  if (!p->fence) {
    size_t item = markdown_line_marker(l->content);
    struct slice content = slice_trim(slice_from(l->content, item));
    size_t marks = l->indent < INDENT_CODE || p->in_list ? markdown_line_fence(content) : 0;
    if (!marks) return false;
    p->fence = content.ptr[0];
    p->fence_marks = marks;
    p->fence_depth = l->depth;
    p->in_list |= item > 0;
    add_raw(p, l);
    return true;
  }
  if (l->depth < p->fence_depth) {
    p->fence = '\0';
    return false;
  }
  size_t marks = markdown_line_fence(l->content);
  if (marks >= p->fence_marks && marks == l->content.len && l->content.ptr[0] == p->fence)
    p->fence = '\0';
  add_raw(p, l);
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
  if (code) add_raw(p, l);
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
    add_raw(p, &(struct markdown_line){ .prefix = l->prefix, .text = slice_from(l->content, 2) });
  while (lines-- > 0) {
    struct markdown_line inner;
    if (!peek(p, &inner)) break;
    skip_line(p);
    if (lines == 0) inner.text = slice_first(inner.content, inner.content.len - 2);
    if (lines > 0 || inner.text.len > 0) add_raw(p, &inner);
  }
  str_addf(p->out, "%.*s```\n\n", SLICE_ARG(l->prefix));
  return true;
}

/* -- HTML -- */

/* Goes on copying lines until one holds `end`. */
static void raw_block(struct pass *p, const struct markdown_line *l, struct slice end)
{
  struct markdown_line inner = *l;
  add_raw(p, &inner);
  struct slice text = slice_from(inner.content, 2);
  while (slice_find_nocase(text, end) == SLICE_NONE && peek(p, &inner)) {
    skip_line(p);
    add_raw(p, &inner);
    text = inner.text;
  }
}

/* Elements and comments whose content is no Markdown; left open they would
 * take in the rest of the post, so then they are text. */
static bool raw_html(struct pass *p, const struct markdown_line *l)
{
  const struct {
    struct slice start, end;
    bool *none;
  } kinds[] = {
    { SLICE("<!--"), SLICE("-->"), &p->no_comment_end },
    { SLICE("<script"), SLICE("</script"), &p->no_script_end },
    { SLICE("<style"), SLICE("</style"), &p->no_style_end },
    { SLICE("<textarea"), SLICE("</textarea"), &p->no_textarea_end },
    { SLICE("<pre"), SLICE("</pre"), NULL },
  };
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    struct slice start = kinds[i].start;
    if (!slice_eq_nocase(slice_first(l->content, start.len), start)) continue;
    char after = l->content.len > start.len ? l->content.ptr[start.len] : ' ';
    if (i > 0 && !html_is_space(after) && after != '>') continue;
    bool open = slice_find_nocase(slice_from(l->content, start.len), kinds[i].end) == SLICE_NONE;
    if (open && kinds[i].none && !*kinds[i].none)
      *kinds[i].none = slice_find_nocase(p->rest, kinds[i].end) == SLICE_NONE;
    if (open && kinds[i].none && *kinds[i].none) {
      str_add(p->out, l->prefix);
      str_addc(p->out, '\\');
      str_add(p->out, l->content);
      str_addc(p->out, '\n');
    } else {
      raw_block(p, l, kinds[i].end);
    }
    return true;
  }
  return false;
}

static bool html_block(struct pass *p, const struct markdown_line *l)
{
  char next = l->content.len > 1 ? l->content.ptr[1] : ' ';
  bool name = ascii_is_letter(next) || next == '/';
  if (p->in_html) {
    add_raw(p, l);
    return true;
  }
  if (l->content.ptr[0] != '<' || l->indent >= INDENT_CODE) return false;
  if (raw_html(p, l)) return true;
  struct html_tag tag;
  bool title = slice_eq_nocase(slice_first(l->content, 6), SLICE("<title"));
  if (title && slice_find_nocase(l->content, SLICE("</title")) == SLICE_NONE) return false;
  static const char inlines[] = "a abbr b br code del em font i img input ins kbd label mark q "
                                "ruby s small span strong sub sup u var";
  if (!name || !html_tag_scan(l->content, &tag) || html_has_word(slice_of(inlines), tag.name))
    return false;
  add_raw(p, l);
  if (!p->strict && slice_find(tag.attributes, SLICE("markdown=")) != SLICE_NONE) {
    str_addc(p->out, '\n');
    p->after_html = true;
  } else {
    p->in_html = p->after_html = true;
  }
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
      slice_starts(l->content, SLICE("*[")) && slice_find(l->content, SLICE("]: ")) != SLICE_NONE;
  if (!attributes && !abbreviation) return false;
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
  if (markdown_line_marker(l->content) == 0 || !peek(p, &next)) return false;
  if (!slice_starts(next.content, SLICE("{:toc")) && !slice_starts(next.content, SLICE("{: toc")))
    return false;
  skip_line(p);
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
  if (!blank && level < 2) return false;
  str_add(p->out, l->prefix);
  str_pad(p->out, '#', level);
  str_addc(p->out, ' ');
  text = slice_trim(text);
  size_t at = slice_find(text, SLICE("{"));
  struct slice braces = slice_from(text, at == SLICE_NONE ? text.len : at);
  bool named = slice_starts(braces, SLICE("{#")) || slice_starts(braces, SLICE("{:"));
  if (named && slice_ends(braces, SLICE("}")) && slice_find_char(braces, '}') == braces.len - 1) {
    size_t mark = slice_find_char(braces, '#');
    struct slice id = slice_from(braces, mark == SLICE_NONE ? braces.len : mark + 1);
    size_t end = 0;
    while (end < id.len && !strchr(" }.\"<>&", id.ptr[end])) end++;
    if (end > 0) str_addf(p->out, "<a id=\"%.*s\"></a>", SLICE_ARG(slice_first(id, end)));
    text = slice_trim(slice_first(text, at));
  }
  kramdown_inline(text, p->strict, p->out);
  str_addc(p->out, '\n');
  return true;
}

static bool table(struct pass *p, const struct markdown_line *l)
{
  if (l->content.ptr[0] != '|' || l->indent >= INDENT_CODE || p->in_paragraph) return false;
  struct str lines = STR_INIT;
  struct markdown_line next = *l;
  for (;;) {
    str_add(&lines, next.content);
    str_addc(&lines, '\n');
    if (!peek(p, &next) || next.depth != l->depth || next.content.len == 0 ||
        next.content.ptr[0] != '|')
      break;
    skip_line(p);
  }
  kramdown_table(str_slice(&lines), l->prefix, p->out);
  str_free(&lines);
  return true;
}

/* -- definition lists: as HTML around Markdown -- */

static void close_detail(struct pass *p)
{
  if (p->in_detail) str_adds(p->out, "\n\n</dd>\n");
  p->in_detail = false;
}

static void close_definitions(struct pass *p)
{
  close_detail(p);
  if (p->in_definitions) str_adds(p->out, "</dl>\n\n");
  p->in_definitions = false;
}

/* The lines of the paragraph before the first detail are the terms. */
static void open_terms(struct pass *p)
{
  struct str terms = STR_INIT;
  struct slice line;
  str_add(&terms, slice_from(str_slice(p->out), p->paragraph));
  str_cut(p->out, p->paragraph);
  close_detail(p);
  if (!p->in_definitions) str_adds(p->out, "\n<dl>\n");
  p->in_definitions = true;
  struct slice rest = str_slice(&terms);
  while (slice_line(&rest, &line))
    if (slice_trim(line).len > 0) str_addf(p->out, "<dt>\n\n%.*s\n\n</dt>\n", SLICE_ARG(line));
  str_free(&terms);
}

/* After a blank line what is not indented is the next term, or ends the list. */
static void leave_detail(struct pass *p, const struct markdown_line *l)
{
  if (!p->in_detail || !p->after_blank || l->indent >= 2 || markdown_line_is_detail(l)) return;
  struct pass ahead = *p;
  struct markdown_line next;
  bool more = peek(&ahead, &next);
  if (more && next.content.len == 0) {
    skip_line(&ahead);
    more = peek(&ahead, &next);
  }
  if (more && markdown_line_is_detail(&next))
    close_detail(p);
  else
    close_definitions(p);
}

static bool definition(struct pass *p, const struct markdown_line *l)
{
  if (l->depth == 0 && markdown_line_is_detail(l) && (p->in_paragraph || p->in_detail) &&
      !p->in_list) {
    if (p->in_paragraph) open_terms(p);
    close_detail(p);
    str_adds(p->out, "<dd>\n\n");
    p->in_detail = true;
    p->in_paragraph = false;
    add_text(p, SLICE(""), slice_trim(slice_from(l->content, 1)));
    return true;
  }
  if (p->in_detail && (l->indent >= 2 || !p->after_blank)) {
    size_t cut = 0;
    while (cut < l->text.len && cut < 4 && l->text.ptr[cut] == ' ') cut++;
    add_text(p, SLICE(""), slice_from(l->text, cut));
    return true;
  }
  return false;
}

/* -- lines -- */

static void blank_line(struct pass *p, const struct markdown_line *l)
{
  struct markdown_line next;
  bool terms = p->in_paragraph && l->depth == 0 && peek(p, &next) && markdown_line_is_detail(&next);
  add_raw(p, l);
  p->in_html = false;
  p->after_blank = true;
  p->in_paragraph = terms;
}

static void text_line(struct pass *p, const struct markdown_line *l)
{
  bool item = markdown_line_marker(l->content) > 0;
  if (item)
    p->in_list = true;
  else if (p->after_blank && l->indent < 2)
    p->in_list = false;
  if (!p->in_paragraph) p->paragraph = p->out->len;
  p->in_paragraph = !item;
  p->after_html = false;
  add_text(p, l->prefix, l->text);
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

static void take_line(struct pass *p, const struct markdown_line *l)
{
  enum { STRICT_READERS = 3 };
  static bool (*const readers[])(struct pass *, const struct markdown_line *) = {
    indented_code,  html_block, ruler,   definition, contents_mark,
    attribute_line, formula,    heading, table,
  };
  p->before_cells = p->cells;
  p->cells = 0;
  if (p->before_cells == 0) p->table_cells = 0;
  size_t count = p->strict ? STRICT_READERS : sizeof readers / sizeof *readers;
  if (fenced(p, l) || too_many_cells(p, l)) {
    p->in_paragraph = p->after_blank = false;
    return;
  }
  if (l->content.len == 0) {
    blank_line(p, l);
    return;
  }
  leave_detail(p, l);
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

size_t kramdown_to_commonmark(struct slice markdown, bool strict, size_t enough, struct str *out)
{
  struct pass p = { .rest = markdown, .out = out, .strict = strict, .after_blank = true };
  struct slice text, before = markdown;
  str_reserve(out, slice_first(markdown, enough).len);
  for (; slice_line(&p.rest, &text); before = p.rest) {
    struct markdown_line l = markdown_line_split(text);
    if ((size_t)(before.ptr - markdown.ptr) >= enough && starts_anew(&p, &l)) break;
    take_line(&p, &l);
  }
  close_definitions(&p);
  return (size_t)(before.ptr - markdown.ptr);
}
