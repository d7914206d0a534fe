/* What a site says about itself: its configuration file, read into the few
 * things that posts need, with each generator's defaults filled in. */
#ifndef SITE_SITE_CONFIG_H
#define SITE_SITE_CONFIG_H

#include "site/site.h"
#include "site/value.h"

struct collection {
  struct slice name;      /* "wiki"; its folder is `_wiki` */
  struct slice permalink; /* or NULL */
};

struct site_config {
  struct arena arena;
  enum site_kind kind;
  const struct value *values;   /* of the configuration file; NULL when there is none */
  struct site_problem problem;  /* the first thing that is wrong with it */
  const struct value *defaults; /* of these, Jekyll's; NULL when there are none */
  struct slice title, url, baseurl, timezone, language;
  struct slice permalink;        /* template or name of a style */
  struct slice posts_permalink;  /* Jekyll's collections.posts.permalink: a template; or NULL */
  struct slice source;           /* folder of the sources from the root, or empty */
  struct slice collections_dir;  /* Jekyll's, or empty */
  struct slice new_post_name;    /* Hexo's pattern of file names */
  struct slice default_category; /* Hexo's */
  VEC(struct collection) collections;
  slice_list exclude, include; /* globs from `source` */
  slice_list content;          /* folders with posts, from the root; empty: all of it */
  slice_list archives;         /* names of archive folders */
  slice_list source_keys;
  uint64_t fingerprint; /* of the files it was read from */
  bool future;          /* posts of the future are published */
  bool drafts, expired; /* Hugo's: so are drafts, and what has expired */
  bool draft_folder;    /* what lies in `_drafts` is published */
  bool unpublished;     /* Jekyll's: so is what says `published: false` */
};

/* Reads the configuration under `root`.  A broken file counts as none. */
void site_config_read(const char *root, enum site_kind kind, const struct site_options *options,
                      struct site_config *out);
void site_config_free(struct site_config *c);

/* Takes the folder of the sources off the front of *path; false: it is not in there. */
bool site_config_under_source(const struct site_config *c, struct slice *path);

/* defaults.c: Jekyll's `defaults:` for a file, by its path from the root: the value of `key`
 * in the narrowest scope that holds it, or NULL.  `type` is "posts" (of drafts too) or a
 * collection's name. */
const struct value *site_config_default(const struct site_config *c, struct slice path,
                                        struct slice type, struct slice key);

/* kind.c: what makes pages of this very folder; false when nothing tells. */
bool kind_of_folder(const char *dir, enum site_kind *kind);

/* Appends the words of `text`, parted by blanks, as slices of it. */
void words_split(struct slice text, slice_list *out);

#endif
