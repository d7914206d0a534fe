/* Categories and tags of a post, by the rule of its generator. */
#ifndef SITE_TAXONOMY_H
#define SITE_TAXONOMY_H

#include "site/site_config.h"

struct taxonomy_rules {
  enum site_kind kind;
  bool as_generator;
  struct slice above;               /* Jekyll: folders above `_posts`, which are categories too */
  const struct site_config *config;
  uint32_t head_line; /* of the file, on which the front matter begins */ /* for Jekyll's defaults; may be NULL */
  struct slice path, type;
  /* Lenient: is a string with blanks the name of one category?  May be NULL. */
  bool (*is_whole)(void *context, struct slice name);
  void *context;
};

/* Fills post->categories and post->tags from the front matter (NULL: none).
 * What is of no use is reported to post->diags. */
void taxonomy_read(const struct value *front, const struct taxonomy_rules *rules,
                   struct post *post);

#endif
