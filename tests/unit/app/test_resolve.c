#include "temp_library.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define FROM "_posts/2026-03-01-fog.md"

static int start(void **state)
{
  struct str problem = STR_INIT;
  if (temp_library_start(state)) return -1;
  struct temp_library *f = *state;
  temp_file(
      &f->folder, FROM,
      "---\ntitle: Fog\ndate: 2026-03-01\ncategories: [harbour, weather]\ntags: [mist]\n---\nx\n");
  temp_file(&f->folder, "_posts/2026-03-02-202603020000000001.md",
            "---\ntitle: Number\ndate: 2026-03-02\ncategories: 早报\n---\nx\n");
  temp_file(&f->folder, "old_post/2025-01-01-lamp.md",
            "---\ntitle: Lamp\ndate: 2025-01-01\ncategories: [two words]\n---\nx\n");
  option_set(&f->options, option_find(SLICE("hosts")), SLICE("old.tide.example"), &problem);
  f->library = library_open(f->folder.root, &f->options, false, &problem);
  if (!f->library) return -1;
  library_load_all(f->library);
  str_free(&problem);
  return 0;
}

/* What a link leads to, in words: "post PATH", "category NAME", "home". */
static void describe(const struct library *l, struct link_target t, struct str *out)
{
  const struct index *x = library_index(l);
  switch (t.kind) {
  case LINK_HOME: str_adds(out, "home"); break;
  case LINK_ANCHOR: str_adds(out, "anchor"); break;
  case LINK_EXTERNAL: str_adds(out, "external"); break;
  case LINK_POST: str_addf(out, "post %s", index_string(x, index_record(x, t.id)->path).ptr); break;
  case LINK_CATEGORY:
    str_addf(out, "%s %s", t.label_kind == LABEL_TAG ? "tag" : "category",
             t.label == INDEX_NONE ? "-"
                                   : index_string(x, label_at(x, t.label_kind, t.label)->name).ptr);
    break;
  default: str_addf(out, "kind %d", (int)t.kind);
  }
}

static void test_links(void **state)
{
  static const struct {
    const char *url, *text, *expected;
  } rows[] = {
    { "#note", "below", "anchor" },
    { "https://elsewhere.example/x", "x", "external" },
    { "mailto:keeper@tide.example", "write", "external" },
    { "javascript:alert(1)", "x", "external" },
    { "data:text/html,x", "Back", "external" },
    { "", "nothing", "external" },
    /* posts */
    { "2026-03-02-202603020000000001.md", "n", "post _posts/2026-03-02-202603020000000001.md" },
    { "../old_post/2025-01-01-lamp.md", "lamp", "post old_post/2025-01-01-lamp.md" },
    { "/_posts/2025-01-01-lamp.md", "moved", "post old_post/2025-01-01-lamp.md" },
    { "https://tide.example/harbour/weather/2026/03/01/fog.html", "fog", "post " FROM },
    { "//old.tide.example/harbour/weather/2026/03/01/fog.html", "fog", "post " FROM },
    { "/harbour/weather/2026/03/01/fog.html", "fog", "post " FROM },
    { "https://elsewhere.example/harbour/weather/2026/03/01/fog.html", "fog", "external" },
    /* the way back, whatever the host */
    { "//gone.example/", "Back to the front page", "home" },
    { "./", "Back", "home" },
    { "../", "返回首页", "home" },
    { "//gone.example/category/harbour.html", "返回港口", "category harbour" },
    { "./harbour/", "Back to harbour", "category harbour" },
    { "//gone.example/no-such-page/", "Back to the list", "category harbour" },
    { "//gone.example/category/harbour.html", "harbour", "external" },
    /* pages of this site */
    { "https://tide.example/", "front page", "home" },
    { "https://tide.example", "front page", "home" },
    { "/", "front page", "home" },
    { "/index.html", "front page", "home" },
    { "/category/harbour.html", "harbour", "category harbour" },
    { "/categories/harbour/", "harbour", "category harbour" },
    { "/category/two%20words.html", "two", "category two words" },
    { "/category/two words.html", "two", "category two words" },
    { "/category/%E6%97%A9%E6%8A%A5.html", "早", "category 早报" },
    { "/tags/mist/", "mist", "tag mist" },
    { "/about/", "about us", "external" },
  };
  struct temp_library *f = *state;
  struct str got = STR_INIT;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    str_clear(&got);
    describe(
        f->library,
        library_resolve(f->library, SLICE(FROM), slice_of(rows[i].url), slice_of(rows[i].text)),
        &got);
    if (strcmp(got.ptr, rows[i].expected) != 0)
      fail_msg("'%s' (%s): %s, not %s", rows[i].url, rows[i].text, got.ptr, rows[i].expected);
  }
  str_free(&got);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(test_links, start,
                                                                      temp_library_end) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
