#include "text/marks.h"

#include "text/fold.h"

/* A folded text, as it is and without its blanks. */
struct folded {
  struct slice source;
  struct str text, solid;
  struct offset_map map; /* from `text` to the source */
  VEC(uint32_t) blanks;  /* where in `text` the blanks stood that `solid` lacks */
};

static void drop_blanks(struct folded *f)
{
  if (f->solid.len) return;
  for (size_t i = 0; i < f->text.len; i++)
    if (f->text.ptr[i] == ' ') vec_push(&f->blanks, (uint32_t)i);
  str_add(&f->solid, str_slice(&f->text));
  fold_drop_blanks(&f->solid, 0);
}

/* Where in `text` the byte of `solid` stands. */
static size_t with_blanks(const struct folded *f, size_t at)
{
  size_t low = 0, high = f->blanks.count;
  while (low < high) {
    size_t half = low + (high - low) / 2;
    if (f->blanks.items[half] - half <= at)
      low = half + 1;
    else
      high = half;
  }
  return at + low;
}

static void add_mark(const struct folded *f, size_t start, size_t end, bool blank, mark_list *marks)
{
  struct mark mark = { offset_map_source(&f->map, (uint32_t)start),
                       end == f->text.len ? (uint32_t)f->source.len
                                          : offset_map_source(&f->map, (uint32_t)end) };
  /* Blanks that folding drops lie after the mark, not in it. */
  while (!blank && mark.end > mark.start && f->source.ptr[mark.end - 1] == ' ') mark.end--;
  if (mark.end > mark.start) vec_push(marks, mark);
}

static void find_one(struct folded *f, struct slice needle, mark_list *marks)
{
  struct str wanted = STR_INIT;
  bool blank = slice_ends(needle, SLICE(" ")), solid = fold_crosses_blanks(needle);
  str_add(&wanted, needle);
  if (solid) {
    drop_blanks(f);
    fold_drop_blanks(&wanted, 0);
  }
  struct slice text = solid ? str_slice(&f->solid) : str_slice(&f->text);
  for (size_t at = 0; at < text.len;) {
    size_t hit = slice_find(slice_from(text, at), str_slice(&wanted));
    if (hit == SLICE_NONE) break;
    size_t start = at + hit, end = start + wanted.len;
    at = end;
    if (solid) start = with_blanks(f, start), end = with_blanks(f, end - 1) + 1;
    add_mark(f, start, end, blank, marks);
  }
  str_free(&wanted);
}

static int by_start(const void *a, const void *b)
{
  const struct mark *one = a, *other = b;
  if (one->start != other->start) return one->start < other->start ? -1 : 1;
  return one->end > other->end ? -1 : one->end < other->end;
}

void marks_part(mark_list *marks, size_t from)
{
  size_t kept = from;
  if (marks->count - from < 2) return;
  qsort(marks->items + from, marks->count - from, sizeof *marks->items, by_start);
  for (size_t i = from; i < marks->count; i++)
    if (kept == from || marks->items[i].start >= marks->items[kept - 1].end)
      marks->items[kept++] = marks->items[i];
  marks->count = kept;
}

void marks_find(struct slice text, struct slice folded_needles, mark_list *marks)
{
  struct folded f = { .source = text, .text = STR_INIT, .solid = STR_INIT };
  struct slice needle;
  size_t from = marks->count, needles = 0;
  if (folded_needles.len == 0) return;
  fold(text, &f.text, &f.map);
  for (; slice_cut(&folded_needles, '\n', &needle); needles++)
    if (needle.len) find_one(&f, needle, marks);
  if (needles > 1) marks_part(marks, from);
  str_free(&f.text);
  str_free(&f.solid);
  vec_free(&f.blanks);
  offset_map_free(&f.map);
}
