#include "temp_library.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static unsigned posts; /* written so far */

static int start(void **state)
{
  posts = 0;
  return temp_library_start(state);
}

/* Posts are written oldest first. */
static void post(struct temp_library *f, const char *title, const char *categories,
                 const char *tags)
{
  struct str name = STR_INIT, text = STR_INIT;
  posts++;
  str_addf(&name, "_posts/2026-03-%02u-%s.md", posts, title);
  str_addf(&text, "---\ntitle: %s\ncategories: [%s]\ntags: [%s]\n---\nx\n", title, categories,
           tags);
  temp_file(&f->folder, name.ptr, text.ptr);
  str_free(&name);
  str_free(&text);
}

/* "section: post post; section: post" */
static void assert_home(struct temp_library *f, const char *home, size_t each, const char *expected)
{
  struct str text = STR_INIT;
  struct home page;
  id_list ids = { 0 };
  uint32_t label;
  size_t listed = 0;
  assert_true(option_set(&f->options, option_find(SLICE("home")), slice_of(home), &text));
  if (!f->library) {
    f->library = library_open(f->folder.root, &f->options, false, &text);
    assert_non_null(f->library);
    library_load_all(f->library);
  }
  library_home(f->library, each, &page);
  const struct index *x = library_index(f->library);
  for (size_t i = 0; (label = home_section(&page, i, &ids)) != INDEX_NONE; i++) {
    str_addf(&text, "%s%s:", i ? "; " : "",
             index_string(x, label_at(x, page.kind, label)->name).ptr);
    for (size_t n = 0; n < ids.count; n++)
      str_addf(&text, " %s", index_string(x, index_record(x, ids.items[n])->title).ptr);
    listed += ids.count;
    vec_clear(&ids);
  }
  assert_int_equal(page.posts, listed);
  assert_string_equal(text.ptr, expected);
  vec_free(&ids);
  home_free(&page);
  str_free(&text);
}

static void test_sections(void **state)
{
  struct temp_library *f = *state;
  post(f, "ice", "harbour", "news");
  post(f, "fog", "harbour, weather", "news");
  post(f, "lamp", "isle", "letters");
  post(f, "tide", "weather", "news");
  assert_home(f, "tags", 5, "news: tide fog ice; letters: lamp");
  assert_home(f, "tags", 2, "news: tide fog; letters: lamp");
  assert_home(f, "categories", 5, "weather: tide fog; isle: lamp; harbour: fog ice");
  assert_home(f, "auto", 1, "news: tide; letters: lamp");
}

/* Many tags a post: they say what it is about, not where it is from. */
static void test_many_tags(void **state)
{
  struct temp_library *f = *state;
  post(f, "ice", "harbour", "a, b, c, d");
  post(f, "fog", "weather", "b, c, d, e");
  assert_home(f, "auto", 5, "weather: fog; harbour: ice");
}

static void test_no_labels(void **state)
{
  struct temp_library *f = *state;
  post(f, "ice", "", "");
  assert_home(f, "auto", 5, "");
}

static void test_only_tags(void **state)
{
  struct temp_library *f = *state;
  post(f, "ice", "", "a, b, c, d");
  assert_home(f, "auto", 5, "a: ice; b: ice; c: ice; d: ice");
}

/* Sections are made when they are asked for: posts of them may be gone by then. */
static void test_gone_meanwhile(void **state)
{
  struct temp_library *f = *state;
  struct home page;
  struct str path = STR_INIT;
  id_list ids = { 0 };
  post(f, "ice", "", "a");
  post(f, "fog", "", "a");
  post(f, "lamp", "", "b");
  assert_home(f, "tags", 5, "b: lamp; a: fog ice");
  library_home(f->library, 5, &page);
  assert_int_equal(page.posts, 3);
  str_addf(&path, "%s/_posts/2026-03-02-fog.md", f->folder.root);
  assert_int_equal(unlink(path.ptr), 0);
  library_load_all(f->library);
  assert_int_not_equal(home_section(&page, 1, &ids), INDEX_NONE);
  assert_int_equal(ids.count, 1);
  assert_int_equal(page.posts, 2);
  assert_int_not_equal(home_section(&page, 1, &ids), INDEX_NONE); /* once more: the same */
  assert_int_equal(ids.count, 2);
  assert_int_equal(page.posts, 2);
  vec_free(&ids);
  home_free(&page);
  str_free(&path);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_sections, start, temp_library_end),
    cmocka_unit_test_setup_teardown(test_many_tags, start, temp_library_end),
    cmocka_unit_test_setup_teardown(test_no_labels, start, temp_library_end),
    cmocka_unit_test_setup_teardown(test_only_tags, start, temp_library_end),
    cmocka_unit_test_setup_teardown(test_gone_meanwhile, start, temp_library_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
