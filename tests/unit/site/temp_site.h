/* A site in a temporary folder, made of a list of files and gone after the test. */
#ifndef TEST_TEMP_SITE_H
#define TEST_TEMP_SITE_H

#include "site/site.h"

#include "base/file.h"
#include "base/path.h"

#include <ftw.h>
#include <stdio.h>
#include <unistd.h>

struct temp_site {
  char root[64];
  struct site *site;
};

static inline void temp_start(struct temp_site *t)
{
  *t = (struct temp_site){ .root = "/tmp/baokan-site-XXXXXX" };
  if (!mkdtemp(t->root)) abort();
}

static inline void temp_file(const struct temp_site *t, const char *name, const char *text)
{
  struct str path = STR_INIT, dir = STR_INIT;
  str_addf(&path, "%s/%s", t->root, name);
  str_add(&dir, path_dir(str_slice(&path)));
  if (dir_make(dir.ptr) != 0 || file_write(path.ptr, slice_of(text)) != 0) abort();
  str_free(&path);
  str_free(&dir);
}

static inline void temp_open(struct temp_site *t, bool as_generator, int kind)
{
  struct site_options options = { .as_generator = as_generator,
                                  .kind = kind,
                                  .archive_folders = SLICE("old_post attic"),
                                  .source_keys = SLICE("source link"),
                                  .now = 1932854400 };
  struct str problem = STR_INIT;
  t->site = site_open(t->root, &options, &problem);
  if (!t->site) abort();
  str_free(&problem);
}

static inline int temp_remove(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
  (void)st;
  (void)flag;
  (void)ftw;
  return remove(path);
}

static inline void temp_end(struct temp_site *t)
{
  site_free(t->site);
  nftw(t->root, temp_remove, 16, FTW_DEPTH | FTW_PHYS);
}

#endif
