#include "cli/link_list.h"
#include "cli/open.h"
#include "cli/show_stats.h"
#include "layout/layout.h"

enum { COLUMNS_DEFAULT = 80, COLUMNS_LEAST = 1 };

static uint32_t text_width(const struct call *c)
{
  uint32_t columns = flag_number(&c->arguments, FLAG_WIDTH, COLUMNS_DEFAULT);
  bool given = flag_given(&c->arguments, FLAG_WIDTH);
  if (!given && c->out.terminal && c->out.columns < columns) columns = c->out.columns;
  return columns < COLUMNS_LEAST ? COLUMNS_LEAST : columns;
}

/* No mark hangs into a margin: there is none, and no line is to be wider than
 * was asked for. */
static struct layout_options layout_for(const struct call *c, const struct article *a)
{
  const struct arguments *given = &c->arguments;
  struct layout_options o = article_layout(a, &c->options, text_width(c), c->out.ambiguous);
  o.hang = false;
  if (flag_given(given, FLAG_IMAGES)) o.images = flag_is(given, FLAG_IMAGES, "caption");
  o.folded = o.plain = flag_given(given, FLAG_BODY); /* all of it, and nothing else */
  return o;
}

static void print_links(struct printer *p, const struct article *a)
{
  link_list links = { 0 };
  link_list_of(a, &links);
  if (links.count) print_end_line(p);
  for (size_t i = 0; i < links.count; i++) {
    print_words(p, "[");
    print_number(p, STYLE_TEXT, i + 1, 0);
    print_words(p, "] ");
    p->used = 0;
    print_whole(p, STYLE_LINK_TARGET, links.items[i].url);
    print_end_line(p);
  }
  link_list_free(&links);
}

static void print_article(struct call *c, const struct article *a)
{
  struct layout_options options = layout_for(c, a);
  struct lines lines;
  lines_init(&lines);
  layout_doc(a->doc, &options, &lines);
  print_lines(&c->out, &lines);
  lines_free(&lines);
  if (flag_given(&c->arguments, FLAG_LINKS)) print_links(&c->out, a);
}

enum cli_exit verb_show(struct call *c)
{
  if (flag_given(&c->arguments, FLAG_STATS)) return show_stats(c);
  unsigned flags = flag_given(&c->arguments, FLAG_BODY) ? ARTICLE_BODY_ONLY | ARTICLE_EXACT : 0;
  size_t count = c->arguments.operands.count, shown = 0;
  for (size_t i = 0; i < count; i++) {
    struct opened opened;
    if (open_article(c, c->arguments.operands.items[i], false, flags, &opened)) {
      if (shown++) {
        print_end_line(&c->out);
        print_rule(&c->out, text_width(c));
        print_end_line(&c->out);
      }
      print_article(c, opened.article);
    }
    opened_free(&opened);
  }
  if (shown == count) return EXIT_DONE;
  return shown ? EXIT_SKIPPED : EXIT_TROUBLE;
}
