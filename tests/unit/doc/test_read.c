#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "doc/read.h"

#include "doc/plain.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* Reads `count` times `unit` and looks at what every tree must keep to. */
static struct doc *read_many(const char *unit, size_t count, const char *end,
                             enum doc_format format)
{
  struct str body = STR_INIT;
  for (size_t i = 0; i < count; i++) str_adds(&body, unit);
  str_adds(&body, end);
  struct doc *d = doc_read(str_slice(&body), format, NULL);
  size_t depth = 0;
  struct walk w = walk_start(d->root);
  while (walk_next(&w)) {
    if (w.entering && w.node->first) assert_ptr_equal(w.node->first->parent, w.node);
    if (!node_is_leaf(w.node)) depth += w.entering ? 1 : (size_t)-1;
    assert_true(depth <= DOC_DEPTH_MAX);
    if (w.entering && w.node->kind == NODE_CELL) assert_int_equal(w.node->parent->kind, NODE_ROW);
    if (w.entering && w.node->kind == NODE_ITEM) assert_int_equal(w.node->parent->kind, NODE_LIST);
    if (w.entering && node_is_inline(w.node)) assert_true(node_holds_inlines(w.node->parent));
  }
  str_free(&body);
  return d;
}

static void test_hostile_input_ends(void **state)
{
  (void)state;
  static const struct {
    const char *unit, *end;
    enum doc_format format;
  } cases[] = {
    { "<div>", "end", DOC_HTML },
    { "<blockquote>", "end", DOC_HTML },
    { "<ul><li>", "end", DOC_HTML },
    { "<dl><dd>", "end", DOC_HTML },
    { "<table><tr><td>", "end", DOC_HTML },
    { "<b><i>", "end", DOC_HTML },
    { "<ins><kbd>", "end", DOC_HTML },
    { "<font color=1><p>x", "end", DOC_HTML },
    { "<a href=1><b><div>x</a></b>", "end", DOC_HTML },
    { "<table><b>x</b><p>y", "end", DOC_HTML },
    { "<a \"", "end", DOC_HTML },
    { "<title><script><!--", "end", DOC_HTML },
    { "</p></b></table>", "end", DOC_HTML },
    { "> ", "end", DOC_MARKDOWN },
    { "- ", "end", DOC_MARKDOWN },
    { "[", "end", DOC_MARKDOWN },
    { "*a **b ", "end", DOC_MARKDOWN },
    { "![[]((", "end", DOC_MARKDOWN },
#ifdef HAVE_CMARK_GFM /* else it is a reference, which shows nowhere */
    { "[^a]", "\n\n[^a]: end", DOC_MARKDOWN },
#endif
    { "a\n|-|-\n", "end", DOC_MARKDOWN },
    { "x\n: y\n", "end", DOC_MARKDOWN },
    { "{:", "end", DOC_MARKDOWN },
    { "<div>\n<p>\n", "end", DOC_MARKDOWN },
    { "<div>\n\n*a*\n", "\n\nend", DOC_MARKDOWN },
    { "~~~~\n```\n", "\n~~~~\nend", DOC_MARKDOWN },
    { "1) x\n", "end", DOC_MARKDOWN },
    { "[^a]: b\n", "\n\nend", DOC_MARKDOWN },
    { "<details>x", "end", DOC_HTML },
    { "<details><p>x</details>", "end", DOC_HTML },
    { "## a {", "end", DOC_MARKDOWN },
    { "www.http://a@b.", "end", DOC_MARKDOWN },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str text = STR_INIT;
    struct doc *d = read_many(cases[i].unit, 20000, cases[i].end, cases[i].format);
    doc_plain(d->root, true, &text);
    if (slice_find(str_slice(&text), SLICE("end")) == SLICE_NONE)
      fail_msg("\"%s\": the end is lost", cases[i].unit);
    str_free(&text);
    doc_free(d);
  }
}

