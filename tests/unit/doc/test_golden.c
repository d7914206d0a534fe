/* Each x.md or x.html of a folder beside x.doc (the tree) and x.txt (its plain
 * text).  The folder is the first argument, or $DOC_GOLDEN_DIR, or tests/doc
 * under $srcdir. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "base/file.h"
#include "base/path.h"
#include "doc/plain.h"
#include "doc/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* Cases named x-gfm hold what plain cmark does not know. */
#ifdef HAVE_CMARK_GFM
enum { HAVE_GFM = true };
#else
enum { HAVE_GFM = false };
#endif

struct golden {
  struct str dir;
  size_t cases;
};

static void read_sibling(const struct golden *g, struct slice name, const char *ending,
                         struct str *out)
{
  struct str path = STR_INIT;
  path_join(&path, str_slice(&g->dir), path_stem(name));
  str_addf(&path, ".%s", ending);
  if (file_read(path.ptr, 1 << 20, out, NULL) != 0) fail_msg("%s cannot be read", path.ptr);
  str_free(&path);
}

/* GOLDEN_WRITE in the environment writes what was got, to be looked at. */
static void check(const struct golden *g, struct slice name, const char *ending, struct str *got,
                  const struct str *wanted)
{
  if (getenv("GOLDEN_WRITE")) {
    struct str path = STR_INIT;
    path_join(&path, str_slice(&g->dir), path_stem(name));
    str_addf(&path, ".%s", ending);
    assert_int_equal(file_write(path.ptr, str_slice(got)), 0);
    str_free(&path);
  } else if (!slice_eq(str_slice(got), str_slice(wanted))) {
    fail_msg("%.*s, %s: got\n%s", SLICE_ARG(name), ending, got->ptr);
  }
}

static bool check_case(void *context, struct slice name, bool is_dir)
{
  struct golden *g = context;
  struct slice ending = path_extension(name);
  bool html = slice_eq(ending, SLICE("html"));
  if (is_dir || (!html && !slice_eq(ending, SLICE("md")))) return true;
  if (!HAVE_GFM && slice_ends(path_stem(name), SLICE("-gfm"))) return true;
  struct str body = STR_INIT, tree = STR_INIT, text = STR_INIT, got = STR_INIT;
  read_sibling(g, name, html ? "html" : "md", &body);
  read_sibling(g, name, "doc", &tree);
  read_sibling(g, name, "txt", &text);
  struct doc *d = doc_read(str_slice(&body), html ? DOC_HTML : DOC_MARKDOWN, NULL);
  doc_dump(d, &got);
  check(g, name, "doc", &got, &tree);
  str_clear(&got);
  doc_plain(d->root, false, &got);
  check(g, name, "txt", &got, &text);
  g->cases++;
  doc_free(d);
  str_free(&body);
  str_free(&tree);
  str_free(&text);
  str_free(&got);
  return true;
}

static const char *folder;

static void test_all(void **state)
{
  (void)state;
  struct golden g = { .dir = STR_INIT };
  const char *srcdir = getenv("srcdir");
  if (folder)
    str_adds(&g.dir, folder);
  else
    str_addf(&g.dir, "%s/tests/doc", srcdir ? srcdir : ".");
  assert_int_equal(dir_each(g.dir.ptr, check_case, &g), 0);
  assert_true(g.cases >= (HAVE_GFM ? 10 : 6));
  str_free(&g.dir);
}

int main(int argc, char **argv)
{
  folder = argc > 1 ? argv[1] : getenv("DOC_GOLDEN_DIR");
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_all) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
