#include "doc/kramdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define ALL ((size_t)-1)

struct rewriting {
  const char *in, *out;
};

static void check(const struct rewriting *cases, size_t count, unsigned format)
{
  for (size_t i = 0; i < count; i++) {
    struct str out = STR_INIT;
    size_t used = kramdown_to_commonmark(slice_of(cases[i].in), format, ALL, &out);
    assert_int_equal(used, strlen(cases[i].in));
    assert_string_equal(out.ptr, cases[i].out);
    str_free(&out);
  }
}

static void test_inline(void **state)
{
  (void)state;
  static const struct rewriting cases[] = {
    { "plain *text* **bold**\n", "plain *text* **bold**\n" },
    { "他**“话”**说\n", "他<strong>“话”</strong>说\n" },
    { "`**“话”**说`\n", "`**“话”**说`\n" },
    { "\\**“话”**说\n", "\\**“话”**说\n" },
    { "~~（删）~~后\n", "<del>（删）</del>后\n" },
    { "a * b * c\n", "a * b * c\n" },
    { "[a](b c)\n", "[a](<b c>)\n" },
    { "[a](b c \"t\")\n", "[a](<b c> \"t\")\n" },
    { "[a](b \"t u\")\n", "[a](b \"t u\")\n" },
    { "[a]({{ b }})\n", "[a]({{ b }})\n" },
    { "*a*{: .b} {:c}\n", "*a* {:c}\n" },
    { "$$a_1$$ $$\n", "$$a\\_1$$ $$\n" },
    { "a <b title=\"**“x”**y\">\n", "a <b title=\"**“x”**y\">\n" },
    { "a <title> b\n", "a \\<title> b\n" },
    { "<https://a.example >\n", "<https://a.example>\n" },
    { "http://a.example/b&#8230; c&#8230;\n", "http://a.example/b… c&#8230;\n" },
  };
  check(cases, sizeof cases / sizeof *cases, DOC_MARKDOWN);
}

static void test_code_is_left_alone(void **state)
{
  (void)state;
  static const struct rewriting cases[] = {
    { "```\n{: .x}\n##y\n```\n", "```\n{: .x}\n##y\n```\n" },
    { "~~~ c\n```\n{: .x}\n~~~\n", "~~~ c\n```\n{: .x}\n~~~\n" },
    { "> ```\n> {: .x}\n> ```\n", "> ```\n> {: .x}\n> ```\n" },
    { "- ```\n  {: .x}\n  ```\n", "- ```\n  {: .x}\n  ```\n" },
    { "a\n\n    {: .x}\n", "a\n\n    {: .x}\n" },
    { "<pre>\n{: .x}\n\n##y\n</pre>\n", "<pre>\n{: .x}\n\n##y\n</pre>\n" },
  };
  check(cases, sizeof cases / sizeof *cases, DOC_MARKDOWN);
}

