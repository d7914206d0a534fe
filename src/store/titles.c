#include "store/titles.h"

#include "text/fold.h"

static void add_row(struct titles *t, const struct index *x, uint32_t id)
{
  uint32_t source = index_record(x, id)->title;
  vec_push(&t->starts, (uint32_t)t->text.len);
  vec_push(&t->ids, id);
  vec_push(&t->sources, source);
}

static void add_title(struct titles *t, const struct index *x, uint32_t id)
{
  add_row(t, x, id);
  size_t start = t->text.len;
  fold(index_string(x, *vec_last(&t->sources)), &t->text, NULL);
  if (t->text.len >= UINT32_MAX - 1) str_cut(&t->text, start); /* as far as offsets reach */
  str_addc(&t->text, '\n');
}

bool titles_add(struct titles *t, const struct index *x, struct rows rows, size_t most)
{
  size_t count = index_rows(x, rows);
  for (; most > 0 && t->ids.count < count; most--)
    add_title(t, x, index_row(x, rows, t->ids.count));
  return t->ids.count >= count;
}

void titles_refresh(struct titles *t, const struct index *x, struct rows rows)
{
  struct titles old = *t;
  VEC(uint32_t) row_of = { 0 }; /* [id]: 1 + its old row; 0: it had none */
  for (size_t row = 0; row < old.ids.count; row++) {
    while (row_of.count <= old.ids.items[row]) vec_push(&row_of, 0);
    row_of.items[old.ids.items[row]] = (uint32_t)row + 1;
  }
  *t = (struct titles){ .text = STR_INIT };
  str_reserve(&t->text, old.text.len);
  for (size_t n = 0; n < index_rows(x, rows); n++) {
    uint32_t id = index_row(x, rows, n), before = id < row_of.count ? row_of.items[id] : 0;
    if (before && old.sources.items[before - 1] == index_record(x, id)->title) {
      add_row(t, x, id);
      str_add(&t->text, titles_at(&old, before - 1));
      str_addc(&t->text, '\n');
    } else {
      add_title(t, x, id);
    }
  }
  vec_free(&row_of);
  titles_free(&old);
}

void titles_free(struct titles *t)
{
  str_free(&t->text);
  vec_free(&t->starts);
  vec_free(&t->ids);
  vec_free(&t->sources);
}

static size_t end_of(const struct titles *t, size_t row)
{
  return row + 1 < t->starts.count ? t->starts.items[row + 1] : t->text.len;
}

struct slice titles_at(const struct titles *t, size_t row)
{
  size_t start = t->starts.items[row];
  return (struct slice){ t->text.ptr + start, end_of(t, row) - start - 1 };
}

void titles_find(const struct titles *t, struct slice folded, row_list *rows)
{
  struct slice all = str_slice(&t->text);
  size_t row = 0;
  for (size_t at = 0; at < all.len; at = end_of(t, row)) {
    size_t hit = slice_find(slice_from(all, at), folded);
    if (hit == SLICE_NONE) return;
    while (end_of(t, row) <= at + hit) row++;
    vec_push(rows, (uint32_t)row);
  }
}

void titles_find_sound(const struct titles *t, const struct pinyin *p, row_list *rows)
{
  struct slice all = str_slice(&t->text);
  size_t row = 0;
  for (size_t at = 0; at < all.len; at = end_of(t, row)) {
    at = pinyin_next(p, all, at);
    if (at == SLICE_NONE) return;
    while (end_of(t, row) <= at) row++;
    vec_push(rows, (uint32_t)row);
  }
}
