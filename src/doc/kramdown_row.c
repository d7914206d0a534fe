#include "doc/kramdown_pass.h"

#include "doc/kramdown_table.h"

bool pass_table(struct pass *p, const struct markdown_line *l)
{
  bool exact = p->exact && p->kramdown; /* pass_barred_text looks closer */
  if (exact || l->content.ptr[0] != '|' || l->indent >= INDENT_CODE || p->in_paragraph)
    return false;
  struct str lines = STR_INIT;
  struct markdown_line next = *l;
  for (;;) {
    str_add(&lines, next.content);
    str_addc(&lines, '\n');
    if (!pass_peek(p, &next) || next.depth != l->depth || next.content.len == 0 ||
        next.content.ptr[0] != '|')
      break;
    pass_skip_line(p);
  }
  kramdown_table(str_slice(&lines), l->prefix, pass_inline_mode(p), p->out);
  str_free(&lines);
  return true;
}

/* A paragraph with a bar in each of its lines is a table to kramdown, even where it was meant
 * as text; so is such an item of a list. */
bool pass_barred_text(struct pass *p, const struct markdown_line *l)
{
  size_t marker = markdown_line_bracket(l->content) ? 0 : markdown_line_marker(l->content);
  struct slice text = slice_from(l->content, marker), ahead = p->rest;
  if (!p->exact || !p->kramdown || p->in_paragraph ||
      l->indent >= (p->in_list ? 2 : 1) * INDENT_CODE)
    return false;
  struct str lines = STR_INIT;
  bool all = true;
  for (struct slice line = text; all;) {
    all = kramdown_has_bar(line);
    str_addf(&lines, "%s%.*s\n", slice_starts(line, SLICE("|")) ? "" : "|", SLICE_ARG(line));
    struct pass next_pass = { .rest = ahead };
    struct markdown_line next;
    if (!all || !pass_peek(&next_pass, &next) || next.depth != l->depth || next.content.len == 0)
      break;
    bool item = (marker || p->in_list) && markdown_line_marker(next.content) > 0;
    if (item || slice_starts(next.content, SLICE("{:"))) {
      all = !item || next.indent <= l->indent;
      break;
    }
    line = next.content;
    pass_skip_line(&next_pass);
    ahead = next_pass.rest;
  }
  if (all) {
    struct str prefix = STR_INIT;
    size_t first = l->prefix.len + (size_t)(text.ptr - l->text.ptr), start = p->out->len;
    str_add(&prefix, l->prefix);
    str_pad(&prefix, ' ', first - l->prefix.len);
    kramdown_table(str_slice(&lines), str_slice(&prefix), pass_inline_mode(p), p->out);
    char *to = p->out->ptr + start; /* the item's own mark, where kramdown_table has blanks */
    if (l->prefix.len) memcpy(to, l->prefix.ptr, l->prefix.len);
    memcpy(to + l->prefix.len, l->text.ptr, first - l->prefix.len);
    str_free(&prefix);
    p->rest = ahead;
    p->in_list |= marker > 0;
  }
  str_free(&lines);
  return all;
}
