/* The scanner and the real reader say the same of every body that the scanner takes: of
 * those written here, of the gazette, and of a corpus where there is one. */
#include "doc/skim.h"

#include "base/file.h"
#include "base/path.h"
#include "doc/plain.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* As searching sees it: lines without blanks. */
static void add_folded(struct slice text, struct str *out)
{
  struct str folded = STR_INIT;
  struct slice rest, line;
  fold_lines(text, &folded);
  fold_drop_blanks(&folded, 0);
  rest = str_slice(&folded);
  while (slice_cut(&rest, '\n', &line))
    if (line.len) str_addf(out, "%.*s\n", SLICE_ARG(line)); /* a blank of its own was a line */
  str_free(&folded);
}

static void read_really(struct slice body, enum doc_format format, struct str *out)
{
  struct doc *d = doc_read(body, format, NULL);
  struct str text = STR_INIT;
  doc_plain(d->root, true, &text);
  add_folded(str_slice(&text), out);
  str_free(&text);
  doc_free(d);
}

/* False: the scanner does not take it. */
static bool agrees(struct slice body, enum doc_format format, const char *name)
{
  struct str skimmed = STR_INIT, got = STR_INIT, expected = STR_INIT;
  bool taken = doc_skim(body, format, &skimmed);
  if (taken) {
    add_folded(str_slice(&skimmed), &got);
    read_really(body, format, &expected);
    if (strcmp(got.ptr, expected.ptr) != 0)
      fail_msg("%s:\n--- skimmed\n%s\n--- read\n%s", name, got.ptr, expected.ptr);
  } else {
    assert_int_equal(skimmed.len, 0);
  }
  str_free(&skimmed);
  str_free(&got);
  str_free(&expected);
  return taken;
}

static void test_taken(void **state)
{
  static const char *const bodies[] = {
    "",
    "\n\n",
    "潮水上涨。\n退去。\n\n又来。\n",
    "## 标题\n\ntext on\ntwo lines\n",
    "<p>一</p><p>二<br>三</p>\n\n后\n",
    "<p class=\"em_media\">（来源：x）</p>\n",
    "<p>a<span style=\"color:red\">b</span>c &nbsp; &amp;lt; &ldquo;x&rdquo;</p>\n",
    "<p>never closed\n\nnext\n",
    "<p><!-- not this -->this</p>\n",
    "text\n<p>html after it</p>\n<p>still html</p>\n\nend\n",
    "<center><img src=\"x\" alt=\"y\"></center>\n",
    "<https://wire.example/share?code=1>\n\n[返回](//a.example/x.html)｜[首页](//a.example)\n",
    "hard  \nbreak\n",
    "　　缩进\n",
    "a & b\n",
    "2024年的潮水\n",
    "CRLF\r\nline\r\n\r\nnext\r\n",
    "<div><p>x</p></div>\n\ny\n",
  };
  (void)state;
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
    for (int format = DOC_MARKDOWN; format <= DOC_MARKDOWN_ANY; format++)
      if (format != DOC_HTML && !agrees(slice_of(bodies[i]), (enum doc_format)format, bodies[i]))
        fail_msg("not taken: %s", bodies[i]);
}

static void test_left(void **state)
{
  static const char *const bodies[] = {
    "a *b* c\n",
    "- item\n",
    "1. item\n",
    "    code\n",
    "`code`\n",
    "a | b\n",
    "<p hidden>x</p>\n",
    "<p style=\"display:none\">x</p>\n",
    "<script>x</script>\n",
    "<p><svg>x</svg></p>\n",
    "&unknown;\n",
    "{% include x %}\n",
    "title\n=====\n",
    "![a](b)\n",
    "[a]: b\n",
    "[a][b]\n",
    "$x$\n",
    "> q\n",
    "\uFEFFmarked\n",
    "<p><!-- open\n\n-->x</p>\n",
    "---\n",
    "\tcode\n",
    "<p>html</p>\nno more of it\n",
    "<p>open\n\ntext\n</p>\n",
    "<div>.\n\na\n</div>\n",
    "<p></p><!--\n-->\n",
    "<p>导语</p>正文开始<br>\n<b>见 [上一篇](a.html) 的说明</b>\n",
    "<div></DIV>> \n</a>|</span>\n",
    "<center></center>\n    </i>\n",
    "<p>\n\v\n[x](y)\n",
    "<div>.\r\ra\r</div>.\n",
    "<p></p>\n> a\n",
    "<p></p><p>-\na</p>b\n",
    "<p>0\n1\n",
    "<div></div><div\n\">x\n",
    "http://\345[x](y)\n",
    "<div>a</p>b</div>\n",
    "[x](*)[x](*y)\n",
    "<div></div>2\n4\n",
    "a\n\f\nb\n",
    "<p/p>text\n",
    "<div>a</div>b</div>c\n",
    "<div><center>a</div>b</center>c\n",
    "a\302\213b\n",
    "<p>a\uFFFEb</p>\n",
    "a\uFDD0b\n",
  };
  struct str out = STR_INIT;
  (void)state;
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
    if (doc_skim(slice_of(bodies[i]), DOC_MARKDOWN, &out)) fail_msg("taken: %s", bodies[i]);
  assert_false(doc_skim(SLICE("<p>x</p>"), DOC_HTML, &out));
  str_free(&out);
}

struct tally {
  struct str path;
  size_t files, taken;
};

static struct slice without_head(struct slice text)
{
  struct slice rest = text, line;
  if (!slice_line(&rest, &line) || !slice_eq(slice_trim(line), SLICE("---"))) return text;
  while (slice_line(&rest, &line))
    if (slice_eq(slice_trim(line), SLICE("---"))) return rest;
  return text;
}

static bool look_at(void *context, struct slice name, bool is_dir)
{
  struct tally *t = context;
  size_t folder = t->path.len;
  if (slice_starts(name, SLICE("."))) return true;
  str_addf(&t->path, "/%.*s", SLICE_ARG(name));
  struct str bytes = STR_INIT;
  if (is_dir) {
    dir_each(t->path.ptr, look_at, t);
  } else if (slice_eq(path_extension(name), SLICE("md")) &&
             file_read(t->path.ptr, 1 << 20, &bytes, NULL) == 0 && utf8_valid(str_slice(&bytes))) {
    t->files++;
    t->taken += agrees(without_head(str_slice(&bytes)), DOC_MARKDOWN, t->path.ptr);
  }
  str_free(&bytes);
  str_cut(&t->path, folder);
  return true;
}

static void look_through(const char *folder, size_t least_percent)
{
  struct tally t = { .path = STR_INIT };
  str_adds(&t.path, folder);
  dir_each(folder, look_at, &t);
  printf("# %s: %zu of %zu taken\n", folder, t.taken, t.files);
  assert_true(t.taken * 100 >= t.files * least_percent);
  str_free(&t.path);
}

static void test_posts(void **state)
{
  const char *source = getenv("srcdir"), *corpus = getenv("BAOKAN_CORPUS");
  struct str gazette = STR_INIT;
  (void)state;
  str_addf(&gazette, "%s/tests/sites/gazette", source ? source : "..");
  look_through(gazette.ptr, 40);
  if (corpus && *corpus) look_through(corpus, 0);
  str_free(&gazette);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_taken),
    cmocka_unit_test(test_left),
    cmocka_unit_test(test_posts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
