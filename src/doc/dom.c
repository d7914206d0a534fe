#include "doc/dom.h"

#include "doc/html_element.h"

#include <gumbo.h>

/* gumbo takes and gives back memory in small pieces, and its own freeing of a
 * tree recurses: all pieces hang in one ring here and go in one sweep. */
struct piece {
  struct piece *next, *previous;
};

struct dom {
  struct piece pieces; /* the ring's start */
  GumboOutput *output;
};

static void *take_piece(void *context, size_t bytes)
{
  struct dom *dom = context;
  struct piece *piece = xmalloc(bytes < SIZE_MAX - sizeof *piece ? sizeof *piece + bytes : bytes);
  piece->next = dom->pieces.next;
  piece->previous = &dom->pieces;
  piece->next->previous = piece;
  dom->pieces.next = piece;
  return piece + 1;
}

static void give_piece(void *context, void *bytes)
{
  (void)context;
  if (!bytes) return;
  struct piece *piece = (struct piece *)bytes - 1;
  piece->previous->next = piece->next;
  piece->next->previous = piece->previous;
  free(piece);
}

struct dom *dom_parse(struct slice html)
{
  struct dom *dom = xcalloc(1, sizeof *dom);
  dom->pieces.next = dom->pieces.previous = &dom->pieces;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = take_piece;
  options.deallocator = give_piece;
  options.userdata = dom;
  options.max_errors = 0;
  options.fragment_context = GUMBO_TAG_BODY;
  dom->output = gumbo_parse_with_options(&options, html.ptr, html.len);
  return dom;
}

void dom_free(struct dom *dom)
{
  if (!dom) return;
  for (struct piece *p = dom->pieces.next, *next; p != &dom->pieces; p = next) {
    next = p->next;
    free(p);
  }
  free(dom);
}

static const GumboNode *inside(const struct dom_node *n)
{
  return (const GumboNode *)(const void *)n;
}

static const struct dom_node *outside(const GumboNode *n)
{
  return (const struct dom_node *)(const void *)n;
}

const struct dom_node *dom_root(const struct dom *dom)
{
  return outside(dom->output->root);
}

bool dom_is_element(const struct dom_node *n)
{
  return inside(n)->type == GUMBO_NODE_ELEMENT || inside(n)->type == GUMBO_NODE_TEMPLATE;
}

static const char *name_of(const struct dom_node *n)
{
  return dom_is_element(n) ? gumbo_normalized_tagname(inside(n)->v.element.tag) : "";
}

size_t dom_element(const struct dom_node *n)
{
  return html_element_number(slice_of(name_of(n)));
}

bool dom_is(const struct dom_node *n, const char *name)
{
  return strcmp(name_of(n), name) == 0;
}

size_t dom_index(const struct dom_node *n)
{
  return inside(n)->index_within_parent;
}

const struct dom_node *dom_child(const struct dom_node *n, size_t index)
{
  if (!dom_is_element(n) || index >= inside(n)->v.element.children.length) return NULL;
  return outside(inside(n)->v.element.children.data[index]);
}

struct slice dom_text(const struct dom_node *n)
{
  switch (inside(n)->type) {
  case GUMBO_NODE_TEXT:
  case GUMBO_NODE_WHITESPACE:
  case GUMBO_NODE_CDATA: return slice_of(inside(n)->v.text.text);
  default: return SLICE("");
  }
}

struct slice dom_attribute(const struct dom_node *n, const char *name)
{
  if (!dom_is_element(n)) return slice_of(NULL);
  const GumboAttribute *a = gumbo_get_attribute(&inside(n)->v.element.attributes, name);
  return slice_of(a ? a->value : NULL);
}
