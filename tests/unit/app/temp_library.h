/* A site of the test's own (temp_site.h), and the library of it, which a test opens when its
 * files are there. */
#ifndef TEST_TEMP_LIBRARY_H
#define TEST_TEMP_LIBRARY_H

#include "../site/temp_site.h"

#include "app/library.h"

struct temp_library {
  struct temp_site folder;
  struct options options;
  struct library *library;
};

static inline int temp_library_start(void **state)
{
  struct temp_library *f = xcalloc(1, sizeof *f);
  temp_start(&f->folder);
  temp_file(&f->folder, "_config.yml", "title: Tide\nurl: https://tide.example\n");
  options_init(&f->options);
  *state = f;
  return 0;
}

static inline int temp_library_end(void **state)
{
  struct temp_library *f = *state;
  library_free(f->library);
  options_free(&f->options);
  f->folder.site = NULL;
  temp_end(&f->folder);
  free(f);
  return 0;
}

#endif
