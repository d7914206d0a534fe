/* Anchors of headings that have none: made of their text, as kramdown and
 * GitHub do, so that a table of contents in the post leads somewhere. */
#ifndef DOC_HEADING_ID_H
#define DOC_HEADING_ID_H

#include "doc/node.h"

void heading_id_fill(struct doc *d);

#endif
