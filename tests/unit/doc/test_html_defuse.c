#include "doc/html_defuse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_rewriting(void **state)
{
  (void)state;
  static const struct {
    const char *in, *out;
  } cases[] = {
    { "a < b <3 <", "a &lt; b &lt;3 &lt;" },
    { "<P CLASS='x\"y' onclick=\"f('>')\">t</P>", "<p CLASS=\"x&quot;y\">t</p>" },
    { "<a href=u>t</a>", "<a href=\"u\">t</a>" },
    { "<p title=\"never closed", "&lt;p title=\"never closed" },
    { "a<!-- x --><!-->b<!---->c", "abc" },
    { "a<!-- x", "a&lt;!-- x" },
    { "<?xml?><!doctype html></>x", "x" },
    { "<script>if (a<b) '</p>'</script >x", "x" },
    { "<script>x", "&lt;script>x" },
    { "<title>t</title>x", "x" },
    { "<title> and <title>t</title>x", "&lt;title> and x" },
    { "<textarea><b></textarea>", "<textarea><b></textarea>" },
    { "<iframe src=u>x", "<iframe src=\"u\"></iframe>x" },
    { "<video src=u>x", "<video src=\"u\"></video>x" },
    { "<noscript>x", "x" },
    { "<foo>x</foo></bar>", "x" },
    { "<p>a</b></div></p></p>", "<p>a</p>" },
    { "<p><b>x<p>y</b>", "<p><b>x</b><p>y" },
    { "<div><b>x</div>y</b>", "<div><b>x</b></div>y" },
    { "<b><p>x</b>y</p>", "<b><p>x</b>y</p>" },
    { "<a href=1>x<a href=2>y</a>", "<a href=\"1\">x</a><a href=\"2\">y</a>" },
    { "<b><table><tr><td>x</b>y</table>", "<b><table><tr><td>xy</table>" },
    { "</br>", "<br>" },
    { "<img src=\"data:image/png;base64,AAAA\">", "<img src=\"data:image/png;base64,\">" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str out = STR_INIT;
    html_defuse(slice_of(cases[i].in), &out, NULL, NULL);
    assert_string_equal(out.ptr, cases[i].out);
    str_free(&out);
  }
}

/* The text the parser is not shown comes back, once. */
static void test_runs(void **state)
{
  (void)state;
#define LONG "twelve boats lay in the harbour all night"
  static const struct {
    const char *in, *out, *text;
  } cases[] = {
    { "<p> " LONG "</p>short",
      "<p> \xF4\x8F\xA3\xB1"
      "0;</p>short",
      "<p> " LONG "</p>short" },
    { LONG "&amp;" LONG,
      "\xF4\x8F\xA3\xB1"
      "0;&amp;\xF4\x8F\xA3\xB1"
      "1;",
      LONG "&amp;" LONG },
    { "a\r\n" LONG, "a\r\n" LONG, "a\r\n" LONG },
    { "\xFF" LONG, "\xFF" LONG, "\xFF" LONG },
    { LONG "\xF4\x8F\xA3\xB1", LONG "\xF4\x8F\xA3\xB1", LONG "\xF4\x8F\xA3\xB1" },
    { "                                        ", "                                        ",
      "                                        " },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str out = STR_INIT, text = STR_INIT;
    html_runs runs = { 0 };
    html_defuse(slice_of(cases[i].in), &out, &runs, NULL);
    assert_string_equal(out.ptr, cases[i].out);
    struct slice rest = str_slice(&out), piece;
    while (html_run_next(&runs, &rest, &piece)) str_add(&text, piece);
    assert_string_equal(text.ptr, cases[i].text);
    str_free(&out);
    str_free(&text);
    vec_free(&runs);
  }
}

static void test_a_run_comes_once(void **state)
{
  (void)state;
  struct str out = STR_INIT, text = STR_INIT;
  html_runs runs = { 0 };
  html_defuse(SLICE(LONG), &out, &runs, NULL);
  str_adds(&out, "x\xF4\x8F\xA3\xB1"
                 "0;y\xF4\x8F\xA3\xB1"
                 "99999999999999999999;z\xF4\x8F\xA3\xB1");
  struct slice rest = str_slice(&out), piece;
  while (html_run_next(&runs, &rest, &piece)) str_add(&text, piece);
  assert_int_equal(runs.count, 1);
  assert_true(slice_starts(str_slice(&text), SLICE(LONG "xy")));
  assert_true(text.len < 2 * sizeof LONG);
  str_free(&out);
  str_free(&text);
  vec_free(&runs);
}

static void test_control_characters_go(void **state)
{
  (void)state;
  struct str out = STR_INIT;
  html_defuse(SLICE("a\0b<p>\0</p>\bc\t\x7F"
                    "d\xC2\x85"
                    "e\xC2\xA0"),
              &out, NULL, NULL);
  assert_string_equal(out.ptr, "ab<p></p>c\tde\xC2\xA0");
  str_free(&out);
}

static size_t count(struct slice text, struct slice what)
{
  size_t found = 0, at;
  while ((at = slice_find(text, what)) != SLICE_NONE) {
    found++;
    text = slice_from(text, at + what.len);
  }
  return found;
}

static void test_depth_is_bounded(void **state)
{
  (void)state;
  struct diag_list diags = { 0 };
  struct str in = STR_INIT, out = STR_INIT;
  for (int i = 0; i < 100000; i++) str_adds(&in, "<div>");
  str_adds(&in, "x");
  for (int i = 0; i < 100000; i++) str_adds(&in, "</div>");
  str_adds(&in, "<p>y</p>");
  html_defuse(str_slice(&in), &out, NULL, &diags);
  size_t opened = count(str_slice(&out), SLICE("<div>"));
  assert_true(opened > 100 && opened < 1000);
  assert_int_equal(count(str_slice(&out), SLICE("</div>")), opened);
  assert_true(slice_ends(str_slice(&out), SLICE("<p>y</p>")));
  assert_true(diag_has(&diags, DIAG_TOO_DEEP));
  diag_list_free(&diags);
  str_free(&in);
  str_free(&out);
}

static void test_findings(void **state)
{
  (void)state;
  struct diag_list diags = { 0 };
  struct str out = STR_INIT;
  html_defuse(SLICE("<p>fine</p><!-- fine -->"), &out, NULL, &diags);
  assert_int_equal(diags.found.count, 0);
  html_defuse(SLICE("<style>"), &out, NULL, &diags);
  assert_true(diag_has(&diags, DIAG_UNCLOSED_TAG));
  diag_list_free(&diags);
  str_free(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rewriting),
    cmocka_unit_test(test_control_characters_go),
    cmocka_unit_test(test_runs),
    cmocka_unit_test(test_a_run_comes_once),
    cmocka_unit_test(test_depth_is_bounded),
    cmocka_unit_test(test_findings),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
