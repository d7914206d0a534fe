#include "doc/html_element.h"

#include <stdlib.h>

#define NOT_IN_P .closes = GROUP_PARAGRAPH, .stops = GROUP_SCOPE
#define FLOW     .role = ROLE_FLOW, .group = GROUP_SCOPE, NOT_IN_P
#define HEADING(n)                                                                                 \
  .role = ROLE_TEXT, .kind = NODE_HEADING, .level = n, .group = GROUP_SCOPE, NOT_IN_P
#define TEXT(k)          .role = ROLE_TEXT, .kind = k, .group = GROUP_SCOPE, NOT_IN_P
#define CONTAINER(k)     .role = ROLE_CONTAINER, .kind = k, .group = GROUP_SCOPE, NOT_IN_P
#define LIST             .group = GROUP_LIST | GROUP_SCOPE, NOT_IN_P
#define INLINE(k)        .role = ROLE_INLINE, .kind = k
#define FORMAT(k)        INLINE(k), .flags = ELEMENT_FORMATTING
#define MEDIA(k)         .role = ROLE_MEDIA, .kind = k
#define VOID             .flags = ELEMENT_VOID
#define NOTHING          .role = ROLE_SKIP, .flags = ELEMENT_VOID
#define GONE             .role = ROLE_SKIP, .flags = ELEMENT_RAW | ELEMENT_GONE
#define NOT_SHOWN        .role = ROLE_SKIP, .flags = ELEMENT_RAW | ELEMENT_GONE | ELEMENT_HIDES
#define BARE             .flags = ELEMENT_BARE
#define IN_TABLE(closed) .closes = closed, .stops = GROUP_TABLE
#define DEFINITION(k)                                                                              \
  .role = ROLE_DEFINITION, .kind = k, .group = GROUP_DEFINITION,                                   \
  .closes = GROUP_DEFINITION | GROUP_PARAGRAPH, .stops = GROUP_LIST | GROUP_SCOPE

