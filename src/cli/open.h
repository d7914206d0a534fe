/* From the names a call gives to a library or an article; what goes wrong is
 * told on stderr, in one line with what to do. */
#ifndef CLI_OPEN_H
#define CLI_OPEN_H

#include "app/article.h"
#include "app/marks.h"
#include "cli/verb.h"

/* Reads all posts.  Ctrl-C or another signal that ends programs: what was read until then is
 * saved, and it does not return. */
void open_load(struct library *l);

/* The site of the call's first operand, or of the folder we are in, with all its
 * posts read.  NULL: *code is what to exit with. */
struct library *open_site(const struct call *c, enum cli_exit *code);
/* The same where the site is another operand, from 0. */
struct library *open_site_named(const struct call *c, size_t operand, enum cli_exit *code);

/* Tells of what should be a post and could not be read; EXIT_SKIPPED when there are any. */
enum cli_exit tell_skipped(const struct library *l);

/* What was read and starred; marks_free goes with it, where it failed too.  False: told. */
bool open_marks(const struct library *l, struct marks **marks);

struct opened {
  struct library *library; /* NULL: a file of no site */
  struct article *article;
};

/* The article of a file, or of standard input ("-").  `whole_site` reads the
 * site's other posts too, so that links to them are known.  False: told. */
bool open_article(const struct call *c, const char *name, bool whole_site, unsigned flags,
                  struct opened *opened);
void opened_free(struct opened *o);

#endif
