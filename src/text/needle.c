#include "text/needle.h"

#include "text/fold.h"

static void add_term(struct needle *n, struct slice word)
{
  struct needle_term term = { .exact = STR_INIT };
  fold(word, &term.exact, NULL);
  struct slice exact = str_slice(&term.exact);
  if (exact.len == 0) return;
  bool latin = false;
  for (size_t i = 0; i < exact.len; i++) latin |= (unsigned char)exact.ptr[i] < 0x80;
  term.crosses_blanks = latin && fold_crosses_blanks(exact);
  term.pinyin = pinyin_new(exact);
  vec_push(&n->terms, term);
}

void needle_set(struct needle *n, struct slice typed)
{
  static const struct slice wide_blank = SLICE("\xE3\x80\x80"); /* U+3000 */
  needle_free(n);
  while (typed.len) {
    struct slice word;
    slice_cut(&typed, ' ', &word);
    for (size_t end; word.len; word = slice_from(word, end + wide_blank.len)) {
      end = slice_find(word, wide_blank);
      add_term(n, slice_first(word, end));
      if (end == SLICE_NONE) break;
    }
  }
}

void needle_free(struct needle *n)
{
  for (size_t i = 0; i < n->terms.count; i++) {
    str_free(&n->terms.items[i].exact);
    pinyin_free(n->terms.items[i].pinyin);
  }
  vec_free(&n->terms);
}

bool needle_narrows(const struct needle *n, const struct needle *wider)
{
  if (n->terms.count < wider->terms.count) return false;
  for (size_t i = 0; i < wider->terms.count; i++) {
    const struct needle_term *term = &n->terms.items[i], *before = &wider->terms.items[i];
    if (!slice_starts(str_slice(&term->exact), str_slice(&before->exact))) return false;
    if (term->pinyin && !before->pinyin) return false; /* one letter is none, two are */
    if (term->crosses_blanks && !before->crosses_blanks) return false;
  }
  return true;
}

static bool holds_across_blanks(struct slice folded, struct slice exact)
{
  struct str solid = STR_INIT;
  if (slice_find_char(folded, ' ') == SLICE_NONE) return false;
  str_add(&solid, folded);
  fold_drop_blanks(&solid, 0);
  bool holds = slice_find(str_slice(&solid), exact) != SLICE_NONE;
  str_free(&solid);
  return holds;
}

int needle_term_rank(const struct needle_term *term, struct slice folded)
{
  struct slice exact = str_slice(&term->exact);
  if (slice_find(folded, exact) != SLICE_NONE) return NEEDLE_EXACT;
  if (term->crosses_blanks && holds_across_blanks(folded, exact)) return NEEDLE_EXACT;
  return term->pinyin ? (int)pinyin_rank(term->pinyin, folded) : PINYIN_NONE;
}

int needle_rank(const struct needle *n, struct slice folded)
{
  int worst = NEEDLE_EXACT;
  for (size_t i = 0; i < n->terms.count && worst; i++) {
    int rank = needle_term_rank(&n->terms.items[i], folded);
    if (rank < worst) worst = rank;
  }
  return worst;
}

static void mark_pinyin(const struct pinyin *p, struct slice text, mark_list *marks)
{
  struct str folded = STR_INIT;
  struct offset_map map = { 0 };
  size_t start, end;
  fold(text, &folded, &map);
  if (pinyin_find(p, str_slice(&folded), &start, &end)) {
    struct mark mark = { offset_map_source(&map, (uint32_t)start),
                         end == folded.len ? (uint32_t)text.len
                                           : offset_map_source(&map, (uint32_t)end) };
    while (mark.end > mark.start && text.ptr[mark.end - 1] == ' ') mark.end--;
    if (mark.end > mark.start) vec_push(marks, mark);
  }
  str_free(&folded);
  offset_map_free(&map);
}

void needle_marks(const struct needle *n, struct slice text, mark_list *marks)
{
  size_t from = marks->count;
  for (size_t i = 0; i < n->terms.count; i++) {
    const struct needle_term *term = &n->terms.items[i];
    size_t before = marks->count;
    marks_find(text, str_slice(&term->exact), marks);
    if (marks->count == before && term->pinyin) mark_pinyin(term->pinyin, text, marks);
  }
  marks_part(marks, from);
}
