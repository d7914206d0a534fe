#include "doc/node.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct node *add(struct doc *d, struct node *parent, enum node_kind kind)
{
  struct node *n = node_new(d, kind);
  node_append(parent, n);
  return n;
}

static struct node *say(struct doc *d, struct node *parent, struct slice text)
{
  struct node *n = add(d, parent, NODE_TEXT);
  n->text = text;
  return n;
}

static void test_kinds(void **state)
{
  (void)state;
  for (int a = 0; a < NODE_KIND_COUNT; a++) {
    assert_true(node_kind_name((enum node_kind)a)[0] != '\0');
    for (int b = 0; b < a; b++)
      assert_string_not_equal(node_kind_name((enum node_kind)a), node_kind_name((enum node_kind)b));
    struct node n = { .kind = (uint8_t)a };
    assert_false(node_is_leaf(&n) && node_holds_inlines(&n));
  }
  struct node quote = { .kind = NODE_QUOTE }, link = { .kind = NODE_LINK };
  assert_false(node_is_inline(&quote) || node_holds_inlines(&quote) || node_is_leaf(&quote));
  assert_true(node_is_inline(&link) && node_holds_inlines(&link));
}

static void test_order(void **state)
{
  (void)state;
  struct doc *d = doc_new();
  struct node *a = add(d, d->root, NODE_RULE), *c = add(d, d->root, NODE_RULE);
  struct node *b = node_new(d, NODE_RULE), *first = node_new(d, NODE_RULE);
  node_insert_before(c, b);
  node_insert_before(a, first);
  assert_ptr_equal(d->root->first, first);
  assert_ptr_equal(first->next, a);
  assert_ptr_equal(a->next, b);
  assert_ptr_equal(c->previous, b);
  node_remove(first);
  node_remove(c);
  node_remove(c);
  assert_ptr_equal(d->root->first, a);
  assert_ptr_equal(d->root->last, b);
  assert_null(a->previous);
  assert_null(b->next);
  doc_free(d);
}

static void test_walk(void **state)
{
  (void)state;
  struct doc *d = doc_new();
  struct node *quote = add(d, d->root, NODE_QUOTE);
  struct node *p = add(d, quote, NODE_PARAGRAPH);
  say(d, p, SLICE("x"));
  add(d, d->root, NODE_RULE);
  const struct {
    const struct node *node;
    bool entering;
  } wanted[] = { { d->root, true },       { quote, true },   { p, true },
                 { p->first, true },      { p, false },      { quote, false },
                 { d->root->last, true }, { d->root, false } };
  struct walk w = walk_start(d->root);
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    assert_true(walk_next(&w));
    assert_ptr_equal(w.node, wanted[i].node);
    assert_int_equal(w.entering, wanted[i].entering);
  }
  assert_false(walk_next(&w));
  assert_false(walk_next(&w));

  w = walk_start(quote);
  assert_true(walk_next(&w));
  walk_skip(&w);
  assert_true(walk_next(&w));
  assert_ptr_equal(w.node, quote);
  assert_false(w.entering);
  assert_false(walk_next(&w));
  doc_free(d);
}

static void test_number(void **state)
{
  (void)state;
  struct doc *d = doc_new();
  struct node *heading = add(d, d->root, NODE_HEADING);
  say(d, heading, SLICE("头"));
  struct node *p = add(d, d->root, NODE_PARAGRAPH);
  struct node *mark = add(d, p, NODE_FOOTNOTE_REF), *lost = add(d, p, NODE_FOOTNOTE_REF);
  mark->footnote.label = SLICE("b");
  lost->footnote.label = SLICE("none");
  struct node *link = add(d, p, NODE_LINK);
  link->link.url = SLICE("/x");
  struct node *picture = add(d, link, NODE_MEDIA), *no_url = add(d, p, NODE_LINK);
  picture->media.url = SLICE("/p.png");
  struct node *text = say(d, no_url, SLICE("abc"));
  struct node *code = add(d, d->root, NODE_CODE_BLOCK);
  code->code.text = SLICE("12345");
  struct node *digest = add(d, d->root, NODE_PARAGRAPH), *hidden = add(d, digest, NODE_LINK);
  struct node *last = add(d, add(d, d->root, NODE_PARAGRAPH), NODE_LINK);
  digest->flags |= NODE_FOLDED;
  hidden->link.url = SLICE("/h");
  last->link.url = SLICE("/l");
  struct node *a = add(d, d->root, NODE_FOOTNOTE), *b = add(d, d->root, NODE_FOOTNOTE);
  a->footnote.label = SLICE("a");
  b->footnote.label = SLICE("b");
  for (int again = 0; again < 2; again++) {
    doc_number(d);
    assert_int_equal(d->links.count, 4);
    assert_int_equal(link->link.number, 1);
    assert_int_equal(picture->media.number, 2);
    assert_int_equal(last->link.number, 3);
    assert_int_equal(hidden->link.number, 4); /* what is folded comes last */
    assert_int_equal(no_url->link.number, 0);
    assert_int_equal(d->headings.count, 1);
    assert_int_equal(d->notes.count, 2);
    assert_int_equal(mark->footnote.number, 2);
    assert_int_equal(lost->footnote.number, 0);
    assert_int_equal(text->position, 3);
    assert_int_equal(code->position, 6);
    assert_int_equal(b->position, 11);
    assert_int_equal(d->text_bytes, 11);
  }
  doc_free(d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_kinds),
    cmocka_unit_test(test_order),
    cmocka_unit_test(test_walk),
    cmocka_unit_test(test_number),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
