#include "layout/block.h"

#include <stdio.h>

#define RULE_COLUMNS_MIN  3
#define NOTE_RULE_COLUMNS 8

bool block_is_tight(const struct node *n)
{
  const struct node *item = n->parent;
  return item && item->kind == NODE_ITEM && item->parent && (item->parent->flags & NODE_TIGHT);
}

void block_gap_before(struct page *p, const struct node *n)
{
  if (n->previous && !block_is_tight(n)) p->gap = true;
}

void block_gap_after(struct page *p, const struct node *n)
{
  if (n->next && !block_is_tight(n)) p->gap = true;
}

static bool quote_enter(struct page *p, const struct node *n)
{
  block_gap_before(p, n);
  page_push(p, 2, "| ", STYLE_TABLE_LINE, true);
  p->quotes++;
  return true;
}

static void quote_leave(struct page *p, const struct node *n)
{
  p->quotes--;
  page_pop(p);
  block_gap_after(p, n);
}

static bool list_enter(struct page *p, const struct node *n)
{
  block_gap_before(p, n);
  if (!n->list.ordered) p->lists++;
  return true;
}

static void list_leave(struct page *p, const struct node *n)
{
  if (!n->list.ordered) p->lists--;
  block_gap_after(p, n);
}

static uint32_t digits(int32_t number)
{
  return (uint32_t)snprintf(NULL, 0, "%d", (int)number);
}

/* "- ", "* ", " 9. ", "[x] ": numbers are aligned by their last digit. */
static bool item_enter(struct page *p, const struct node *n)
{
  const struct node *list = n->parent;
  bool ordered = list && list->kind == NODE_LIST && list->list.ordered;
  char mark[24];
  int columns;
  if (ordered && !p->options->plain) {
    uint32_t widest = digits(list->first->item.number), last = digits(list->last->item.number);
    if (last > widest) widest = last;
    columns = snprintf(mark, sizeof mark, "%*d. ", (int)widest, (int)n->item.number);
  } else if (!ordered && n->item.task != TASK_NONE && !p->options->plain) {
    columns = snprintf(mark, sizeof mark, "%s", n->item.task == TASK_DONE ? "[x] " : "[ ] ");
  } else {
    columns = snprintf(mark, sizeof mark, "%s", p->lists % 2 ? "- " : "* ");
  }
  if (n->previous && list && !(list->flags & NODE_TIGHT)) p->gap = true;
  page_push(p, (uint32_t)columns, mark, STYLE_BULLET, false);
  return true;
}

/* An item without text still has its mark. */
static void item_leave(struct page *p, const struct node *n)
{
  if (!vec_last(&p->indents)->used) {
    page_line(p, n->position);
    lines_end(p->out, n->position);
  }
  page_pop(p);
}

static bool gap_enter(struct page *p, const struct node *n)
{
  block_gap_before(p, n);
  return true;
}

static void gap_leave(struct page *p, const struct node *n)
{
  block_gap_after(p, n);
}

static bool detail_enter(struct page *p, const struct node *n)
{
  if (n->previous && n->previous->kind == NODE_TERM) p->gap = false;
  page_push(p, 4, "", STYLE_TEXT, false);
  return true;
}

static void detail_leave(struct page *p, const struct node *n)
{
  (void)n;
  page_pop(p);
}

static bool details_enter(struct page *p, const struct node *n)
{
  block_gap_before(p, n);
  bool closed = n->last && (n->last->flags & NODE_CLOSED) && !p->options->opened;
  page_push(p, 2, closed ? "+ " : "> ", STYLE_BULLET, false);
  return true;
}

static void indent_leave(struct page *p, const struct node *n)
{
  page_pop(p);
  block_gap_after(p, n);
}

static void put_dashes(struct page *p, uint32_t columns, uint32_t indent, uint32_t position)
{
  struct str dashes = STR_INIT;
  str_pad(&dashes, '-', columns);
  page_line(p, position);
  page_pad(p, indent, position);
  lines_mark(p->out, str_slice(&dashes), columns, STYLE_RULE, 0, position);
  lines_end(p->out, position);
  str_free(&dashes);
}

static bool footnote_enter(struct page *p, const struct node *n)
{
  char mark[24];
  int columns = snprintf(mark, sizeof mark, "[%u] ", (unsigned)n->footnote.number);
  if (p->options->plain) mark[0] = '\0';
  if (!n->previous || n->previous->kind != NODE_FOOTNOTE) {
    uint32_t most = page_columns(p);
    p->gap = true;
    put_dashes(p, most < NOTE_RULE_COLUMNS ? most : NOTE_RULE_COLUMNS, 0, n->position);
  }
  page_push(p, (uint32_t)columns, mark, STYLE_NOTE, false);
  return true;
}

static bool rule_enter(struct page *p, const struct node *n)
{
  uint32_t measure = page_columns(p), columns = measure / 3;
  if (columns < RULE_COLUMNS_MIN) columns = RULE_COLUMNS_MIN < measure ? RULE_COLUMNS_MIN : measure;
  block_gap_before(p, n);
  put_dashes(p, columns, (measure - columns) / 2, n->position);
  block_gap_after(p, n);
  return false;
}

/* clang-format off */
const struct block_rule block_rules[NODE_KIND_COUNT] = {
  [NODE_QUOTE]       = { quote_enter,     quote_leave },
  [NODE_LIST]        = { list_enter,      list_leave },
  [NODE_ITEM]        = { item_enter,      item_leave },
  [NODE_DEFINITIONS] = { gap_enter,       gap_leave },
  [NODE_DETAIL]      = { detail_enter,    detail_leave },
  [NODE_FIGURE]      = { gap_enter,       gap_leave },
  [NODE_DETAILS]     = { details_enter,   indent_leave },
  [NODE_FOOTNOTE]    = { footnote_enter,  detail_leave },
  [NODE_TABLE]       = { table_enter,     gap_leave },
  [NODE_ROW]         = { gap_enter,       gap_leave },
  [NODE_CELL]        = { gap_enter,       gap_leave },
  [NODE_PARAGRAPH]   = { paragraph_enter, NULL },
  [NODE_TITLE]       = { title_enter,     NULL },
  [NODE_FACTS]       = { facts_enter,     NULL },
  [NODE_HEADING]     = { heading_enter,   NULL },
  [NODE_TERM]        = { term_enter,      NULL },
  [NODE_CAPTION]     = { caption_enter,   NULL },
  [NODE_SUMMARY]     = { summary_enter,   NULL },
  [NODE_CODE_BLOCK]  = { code_enter,      NULL },
  [NODE_RULE]        = { rule_enter,      NULL },
};
/* clang-format on */
