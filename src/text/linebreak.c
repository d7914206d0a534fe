#include "text/linebreak.h"

#include <unilbrk.h>

#include "text/kinsoku.h"
#include "text/scalar.h"
#include "text/utf8.h"

/* What lies to the left of the place in question. */
struct left {
  char32_t scalar;         /* 0: nothing, the start of the text or of a line */
  size_t run;              /* how many of it in a row */
  bool starts_with_hyphen; /* the word so far is hyphens only: "-l", "--help" */
};

static bool is_ascii(char32_t c)
{
  return c < 0x80;
}

static bool is_digit(char32_t c)
{
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

/* Latin letters and digits of either width. */
static bool is_word(char32_t c)
{
  if (c >= 0xFF10 && c <= 0xFF5A) c -= 0xFEE0;
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool is_hangul(char32_t c)
{
  return (c >= 0xAC00 && c <= 0xD7FF) || (c >= 0x1100 && c <= 0x11FF) ||
         (c >= 0x3131 && c <= 0x318E);
}

static bool is_space(char32_t c)
{
  return c == ' ' || c == 0x3000;
}

/* Dashes and ellipses come in twos: —— ……. */
static bool is_paired(char32_t c)
{
  return c == 0x2014 || c == 0x2026 || c == 0x22EF || c == 0x2E3A;
}

/* A mark of Chinese text after which quoted speech may begin on a new line. */
static bool is_mark_before_speech(char32_t c)
{
  return is_paired(c) || (!is_ascii(c) && kinsoku_no_start(c) && !kinsoku_no_end(c));
}

/* libunistring knows “ ” ‘ ’ only as quotation marks of no direction and joins
 * them to both sides. */
static bool quote_allows(char32_t left, char32_t right)
{
  if (right == 0x201C || right == 0x2018)
    return kinsoku_is_han(left) || is_mark_before_speech(left);
  if (left == 0x201D || left == 0x2019)
    return kinsoku_is_han(right) || (!is_ascii(right) && kinsoku_no_end(right));
  return false;
}

static bool number_or_word_forbids(char32_t left, char32_t right)
{
  if (is_word(left) && is_word(right)) return true;
  if (left == 0xFF0E && is_digit(right)) return true; /* a full-width decimal point */
  /* "example.com", "e.g.", "1.2": libunistring would break after the stop. */
  return left == '.' && !is_space(right) && right < 0x2000;
}

static bool korean_forbids(char32_t left, char32_t right)
{
  bool hangul_left = is_hangul(left), hangul_right = is_hangul(right);
  return (hangul_left && (hangul_right || is_word(right))) || (hangul_right && is_word(left));
}

static bool forbids(const struct left *left, char32_t right,
                    const struct linebreak_options *options)
{
  if (is_space(right)) return true;
  if (kinsoku_no_end(left->scalar)) return true;
  if (kinsoku_no_start(right) && !(is_ascii(right) && left->scalar == ' ')) return true;
  if (left->scalar == right && is_ascii(right) && kinsoku_is_punctuation(right)) return true;
  if (left->starts_with_hyphen && !kinsoku_is_han(right) && !is_space(left->scalar)) return true;
  if (number_or_word_forbids(left->scalar, right)) return true;
  return options && options->korean_by_word && korean_forbids(left->scalar, right);
}

static uint8_t judge(const struct left *left, char32_t right, bool library_allows,
                     const struct linebreak_options *options)
{
  struct scalar what = scalar_of(right);
  if (left->scalar == 0 || what.kind == SCALAR_MARK || what.width == SCALAR_ZERO) return BREAK_NO;
  if (left->scalar == right && is_paired(right)) return left->run % 2 == 0 ? BREAK_MAY : BREAK_NO;
  if (!library_allows && !quote_allows(left->scalar, right)) return BREAK_NO;
  return forbids(left, right, options) ? BREAK_NO : BREAK_MAY;
}

static bool is_plain_han(char32_t c)
{
  return c >= 0x4E00 && c <= 0x9FFF;
}

static void step(struct left *left, char32_t scalar)
{
  if (scalar_of(scalar).kind == SCALAR_MARK) return; /* its base is what counts */
  left->starts_with_hyphen =
      scalar == '-' && (left->starts_with_hyphen || left->scalar == 0 || is_space(left->scalar));
  left->run = left->scalar == scalar ? left->run + 1 : 1;
  left->scalar = scalar;
}

void linebreak_find(struct slice text, const struct linebreak_options *options, uint8_t *out)
{
  if (text.len == 0) return;
  /* The library's verdicts are read from `out` one step ahead of ours. */
  u8_possible_linebreaks((const uint8_t *)text.ptr, text.len, "UTF-8", (char *)out);
  struct left left = { 0 };
  bool must = false;
  for (size_t at = 0, bytes; at < text.len; at += bytes) {
    char32_t scalar;
    bytes = utf8_decode(slice_from(text, at), &scalar, NULL);
    bool allowed = out[at] == UC_BREAK_POSSIBLE, newline = out[at] == UC_BREAK_MANDATORY;
    memset(out + at, BREAK_NO, bytes);
    if (must)
      out[at] = BREAK_MUST;
    else if (is_plain_han(scalar) && is_plain_han(left.scalar))
      out[at] = allowed ? BREAK_MAY : BREAK_NO;
    else
      out[at] = judge(&left, scalar, allowed, options);
    must = newline;
    if (newline)
      left = (struct left){ 0 };
    else
      step(&left, scalar);
  }
}
