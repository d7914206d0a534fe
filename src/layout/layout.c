#include "layout/layout.h"

#include "layout/block.h"

static void enter_block(struct page *p, struct walk *w)
{
  const struct node *n = w->node;
  const struct block_rule *rule = &block_rules[n->kind];
  if (node_is_inline(n)) {
    stray_inline_enter(p, n);
    walk_skip(w);
  } else if (rule->enter && !rule->enter(p, n)) {
    walk_skip(w);
  }
}

void layout_doc(const struct doc *d, const struct layout_options *options, struct lines *out)
{
  struct layout_options o = *options;
  if (o.columns < 1) o.columns = 1;
  struct page p;
  page_begin(&p, &o, out);
  struct walk w = walk_start(d->root);
  while (walk_next(&w)) {
    const struct node *n = w.node;
    bool folded =
        ((n->flags & NODE_FOLDED) && !o.folded) || ((n->flags & NODE_CLOSED) && !o.opened);
    if (folded)
      walk_skip(&w);
    else if (w.entering)
      enter_block(&p, &w);
    else if (block_rules[n->kind].leave)
      block_rules[n->kind].leave(&p, n);
  }
  page_end(&p);
}

void layout_text(struct slice text, enum style style, const struct layout_options *options,
                 struct lines *out)
{
  struct layout_options o = *options;
  if (o.columns < 1) o.columns = 1;
  struct page p;
  page_begin(&p, &o, out);
  run_add(&p.run, text, SANITIZE_TEXT, style, 0, 0);
  page_run(&p, &p.run, &(struct setting){ 0 });
  page_end(&p);
}
