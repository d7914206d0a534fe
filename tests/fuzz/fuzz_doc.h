/* What every document tree keeps to, whatever it was made of. */
#ifndef TEST_FUZZ_DOC_H
#define TEST_FUZZ_DOC_H

#include "fuzz.h"

#include "doc/furniture.h"
#include "doc/plain.h"
#include "doc/read.h"

static inline void fuzz_check_doc(const struct doc *d)
{
  uint32_t position = 0, depth = 0;
  struct walk w = walk_start(d->root);
  while (walk_next(&w)) {
    const struct node *n = w.node;
    if (!w.entering) {
      HOLDS(depth-- > 0);
      continue;
    }
    HOLDS(n->position == position);
    HOLDS(utf8_valid(node_text(n)));
    position += (uint32_t)node_text(n).len;
    HOLDS(!n->parent || (n->next ? n->next->previous == n : n->parent->last == n));
    if (node_is_leaf(n)) continue;
    HOLDS(++depth <= DOC_DEPTH_MAX + 1);
  }
  HOLDS(depth == 0 && position == d->text_bytes);
  for (size_t i = 0; i < d->links.count; i++)
    HOLDS(d->links.items[i]->kind == NODE_LINK || d->links.items[i]->kind == NODE_MEDIA);
}

static inline enum link_kind fuzz_link_kind(void *context, struct slice url, struct slice text)
{
  (void)context;
  return (enum link_kind)((url.len + text.len) % LINK_KIND_COUNT);
}

/* Reads the document and looks at all of it; text stays the same however it is marked. */
static inline void fuzz_read_doc(struct slice body, enum doc_format format)
{
  struct furniture_rules rules = { .kind_of = fuzz_link_kind,
                                   .quiet_classes = SLICE("em_stock quiet"),
                                   .attribution = SLICE("（文章来源 来源："),
                                   .fold_digest = true };
  struct furniture furniture;
  struct str before = STR_INIT, after = STR_INIT;
  struct diag_list diags = { 0 };
  struct doc *d = doc_read(body, format, &diags);
  fuzz_check_doc(d);
  doc_plain(d->root, true, &before);
  furniture_mark(d, &rules, &furniture);
  fuzz_check_doc(d);
  doc_plain(d->root, true, &after);
  HOLDS(utf8_valid(str_slice(&before)));
  HOLDS(slice_eq(str_slice(&before), str_slice(&after)));
  str_free(&before);
  str_free(&after);
  diag_list_free(&diags);
  doc_free(d);
}

#endif
