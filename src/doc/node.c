#include "doc/node.h"

#include "base/map.h"

#include <stdlib.h>

enum node_shape { HOLDS_BLOCKS, HOLDS_INLINES, LEAF_BLOCK, INLINE, LEAF_INLINE };

/* One row a kind: its name in dumps and what it may hold. */
/* clang-format off */
static const struct {
  const char *name;
  uint8_t shape;
} kinds[NODE_KIND_COUNT] = {
  [NODE_DOCUMENT]     = { "document",     HOLDS_BLOCKS },
  [NODE_QUOTE]        = { "quote",        HOLDS_BLOCKS },
  [NODE_LIST]         = { "list",         HOLDS_BLOCKS },
  [NODE_ITEM]         = { "item",         HOLDS_BLOCKS },
  [NODE_DEFINITIONS]  = { "definitions",  HOLDS_BLOCKS },
  [NODE_DETAIL]       = { "detail",       HOLDS_BLOCKS },
  [NODE_FIGURE]       = { "figure",       HOLDS_BLOCKS },
  [NODE_DETAILS]      = { "details",      HOLDS_BLOCKS },
  [NODE_FOOTNOTE]     = { "footnote",     HOLDS_BLOCKS },
  [NODE_TABLE]        = { "table",        HOLDS_BLOCKS },
  [NODE_ROW]          = { "row",          HOLDS_BLOCKS },
  [NODE_CELL]         = { "cell",         HOLDS_BLOCKS },
  [NODE_PARAGRAPH]    = { "paragraph",    HOLDS_INLINES },
  [NODE_TITLE]        = { "title",        HOLDS_INLINES },
  [NODE_FACTS]        = { "facts",        HOLDS_INLINES },
  [NODE_HEADING]      = { "heading",      HOLDS_INLINES },
  [NODE_TERM]         = { "term",         HOLDS_INLINES },
  [NODE_CAPTION]      = { "caption",      HOLDS_INLINES },
  [NODE_SUMMARY]      = { "summary",      HOLDS_INLINES },
  [NODE_CODE_BLOCK]   = { "code-block",   LEAF_BLOCK },
  [NODE_RULE]         = { "rule",         LEAF_BLOCK },
  [NODE_EMPHASIS]     = { "emphasis",     INLINE },
  [NODE_STRONG]       = { "strong",       INLINE },
  [NODE_STRIKE]       = { "strike",       INLINE },
  [NODE_UNDERLINE]    = { "underline",    INLINE },
  [NODE_MARK]         = { "mark",         INLINE },
  [NODE_SUPERSCRIPT]  = { "superscript",  INLINE },
  [NODE_SUBSCRIPT]    = { "subscript",    INLINE },
  [NODE_KEYBOARD]     = { "keyboard",     INLINE },
  [NODE_LINK]         = { "link",         INLINE },
  [NODE_RUBY]         = { "ruby",         INLINE },
  [NODE_TEXT]         = { "text",         LEAF_INLINE },
  [NODE_CODE]         = { "code",         LEAF_INLINE },
  [NODE_BREAK]        = { "break",        LEAF_INLINE },
  [NODE_MEDIA]        = { "media",        LEAF_INLINE },
  [NODE_FOOTNOTE_REF] = { "footnote-ref", LEAF_INLINE },
};
/* clang-format on */

struct doc *doc_new(void)
{
  struct doc *d = xcalloc(1, sizeof *d);
  d->root = node_new(d, NODE_DOCUMENT);
  return d;
}

void doc_free(struct doc *d)
{
  if (!d) return;
  vec_free(&d->links);
  vec_free(&d->headings);
  vec_free(&d->notes);
  arena_free(&d->arena);
  free(d);
}

struct node *node_new(struct doc *d, enum node_kind kind)
{
  struct node *n = arena_alloc(&d->arena, sizeof *n);
  n->kind = (uint8_t)kind;
  return n;
}

void node_append(struct node *parent, struct node *child)
{
  child->parent = parent;
  child->previous = parent->last;
  child->next = NULL;
  *(parent->last ? &parent->last->next : &parent->first) = child;
  parent->last = child;
}

void node_insert_before(struct node *at, struct node *node)
{
  node->parent = at->parent;
  node->previous = at->previous;
  node->next = at;
  *(at->previous ? &at->previous->next : &at->parent->first) = node;
  at->previous = node;
}

