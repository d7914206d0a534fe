#include "doc/kramdown_pass.h"

/* Lists become HTML around Markdown; its lines are indented as the terms are,
 * so that it stays in the item of a list that it stands in. */
static void add_tag(struct pass *p, const char *tag, const char *after)
{
  str_pad(p->out, ' ', p->definition_indent);
  str_adds(p->out, tag);
  str_adds(p->out, after);
}

static void close_detail(struct pass *p)
{
  if (!p->in_detail) return;
  str_adds(p->out, "\n\n");
  add_tag(p, "</dd>", "\n");
  p->in_detail = false;
}

void pass_close_definitions(struct pass *p)
{
  close_detail(p);
  if (p->in_definitions) add_tag(p, "</dl>", "\n\n");
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
  p->definition_indent = p->in_list ? p->paragraph_indent : 0;
  if (!p->in_definitions) {
    str_addc(p->out, '\n');
    add_tag(p, "<dl>", "\n");
  }
  p->in_definitions = true;
  struct slice rest = str_slice(&terms);
  while (slice_line(&rest, &line)) {
    if (slice_trim(line).len == 0) continue;
    add_tag(p, "<dt>", "\n\n");
    str_add(p->out, line);
    str_adds(p->out, "\n\n");
    add_tag(p, "</dt>", "\n");
  }
  str_free(&terms);
}

/* After a blank line what is not indented is the next term, or ends the list. */
void pass_leave_detail(struct pass *p, const struct markdown_line *l)
{
  bool out = l->indent < p->definition_indent;
  if (!p->in_detail || (!out && !p->after_blank)) return;
  if (!out && (l->indent >= p->definition_indent + 2 || markdown_line_is_detail(l))) return;
  struct pass ahead = *p;
  struct markdown_line next;
  bool more = !out && pass_peek(&ahead, &next);
  if (more && next.content.len == 0) {
    pass_skip_line(&ahead);
    more = pass_peek(&ahead, &next);
  }
  if (more && markdown_line_is_detail(&next))
    close_detail(p);
  else
    pass_close_definitions(p);
}

static bool starts_detail(const struct pass *p, const struct markdown_line *l)
{
  if (l->depth > 0 || !markdown_line_is_detail(l) || (!p->in_paragraph && !p->in_detail))
    return false;
  size_t indent = p->in_paragraph ? p->paragraph_indent : p->definition_indent;
  return !p->in_list || (indent >= 2 && l->indent >= indent);
}

bool pass_definition(struct pass *p, const struct markdown_line *l)
{
  if (starts_detail(p, l)) {
    if (p->in_paragraph) open_terms(p);
    close_detail(p);
    add_tag(p, "<dd>", "\n\n");
    p->in_detail = true;
    p->in_paragraph = false;
    str_pad(p->out, ' ', p->definition_indent);
    pass_add_text(p, SLICE(""), slice_trim(slice_from(l->content, 1)));
    return true;
  }
  if (p->in_detail && (l->indent >= p->definition_indent + 2 || !p->after_blank)) {
    size_t cut = 0, indent = p->definition_indent;
    while (cut < l->text.len && cut < indent + 4 && l->text.ptr[cut] == ' ') cut++;
    str_pad(p->out, ' ', indent);
    pass_add_text(p, SLICE(""), slice_from(l->text, cut));
    return true;
  }
  return false;
}
