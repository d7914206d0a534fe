#include "doc/node.h"

struct walk walk_start(const struct node *root)
{
  return (struct walk){ .root = root };
}

bool walk_next(struct walk *w)
{
  if (!w->root) return false;
  if (!w->node) {
    w->node = w->root;
    return w->entering = true;
  }
  if (w->entering && !node_is_leaf(w->node)) {
    bool down = w->node->first && !w->skip;
    w->skip = false;
    if (down) w->node = w->node->first;
    w->entering = down;
    return true;
  }
  w->skip = false;
  if (w->node == w->root) {
    w->root = NULL;
    return false;
  }
  w->entering = w->node->next != NULL;
  w->node = w->entering ? w->node->next : w->node->parent;
  return true;
}

void walk_skip(struct walk *w)
{
  w->skip = true;
}
