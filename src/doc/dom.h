/* The tree an HTML parser makes of a fragment, as far as it is looked at here.
 * dom.c is the only door to gumbo. */
#ifndef DOC_DOM_H
#define DOC_DOM_H

#include "base/slice.h"

struct dom;
struct dom_node; /* lives as long as its tree; so do all texts */

struct dom *dom_parse(struct slice html); /* defused; it must outlive the tree */
void dom_free(struct dom *dom);
const struct dom_node *dom_root(const struct dom *dom);

bool dom_is_element(const struct dom_node *n);
size_t dom_element(const struct dom_node *n);            /* number for html_element_at */
bool dom_is(const struct dom_node *n, const char *name); /* an element of that name? */
size_t dom_index(const struct dom_node *n);              /* among the children of its parent */
const struct dom_node *dom_child(const struct dom_node *n, size_t index); /* or NULL */
struct slice dom_text(const struct dom_node *n); /* of a text; empty for all else */
/* The value of an attribute; ptr is NULL when the element has none of the name. */
struct slice dom_attribute(const struct dom_node *n, const char *name);

#endif
