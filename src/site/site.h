/* A site: a folder that a generator makes pages of, or just a folder of posts.
 * What kind it is, its configuration, which files are posts, and how each of
 * them is read. */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "site/post.h"

enum site_kind {
  SITE_PLAIN, /* a folder of Markdown or HTML files */
  SITE_JEKYLL,
  SITE_HEXO,
  SITE_HUGO,
  SITE_ZOLA,
  SITE_DOCUSAURUS,
  SITE_ELEVENTY,
  SITE_ASTRO,
  SITE_KIND_COUNT
};
const char *site_kind_name(enum site_kind kind); /* "Jekyll" */

struct site_options {
  bool as_generator;            /* dates, titles and status exactly as the generator has them */
  int kind;                     /* an enum site_kind to force, or -1 */
  const char *encoding;         /* charset to assume, or NULL */
  struct slice archive_folders; /* names of folders beside `_posts` that hold older posts, parted by
                                   blanks */
  struct slice source_keys;     /* front-matter keys that hold the source link, parted by blanks */
  int64_t now;                  /* seconds; later posts are "future" */
};

struct site; /* opaque */

/* Opens the site at `path`, or the nearest one at or above it.  On failure
 * returns NULL and *problem says in one line what is wrong and what to do. */
struct site *site_open(const char *path, const struct site_options *options, struct str *problem);
void site_free(struct site *s);

const char *site_root(const struct site *s); /* absolute, without a closing slash */
enum site_kind site_kind(const struct site *s);
uint64_t site_fingerprint(const struct site *s);  /* another when its configuration changed */
struct slice site_title(const struct site *s);    /* never empty: the folder's name at the least */
struct slice site_url(const struct site *s);      /* "https://example.com", or empty */
struct slice site_baseurl(const struct site *s);  /* "/blog", or empty */
/* What is wrong with the configuration; NULL: nothing.  Lives as long as the site. */
struct site_problem {
  struct slice file;     /* from the root */
  uint32_t line, column; /* from 1; column 0: unknown */
  struct slice message;
};
const struct site_problem *site_problem(const struct site *s);
struct slice site_language(const struct site *s); /* "zh-CN", or empty */

/* From now on files that are not UTF-8 are read as this charset; NULL: as the
 * configuration says, or guessed. */
void site_set_encoding(struct site *s, const char *encoding);

/* Is its Markdown CommonMark, and no more?  Else it is kramdown's or like it. */
bool site_is_commonmark(const struct site *s);
/* Is it CommonMark with `{#name}` at headings and definition lists? */
bool site_extends_commonmark(const struct site *s);

/* Calls `file` for each file that may be a post, path from the root; newest folders and
 * names first where names hold dates; and `folder` for each folder that holds or may come to
 * hold posts, before its entries are read.  Links that lead out of the site or in circles are
 * not followed.  Each returns false to stop.  What could not be read is added to `diags` (may
 * be NULL), its path as the detail.  Returns the folders seen. */
typedef bool site_visit_fn(void *context, struct slice path);
struct site_visitor {
  struct slice from;            /* a folder, from the root; "" is all of the site */
  site_visit_fn *file, *folder; /* may be NULL */
  void *context;
};
size_t site_walk(const struct site *s, const struct site_visitor *v, struct diag_list *diags);
/* All files, and no folders. */
size_t site_each_post(const struct site *s, site_visit_fn *visit, void *context,
                      struct diag_list *diags);

/* Would site_each_post name this path (from the root)?  By its name alone. */
bool site_may_be_post(const struct site *s, struct slice path);

/* Reads the post at `path` (from the root).  Never fails: what is wrong is in
 * post->diags, and a file that cannot be read is a post with no text. */
void site_read_post(const struct site *s, struct slice path, struct post *post);

/* Reads any file, of no site: plain rules. `bytes` as read. */
void post_read_bytes(struct slice path, struct slice bytes, const struct site_options *options,
                     struct post *post);

/* The body with the generator's own tags carried out or dropped (Liquid, Hexo
 * tags, Hugo shortcodes), and, unless it is to be `exact`, ":::note" and "[!NOTE]" of
 * other generators as quotations.  Appends to *out. */
void site_expand(const struct site *s, struct post *post, bool exact, struct str *out);

/* A category page's own file, if the site has one: appends its path. */
bool site_category_page(const struct site *s, struct slice category, struct str *path);

#endif
