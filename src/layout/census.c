#include "layout/census.h"

#include "base/ascii.h"
#include "text/kinsoku.h"
#include "text/utf8.h"

/* CLREQ 3.1.4, basic and GB level: marks that no line may begin with. */
static const struct slice no_start =
    SLICE("、。，．：；！？‼⁇⁈⁉｡､）］｝〕】〗〙〛」』｣》〉｠”’·・‧•～〜–／");
/* Its strict level. */
static const struct slice no_start_strict = SLICE("—…⋯⸺");
/* Those that no line may end with. */
static const struct slice no_end = SLICE("（［｛〔【〖〘〚「『｢《〈｟“‘");
/* CLREQ 3.1.5: what stays with the digits before it, and after it. */
static const struct slice units = SLICE("%％‰℃°′″"), signs = SLICE("￥¥$＄€£");

static bool holds(struct slice marks, char32_t mark)
{
  char32_t scalar;
  while (mark && marks.len) {
    marks = slice_from(marks, utf8_decode(marks, &scalar, NULL));
    if (scalar == mark) return true;
  }
  return false;
}

static bool is_digit(char32_t c)
{
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static bool is_letter(char32_t c)
{
  return c < 0x80 && ascii_is_letter((char)c);
}

/* A line in a few words. */
struct edge {
  char32_t first, last, before; /* of its text; `before` the last one; 0: none */
  bool code;
  bool choice; /* it could have been broken at another place */
  size_t characters, han;
};

static bool is_plain(char32_t c)
{
  return kinsoku_is_han(c) || kinsoku_is_hangul(c);
}

static void look_at(struct edge *e, struct slice text)
{
  while (text.len) {
    char32_t c;
    text = slice_from(text, utf8_decode(text, &c, NULL));
    if (!e->first) e->first = c;
    if (is_plain(c) && is_plain(e->last)) e->choice = true;
    if (e->last == ' ' && c != ' ' && e->characters) e->choice = true;
    if (c != ' ' && !kinsoku_is_punctuation(c)) e->characters++, e->han += kinsoku_is_han(c);
    if (e->last != ' ') e->before = e->last;
    e->last = c;
  }
}

static struct edge edge_of(const struct lines *lines, const struct line *line)
{
  struct edge e = { 0 };
  for (uint32_t i = 0; i < line->count; i++) {
    const struct span *span = &lines->span.items[line->first + i];
    if (span->style == STYLE_CODE_MARK) e.code = true;
    if (!span->pad) look_at(&e, span_text(lines, span));
  }
  return e;
}

static bool splits_number(char32_t left, char32_t right)
{
  return (is_digit(left) && (is_digit(right) || holds(units, right))) ||
         (is_digit(right) && holds(signs, left));
}

static bool splits_word(char32_t left, char32_t right)
{
  return is_letter(left) && is_letter(right);
}

/* The break between two lines of one paragraph. */
static void judge(struct census *c, const struct edge *above, const struct edge *below, bool joined)
{
  uint64_t *fault = NULL;
  char32_t left = above->last, right = below->first;
  if (!left || !right || above->code) return;
  if (holds(no_start, right))
    fault = &c->start;
  else if (joined && left == right && holds(no_start_strict, right))
    fault = &c->pair;
  else if (holds(no_start_strict, right))
    fault = &c->strict;
  else if (holds(no_end, left))
    fault = &c->end;
  else if (joined && splits_number(left, right))
    fault = &c->number;
  else if (joined && splits_word(left, right))
    fault = &c->word;
  if (fault) ++*(above->choice ? fault : &c->forced);
}

void census_add(struct census *c, const struct lines *lines, uint32_t columns, uint32_t hang)
{
  struct edge above = { 0 };
  bool soft = false, joined = false;
  for (size_t i = 0; i < lines->line.count; i++) {
    const struct line *line = &lines->line.items[i];
    struct edge e = edge_of(lines, line);
    bool hangs = kinsoku_may_hang(e.last);
    c->lines++;
    if (line->columns > columns + (hangs ? hang : 0) && e.characters > 1) c->over++;
    if (soft) judge(c, &above, &e, joined);
    if (soft && !line->soft && !above.code && e.characters == 1 && e.han == 1) c->orphan++;
    if (line->soft && !e.code) {
      c->broken++;
      c->slack += line->columns < columns ? columns - line->columns : 0;
    }
    soft = line->soft;
    joined = line->joined;
    above = e;
  }
}

uint64_t census_text(const struct lines *lines)
{
  uint64_t sum = 0;
  for (size_t i = 0; i < lines->span.count; i++) {
    const struct span *span = &lines->span.items[i];
    struct slice text = span->made ? SLICE("") : span_text(lines, span);
    while (text.len) {
      char32_t c;
      text = slice_from(text, utf8_decode(text, &c, NULL));
      if (c != ' ' && c != 0x3000) sum += (c + 1) * UINT64_C(0x9E3779B97F4A7C15);
    }
  }
  return sum;
}
