/* The text of a tree, for searching, excerpts and tests. */
#ifndef DOC_PLAIN_H
#define DOC_PLAIN_H

#include "base/str.h"
#include "doc/node.h"

/* Appends the visible text under `node`: blocks on lines of their own, cells
 * parted by tabs; folded nodes are left out unless `folded_too`. */
void doc_plain(const struct node *node, bool folded_too, struct str *out);

/* Appends the tree, one node a line, indented: for golden tests. */
void doc_dump(const struct doc *d, struct str *out);

#endif