static void test_depth_is_told(void **state)
{
  (void)state;
  struct diag_list diags = { 0 };
  struct str body = STR_INIT;
  for (int i = 0; i < 300; i++) str_adds(&body, "<blockquote>");
  doc_free(doc_read(SLICE("<blockquote>x"), DOC_HTML, &diags));
  assert_false(diag_has(&diags, DIAG_TOO_DEEP));
  doc_free(doc_read(str_slice(&body), DOC_HTML, &diags));
  assert_true(diag_has(&diags, DIAG_TOO_DEEP));
  diag_list_free(&diags);
  str_free(&body);
}

static void test_no_bytes_harm(void **state)
{
  (void)state;
  static const char bytes[] = "a\0b <p\0>\xff\xfe <b>\xe4\xbd</b> **\xf0\x90** `\0`";
  for (int format = DOC_MARKDOWN; format <= DOC_MARKDOWN_ANY; format++) {
    for (size_t len = 0; len < sizeof bytes; len++) {
      struct slice body = { bytes, len };
      doc_free(doc_read(body, (enum doc_format)format, NULL));
    }
  }
}

/* A long text goes through cmark in pieces: nothing may be lost between. */
static void test_long_texts(void **state)
{
  (void)state;
  struct str body = STR_INIT;
  for (int i = 0; body.len < 9 << 20; i++) {
    str_addf(&body, "段落 %d 说", i);
    str_pad(&body, 'x', 2000);
    str_adds(&body, "\n\n");
  }
  struct doc *d = doc_read(str_slice(&body), DOC_MARKDOWN, NULL);
  int at = 0;
  for (const struct node *p = d->root->first; p; p = p->next, at++) {
    char start[40];
    int bytes = snprintf(start, sizeof start, "段落 %d 说x", at);
    assert_int_equal(p->kind, NODE_PARAGRAPH);
    assert_memory_equal(p->first->text.ptr, start, (size_t)bytes);
  }
  assert_true(at > 4000);
  doc_free(d);
  str_free(&body);
}

/* A position is how many bytes of text stand before it. */
static void test_positions(void **state)
{
  (void)state;
  struct doc *d = doc_read(SLICE("# 头\n\nab *cd* `e`\n\n    f\n\n[g](h)"), DOC_MARKDOWN, NULL);
  uint32_t bytes = 0;
  struct walk w = walk_start(d->root);
  while (walk_next(&w)) {
    if (!w.entering) continue;
    assert_int_equal(w.node->position, bytes);
    bytes += (uint32_t)node_text(w.node).len;
  }
  assert_int_equal(bytes, 3 + 3 + 2 + 1 + 1 + 1 + 1);
  assert_int_equal(d->text_bytes, bytes);
  assert_int_equal(d->headings.count, 1);
  assert_int_equal(d->links.count, 1);
  doc_free(d);
}

/* cmark keeps tables of its own that each parse changes. */
static void *read_again(void *context)
{
  struct slice body =
      SLICE("# a\n\n~~b~~ | https://c.example\n\n| x | y |\n|---|---|\n| 1 | [^1] |\n\n[^1]: z\n");
  for (int i = 0; i < 400; i++) {
    struct doc *d = doc_read(body, DOC_MARKDOWN, NULL);
    str_clear(context);
    doc_plain(d->root, true, context);
    doc_free(d);
  }
  return NULL;
}

static void test_threads(void **state)
{
  enum { THREADS = 4 };
  pthread_t threads[THREADS];
  struct str texts[THREADS] = { STR_INIT, STR_INIT, STR_INIT, STR_INIT };
  (void)state;
  for (int i = 0; i < THREADS; i++)
    assert_int_equal(pthread_create(&threads[i], NULL, read_again, &texts[i]), 0);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  struct str alone = STR_INIT;
  read_again(&alone);
  assert_true(slice_find(str_slice(&alone), SLICE("https://c.example")) != SLICE_NONE);
  for (int i = 0; i < THREADS; i++) assert_string_equal(texts[i].ptr, alone.ptr);
  str_free(&alone);
  for (int i = 0; i < THREADS; i++) str_free(&texts[i]);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_hostile_input_ends), cmocka_unit_test(test_depth_is_told),
    cmocka_unit_test(test_no_bytes_harm),      cmocka_unit_test(test_long_texts),
    cmocka_unit_test(test_positions),          cmocka_unit_test(test_threads),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
