/* What each kind of block does to the page: one row a kind, as functions to be
 * called on entering and on leaving it. */
#ifndef LAYOUT_BLOCK_H
#define LAYOUT_BLOCK_H

#include "layout/page.h"

/* False: the block has been dealt with, its children are left out. */
typedef bool block_enter_fn(struct page *p, const struct node *n);
typedef void block_leave_fn(struct page *p, const struct node *n);

struct block_rule {
  block_enter_fn *enter; /* NULL: nothing to do */
  block_leave_fn *leave;
};
extern const struct block_rule block_rules[NODE_KIND_COUNT];

/* A blank line between the block and what stands beside it; its parent sees to
 * what stands before its first and after its last child. */
void block_gap_before(struct page *p, const struct node *n);
void block_gap_after(struct page *p, const struct node *n);
/* Is the block in a list without blank lines? */
bool block_is_tight(const struct node *n);

/* paragraph.c */
bool paragraph_enter(struct page *p, const struct node *n);
bool heading_enter(struct page *p, const struct node *n);
bool title_enter(struct page *p, const struct node *n);
bool facts_enter(struct page *p, const struct node *n);
bool term_enter(struct page *p, const struct node *n);
bool caption_enter(struct page *p, const struct node *n);
bool summary_enter(struct page *p, const struct node *n);
bool stray_inline_enter(struct page *p, const struct node *n);

/* code.c */
bool code_enter(struct page *p, const struct node *n);

/* table.c */
bool table_enter(struct page *p, const struct node *n);

#endif