void node_remove(struct node *node)
{
  struct node *parent = node->parent;
  if (!parent) return;
  *(node->previous ? &node->previous->next : &parent->first) = node->next;
  *(node->next ? &node->next->previous : &parent->last) = node->previous;
  node->parent = node->next = node->previous = NULL;
}

bool node_is_inline(const struct node *n)
{
  return kinds[n->kind].shape >= INLINE;
}

bool node_holds_inlines(const struct node *n)
{
  return kinds[n->kind].shape == HOLDS_INLINES || kinds[n->kind].shape == INLINE;
}

bool node_is_leaf(const struct node *n)
{
  return kinds[n->kind].shape == LEAF_BLOCK || kinds[n->kind].shape == LEAF_INLINE;
}

const char *node_kind_name(enum node_kind kind)
{
  return (unsigned)kind < NODE_KIND_COUNT ? kinds[kind].name : "";
}

struct slice node_text(const struct node *n)
{
  switch (n->kind) {
  case NODE_TEXT:
  case NODE_CODE: return n->text;
  case NODE_CODE_BLOCK: return n->code.text;
  default: return SLICE("");
  }
}

/* Gives numbers to the links, those of folded furniture last: no number that shows is
 * spent on what does not. */
static void number_links(struct doc *d)
{
  VEC(struct node *) folded = { 0 };
  const struct node *fold = NULL; /* the outermost folded node we are in */
  struct walk w = walk_start(d->root);
  while (walk_next(&w)) {
    struct node *n = (struct node *)w.node;
    if (!w.entering) {
      if (n == fold) fold = NULL;
      continue;
    }
    bool link = n->kind == NODE_LINK ? n->link.url.len : n->kind == NODE_MEDIA && n->media.url.len;
    bool hidden = fold || (n->flags & (NODE_FOLDED | NODE_CLOSED));
    if (link && hidden) vec_push(&folded, n);
    if (link && !hidden) vec_push(&d->links, n);
    if (hidden && !fold && !node_is_leaf(n)) fold = n;
  }
  for (size_t i = 0; i < folded.count; i++) vec_push(&d->links, folded.items[i]);
  vec_free(&folded);
  for (size_t i = 0; i < d->links.count; i++) {
    struct node *n = d->links.items[i];
    *(n->kind == NODE_LINK ? &n->link.number : &n->media.number) = (uint32_t)i + 1;
  }
}

/* What doc_number does on entering one node; `notes` leads from the label of a
 * note to its number. */
static void number_node(struct doc *d, struct node *n, struct map *notes)
{
  n->position = d->text_bytes;
  size_t bytes = node_text(n).len;
  d->text_bytes +=
      bytes < UINT32_MAX - d->text_bytes ? (uint32_t)bytes : UINT32_MAX - d->text_bytes;
  switch (n->kind) {
  case NODE_HEADING: vec_push(&d->headings, n); break;
  case NODE_FOOTNOTE:
    vec_push(&d->notes, n);
    n->footnote.number = (uint32_t)d->notes.count;
    if (map_get(notes, n->footnote.label) == MAP_NONE)
      map_put(notes, n->footnote.label, n->footnote.number);
    break;
  case NODE_LINK: n->link.number = 0; break;
  case NODE_MEDIA: n->media.number = 0; break;
  default: break;
  }
}

void doc_number(struct doc *d)
{
  struct map notes = { 0 };
  VEC(struct node *) refs = { 0 };
  vec_clear(&d->links);
  vec_clear(&d->headings);
  vec_clear(&d->notes);
  d->text_bytes = 0;

  struct walk w = walk_start(d->root);
  while (walk_next(&w)) {
    if (!w.entering) continue;
    struct node *n = (struct node *)w.node; /* the tree is ours; only the walk is read-only */
    number_node(d, n, &notes);
    if (n->kind == NODE_FOOTNOTE_REF) vec_push(&refs, n);
  }
  for (size_t i = 0; i < refs.count; i++) {
    uint32_t number = map_get(&notes, refs.items[i]->footnote.label);
    refs.items[i]->footnote.number = number == MAP_NONE ? 0 : number;
  }
  vec_free(&refs);
  map_free(&notes);
  number_links(d);
}
