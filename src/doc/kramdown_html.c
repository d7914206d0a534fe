#include "doc/kramdown_pass.h"

#include "base/ascii.h"
#include "doc/html_element.h"
#include "doc/html_tag.h"

enum { TAG_BYTES_MAX = 4096 }; /* of a tag inside a whole element */

/* Goes on copying lines until one holds `end`. */
static void raw_block(struct pass *p, const struct markdown_line *l, struct slice end)
{
  struct markdown_line inner = *l;
  pass_add_raw(p, &inner);
  struct slice text = slice_from(inner.content, 2);
  while (slice_find_nocase(text, end) == SLICE_NONE && pass_peek(p, &inner)) {
    pass_skip_line(p);
    pass_add_raw(p, &inner);
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

/* -- a whole element, which kramdown leaves alone up to its end tag -- */

static bool holds_blocks(const struct html_element *e)
{
  static const bool roles[ROLE_COUNT] = {
    [ROLE_FLOW] = true, [ROLE_TEXT] = true,  [ROLE_CONTAINER] = true,  [ROLE_LIST] = true,
    [ROLE_ITEM] = true, [ROLE_TABLE] = true, [ROLE_DEFINITION] = true, [ROLE_CELL] = true,
  };
  return roles[e->role];
}

/* How long the element is that `text` begins with; SLICE_NONE: it is not closed
 * within what may still be looked at, or has Markdown in it. */
static size_t element_bytes(struct pass *p, struct slice text, struct slice name)
{
  size_t at = 0, open = 0;
  text = slice_first(text, p->ahead_bytes);
  while (at < text.len) {
    size_t next = slice_find_char(slice_from(text, at), '<');
    struct html_tag tag;
    if (next == SLICE_NONE) break;
    at += next;
    struct slice rest = slice_from(text, at);
    if (slice_starts(rest, SLICE("<!--"))) {
      size_t end = slice_find(rest, SLICE("-->"));
      if (end == SLICE_NONE) break;
      at += end;
    } else if (html_tag_scan(slice_first(rest, TAG_BYTES_MAX), &tag)) {
      if (slice_find(tag.attributes, SLICE("markdown=")) != SLICE_NONE) break;
      at += tag.bytes;
      if (!slice_eq_nocase(tag.name, name)) continue;
      open += tag.end ? (size_t)-1 : 1;
      if (open == 0) {
        p->ahead_bytes -= at;
        return at;
      }
    } else {
      at++;
    }
  }
  p->ahead_bytes -= at < text.len ? at : text.len;
  return SLICE_NONE;
}

/* Blank lines would end it for CommonMark: there a blank stands as a reference. */
static bool whole_element(struct pass *p, const struct markdown_line *l, struct slice name)
{
  if (!p->kramdown || l->depth > 0 || !holds_blocks(html_element_at(html_element_number(name))))
    return false;
  const char *end = p->rest.ptr + p->rest.len;
  struct slice text = { l->content.ptr, (size_t)(end - l->content.ptr) };
  size_t bytes = element_bytes(p, text, name);
  if (bytes == SLICE_NONE) return false;
  struct markdown_line inner = *l;
  if (p->in_paragraph) str_addc(p->out, '\n');
  pass_add_raw(p, &inner);
  while (p->rest.ptr < text.ptr + bytes && pass_peek(p, &inner)) {
    pass_skip_line(p);
    if (slice_trim(inner.text).len == 0 && inner.depth == 0) inner.text = SLICE("&#32;");
    pass_add_raw(p, &inner);
  }
  str_addc(p->out, '\n');
  p->after_html = true;
  return true;
}

bool pass_html_block(struct pass *p, const struct markdown_line *l)
{
  char next = l->content.len > 1 ? l->content.ptr[1] : ' ';
  bool name = ascii_is_letter(next) || next == '/';
  if (p->in_html) {
    pass_add_raw(p, l);
    return true;
  }
  if (l->content.ptr[0] != '<' || l->indent >= INDENT_CODE) return false;
  if (raw_html(p, l)) return true;
  struct html_tag tag;
  bool title = slice_eq_nocase(slice_first(l->content, 6), SLICE("<title"));
  if (title && slice_find_nocase(l->content, SLICE("</title")) == SLICE_NONE) return false;
  static const char inlines[] =
      "a abbr acronym b bdo big br button cite code del dfn em font i img "
      "input ins kbd label mark q rb rp rt ruby s samp select small span "
      "strong sub sup tt u var";
  if (!name || !html_tag_scan(l->content, &tag) || html_has_word(slice_of(inlines), tag.name) ||
      slice_ends(tag.name, SLICE(":"))) /* an address */
    return false;
  if (!tag.end && whole_element(p, l, tag.name)) return true;
  pass_add_raw(p, l);
  if (!p->strict && slice_find(tag.attributes, SLICE("markdown=")) != SLICE_NONE) {
    str_addc(p->out, '\n');
    p->after_html = true;
  } else {
    p->in_html = p->after_html = true;
  }
  return true;
}
