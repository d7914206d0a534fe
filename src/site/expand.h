/* The generator's own tags in a body, carried out or dropped; one file a
 * dialect.  Each appends to *out what Markdown or HTML is to read in their place.
 * None of them loops or grows without bound, whatever the body holds. */
#ifndef SITE_EXPAND_H
#define SITE_EXPAND_H

#include "site/site_impl.h"

enum { EXPAND_MAX_BYTES = 64 << 20 };

struct expansion {
  const struct site *site;
  struct post *post;
  struct arena arena;          /* of the values made on the way */
  const struct value *front;   /* the post's front matter, or NULL */
  const struct value *include; /* parameters of the include at hand, or NULL */
  uint32_t line;               /* of the file, of the body's first line */
  int depth;                   /* of includes */
  bool exact;                  /* what belongs to other generators is text */
};

void liquid_expand(struct expansion *x, struct slice body, struct str *out);
void hexo_expand(struct expansion *x, struct slice body, struct str *out);
void hugo_expand(struct expansion *x, struct slice body, struct str *out);
void zola_expand(struct expansion *x, struct slice body, struct str *out);
/* ":::note" blocks and "> [!NOTE]" as quotations; `mdx`: import and export lines go. */
void admonition_expand(struct slice body, bool mdx, struct str *out);
/* The same for a generator that does not know them; what is exact stays as it is. */
void expand_admonitions(const struct expansion *x, struct slice body, struct str *out);

void expand_dropped(struct expansion *x, struct slice name);

/* What the dialects share (expand_help.c). */
void expand_code(struct slice code, struct slice language, struct str *out); /* <pre><code> */
void expand_quote(struct slice text, struct str *out);                  /* each line after "> " */
void expand_escaped(struct slice text, struct str *out);                /* & < > " as entities */
void expand_link(struct slice text, struct slice url, struct str *out); /* <a href="url">text</a> */
void expand_image(struct slice alt, struct slice source, struct str *out);
/* A link to a video or snippet by the name of its service; false: no such service. */
bool expand_service(struct slice service, struct slice id, struct str *out);
/* Takes one word off *rest: bare, or within quotes, which go. */
bool expand_word(struct slice *rest, struct slice *word);
/* "name=value" among the words of a tag; ptr NULL: not there. */
struct slice expand_argument(struct slice arguments, const char *name);
/* The address of the post whose path or name (without ending) that is; false: none found. */
bool expand_post_url(const struct expansion *x, struct slice name, struct str *url);
/* Reads a file of the site, which must lie in it and be text. `name` from the root. */
bool expand_read_file(const struct expansion *x, struct slice name, struct str *out);

/* Is the byte at `at` within a fenced block or a code span?  Fed with ascending offsets. */
struct code_scan {
  struct slice text;
  size_t at;       /* looked at so far */
  size_t span_end; /* the code at hand ends here */
};
bool code_at(struct code_scan *scan, size_t at);

#endif
