#include "doc/markdown_line.h"

#include "base/ascii.h"
#include "doc/html_tag.h"

struct markdown_line markdown_line_split(struct slice text)
{
  struct markdown_line l = { .prefix = slice_first(text, 0) };
  size_t at = 0;
  for (;;) {
    size_t mark = at;
    while (mark < text.len && mark < at + 3 && text.ptr[mark] == ' ') mark++;
    if (mark >= text.len || text.ptr[mark] != '>') break;
    at = mark + 1;
    if (at < text.len && text.ptr[at] == ' ') at++;
    l.depth++;
  }
  l.prefix = slice_first(text, at);
  l.text = slice_from(text, at);
  size_t i = 0;
  for (; i < l.text.len && (l.text.ptr[i] == ' ' || l.text.ptr[i] == '\t'); i++)
    l.indent += l.text.ptr[i] == '\t' ? 4 - l.indent % 4 : 1;
  l.content = slice_trim(slice_from(l.text, i));
  return l;
}

size_t markdown_line_marker(struct slice content)
{
  size_t i = 0;
  if (content.len > 1 && strchr("*+-", content.ptr[0])) {
    i = 1;
  } else {
    while (i < content.len && i < 9 && ascii_is_digit(content.ptr[i])) i++;
    if (i == 0 || i >= content.len || (content.ptr[i] != '.' && content.ptr[i] != ')')) return 0;
    i++;
  }
  return i < content.len && (content.ptr[i] == ' ' || content.ptr[i] == '\t') ? i + 1 : 0;
}

size_t markdown_line_bracket(struct slice content)
{
  size_t marker = markdown_line_marker(content);
  return marker > 2 && content.ptr[marker - 2] == ')' ? marker - 2 : 0;
}

size_t markdown_line_fence(struct slice content)
{
  size_t marks = 0;
  if (content.len == 0 || (content.ptr[0] != '`' && content.ptr[0] != '~')) return 0;
  while (marks < content.len && content.ptr[marks] == content.ptr[0]) marks++;
  bool code_span =
      content.ptr[0] == '`' && slice_find_char(slice_from(content, marks), '`') != SLICE_NONE;
  return marks >= 3 && !code_span ? marks : 0;
}

bool markdown_line_is_detail(const struct markdown_line *l)
{
  return l->content.len > 1 && l->content.ptr[0] == ':' && html_is_space(l->content.ptr[1]) &&
         l->indent < INDENT_CODE;
}
