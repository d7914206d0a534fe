/* An article: one post opened as a document, with the reader's head above it
 * (title, date, category) and foot below it (tags, source, the way back). */
#ifndef APP_ARTICLE_H
#define APP_ARTICLE_H

#include "app/library.h"
#include "base/file.h"
#include "doc/read.h"
#include "layout/layout.h"

struct article {
  struct post post;
  struct file_info file; /* as it was when it was read; of a post of the library */
  struct doc *doc;       /* head and foot included, unless body_only */
  struct furniture furniture;
  struct link_target *targets; /* [link number - 1] */
  struct slice source;         /* the source link, or NULL */
  struct slice language;       /* BCP 47 as its file or its site says, or empty */
  uint32_t id;                 /* record in the index, or INDEX_NONE for a file of no library */
};

enum {
  ARTICLE_BODY_ONLY = 1,
  ARTICLE_EXACT = 2, /* nothing mended that the generator leaves as it is */
};

/* Opens the record's file.  Always an article: a file that is gone gives one that
 * says so. */
struct article *article_open(struct library *l, uint32_t id, const struct options *options,
                             unsigned flags);
/* The same of a post that was just read, whose contents it takes; it is never stale. */
struct article *article_of_post(struct library *l, uint32_t id, struct post *post,
                                const struct options *options, unsigned flags);
/* Has its file changed since?  False too when it is gone. */
bool article_is_stale(const struct article *a, const struct library *l);
/* The same for a file of no library, from its bytes. */
struct article *article_of_bytes(struct slice path, struct slice bytes,
                                 const struct options *options, unsigned flags);
void article_free(struct article *a);

/* How the article is to be set in so many columns: what the options say, and what
 * its language allows.  A mark may hang only where the caller has a margin for it. */
struct layout_options article_layout(const struct article *a, const struct options *options,
                                     uint32_t columns, enum ambiguous ambiguous);

/* How the body of a post is read; `l` is NULL for a file of no library. */
enum doc_format article_format(const struct library *l, const struct post *post);

/* The url and text of a link, by number from 1. */
struct slice article_link_url(const struct article *a, uint32_t number);
void article_link_text(const struct article *a, uint32_t number, struct str *out);

#endif