static void test_lines(void **state)
{
  (void)state;
  static const struct rewriting cases[] = {
    { "a\n{: .b #c}\nd\n", "a\n\nd\n" },
    { "- a\n{: .b}\n- c\n", "- a\n- c\n" },
    { "* TOC\n{:toc}\n\na\n", "\na\n" },
    { "{::comment}\na\n{:/comment}\nb\n", "\nb\n" },
    { "*[A]: b\n", "\n" },
    { "##a\n", "## a\n" },
    { "#a\n", "#a\n" },
    { "## a {#b}\n", "## <a id=\"b\"></a>a\n" },
    { "|a|b|\n|c|d|\n", "| | |\n|---|---|\n|a|b|\n|c|d|\n" },
    { "|a|b|\n|:-+-:|\n|c|d|\n", "|a|b|\n|:---|--:|\n|c|d|\n" },
    { "$$\na\n$$\n", "\n``` math\na\n```\n\n" },
    { "a\n: b\n", "\n<dl>\n<dt>\n\na\n\n</dt>\n<dd>\n\nb\n\n\n</dd>\n</dl>\n\n" },
    { "^\n", "\n" },
    { "a{: .b}\n", "a{: .b}\n" },
    { "## a {b} {#c}\n", "## <a id=\"c\"></a>a {b}\n" },
    { "1) a\n2) b\n", "1\\) a\n<br>2\\) b\n" },
    { "```\na\n", "\\`\\`\\`\na\n" },
    { "[^a]: b\nc\n", "[^a]: b\n\nc\n" },
    { "|a|\n|-|\n|`b|c`|d|\n", "|a| |\n|---|---|\n|`b\\|c`|d|\n" },
    { "- a\n\n  b\n  : c\n- d\n",
      "- a\n\n\n  <dl>\n  <dt>\n\n  b\n\n  </dt>\n  <dd>\n\n  c\n\n\n  </dd>\n  </dl>\n\n- d\n" },
    { "<div>\n*a*\n\n*b*\n</div>\n*c*\n", "<div>\n*a*\n&#32;\n*b*\n</div>\n\n*c*\n" },
    { "<div>\n<div>\n\n</div>\n\n</div>\n", "<div>\n<div>\n&#32;\n</div>\n&#32;\n</div>\n\n" },
    { "<div>\n\n*a*\n", "<div>\n\n*a*\n" },
    { "<p>\n~~~\n", "<p>\n~~~\n" }, /* as it stands: it is HTML */
    { "<div markdown=\"1\">\n*a*\n\n</div>\n", "<div markdown=\"1\">\n\n*a*\n\n</div>\n" },
    { "<!-- a\n", "\\<!-- a\n" },
    { "<!-- a\n\n*b* -->\n", "<!-- a\n\n*b* -->\n" },
    { "a\n|-|-\n", "a\n\\|-|-\n" },
  };
  check(cases, sizeof cases / sizeof *cases, DOC_MARKDOWN);
}

static void test_strict(void **state)
{
  (void)state;
  static const struct rewriting cases[] = {
    { "a\n{: .b}\n", "a\n{: .b}\n" },
    { "a\n: b\n", "a\n: b\n" },
    { "##a\n", "##a\n" },
    { "他**“话”**说\n", "他<strong>“话”</strong>说\n" },
    { "<script>\n", "\\<script>\n" },
    { "# a {#b}\n", "# a {#b}\n" },
    { "1) a\n", "1) a\n" },
    { "```\na\n", "```\na\n" },
    { "<div>\n\n*a*\n\n</div>\n", "<div>\n\n*a*\n\n</div>\n" },
  };
  check(cases, sizeof cases / sizeof *cases, DOC_COMMONMARK);
}

/* What a browser shows is what the generator made, even of what it misread. */
static void test_exact(void **state)
{
  (void)state;
  static const struct rewriting strict[] = {
    { "他**“话”**说\n", "他**“话”**说\n" },
    { "[a](b c)\n", "[a](b c)\n" },
    { "a <title> b\n", "a \\<title> b\n" },
  };
  static const struct rewriting kramdown[] = {
    { "他**“话”**说\n", "他<strong>“话”</strong>说\n" },
    { "[a](b c)\n", "[a](<b c>)\n" },
    { "[a | b](c)\n", "| | |\n|---|---|\n|[a | b](c)\n" },
    { "- [a | b](c)\n- d\n", "- | | |\n  |---|---|\n  |[a | b](c)\n- d\n" },
    { "a | b\nc\n", "a | b\nc\n" },
    { "a\n| b |\n|---|\n| c |\n", "a\n| b |\n\\|---|\n| c |\n" },
    { "| b |\n|---|\n| c |\n", "| b |\n|---|\n| c |\n" },
    { "##a\n", "##a\n" },
    { "<<a>>\n", "\\<\\<a>>\n" },
    { "`a | b`\n", "`a | b`\n" },
    { "a \\| b\n", "a \\| b\n" },
    { "<b>a | b</b>\n", "<b>a | b</b>\n" },
    { "<b c=#1>d</b>\n", "\\<b c=#1>d\\</b>\n" },
    { "<b c=1 d='#'>e</b>\n", "<b c=1 d='#'>e</b>\n" },
    { "<https://a.example/?b=#>\n", "<https://a.example/?b=#>\n" },
  };
  check(strict, sizeof strict / sizeof *strict, DOC_COMMONMARK | DOC_EXACT);
  check(kramdown, sizeof kramdown / sizeof *kramdown, DOC_MARKDOWN | DOC_EXACT);
}

