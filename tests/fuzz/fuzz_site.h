/* Sites in a temporary folder, one of each kind that has tags of its own; they
 * stay until the program ends. */
#ifndef TEST_FUZZ_SITE_H
#define TEST_FUZZ_SITE_H

#include "../unit/site/temp_site.h"
#include "fuzz.h"

#include "site/site_impl.h"

struct fuzz_site {
  enum site_kind kind;
  const char *folder; /* of its posts */
  struct temp_site temp;
};

static struct fuzz_site fuzz_sites[] = {
  { .kind = SITE_JEKYLL, .folder = "_posts/" },   { .kind = SITE_HEXO, .folder = "source/_posts/" },
  { .kind = SITE_HUGO, .folder = "content/" },    { .kind = SITE_ZOLA, .folder = "content/" },
  { .kind = SITE_DOCUSAURUS, .folder = "blog/" },
};
enum { FUZZ_SITES = sizeof fuzz_sites / sizeof *fuzz_sites };

static inline void fuzz_sites_end(void)
{
  for (size_t i = 0; i < FUZZ_SITES; i++) temp_end(&fuzz_sites[i].temp);
}

static inline struct fuzz_site *fuzz_site(unsigned option)
{
  if (!fuzz_sites[0].temp.site) {
    for (size_t i = 0; i < FUZZ_SITES; i++) {
      struct temp_site *t = &fuzz_sites[i].temp;
      temp_start(t);
      temp_file(t, "_config.yml", "title: Tide\nurl: https://tide.example\nbaseurl: /log\n");
      temp_file(t, "_includes/again.md", "{% include again.md %}{{ include.a }}");
      temp_file(t, "_data/boats.yml", "- {name: heron, oars: 2}\n- {name: gull, oars: 4}\n");
      temp_open(t, false, (int)fuzz_sites[i].kind);
    }
    atexit(fuzz_sites_end);
  }
  return &fuzz_sites[option % FUZZ_SITES];
}

/* Reads `bytes` as the post `name` of the site. */
static inline void fuzz_post(const struct fuzz_site *f, struct slice name, struct slice bytes,
                             struct post *post)
{
  struct str path = STR_INIT, text = STR_INIT;
  str_adds(&path, f->folder);
  str_add(&path, name);
  str_add(&text, bytes);
  struct arena scratch = { 0 };
  post_read(&f->temp.site->context, str_slice(&path), &text, &scratch, false, post);
  arena_free(&scratch);
  str_free(&path);
}

#endif
