/* Makes any HTML harmless for a parser that follows the standard to the letter:
 * what comes out parses in time and memory in proportion to its length, and no
 * element that was left open hides the text after it.
 *
 * - an unclosed comment, title, textarea, script, style or tag is text
 * - comments go, so do scripts, styles and other elements that show nothing
 * - tags of unknown elements go, attributes nothing here reads, NULs
 * - elements beyond a depth, and end tags without a start, go
 * - bold, links and the like end with the block they were opened in */
#ifndef DOC_HTML_DEFUSE_H
#define DOC_HTML_DEFUSE_H

#include "base/diag.h"
#include "doc/html_run.h"

/* Appends to *out. `runs` may be NULL: then all text stands in *out. */
void html_defuse(struct slice html, struct str *out, html_runs *runs, struct diag_list *diags);

#endif
