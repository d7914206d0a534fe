#include "doc/read.h"

#include "doc/kramdown.h"

#include <pthread.h>

#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#ifdef HAVE_CMARK_GFM
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#else
#include <cmark.h>
#endif

/* cmark-gfm keeps what its extensions look for in tables of its own that each parse changes:
 * one thread at a time. */
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

#ifdef HAVE_CMARK_GFM
static cmark_node *parse(struct slice text, cmark_parser **parser)
{
  static const char *const names[] = { "table", "strikethrough", "autolink", "tasklist" };
  cmark_gfm_core_extensions_ensure_registered();
  *parser = cmark_parser_new(CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES |
                             CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
    if (extension) cmark_parser_attach_syntax_extension(*parser, extension);
  }
  cmark_parser_feed(*parser, text.ptr, text.len);
  return cmark_parser_finish(*parser);
}

static char *render(cmark_node *root, cmark_parser *parser)
{
  return cmark_render_html(root, CMARK_OPT_UNSAFE, cmark_parser_get_syntax_extensions(parser));
}
#else
static cmark_node *parse(struct slice text, cmark_parser **parser)
{
  *parser = cmark_parser_new(CMARK_OPT_UNSAFE);
  cmark_parser_feed(*parser, text.ptr, text.len);
  return cmark_parser_finish(*parser);
}

static char *render(cmark_node *root, cmark_parser *parser)
{
  (void)parser;
  return cmark_render_html(root, CMARK_OPT_UNSAFE);
}
#endif

/* cmark's tree takes fifty times the memory of its text: long texts go through
 * in pieces.  A piece knows the footnotes and references of its own only. */
enum { PIECE_BYTES = 4 << 20 };

static void convert_piece(struct slice commonmark, struct str *html)
{
  cmark_parser *parser;
  pthread_mutex_lock(&one_at_a_time);
  cmark_node *root = parse(commonmark, &parser);
  char *rendered = render(root, parser);
  str_adds(html, rendered);
  free(rendered);
  cmark_node_free(root);
  cmark_parser_free(parser);
  pthread_mutex_unlock(&one_at_a_time);
}

void markdown_to_html(struct slice markdown, unsigned format, struct str *html)
{
  struct str text = STR_INIT;
  while (markdown.len > 0) {
    str_clear(&text);
    size_t used = kramdown_to_commonmark(markdown, format, PIECE_BYTES, &text);
    convert_piece(str_slice(&text), html);
    markdown = slice_from(markdown, used);
  }
  str_free(&text);
}
