#include "layout/layout.h"

#include "doc/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct node *add(struct doc *d, struct node *parent, enum node_kind kind, const char *text)
{
  struct node *block = node_new(d, kind);
  node_append(parent, block);
  if (!text) return block;
  struct node *leaf = node_new(d, NODE_TEXT);
  leaf->text = slice_of(text);
  node_append(block, leaf);
  return block;
}

static struct layout_options at(uint32_t columns)
{
  return (struct layout_options){ .columns = columns, .ambiguous = AMBIGUOUS_NARROW };
}

/* "style:text" of each span but blanks, lines parted by a slash. */
static void describe(const struct lines *l, bool styles, struct str *out)
{
  for (size_t i = 0; i < l->line.count; i++) {
    const struct line *line = &l->line.items[i];
    if (i > 0) str_addc(out, '/');
    for (uint32_t k = 0; k < line->count; k++) {
      const struct span *s = &l->span.items[line->first + k];
      if (styles && s->style != STYLE_TEXT) str_addf(out, "%s:", style_name((enum style)s->style));
      str_add(out, span_text(l, s));
    }
  }
}

static void assert_layout(struct doc *d, const struct layout_options *options, bool styles,
                          const char *expected)
{
  struct lines lines;
  struct str found = STR_INIT;
  lines_init(&lines);
  doc_number(d);
  layout_doc(d, options, &lines);
  describe(&lines, styles, &found);
  assert_string_equal(found.ptr, expected);
  str_free(&found);
  lines_free(&lines);
}

static void test_head_and_foot(void **state)
{
  (void)state;
  struct doc *d = doc_new();
  struct layout_options options = at(20);
  add(d, d->root, NODE_TITLE, "一二三四五六七八九十甲乙");
  add(d, d->root, NODE_FACTS, "3月21日");
  add(d, d->root, NODE_PARAGRAPH, "正文");
  add(d, d->root, NODE_PARAGRAPH, "（来源：东港报）")->flags = NODE_ATTRIBUTION;
  add(d, d->root, NODE_FACTS, "原文");
  add(d, d->root, NODE_FACTS, "返回");
  /* the title's lines are alike; the attribution ends at the margin */
  assert_layout(d, &options, true,
                "title:一二三四五六/title:七八九十甲乙/facts:3月21日//正文//"
                "    attribution:（来源：东港报）//facts:原文/facts:返回");
  options.columns = 10;
  options.paragraphs = PARAGRAPHS_INDENT;
  assert_layout(d, &options, false,
                "一二三四/五六七八/九十甲乙/3月21日//  正文//（来源：东/港报）//原文/返回");
  doc_free(d);
}

static void test_folded(void **state)
{
  (void)state;
  struct doc *d = doc_new();
  struct layout_options options = at(20);
  add(d, d->root, NODE_PARAGRAPH, "one");
  struct node *quote = add(d, d->root, NODE_QUOTE, NULL);
  add(d, quote, NODE_PARAGRAPH, "digest");
  quote->flags = NODE_FOLDED;
  struct node *mixed = add(d, d->root, NODE_PARAGRAPH, "two");
  struct node *link = add(d, mixed, NODE_LINK, " more");
  link->flags = NODE_FOLDED;
  add(d, d->root, NODE_PARAGRAPH, "three")->flags = NODE_FOLDED;
  assert_layout(d, &options, false, "one//two");
  options.folded = true;
  assert_layout(d, &options, false, "one//| digest//two more//three");
  doc_free(d);
}

