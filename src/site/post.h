/* One post as its file tells it: metadata, and where the body begins.
 *
 * All strings live in the post's arena, are valid UTF-8 and not yet sanitised.
 * A slice with ptr NULL means "the post does not say". */
#ifndef SITE_POST_H
#define SITE_POST_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"
#include "text/charset.h"

enum post_status {
  POST_PUBLISHED,   /* "post" */
  POST_ARCHIVED,    /* "archived": in an archive folder beside the posts */
  POST_DRAFT,       /* "draft" */
  POST_UNPUBLISHED, /* "unpublished": published: false, hidden */
  POST_FUTURE,      /* "future" */
  POST_NOT_A_POST,  /* "not-a-post": the generator never reads it; the reader does */
  POST_STATUS_COUNT
};
const char *post_status_name(enum post_status status);

enum date_from { DATE_FRONT_MATTER, DATE_FILE_NAME, DATE_NUMBER, DATE_NONE };
const char *date_from_name(enum date_from from); /* "front-matter" "file-name" "number" "none" */
/* Is there a time of day to show?  Midnight to the second is what a day alone is read as. */
struct tm;
bool date_has_time(enum date_from from, const struct tm *clock);

enum post_format { POST_MARKDOWN, POST_HTML, POST_TEXT };

typedef VEC(struct slice) slice_list;

struct post {
  struct arena arena;
  struct slice path; /* from the site's root */
  enum post_status status;
  enum post_format format;

  struct slice title;   /* never empty: recovered when the post has none */
  bool title_given;     /* false: recovered */
  int64_t date;         /* seconds since the epoch; meaningless for DATE_NONE */
  int32_t zone_minutes; /* east of UTC, for showing */
  enum date_from date_from;
  slice_list categories, tags; /* by the generator's rule; no doubles, in order */
  struct slice url;            /* the site's own address of it, from "/" */
  slice_list aliases;          /* further addresses: redirect_from, aliases */
  struct slice source;         /* where it was taken from, or NULL */
  struct slice language;       /* BCP 47 tag as written, or NULL */
  struct slice author, summary, image;

  struct slice number; /* the digits in its file name that name the article (12 or more), or NULL */
  size_t body_offset;  /* where the body begins in `text` */
  struct str text;     /* the whole file, UTF-8; freed with the post */
  size_t text_bytes;   /* its length, also when the text itself is not kept */
  struct charset_result charset;
  struct diag_list diags;
};

void post_free(struct post *p); /* a zeroed post is fine; ready for use again */

static inline struct slice post_body(const struct post *p)
{
  return slice_from(str_slice(&p->text), p->body_offset);
}

#endif
