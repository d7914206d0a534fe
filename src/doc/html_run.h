/* Text that the parser of HTML need not see: most of a post.  It looks at each character some
 * two hundred instructions long, to find what is no mark-up there; so a short name stands in
 * what it is given, and the text is put back when the tree is read. */
#ifndef DOC_HTML_RUN_H
#define DOC_HTML_RUN_H

#include "base/str.h"
#include "base/vec.h"

typedef VEC(struct slice) html_runs; /* by their names; they point into the source */

/* Does the source hold what looks like a name?  Then it is to have no runs. */
bool html_run_is_named(struct slice html);

/* Appends text to *out, by name what is long and plain in it.  `runs` may be NULL. */
void html_run_write(html_runs *runs, struct slice text, struct str *out);

/* Takes a piece off *text, which came out of the parser: plain text, or the run that a name
 * stands for.  Each run comes once, however often it is named: a post could write names too.
 * False at the end. */
bool html_run_next(html_runs *runs, struct slice *text, struct slice *piece);

#endif
