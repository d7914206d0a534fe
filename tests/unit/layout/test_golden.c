/* Goldens: beside x.html or x.md in tests/layout stand x.w40.txt, x.w72i.txt, ...:
 * what it looks like at so many columns.  Letters after the number: i paragraphs by
 * indent, h marks hang, a ambiguous characters are wide, n no images, s with the
 * styles and links.  With GOLDEN_WRITE=1 in the environment the files are written anew. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "base/file.h"
#include "base/path.h"
#include "doc/read.h"
#include "layout/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* "ruby.w40ih.txt" */
struct golden {
  struct slice name, flags;
  uint32_t columns;
};

static bool parse_name(struct slice file, struct golden *out)
{
  if (!slice_ends(file, SLICE(".txt"))) return false;
  file.len -= 4;
  size_t dot = slice_find(file, SLICE(".w"));
  if (dot == SLICE_NONE) return false;
  *out = (struct golden){ .name = slice_first(file, dot), .flags = slice_from(file, dot + 2) };
  while (out->flags.len && out->flags.ptr[0] >= '0' && out->flags.ptr[0] <= '9') {
    out->columns = out->columns * 10 + (uint32_t)(out->flags.ptr[0] - '0');
    out->flags = slice_from(out->flags, 1);
  }
  return out->columns > 0;
}

static bool has_flag(const struct golden *g, char flag)
{
  return slice_find_char(g->flags, flag) != SLICE_NONE;
}

static void print_span(const struct lines *l, const struct span *s, bool styles, struct str *out)
{
  bool marked = styles && (s->style != STYLE_TEXT || s->link);
  if (marked) str_addf(out, "{%s", style_name((enum style)s->style));
  if (marked && s->link) str_addf(out, " %u", (unsigned)s->link);
  if (marked) str_addc(out, ':');
  str_add(out, span_text(l, s));
  if (marked) str_addc(out, '}');
}

static void print_lines(const struct lines *l, bool styles, struct str *out)
{
  for (size_t i = 0; i < l->line.count; i++) {
    const struct line *line = &l->line.items[i];
    for (uint32_t k = 0; k < line->count; k++)
      print_span(l, &l->span.items[line->first + k], styles, out);
    str_addc(out, '\n');
  }
}

static bool read_source(const char *folder, struct slice name, struct str *body,
                        enum doc_format *format)
{
  static const struct {
    const char *extension;
    enum doc_format format;
  } kinds[] = { { "html", DOC_HTML }, { "md", DOC_MARKDOWN } };
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    struct str path = STR_INIT;
    str_addf(&path, "%s/%.*s.%s", folder, SLICE_ARG(name), kinds[i].extension);
    bool found = file_read(path.ptr, 1 << 20, body, NULL) == 0;
    str_free(&path);
    *format = kinds[i].format;
    if (found) return true;
  }
  return false;
}

/* Positions never go back, and no line is wider than it may be. */
static void check_lines(const struct lines *l, const struct layout_options *o)
{
  uint32_t position = 0;
  for (size_t i = 0; i < l->line.count; i++) {
    const struct line *line = &l->line.items[i];
    assert_true(line->position >= position);
    position = line->position;
    uint32_t most = o->columns < 2 ? 2 : o->columns; /* a wide character is never left out */
    if (line->columns > most + (o->hang ? 2 : 0))
      print_error("line %zu of %u columns takes %u\n", i, (unsigned)o->columns,
                  (unsigned)line->columns);
    assert_true(line->columns <= most + (o->hang ? 2 : 0));
    assert_true(line->soft || !line->joined);
  }
}

static void compare(const char *path, const struct str *found)
{
  struct str expected = STR_INIT;
  if (getenv("GOLDEN_WRITE")) assert_int_equal(file_write(path, str_slice(found)), 0);
  assert_int_equal(file_read(path, 1 << 20, &expected, NULL), 0);
  struct slice left = str_slice(&expected), right = str_slice(found), a = { 0 }, b = { 0 };
  for (int line = 1; left.len || right.len; line++) {
    bool more = slice_line(&left, &a), too = slice_line(&right, &b);
    if (more && too && slice_eq(a, b)) continue;
    print_error("%s:%d:\nexpected |%.*s|\nfound    |%.*s|\n", path, line, SLICE_ARG(a),
                SLICE_ARG(b));
    fail();
  }
  str_free(&expected);
}

/* Cases named x-gfm hold what plain cmark does not know. */
#ifdef HAVE_CMARK_GFM
enum { HAVE_GFM = true };
#else
enum { HAVE_GFM = false };
#endif

