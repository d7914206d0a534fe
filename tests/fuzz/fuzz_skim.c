/* The flat scanner says what the real reader says, or nothing. */
#include "fuzz.h"

#include "doc/plain.h"
#include "doc/skim.h"
#include "text/fold.h"

static void add_folded(struct slice text, struct str *out)
{
  struct str folded = STR_INIT;
  struct slice rest, line;
  fold_lines(text, &folded);
  fold_drop_blanks(&folded, 0);
  rest = str_slice(&folded);
  while (slice_cut(&rest, '\n', &line)) {
    if (line.len == 0) continue;
    str_add(out, line);
    str_addc(out, '\n');
  }
  str_free(&folded);
}

/* One byte a piece: made-up bytes seldom say anything in both languages. */
static void add_pieces(struct slice in, struct str *out)
{
  /* clang-format off */
  static const char *const pieces[] = {
    "<p>", "</p>", "<div>", "</div>", "<center>", "</center>", "<br>", "<br/>", "<span>",
    "</span>", "<b>", "</b>", "<u>", "</u>", "<i>", "</i>", "<em>", "</em>", "<P>", "</DIV>",
    "<p >", "<font color=\"red\">", "</font>", "<p align=\"center\">", "<img src=\"x\">",
    "<a href=\"u\">", "</a>", "<!-- c -->", "\n", "\n", "\n", "\n\n", "\r\n", "a", "b c", " ",
    "  ", "    ", "\t", "&nbsp;", "&lt;", "&", "&#65;", "&amp;lt;", "[x](y)", "[x]", "(y)",
    "<https://a.b>", "http://a.b", "www.a.b", "a@b.c", "# ", "## h", "##", "1. ", "1", "2)",
    "- ", "> ", ">", "=", "==", "--", "汉字", "，", "“", "'", "\"", "::", "{", "*", "+", "^", "_x",
    "x_y", ". ", ";", "!", "|", "$", "~", "`",
  };
  /* clang-format on */
  for (size_t i = 0; i < in.len; i++)
    str_adds(out, pieces[(unsigned char)in.ptr[i] % (sizeof pieces / sizeof *pieces)]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  struct slice in = fuzz_input(data, bytes);
  unsigned option = fuzz_option(&in);
  enum doc_format format = option % 2 ? DOC_COMMONMARK : DOC_MARKDOWN;
  struct str body = STR_INIT, skimmed = STR_INIT, read = STR_INIT, a = STR_INIT, b = STR_INIT;
  if (option / 2 % 2)
    add_pieces(in, &body);
  else
    fuzz_utf8(in, &body);
  if (doc_skim(str_slice(&body), format, &skimmed)) {
    struct doc *d = doc_read(str_slice(&body), format, NULL);
    doc_plain(d->root, true, &read);
    doc_free(d);
    add_folded(str_slice(&skimmed), &a);
    add_folded(str_slice(&read), &b);
    if (!slice_eq(str_slice(&a), str_slice(&b)))
      fprintf(stderr, "body\n%s\nskimmed\n%sread\n%s", body.ptr, a.ptr, b.ptr);
    HOLDS(slice_eq(str_slice(&a), str_slice(&b)));
  }
  str_free(&body);
  str_free(&skimmed);
  str_free(&read);
  str_free(&a);
  str_free(&b);
  return 0;
}
