#include "doc/plain.h"

/* What stands between what was written and what comes next: the strongest of
 * what the walk met since, written only when something does come. */
enum gap { GAP_NONE, GAP_TAB, GAP_LINE };

struct plain {
  struct str *out;
  size_t start; /* of our own text in *out */
  enum gap gap;
};

static void widen(struct plain *p, enum gap gap)
{
  if (gap > p->gap) p->gap = gap;
}

static void say(struct plain *p, struct slice text)
{
  if (text.len == 0) return;
  if (p->gap != GAP_NONE && p->out->len > p->start)
    str_addc(p->out, p->gap == GAP_LINE ? '\n' : '\t');
  p->gap = GAP_NONE;
  str_add(p->out, text);
}

static void say_note(struct plain *p, const struct node *n)
{
  struct str mark = STR_INIT;
  if (n->footnote.number)
    str_addf(&mark, "[%u]", (unsigned)n->footnote.number);
  else
    str_addf(&mark, "[%.*s]", SLICE_ARG(slice_first(n->footnote.label, 100)));
  say(p, str_slice(&mark));
  str_free(&mark);
}

static void say_reading(struct plain *p, const struct node *n)
{
  if (n->ruby.reading.len == 0) return;
  say(p, SLICE("("));
  say(p, n->ruby.reading);
  say(p, SLICE(")"));
}

static void enter(struct plain *p, const struct node *n)
{
  if (!node_is_inline(n) && n->kind != NODE_CELL && n->kind != NODE_DOCUMENT) {
    bool in_cell = n->parent && n->parent->kind == NODE_CELL && n->parent->first == n;
    if (!in_cell) widen(p, GAP_LINE);
  }
  if (n->kind == NODE_CELL && n->previous) widen(p, GAP_TAB);
  if (n->kind == NODE_FOOTNOTE_REF) say_note(p, n);
  if (n->kind == NODE_BREAK) widen(p, GAP_LINE);
  say(p, node_text(n));
}

static void leave(struct plain *p, const struct node *n)
{
  if (n->kind == NODE_RUBY) say_reading(p, n);
  if (n->kind == NODE_ROW) widen(p, GAP_LINE);
}

void doc_plain(const struct node *node, bool folded_too, struct str *out)
{
  struct plain p = { .out = out, .start = out->len };
  struct walk w = walk_start(node);
  while (walk_next(&w)) {
    if (!w.entering) {
      leave(&p, w.node);
    } else if ((w.node->flags & NODE_FOLDED) && !folded_too) {
      walk_skip(&w);
    } else {
      enter(&p, w.node);
    }
  }
  if (out->len > p.start && !node_is_inline(node)) str_addc(out, '\n');
}
