#include "layout/terminal_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Lines as text: spans with ink as {b:...}, colours as {f2:...}; a line that
 * goes on ends with +, else with |. */
static void print_ink(struct ink ink, struct str *out)
{
  static const struct {
    uint8_t bit;
    char letter;
  } letters[] = { { INK_BOLD, 'b' },
                  { INK_UNDERLINE, 'u' },
                  { INK_REVERSE, 'r' },
                  { INK_ITALIC, 'i' },
                  { INK_DIM, 'd' } };
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
    if (ink.attributes & letters[i].bit) str_addc(out, letters[i].letter);
  if (ink.fg) str_addf(out, "f%u", ink.fg);
  if (ink.bg) str_addf(out, "g%u", ink.bg);
}

static void print_lines(const struct lines *l, struct str *out)
{
  for (size_t i = 0; i < l->line.count; i++) {
    const struct line *line = &l->line.items[i];
    for (uint32_t k = 0; k < line->count; k++) {
      const struct span *s = &l->span.items[line->first + k];
      bool ink = s->ink.fg || s->ink.bg || s->ink.attributes;
      if (ink) {
        str_addc(out, '{');
        print_ink(s->ink, out);
        str_addc(out, ':');
      }
      str_add(out, span_text(l, s));
      if (ink) str_addc(out, '}');
    }
    str_addc(out, line->soft ? '+' : '|');
  }
}

#define ESC "\033"

static const struct {
  const char *name, *input;
  uint32_t columns;
  bool chop;
  const char *expected;
} cases[] = {
  { "plain", "one\ntwo\n", 10, false, "one|two|" },
  { "no newline at the end", "one\ntwo", 10, false, "one|two|" },
  { "empty lines", "\n\na\n", 10, false, "||a|" },
  { "CRLF", "one\r\ntwo\r\n", 10, false, "one|two|" },
  { "a lone CR", "10%\r50%\r99%\n", 10, false, "10%|50%|99%|" },
  { "tabs", "a\tb\n", 20, false, "a       b|" },
  { "a tab after colour", ESC "[31mab" ESC "[0m\tc\n", 20, false, "{f2:ab}      c|" },
  { "wrapped at the column", "one two three\n", 5, false, "one t+wo th+ree|" },
  { "no half character", "一二三四\n", 5, false, "一二+三四|" },
  { "wide on one column", "一a\n", 1, false, "一+a|" },
  { "no line-start rule", "一二。三\n", 4, false, "一二+。三|" },
  { "chopped", "one two three\nab\n", 5, true, "one >|ab|" },
  { "no room for the mark", "一二\n", 2, true, "一|" },
  { "chopped before a wide one", "一二三四\n", 4, true, "一>|" },
  { "bold", "b\bbo\bol\bld\bd\n", 10, false, "{b:bold}|" },
  { "three strikes", "x\bx\bx\bxy\n", 10, false, "{b:x}y|" },
  { "underlined", "_\bu_\bn\n", 10, false, "{u:un}|" },
  { "underlined afterwards", "u\b_n\b_\n", 10, false, "{u:un}|" },
  { "bold and underlined", "_\bx\bx\n", 10, false, "{bu:x}|" },
  { "wide bold", "漢\b漢字\n", 10, false, "{b:漢}字|" },
  { "wide underlined", "_\b潮\n", 10, false, "{u:潮}|" },
  { "struck over", "+\bo\n", 10, false, "o|" },
  { "nothing to strike", "\b\bx\n", 10, false, "x|" },
  { "strike at the end", "ab\b\nc\n", 10, false, "a|c|" },
  { "colour", ESC "[1;31mred" ESC "[m plain\n", 20, false, "{bf2:red} plain|" },
  { "colour within a letter", "ae" ESC "[31m\xCC\x81x\n", 20, false, "a{f2:\xC3\xA9x}|" },
  { "colour goes on", ESC "[32ma\nb" ESC "[0m\nc\n", 20, false, "{f3:a}|{f3:b}|c|" },
  { "colour over a wrap", ESC "[32mabcdef\n", 4, false, "{f3:abcd}+{f3:ef}|" },
  { "other sequences", "a" ESC "[2Jb" ESC "[?25hc" ESC "(Bd" ESC "=e\n", 20, false, "abcde|" },
  { "private SGR", ESC "[>4;2ma" ESC "[?4mb\n", 20, false, "ab|" },
  { "title", ESC "]0;title\aa" ESC "]8;;http://x.example/" ESC "\\b" ESC "]8;;" ESC "\\c\n", 20,
    false, "abc|" },
  { "device string", "a" ESC "Pq#0" ESC "\\b\n", 20, false, "ab|" },
  { "string without end", "a" ESC "]0;title\nb\n", 20, false, "a|b|" },
  { "sequence without end", "a" ESC "[31\nb" ESC "\nc" ESC "[", 20, false, "a|b|c|" },
  { "C1",
    "a\xC2\x9B"
    "31mb\n",
    20, false, "a{f2:b}|" },
  { "controls",
    "a\001b\177c\xC2\x85"
    "d\n",
    20, false, "abc|d|" },
  { "bad bytes",
    "a\xFF"
    "b\n",
    20, false, "a?b|" },
  { "bidi",
    "a\xE2\x80\xAE"
    "b" ESC "[31mc\n",
    20, false, "ab{f2:c}|" },
};