/* Of no generator known: HTML ends at a blank line, and Markdown goes on. */
static void test_any(void **state)
{
  (void)state;
  static const struct rewriting cases[] = {
    { "<div>\n\n*a*\n\n</div>\n", "<div>\n\n*a*\n\n</div>\n" },
    { "a\n{: .b}\n", "a\n\n" },
  };
  check(cases, sizeof cases / sizeof *cases, DOC_MARKDOWN_ANY);
  check(cases, sizeof cases / sizeof *cases, DOC_MARKDOWN_ANY | DOC_EXACT);
}

static void test_extended(void **state)
{
  (void)state;
  static const struct rewriting cases[] = {
    { "# a {#b}\n", "# <a id=\"b\"></a>a\n" },
    { "# a {: .b}\n", "# a {: .b}\n" },
    { "a\n: b\n", "\n<dl>\n<dt>\n\na\n\n</dt>\n<dd>\n\nb\n\n\n</dd>\n</dl>\n\n" },
    { "{: .b}\n", "{: .b}\n" },
  };
  check(cases, sizeof cases / sizeof *cases, DOC_COMMONMARK_EXTENDED);
}

static void test_pieces_end_between_paragraphs(void **state)
{
  (void)state;
  static const struct {
    const char *in;
    size_t used;
  } cases[] = {
    { "ab\n\ncd\n", 4 },   { "ab\ncd\n", 6 },     { "```\n\na\n```\n\nb\n", 12 },
    { "- a\n\n- b\n", 9 }, { "a\n\n    b\n", 9 }, { "a\n: b\n\n  c\n\nd\n", 14 },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str out = STR_INIT;
    assert_int_equal(kramdown_to_commonmark(slice_of(cases[i].in), DOC_MARKDOWN, 1, &out),
                     cases[i].used);
    str_free(&out);
  }
}

/* One table of a few bytes must not become millions of cells. */
static void test_tables_are_bounded(void **state)
{
  (void)state;
  struct str in = STR_INIT, out = STR_INIT;
  for (int i = 0; i < 1000; i++) str_adds(&in, "x|");
  str_adds(&in, "x\n");
  for (int i = 0; i < 1000; i++) str_adds(&in, "-|");
  str_adds(&in, "-\n");
  for (int i = 0; i < 1000; i++) str_adds(&in, "y|\n");
  kramdown_to_commonmark(str_slice(&in), DOC_MARKDOWN, ALL, &out);
  assert_true(slice_find(str_slice(&out), SLICE("y|\n\ny|\n")) != SLICE_NONE);
  str_clear(&in);
  str_clear(&out);
  for (int i = 0; i < 2000; i++) str_adds(&in, "|x");
  kramdown_to_commonmark(str_slice(&in), DOC_MARKDOWN, ALL, &out);
  assert_true(slice_starts(str_slice(&out), SLICE("\\|x\\|x")));
  str_free(&in);
  str_free(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_inline),
    cmocka_unit_test(test_code_is_left_alone),
    cmocka_unit_test(test_lines),
    cmocka_unit_test(test_strict),
    cmocka_unit_test(test_extended),
    cmocka_unit_test(test_exact),
    cmocka_unit_test(test_any),
    cmocka_unit_test(test_pieces_end_between_paragraphs),
    cmocka_unit_test(test_tables_are_bounded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
