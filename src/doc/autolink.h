/* Bare addresses that became links: in a text without blanks they run on into
 * the sentence that follows them. */
#ifndef DOC_AUTOLINK_H
#define DOC_AUTOLINK_H

#include "doc/node.h"

/* Ends each link that says its own address where the address ends. */
void autolink_trim(struct doc *d);

#endif