static void run_golden(const char *folder, struct slice file, const struct golden *g)
{
  struct str body = STR_INIT, path = STR_INIT, found = STR_INIT;
  enum doc_format format;
  struct lines lines;
  lines_init(&lines);
  str_addf(&path, "%s/%.*s", folder, SLICE_ARG(file));
  assert_true(read_source(folder, g->name, &body, &format));
  struct doc *d = doc_read(str_slice(&body), format, NULL);
  struct layout_options options = {
    .columns = g->columns,
    .ambiguous = has_flag(g, 'a') ? AMBIGUOUS_WIDE : AMBIGUOUS_NARROW,
    .paragraphs = has_flag(g, 'i') ? PARAGRAPHS_INDENT : PARAGRAPHS_BLANK_LINE,
    .hang = has_flag(g, 'h'),
    .images = !has_flag(g, 'n'),
    .plain = has_flag(g, 'p'),
  };
  layout_doc(d, &options, &lines);
  check_lines(&lines, &options);
  print_lines(&lines, has_flag(g, 's'), &found);
  compare(path.ptr, &found);
  lines_free(&lines);
  doc_free(d);
  str_free(&body);
  str_free(&path);
  str_free(&found);
}

static size_t goldens;

static bool visit_golden(void *context, struct slice name, bool is_dir)
{
  struct golden golden;
  bool skipped = !HAVE_GFM && slice_find(name, SLICE("-gfm.")) != SLICE_NONE;
  if (!is_dir && !skipped && parse_name(name, &golden)) {
    run_golden(context, name, &golden);
    goldens++;
  }
  return true;
}

static void each_file(dir_visit_fn *visit)
{
  const char *source = getenv("srcdir");
  struct str folder = STR_INIT;
  str_addf(&folder, "%s/tests/layout", source ? source : ".");
  assert_int_equal(dir_each(folder.ptr, visit, folder.ptr), 0);
  str_free(&folder);
}

static void test_goldens(void **state)
{
  (void)state;
  each_file(visit_golden);
  assert_true(goldens > 10);
}

static void count_bytes(struct slice text, long counts[256], long by)
{
  for (size_t i = 0; i < text.len; i++)
    if ((unsigned char)text.ptr[i] > ' ') counts[(unsigned char)text.ptr[i]] += by;
}

/* All the text is on the lines, once, and every span tells its true place. */
static void check_text(const struct lines *l, const struct doc *d)
{
  struct str text = STR_INIT;
  long counts[256] = { 0 };
  struct walk w = walk_start(d->root);
  while (walk_next(&w))
    if (w.entering) str_add(&text, node_text(w.node));
  struct slice wide = SLICE("\u3000"), hard = SLICE("\u00A0"); /* blanks at a start go */
  for (size_t at = 0; at < text.len; at++) {
    struct slice rest = slice_from(str_slice(&text), at);
    bool blank = slice_starts(rest, wide) || slice_starts(rest, hard);
    if (blank)
      at += slice_starts(rest, wide) ? 2 : 1;
    else
      count_bytes(slice_first(rest, 1), counts, 1);
  }
  for (size_t i = 0; i < l->span.count; i++) {
    const struct span *s = &l->span.items[i];
    if (s->made) continue;
    struct slice shown = span_text(l, s), source = slice_from(str_slice(&text), s->position);
    bool blank = slice_trim(shown).len == 0; /* part of a tab, perhaps */
    assert_true(blank || slice_starts(source, shown));
    count_bytes(shown, counts, -1);
  }
  for (int i = 0; i < 256; i++) {
    if (counts[i]) print_error("byte %02X: %ld too few\n", (unsigned)i, counts[i]);
    assert_int_equal(counts[i], 0);
  }
  str_free(&text);
}

static void check_widths(struct slice name, const struct doc *d)
{
  uint32_t least = slice_starts(name, SLICE("table")) ? 72 : 1; /* records repeat the headers */
  bool changed = slice_eq(name, SLICE("hostile"));
  for (uint32_t columns = 1; columns <= 90; columns++) {
    for (int flags = 0; flags < 8; flags++) {
      struct layout_options options = {
        .columns = columns,
        .ambiguous = flags & 1 ? AMBIGUOUS_WIDE : AMBIGUOUS_NARROW,
        .paragraphs = flags & 2 ? PARAGRAPHS_INDENT : PARAGRAPHS_BLANK_LINE,
        .hang = flags & 4,
        .images = true,
        .opened = true,
      };
      struct lines lines;
      lines_init(&lines);
      layout_doc(d, &options, &lines);
      check_lines(&lines, &options);
      if (columns >= least && !changed) check_text(&lines, d);
      lines_free(&lines);
    }
  }
}

static bool visit_source(void *context, struct slice file, bool is_dir)
{
  struct str body = STR_INIT;
  enum doc_format format;
  struct slice name = path_stem(file);
  if (is_dir || slice_ends(file, SLICE(".txt"))) return true;
  assert_true(read_source(context, name, &body, &format));
  struct doc *d = doc_read(str_slice(&body), format, NULL);
  check_widths(name, d);
  doc_free(d);
  str_free(&body);
  return true;
}

static void test_every_width(void **state)
{
  (void)state;
  each_file(visit_source);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_goldens),
                                      cmocka_unit_test(test_every_width) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