static void test_links(void **state)
{
  (void)state;
  struct doc *d = doc_new();
  struct node *paragraph = add(d, d->root, NODE_PARAGRAPH, "a");
  struct node *first = add(d, paragraph, NODE_LINK, "b");
  first->link.url = SLICE("https://one.example/");
  struct node *quiet = add(d, paragraph, NODE_LINK, "c");
  quiet->link.url = SLICE("https://two.example/");
  quiet->flags = NODE_QUIET;
  struct lines lines;
  struct layout_options options = at(20);
  lines_init(&lines);
  doc_number(d);
  layout_doc(d, &options, &lines);
  assert_int_equal(lines.span.count, 3);
  assert_int_equal(lines.span.items[0].link, 0);
  assert_int_equal(lines.span.items[1].link, 1);
  assert_int_equal(lines.span.items[1].style, STYLE_LINK);
  assert_int_equal(lines.span.items[2].link, 2);
  assert_int_equal(lines.span.items[2].style, STYLE_LINK_QUIET);
  lines_free(&lines);
  doc_free(d);
}

/* What no reader makes, but a tree can hold. */
static void test_odd_trees(void **state)
{
  (void)state;
  struct doc *d = doc_new();
  struct layout_options options = at(20);
  assert_layout(d, &options, false, "");
  add(d, d->root, NODE_PARAGRAPH, NULL);
  add(d, d->root, NODE_PARAGRAPH, "  ");
  add(d, d->root, NODE_TABLE, NULL);
  add(d, add(d, d->root, NODE_TABLE, NULL), NODE_ROW, NULL);
  add(d, d->root, NODE_CODE_BLOCK, NULL);
  assert_layout(d, &options, false, "");
  add(d, d->root, NODE_STRONG, "stray");
  add(d, add(d, d->root, NODE_ROW, NULL), NODE_CELL, "cell");
  add(d, add(d, d->root, NODE_ITEM, NULL), NODE_PARAGRAPH, "item");
  assert_layout(d, &options, false, "stray//cell//* item");
  options.columns = 0;
  struct lines lines;
  lines_init(&lines);
  layout_doc(d, &options, &lines);
  assert_true(lines.line.count > 10);
  lines_free(&lines);
  doc_free(d);
}

static void test_anchors(void **state)
{
  (void)state;
  struct slice html = SLICE("<p>First paragraph of some length.</p><h2>Second</h2>"
                            "<ul><li>third<li>fourth</ul><table><tr><td>a<td>b</table>");
  struct doc *d = doc_read(html, DOC_HTML, NULL);
  struct lines lines;
  struct layout_options options = at(20);
  lines_init(&lines);
  layout_doc(d, &options, &lines);
  assert_int_equal(d->headings.count, 1);
  size_t line = lines_at(&lines, d->headings.items[0]->position);
  struct slice text = span_text(&lines, &lines.span.items[lines.line.items[line].first]);
  assert_true(slice_eq(text, SLICE("Second")));
  /* a blank line stands where what follows it stands */
  assert_int_equal(lines.line.items[line - 1].count, 0);
  assert_int_equal(lines.line.items[line - 1].position, lines.line.items[line].position);
  /* and in the middle of a paragraph */
  assert_int_equal(lines_at(&lines, 0), 0);
  assert_int_equal(lines_at(&lines, 20), 1);
  assert_true(lines.line.items[0].soft);
  assert_false(lines.line.items[0].joined);
  assert_false(lines.line.items[1].soft);
  lines_free(&lines);
  doc_free(d);
}

static void test_appends(void **state)
{
  (void)state;
  struct lines lines;
  struct layout_options options = at(20);
  struct str found = STR_INIT;
  lines_init(&lines);
  layout_text(SLICE("a message that is long\nand \033[31mbad"), STYLE_ERROR, &options, &lines);
  struct doc *d = doc_new();
  add(d, d->root, NODE_HEADING, "no blank line before");
  layout_doc(d, &options, &lines);
  describe(&lines, true, &found);
  assert_string_equal(found.ptr, "error:a message that is/error:long/error:and error:[31mbad/"
                                 "heading:no blank line before");
  str_free(&found);
  lines_free(&lines);
  doc_free(d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_head_and_foot), cmocka_unit_test(test_folded),
    cmocka_unit_test(test_links),         cmocka_unit_test(test_odd_trees),
    cmocka_unit_test(test_anchors),       cmocka_unit_test(test_appends),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
