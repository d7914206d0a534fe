#include "doc/furniture.h"

#include "doc/plain.h"
#include "doc/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static enum link_kind kind_of(void *context, struct slice url, struct slice text)
{
  (void)context, (void)text;
  if (slice_starts(url, SLICE("/list/"))) return LINK_CATEGORY;
  if (slice_eq(url, SLICE("/"))) return LINK_HOME;
  if (slice_starts(url, SLICE("http://src.example/"))) return LINK_SOURCE;
  return LINK_EXTERNAL;
}

static const struct furniture_rules rules = {
  .kind_of = kind_of,
  .quiet_classes = { "quiet dull", 10 },
  .attribution = { "（文章来源 来源：", 25 },
  .fold_digest = true,
};

/* What is left to read when the furniture is folded. */
static void check_text(const char *body, const char *wanted)
{
  struct furniture found;
  struct str text = STR_INIT;
  struct doc *d = doc_read(slice_of(body), DOC_MARKDOWN, NULL);
  furniture_mark(d, &rules, &found);
  doc_plain(d->root, false, &text);
  assert_string_equal(text.ptr, wanted);
  str_free(&text);
  doc_free(d);
}

static void test_closing_links(void **state)
{
  (void)state;
  static const char *const folded[] = {
    "正文。\n\n[列表](/list/a)｜[首页](/)",
    "正文。\n\n[列表](/list/a)\n[首页](/)",
    "正文。\n\n[列表](/list/a b) | [首页](/) / ",
    "正文。\n\n<http://src.example/1>\n\n[列表](/list/a)｜[首页](/)",
    "正文。\n\n<http://src.example/1>\n[列表](/list/a)\n[首页](/)",
    "正文。\n\n<>\n\n[列表](/list/a)｜[首页](/)",
    "<p>正文。</p>\n\n<http://src.example/1>",
  };
  for (size_t i = 0; i < sizeof folded / sizeof *folded; i++) check_text(folded[i], "正文。\n");
  check_text("正文。\n\n见[列表](/list/a)", "正文。\n见列表\n");
  check_text("正文。\n\n[列表](/list/a)｜[别处](/b)", "正文。\n列表｜别处\n");
  check_text("[列表](/list/a)\n\n正文。", "列表\n正文。\n");
  check_text("正文。\n\n｜", "正文。\n｜\n");
}

static void test_digest(void **state)
{
  (void)state;
  const char *rest = "河口的新灯塔昨夜点亮，渔船归航。\n第二段另有内容。\n";
  static const char *const folded[] = {
    "> 河口的新灯塔昨夜点亮，渔船归航。\n\n",
    "> 河口的新灯塔昨夜点亮\n\n",
    "> 河口的新灯塔 昨夜点亮，渔船归航。（示例报）\n\n",
    "> 河口的新灯塔昨夜点亮，渔船……\n\n",
    "> 【快讯】河口的新灯塔昨夜点亮，渔船归航。\n\n",
    "> 河口的新灯塔昨夜点亮，渔船归航。第二段另有\n\n",
    "河口的新灯塔昨夜点亮，渔船归航。\n\n",
  };
  for (size_t i = 0; i < sizeof folded / sizeof *folded; i++) {
    struct str body = STR_INIT;
    str_adds(&body, folded[i]);
    str_adds(
        &body,
        "<p>河口的<span><a class=\"quiet\" href=\"/x\">新灯塔</a></span>昨夜点亮，渔船归航。</p>"
        "<p>第二段另有内容。</p>");
    check_text(body.ptr, rest);
    str_free(&body);
  }
  check_text("> 灯塔\n\n灯塔昨夜点亮。", "灯塔\n灯塔昨夜点亮。\n");
  check_text("> 河口的旧灯塔早已熄灭多年。\n\n河口的新灯塔昨夜点亮。",
             "河口的旧灯塔早已熄灭多年。\n河口的新灯塔昨夜点亮。\n");
  check_text("> 河口的旧灯塔早已熄灭多年。", "河口的旧灯塔早已熄灭多年。\n");
}

static void test_attribution_and_source(void **state)
{
  (void)state;
  struct furniture found;
  struct doc *d =
      doc_read(SLICE("<p>来源：不是这个</p><p>a</p><p>b</p><p>c</p><p>d</p>"
                     "<p>（文章<b>来源：报</b>）</p>\n\n<http://src.example/1>\n\n[h](/)"),
               DOC_MARKDOWN, NULL);
  furniture_mark(d, &rules, &found);
  assert_non_null(found.attribution);
  assert_true(found.attribution->flags & NODE_ATTRIBUTION);
  assert_ptr_equal(found.attribution->next->next, d->root->last);
  assert_false(d->root->first->flags & NODE_ATTRIBUTION);
  assert_non_null(found.source);
  assert_true(slice_eq(found.source->link.url, SLICE("http://src.example/1")));
  doc_free(d);

  d = doc_read(SLICE("[原文](http://src.example/2)在此。"), DOC_MARKDOWN, NULL);
  furniture_mark(d, &rules, &found);
  assert_null(found.attribution);
  assert_ptr_equal(found.source, d->links.items[0]);
  assert_false(d->root->first->flags & NODE_FOLDED);
  doc_free(d);
}

static void test_quiet_links(void **state)
{
  (void)state;
  struct furniture found;
  struct doc *d = doc_read(SLICE("<a class=\"x quiet\" href=1>a</a><span class=dull><a href=2>b</a>"
                                 "</span><a class=quieter href=3>c</a>"),
                           DOC_HTML, NULL);
  furniture_mark(d, &rules, &found);
  assert_int_equal(d->links.count, 3);
  assert_true(d->links.items[0]->flags & NODE_QUIET);
  assert_true(d->links.items[1]->flags & NODE_QUIET);
  assert_false(d->links.items[2]->flags & NODE_QUIET);
  doc_free(d);
}

static void test_names(void **state)
{
  (void)state;
  for (int i = 0; i < LINK_KIND_COUNT; i++)
    assert_true(link_kind_name((enum link_kind)i)[0] != '\0');
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_closing_links),
    cmocka_unit_test(test_digest),
    cmocka_unit_test(test_attribution_and_source),
    cmocka_unit_test(test_quiet_links),
    cmocka_unit_test(test_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
