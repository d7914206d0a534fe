#include "tui/hits.h"

#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Lines in a few words: each its spans parted by `|`; one that ends in `~` goes on
 * without a blank, one that ends in `_` with one.  A span that begins with `^` is no text. */
static void build(struct lines *lines, const char *const *texts, size_t count)
{
  lines_init(lines);
  for (size_t i = 0; i < count; i++) {
    struct slice rest = slice_of(texts[i]), span;
    bool joined = slice_ends(rest, SLICE("~")), parted = slice_ends(rest, SLICE("_"));
    if (joined || parted) rest.len--;
    while (slice_cut(&rest, '|', &span)) {
      if (slice_starts(span, SLICE("^")))
        lines_pad(lines, slice_from(span, 1), (uint32_t)span.len - 1, STYLE_TEXT, 0);
      else
        lines_span(lines, span, (uint32_t)span.len, STYLE_TEXT, 0, 0);
    }
    struct line *line = lines_end(lines, 0);
    line->soft = joined || parted;
    line->joined = joined;
  }
}

/* "number@line:text", parts parted by blanks. */
static void describe(const struct lines *lines, const struct hits *h, struct str *out)
{
  for (size_t i = 0; i < h->parts.count; i++) {
    const struct hit *hit = &h->parts.items[i];
    const struct line *line = &lines->line.items[hit->line];
    struct str text = STR_INIT;
    for (uint32_t n = 0; n < line->count; n++)
      str_add(&text, span_text(lines, &lines->span.items[line->first + n]));
    assert_true(hit->start < hit->end && hit->end <= text.len);
    str_addf(out, "%s%u@%u:%.*s", i ? " " : "", hit->number, hit->line,
             (int)(hit->end - hit->start), text.ptr + hit->start);
    str_free(&text);
  }
  str_addf(out, " =%u", h->count);
}

static void test_hits(void **state)
{
  static const struct {
    const char *lines[4];
    const char *needle, *expected;
  } rows[] = {
    { { "fog and fog", "more fog" }, "fog", "0@0:fog 1@0:fog 2@1:fog =3" },
    { { "f|o|g" }, "fog", "0@0:fog =1" },
    { { "春分大~", "潮信" }, "大潮", "0@0:大 0@1:潮 =1" },
    { { "春分大", "潮信" }, "大潮", " =0" },
    { { "春~", "分~", "大~", "潮" }, "春分大潮", "0@0:春 0@1:分 0@2:大 0@3:潮 =1" },
    { { "spring_", "tide" }, "spring tide", "0@0:spring 0@1:tide =1" },
    { { "spring~", "tide" }, "springtide", "0@0:spring 0@1:tide =1" },
    { { "spring", "tide" }, "spring tide", " =0" },
    { { "大潮~", "大潮" }, "大潮", "0@0:大潮 1@1:大潮 =2" },
    { { "a_", "b c" }, " ", "0@1:  =1" }, /* the blank between the two is not on the screen */
    { { "^> |大~", "^> |潮" }, "大潮", "0@0:大 0@1:潮 =1" }, /* a quotation's bar */
    { { "a|^ |中" }, "a中", "0@0:a 0@0:中 =1" },
    { { "^fog" }, "fog", " =0" },
    { { "the last~" }, "last", "0@0:last =1" },
    { { "fog" }, "", " =0" },
    { { "", "fog" }, "fog", "0@1:fog =1" },
  };
  (void)state;
  struct hits h = { 0 };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct lines lines;
    struct str folded = STR_INIT, got = STR_INIT;
    size_t count = 0;
    while (count < 4 && rows[i].lines[count]) count++;
    build(&lines, rows[i].lines, count);
    fold(slice_of(rows[i].needle), &folded, NULL);
    hits_find(&h, &lines, str_slice(&folded)); /* what was found before is forgotten */
    describe(&lines, &h, &got);
    if (strcmp(got.ptr, rows[i].expected) != 0)
      fail_msg("row %zu: '%s', not '%s'", i, got.ptr, rows[i].expected);
    lines_free(&lines);
    str_free(&folded);
    str_free(&got);
  }
  hits_free(&h);
}

/* One long paragraph, full of hits: each is looked at once. */
static void test_many(void **state)
{
  enum { LINES = 200000 };
  (void)state;
  struct lines lines;
  struct hits h = { 0 };
  lines_init(&lines);
  for (int i = 0; i < LINES; i++) {
    lines_span(&lines, SLICE("fog, "), 5, STYLE_TEXT, 0, 0);
    struct line *line = lines_end(&lines, 0);
    line->soft = line->joined = true;
  }
  hits_find(&h, &lines, SLICE("fog"));
  assert_int_equal(h.count, LINES);
  assert_int_equal(h.parts.items[LINES - 1].line, LINES - 1);
  hits_free(&h);
  lines_free(&lines);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_hits), cmocka_unit_test(test_many) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
