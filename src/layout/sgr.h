/* Select graphic rendition (ECMA-48 8.3.117, and xterm's 256 and direct colours). */
#ifndef LAYOUT_SGR_H
#define LAYOUT_SGR_H

#include "base/slice.h"
#include "layout/line.h"

/* Applies the parameters of one SGR sequence ("1;38;5;208"); what it does not
 * know changes nothing. */
void sgr_apply(struct slice parameters, struct ink *ink);

#endif
