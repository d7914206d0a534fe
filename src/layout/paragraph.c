#include "layout/block.h"

#define NARROW_COLUMNS    24
#define ALIGNED_LINES_MAX 2 /* an aligned text is short: longer ones are set as any other */

static bool read_run(struct page *p, const struct node *n, enum style style)
{
  struct inline_options options = { .style = style,
                                    .images = p->options->images,
                                    .folded = p->options->folded };
  run_clear(&p->run);
  run_inlines(&p->run, n, &options);
  return !run_is_blank(&p->run);
}

static bool is_text_blank(struct slice text)
{
  for (size_t i = 0; i < text.len; i++)
    if ((unsigned char)text.ptr[i] > ' ') return false;
  return true;
}

/* Does the paragraph hold media and nothing else? */
static bool is_media_only(const struct node *n)
{
  bool media = false;
  struct walk w = walk_start(n);
  while (walk_next(&w)) {
    if (!w.entering) continue;
    if (w.node->kind == NODE_MEDIA) media = true;
    if (w.node->kind == NODE_FOOTNOTE_REF) return false;
    if (!is_text_blank(node_text(w.node))) return false;
  }
  return media;
}

/* A line for each picture. */
static bool media_lines(struct page *p, const struct node *n)
{
  if (!p->options->images) return false;
  bool figure = n->parent && n->parent->kind == NODE_FIGURE;
  struct setting setting = { .align = figure ? ALIGN_CENTER : (enum node_align)n->align };
  block_gap_before(p, n);
  struct walk w = walk_start(n);
  while (walk_next(&w)) {
    if (!w.entering || w.node->kind != NODE_MEDIA) continue;
    run_clear(&p->run);
    run_media(&p->run, w.node, true);
    page_run(p, &p->run, &setting);
  }
  block_gap_after(p, n);
  return false;
}

/* Is the paragraph one of those that follow each other as running text, told
 * apart by an indent? */
static bool is_flowing(const struct page *p, const struct node *n)
{
  static const bool flows[NODE_KIND_COUNT] = { [NODE_DOCUMENT] = true, [NODE_QUOTE] = true };
  return p->options->paragraphs == PARAGRAPHS_INDENT && n && n->kind == NODE_PARAGRAPH &&
         !(n->flags & NODE_ATTRIBUTION) && n->parent && flows[n->parent->kind];
}

static bool is_indented(const struct page *p, const struct node *n)
{
  return is_flowing(p, n) && n->align < ALIGN_CENTER &&
         !(n->previous && n->previous->kind == NODE_HEADING);
}

static bool attribution(struct page *p, const struct node *n)
{
  if (!read_run(p, n, STYLE_ATTRIBUTION)) return false;
  p->gap = true;
  page_run(p, &p->run, &(struct setting){ .align = ALIGN_RIGHT, .whole = true });
  block_gap_after(p, n);
  return false;
}

bool paragraph_enter(struct page *p, const struct node *n)
{
  if (n->flags & NODE_ATTRIBUTION) return attribution(p, n);
  if (is_media_only(n)) return media_lines(p, n);
  if (!read_run(p, n, page_style(p))) return false;

  struct setting setting = { .align = (enum node_align)n->align };
  if (is_indented(p, n)) setting.first_indent = page_columns(p) < NARROW_COLUMNS ? 2 : 4;
  if (p->run.text.len > (size_t)ALIGNED_LINES_MAX * page_columns(p)) setting.align = ALIGN_DEFAULT;
  bool flowing = is_flowing(p, n);
  if (!flowing || !is_flowing(p, n->previous)) block_gap_before(p, n);
  page_run(p, &p->run, &setting);
  if (!flowing || !is_flowing(p, n->next)) block_gap_after(p, n);
  return false;
}

bool heading_enter(struct page *p, const struct node *n)
{
  if (!read_run(p, n, STYLE_HEADING)) return false;
  p->gap = p->gap || n->previous;
  page_run(p, &p->run, &(struct setting){ .align = (enum node_align)n->align, .balanced = true });
  p->gap = true;
  return false;
}

bool title_enter(struct page *p, const struct node *n)
{
  if (!read_run(p, n, STYLE_TITLE)) return false;
  p->gap = true;
  page_run(p, &p->run, &(struct setting){ .align = (enum node_align)n->align, .balanced = true });
  p->gap = true;
  return false;
}

bool facts_enter(struct page *p, const struct node *n)
{
  if (!read_run(p, n, STYLE_FACTS)) return false;
  enum node_kind above = n->previous ? (enum node_kind)n->previous->kind : NODE_DOCUMENT;
  p->gap = above != NODE_FACTS && above != NODE_TITLE; /* head and foot hold together */
  page_run(p, &p->run, &(struct setting){ .align = (enum node_align)n->align });
  p->gap = true;
  return false;
}

bool term_enter(struct page *p, const struct node *n)
{
  if (!read_run(p, n, STYLE_STRONG)) return false;
  if (n->previous && n->previous->kind != NODE_TERM) p->gap = true;
  page_run(p, &p->run, &(struct setting){ .align = (enum node_align)n->align });
  p->gap = false;
  return false;
}

/* Stands close to what it names: below a picture, above a table. */
bool caption_enter(struct page *p, const struct node *n)
{
  if (!read_run(p, n, STYLE_DIM)) return false;
  bool figure = n->parent && n->parent->kind == NODE_FIGURE;
  if (!figure)
    block_gap_before(p, n);
  else if (n->previous && p->options->images)
    p->gap = false;
  page_run(p, &p->run, &(struct setting){ .align = figure ? ALIGN_CENTER : ALIGN_LEFT });
  return false;
}

/* What is folded away without a word of its author gets one of ours. */
bool summary_enter(struct page *p, const struct node *n)
{
  bool told = read_run(p, n, STYLE_STRONG);
  if (!told && p->options->plain) return false;
  if (!told) run_mark(&p->run, SLICE("..."), STYLE_STRONG, 0, n->position);
  page_run(p, &p->run, &(struct setting){ 0 });
  block_gap_after(p, n);
  return false;
}

/* The tree's readers put all inlines into blocks; a tree made by hand may not. */
bool stray_inline_enter(struct page *p, const struct node *n)
{
  if (!read_run(p, n, page_style(p))) return false;
  page_run(p, &p->run, &(struct setting){ 0 });
  return false;
}
