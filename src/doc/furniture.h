/* What stands in a post and is not its text: the links back at its end, the
 * bare source address, the digest that repeats the first paragraph, links too
 * common to be looked at.  They are marked (NODE_FOLDED, NODE_QUIET,
 * NODE_ATTRIBUTION), never removed: a key shows them. */
#ifndef DOC_FURNITURE_H
#define DOC_FURNITURE_H

#include "doc/node.h"

/* What a link is for; told by the caller, who knows the site. */
enum link_kind {
  LINK_EXTERNAL,
  LINK_POST,     /* another post of this site */
  LINK_CATEGORY, /* a page that lists a category */
  LINK_HOME,
  LINK_SOURCE, /* where this post was taken from */
  LINK_ANCHOR, /* a place in this document */
  LINK_KIND_COUNT
};
const char *link_kind_name(enum link_kind kind); /* "external" "post" ... */

struct furniture_rules {
  enum link_kind (*kind_of)(void *context, struct slice url, struct slice text);
  void *context;
  struct slice quiet_classes; /* class names of links no one came for, parted by blanks */
  struct slice attribution; /* how such a line begins, parted by blanks: "（文章来源 来源：" */
  bool fold_digest;         /* fold a digest that the text repeats */
};

struct furniture {
  const struct node *attribution; /* or NULL */
  const struct node *source;      /* the LINK with the source address, or NULL */
};

/* Marks the nodes of `d`; a closing run of paragraphs that hold nothing but
 * links of the kinds CATEGORY, HOME and SOURCE (and bars between them) is
 * folded; so is a first quotation whose text the next paragraph repeats. */
void furniture_mark(struct doc *d, const struct furniture_rules *rules, struct furniture *found);

#endif