/* In chunks of `chunk` bytes, which must make no difference. */
static void run(const char *input, uint32_t columns, bool chop, size_t chunk, struct str *out)
{
  struct terminal_text_options options = { columns, AMBIGUOUS_NARROW, chop };
  struct terminal_text t;
  struct lines lines;
  terminal_text_init(&t);
  lines_init(&lines);
  struct slice rest = slice_of(input);
  while (rest.len) {
    terminal_text_add(&t, slice_first(rest, chunk), &options, &lines);
    rest = slice_from(rest, chunk);
  }
  terminal_text_end(&t, &options, &lines);
  assert_int_equal(t.position, strlen(input));
  print_lines(&lines, out);
  terminal_text_free(&t);
  lines_free(&lines);
}

static void test_cases(void **state)
{
  (void)state;
  static const size_t chunks[] = { 1, 2, 3, 7, 1000 };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    for (size_t k = 0; k < sizeof chunks / sizeof *chunks; k++) {
      struct str found = STR_INIT;
      run(cases[i].input, cases[i].columns, cases[i].chop, chunks[k], &found);
      if (strcmp(found.ptr, cases[i].expected) != 0)
        print_error("%s, chunks of %zu\n", cases[i].name, chunks[k]);
      assert_string_equal(found.ptr, cases[i].expected);
      str_free(&found);
    }
  }
}

static void test_positions(void **state)
{
  (void)state;
  struct slice input = SLICE(ESC "[31mone" ESC "[0mtwo\n\nab\bbcde\n");
  struct terminal_text_options options = { .columns = 4, .ambiguous = AMBIGUOUS_NARROW };
  struct terminal_text t;
  struct lines lines;
  terminal_text_init(&t);
  lines_init(&lines);
  terminal_text_add(&t, input, &options, &lines);
  static const uint32_t expected[] = { 5, 13, 16, 17, 23 }; /* onet wo "" abcd e */
  assert_int_equal(lines.line.count, sizeof expected / sizeof *expected);
  for (size_t i = 0; i < lines.line.count; i++)
    assert_int_equal(lines.line.items[i].position, expected[i]);
  terminal_text_free(&t);
  lines_free(&lines);
}

/* A line that never ends is not kept for ever. */
static void test_endless_line(void **state)
{
  (void)state;
  struct terminal_text_options options = { .columns = 1000, .ambiguous = AMBIGUOUS_NARROW };
  struct terminal_text t;
  struct lines lines;
  struct str chunk = STR_INIT;
  str_pad(&chunk, 'x', 1 << 20);
  terminal_text_init(&t);
  lines_init(&lines);
  for (int i = 0; i < 20; i++) terminal_text_add(&t, str_slice(&chunk), &options, &lines);
  assert_true(lines.line.count > 16000);
  assert_true(t.partial.len < 16 << 20);
  terminal_text_free(&t);
  lines_free(&lines);
  str_free(&chunk);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_cases),
    cmocka_unit_test(test_positions),
    cmocka_unit_test(test_endless_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