/* Sorted by name; the first row stands for all elements that are not here. */
/* clang-format off */
static const struct html_element elements[] = {
  { "",           BARE },
  { "a",          .role = ROLE_LINK, .flags = ELEMENT_FORMATTING, .group = GROUP_LINK,
                  .closes = GROUP_LINK, .stops = GROUP_CELL | GROUP_TABLE },
  { "address",    FLOW },
  { "applet",     NOT_SHOWN },
  { "area",       NOTHING },
  { "article",    FLOW },
  { "aside",      FLOW },
  { "audio",      MEDIA(MEDIA_AUDIO), .flags = ELEMENT_HIDES },
  { "b",          FORMAT(NODE_STRONG) },
  { "base",       NOTHING },
  { "big",        .flags = ELEMENT_FORMATTING },
  { "blockquote", CONTAINER(NODE_QUOTE) },
  { "body",       BARE },
  { "br",         .role = ROLE_BREAK, VOID },
  { "button",     .role = ROLE_SPAN, .group = GROUP_SCOPE },
  { "canvas",     NOT_SHOWN },
  { "caption",    .role = ROLE_TEXT, .kind = NODE_CAPTION, .group = GROUP_SCOPE },
  { "center",     FLOW },
  { "cite",       INLINE(NODE_EMPHASIS) },
  { "code",       .role = ROLE_CODE, .flags = ELEMENT_FORMATTING },
  { "col",        NOTHING },
  { "colgroup",   BARE },
  { "dd",         DEFINITION(NODE_DETAIL) },
  { "del",        INLINE(NODE_STRIKE) },
  { "details",    CONTAINER(NODE_DETAILS) },
  { "dfn",        INLINE(NODE_EMPHASIS) },
  { "dialog",     FLOW },
  { "dir",        .role = ROLE_LIST, LIST },
  { "div",        .role = ROLE_FLOW, NOT_IN_P },
  { "dl",         .role = ROLE_CONTAINER, .kind = NODE_DEFINITIONS, LIST },
  { "dt",         DEFINITION(NODE_TERM) },
  { "em",         FORMAT(NODE_EMPHASIS) },
  { "embed",      MEDIA(MEDIA_FRAME), VOID },
  { "fieldset",   FLOW },
  { "figcaption", TEXT(NODE_CAPTION) },
  { "figure",     CONTAINER(NODE_FIGURE) },
  { "font",       .flags = ELEMENT_FORMATTING },
  { "footer",     FLOW },
  { "form",       FLOW },
  { "frame",      NOTHING },
  { "frameset",   BARE },
  { "h1",         HEADING(1) },
  { "h2",         HEADING(2) },
  { "h3",         HEADING(3) },
  { "h4",         HEADING(4) },
  { "h5",         HEADING(5) },
  { "h6",         HEADING(6) },
  { "head",       BARE },
  { "header",     FLOW },
  { "hgroup",     FLOW },
  { "hr",         .role = ROLE_RULE, VOID, NOT_IN_P },
  { "html",       BARE },
  { "i",          FORMAT(NODE_EMPHASIS) },
  { "iframe",     MEDIA(MEDIA_FRAME), .flags = ELEMENT_RAW | ELEMENT_HIDES },
  { "image",      MEDIA(MEDIA_IMAGE), VOID },
  { "img",        MEDIA(MEDIA_IMAGE), VOID },
  { "input",      .role = ROLE_INPUT, VOID },
  { "ins",        INLINE(NODE_UNDERLINE) },
  { "kbd",        INLINE(NODE_KEYBOARD) },
  { "legend",     FLOW },
  { "li",         .role = ROLE_ITEM, .group = GROUP_ITEM, .closes = GROUP_ITEM | GROUP_PARAGRAPH,
                  .stops = GROUP_LIST | GROUP_SCOPE },
  { "link",       NOTHING },
  { "listing",    .role = ROLE_PRE, .group = GROUP_SCOPE, NOT_IN_P },
  { "main",       FLOW },
  { "mark",       INLINE(NODE_MARK) },
  { "menu",       .role = ROLE_LIST, LIST },
  { "meta",       NOTHING },
  { "nav",        FLOW },
  { "nobr",       .flags = ELEMENT_FORMATTING },
  { "noembed",    NOT_SHOWN },
  { "noframes",   NOT_SHOWN },
  { "noscript",   NOT_SHOWN },
  { "object",     MEDIA(MEDIA_FRAME), .group = GROUP_SCOPE, .flags = ELEMENT_HIDES },
  { "ol",         .role = ROLE_LIST, LIST },
  { "optgroup",   .role = ROLE_OPTION, .closes = GROUP_OPTION, .stops = GROUP_SCOPE },
  { "option",     .role = ROLE_OPTION, .group = GROUP_OPTION, .closes = GROUP_OPTION,
                  .stops = GROUP_SCOPE },
  { "p",          .role = ROLE_TEXT, .kind = NODE_PARAGRAPH, .group = GROUP_PARAGRAPH, NOT_IN_P },
  { "param",      NOTHING },
  { "pre",        .role = ROLE_PRE, .group = GROUP_SCOPE, NOT_IN_P },
  { "q",          .role = ROLE_QUOTED },
  { "rb",         .role = ROLE_SPAN },
  { "rp",         .role = ROLE_SKIP, .group = GROUP_READING, .closes = GROUP_READING,
                  .stops = GROUP_SCOPE },
  { "rt",         .role = ROLE_READING, .group = GROUP_READING, .closes = GROUP_READING,
                  .stops = GROUP_SCOPE },
  { "ruby",       INLINE(NODE_RUBY) },
  { "s",          FORMAT(NODE_STRIKE) },
  { "samp",       INLINE(NODE_KEYBOARD) },
  { "script",     GONE },
  { "section",    FLOW },
  { "select",     .role = ROLE_SPAN, .group = GROUP_SCOPE, .flags = ELEMENT_HIDES },
  { "small",      .flags = ELEMENT_FORMATTING },
  { "source",     NOTHING },
  { "span",       .role = ROLE_SPAN },
  { "strike",     FORMAT(NODE_STRIKE) },
  { "strong",     FORMAT(NODE_STRONG) },
  { "style",      GONE },
  { "sub",        INLINE(NODE_SUBSCRIPT) },
  { "summary",    TEXT(NODE_SUMMARY) },
  { "sup",        .role = ROLE_SUPERSCRIPT, .kind = NODE_SUPERSCRIPT },
  { "svg",        NOT_SHOWN },
  { "table",      .role = ROLE_TABLE, .kind = NODE_TABLE, .group = GROUP_TABLE | GROUP_SCOPE,
                  NOT_IN_P },
  { "tbody",      .role = ROLE_SPAN, .group = GROUP_SECTION,
                  IN_TABLE(GROUP_SECTION | GROUP_ROW | GROUP_CELL) },
  { "td",         .role = ROLE_CELL, .kind = NODE_CELL, .group = GROUP_CELL | GROUP_SCOPE,
                  IN_TABLE(GROUP_CELL) },
  { "template",   NOT_SHOWN },
  { "textarea",   .role = ROLE_PRE, .flags = ELEMENT_RAW },
  { "tfoot",      .role = ROLE_SPAN, .group = GROUP_SECTION,
                  IN_TABLE(GROUP_SECTION | GROUP_ROW | GROUP_CELL) },
  { "th",         .role = ROLE_CELL, .kind = NODE_CELL, .group = GROUP_CELL | GROUP_SCOPE,
                  IN_TABLE(GROUP_CELL) },
  { "thead",      .role = ROLE_SPAN, .group = GROUP_SECTION,
                  IN_TABLE(GROUP_SECTION | GROUP_ROW | GROUP_CELL) },
  { "title",      GONE },
  { "tr",         .role = ROLE_CONTAINER, .kind = NODE_ROW, .group = GROUP_ROW,
                  IN_TABLE(GROUP_ROW | GROUP_CELL) },
  { "track",      NOTHING },
  { "tt",         .role = ROLE_CODE, .flags = ELEMENT_FORMATTING },
  { "u",          FORMAT(NODE_UNDERLINE) },
  { "ul",         .role = ROLE_LIST, LIST },
  { "var",        INLINE(NODE_EMPHASIS) },
  { "video",      MEDIA(MEDIA_VIDEO), .flags = ELEMENT_HIDES },
  { "wbr",        NOTHING },
  { "xmp",        .role = ROLE_PRE, .flags = ELEMENT_RAW, NOT_IN_P },
};
/* clang-format on */

_Static_assert(sizeof elements / sizeof *elements <= HTML_ELEMENT_MAX, "too many elements");

static int compare(const void *key, const void *row)
{
  const struct slice *name = key;
  const char *other = ((const struct html_element *)row)->name;
  for (size_t i = 0; i < name->len; i++) {
    int c = (unsigned char)name->ptr[i];
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    if (other[i] == '\0') return 1;
    int difference = c - (unsigned char)other[i];
    if (difference != 0) return difference;
  }
  return other[name->len] ? -1 : 0;
}

size_t html_element_number(struct slice name)
{
  const struct html_element *found =
      bsearch(&name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare);
  return found ? (size_t)(found - elements) : HTML_UNKNOWN;
}

const struct html_element *html_element_at(size_t number)
{
  return &elements[number];
}
