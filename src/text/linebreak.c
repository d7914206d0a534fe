#include "text/linebreak.h"

#include <unilbrk.h>

#include "base/ascii.h"
#include "text/cluster.h"
#include "text/kinsoku.h"
#include "text/scalar.h"
#include "text/utf8.h"

/* What lies to the left of the place in question. */
struct left {
  char32_t scalar;       /* 0: nothing, the start of the text or of a line */
  char32_t before_blank; /* what the blanks stand behind, where `scalar` is one */
  size_t run;            /* how many of it in a row */
  bool starts_with_mark; /* the word so far is no more: "-l", "--help", "/etc", ":x:" */
  uint8_t address;       /* how much of "://" there is; ADDRESS: we are behind it */
};

enum { ADDRESS = 3, HAN_BYTES = 3 };

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

static bool is_space(char32_t c)
{
  return c == ' ' || c == 0x3000;
}

/* Dashes and ellipses come in twos: —— ……. */
static bool is_paired(char32_t c)
{
  return c == 0x2014 || c == 0x2026 || c == 0x22EF || c == 0x2E3A;
}

/* A bracket or quotation mark of Chinese text: a blank behind it does not part it from
 * what it opens. */
static bool is_opening(char32_t c)
{
  return !is_ascii(c) && kinsoku_no_end(c) && kinsoku_is_punctuation(c);
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

/* `he said "yes" (and left)`: until Unicode 15.1, LB15 took any quotation mark for
 * one that opens, and joined it over blanks to a bracket. */
static bool bracket_allows(const struct left *left, char32_t right)
{
  static const char32_t closing[] = { '"', '\'', 0x2019, 0x201D, 0xBB };
  if (left->scalar != ' ' || (right != '(' && right != '[' && right != '{')) return false;
  for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
    if (left->before_blank == closing[i]) return true;
  return false;
}

/* ` .profile`, ` /etc`, ` :smile:`, ` ...and`: the stop begins a word, LB13 would join it to
 * the blank. */
static bool word_allows(const struct left *left, char32_t right, struct slice after)
{
  if (left->scalar != ' ' || (right != '.' && right != '/' && right != ':')) return false;
  while (slice_starts(after, SLICE("."))) after = slice_from(after, 1);
  return after.len && (ascii_is_alnum(after.ptr[0]) || after.ptr[0] == '_');
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
  bool hangul_left = kinsoku_is_hangul(left), hangul_right = kinsoku_is_hangul(right);
  return (hangul_left && (hangul_right || is_word(right))) || (hangul_right && is_word(left));
}

static bool forbids(const struct left *left, char32_t right,
                    const struct linebreak_options *options)
{
  if (is_space(right)) return true;
  if (kinsoku_no_end(left->scalar)) return true;
  if (is_space(left->scalar) && is_opening(left->before_blank)) return true;
  if (kinsoku_no_start(right) && !(is_ascii(right) && left->scalar == ' ')) return true;
  if (left->scalar == right && is_ascii(right) && kinsoku_is_punctuation(right)) return true;
  if (left->starts_with_mark && !kinsoku_is_han(right) && !is_space(left->scalar)) return true;
  if (number_or_word_forbids(left->scalar, right)) return true;
  return options && options->korean_by_word && korean_forbids(left->scalar, right);
}

/* In an address: behind the marks that part it. */
static bool address_allows(const struct left *left, char32_t right)
{
  bool stop = left->scalar == '.' || left->scalar == ',';
  bool mark = stop || (left->scalar < 0x80 && strchr("/?&=#-_;+", (int)left->scalar));
  return mark && is_word(right) && !(stop && is_digit(right));
}

/* `after` is the text behind `right`. */
static uint8_t judge(const struct left *left, char32_t right, struct slice after,
                     bool library_allows, const struct linebreak_options *options)
{
  struct scalar what = scalar_of(right);
  if (left->scalar == 0 || what.kind == SCALAR_MARK || what.width == SCALAR_ZERO) return BREAK_NO;
  if (left->scalar == right && is_paired(right)) return left->run % 2 == 0 ? BREAK_MAY : BREAK_NO;
  if (left->address == ADDRESS && is_ascii(right) && !is_space(right))
    return address_allows(left, right) ? BREAK_MAY : BREAK_NO;
  if (!library_allows && !quote_allows(left->scalar, right) && !bracket_allows(left, right) &&
      !word_allows(left, right, after))
    return BREAK_NO;
  return forbids(left, right, options) ? BREAK_NO : BREAK_MAY;
}

static bool is_plain_han(char32_t c)
{
  return c >= 0x4E00 && c <= 0x9FFF;
}

static bool is_next_of_address(const struct left *left, char32_t scalar)
{
  return left->address == 0 ? scalar == ':' && is_word(left->scalar) : scalar == '/';
}

static void step(struct left *left, char32_t scalar)
{
  if (is_plain_han(scalar)) {
    left->starts_with_mark = false;
    left->address = 0;
    left->run = left->scalar == scalar ? left->run + 1 : 1;
    left->scalar = scalar;
    return;
  }
  if (scalar_of(scalar).kind == SCALAR_MARK) return; /* its base is what counts */
  left->starts_with_mark = (scalar == '-' || scalar == '/' || scalar == ':') &&
                           (left->starts_with_mark || left->scalar == 0 || is_space(left->scalar));
  if (is_space(scalar) || !is_ascii(scalar))
    left->address = 0;
  else if (left->address < ADDRESS)
    left->address = is_next_of_address(left, scalar) ? left->address + 1 : 0;
  if (is_space(scalar) && !is_space(left->scalar)) left->before_blank = left->scalar;
  left->run = left->scalar == scalar ? left->run + 1 : 1;
  left->scalar = scalar;
}

/* The library's verdicts.  Between two plain Han characters it always allows a break, and
 * nothing before the first of them matters behind it: those it is not asked about. */
static void ask_library(struct slice text, uint8_t *out)
{
  size_t start = 0, end = 0;
  out[0] = UC_BREAK_PROHIBITED;
  while (start < text.len) {
    while (cluster_is_plain_han(slice_from(text, end))) {
      if (end > start) out[end] = UC_BREAK_POSSIBLE;
      start = end;
      end += HAN_BYTES;
    }
    if (end == text.len) return;
    while (end < text.len && !cluster_is_plain_han(slice_from(text, end))) end++;
    size_t stop = end < text.len ? end + HAN_BYTES : end;
    uint8_t before = out[start];
    u8_possible_linebreaks((const uint8_t *)text.ptr + start, stop - start, "UTF-8",
                           (char *)out + start);
    if (start > 0) out[start] = before;
    start = end;
  }
}

void linebreak_find(struct slice text, const struct linebreak_options *options, uint8_t *out)
{
  if (text.len == 0) return;
  ask_library(text, out); /* read from `out` one step ahead of our own verdicts */
  struct left left = { 0 };
  bool must = false;
  for (size_t at = 0, bytes; at < text.len; at += bytes) {
    char32_t scalar;
    struct slice here = slice_from(text, at);
    bytes = utf8_decode(here, &scalar, NULL);
    if (is_plain_han(left.scalar) && cluster_is_plain_han(here)) { /* most text */
      memset(out + at, BREAK_NO, bytes);
      out[at] = BREAK_MAY;
      left.scalar = scalar;
      continue;
    }
    bool allowed = out[at] == UC_BREAK_POSSIBLE, newline = out[at] == UC_BREAK_MANDATORY;
    for (size_t i = 1; i < bytes; i++) out[at + i] = BREAK_NO;
    if (must)
      out[at] = BREAK_MUST;
    else
      out[at] = judge(&left, scalar, slice_from(text, at + bytes), allowed, options);
    must = newline;
    if (newline)
      left = (struct left){ 0 };
    else
      step(&left, scalar);
  }
}
