#include "tui/pane_categories.h"

#include "base/lazy_sort.h"
#include "text/fold.h"
#include "text/needle.h"
#include "tui/finder.h"
#include "tui/list_pane.h"
#include "tui/memory.h"
#include "tui/tui.h"

#include <stdlib.h>

/* Rows: two fixed ones, searches with a name, then categories by number of posts. */
enum { ROW_HOME, ROW_ALL, FIXED_ROWS, COUNTS_FROM_COLUMNS = 16 };

struct categories {
  struct list_pane list;
  VEC(struct match) labels; /* shown */
  size_t sorted;            /* so many are in order, the others when they are asked for */
  struct needle narrow;     /* no terms: all are shown */
};

struct match {
  uint32_t label;
  int rank; /* of the name, by what is typed */
};

static struct categories *of(const struct list_pane *l)
{
  return (struct categories *)(uintptr_t)l;
}

static const struct index *posts_of(const struct list_pane *l)
{
  return library_index(l->pane.tui->library);
}

static const struct searches *searches_of(const struct list_pane *l)
{
  return memory_searches(l->pane.tui->memory);
}

static size_t fixed_rows(const struct categories *c)
{
  return c->narrow.terms.count ? 0 : FIXED_ROWS + saved_searches_count(searches_of(&c->list));
}

static size_t count(const struct list_pane *l)
{
  return fixed_rows(of(l)) + of(l)->labels.count;
}

/* Those whose name stands as it is typed first, then by how well they match; among
 * those alike the busiest. */
static int compare(const void *a, const void *b, void *context)
{
  const struct match *l = a, *r = b;
  if (l->rank != r->rank) return l->rank > r->rank ? -1 : 1;
  return label_compare(context, LABEL_CATEGORY, l->label, r->label);
}

static uint32_t label_in(struct categories *c, size_t n)
{
  c->sorted = lazy_sort(c->labels.items, c->labels.count, c->sorted, n, sizeof *c->labels.items,
                        compare, (void *)(uintptr_t)posts_of(&c->list));
  return c->labels.items[n].label;
}

static struct place place_of(const struct list_pane *l, size_t row)
{
  struct place place = place_of_list(PLACE_HOME, INDEX_NONE);
  size_t fixed = fixed_rows(of(l));
  if (row < fixed && row >= FIXED_ROWS) {
    place = finder_place(l->pane.tui, saved_search_query(searches_of(l), row - FIXED_ROWS));
  } else if (row < fixed) {
    place.kind = row == ROW_HOME ? PLACE_HOME : PLACE_ALL;
  } else if (row - fixed < of(l)->labels.count) {
    place.kind = PLACE_CATEGORY;
    place.label = label_in(of(l), row - fixed);
  }
  return place;
}

static struct slice name_of(const struct list_pane *l, size_t row)
{
  struct place place = place_of(l, row);
  return tui_place_name(l->pane.tui, &place);
}

static void text(const struct list_pane *l, size_t row, struct str *out)
{
  struct place place = place_of(l, row);
  str_add(out, name_of(l, row));
  if (place.kind != PLACE_CATEGORY) return;
  const struct index *x = posts_of(l);
  struct slice slug = index_string(x, label_at(x, LABEL_CATEGORY, place.label)->name);
  if (!slice_eq(slug, str_slice(out))) str_addf(out, " %.*s", SLICE_ARG(slug));
}

static bool same_place(const struct place *a, const struct place *b)
{
  return a->kind == b->kind && a->label == b->label;
}

/* Of the reader's own searches it would have to be looked for. */
static void count_marked(const struct tui *t, struct slice query, struct str *out)
{
  if (slice_eq(query, SLICE("is:unread")))
    str_addf(out, "%zu", tui_unread(t));
  else if (slice_eq(query, SLICE("is:starred")))
    str_addf(out, "%zu", marks_count(memory_marks(t->memory), MARK_STARRED));
}

/* The number of posts, as text; the front page has none. */
static void count_text(const struct list_pane *l, const struct place *place, struct str *out)
{
  if (place->kind == PLACE_CATEGORY)
    str_addf(out, "%u", label_at(posts_of(l), LABEL_CATEGORY, place->label)->posts);
  else if (place->kind == PLACE_ALL)
    str_addf(out, "%zu", library_listed(l->pane.tui->library));
  else if (place->kind == PLACE_SEARCH)
    count_marked(l->pane.tui, finder_query(l->pane.tui->finder, place->label), out);
}

static void paint(struct list_pane *l, size_t row, enum style ground)
{
  struct tui *t = l->pane.tui;
  struct place place = place_of(l, row);
  bool here = same_place(&place, &t->place);
  struct str number = STR_INIT;
  int columns = l->pane.rect.columns;
  if (columns >= COUNTS_FROM_COLUMNS) count_text(l, &place, &number);
  screen_add(t->screen, here ? SLICE(" * ") : SLICE("   "), STYLE_ACCENT);
  list_pane_add(l, name_of(l, row), columns - 5 - (int)number.len, here ? STYLE_ACCENT : ground);
  screen_to(t->screen, columns - (int)number.len - 1);
  screen_add(t->screen, str_slice(&number), STYLE_COUNTER);
  str_free(&number);
}

static void open_row(struct list_pane *l, size_t row)
{
  struct place place = place_of(l, row);
  tui_go(l->pane.tui, place);
  tui_focus(l->pane.tui, PANE_POSTS);
}

static void empty(const struct list_pane *l)
{
  const struct tui *t = l->pane.tui;
  const struct rect *r = &l->pane.rect;
  screen_begin(t->screen, r->y, r->x, r->columns, STYLE_TEXT);
  screen_add(t->screen, SLICE("  "), STYLE_TEXT);
  screen_add(t->screen, slice_of(word(t->language, WORD_NO_CATEGORY)), STYLE_DIM);
  screen_end(t->screen);
}

static void free_rows(struct list_pane *l)
{
  vec_free(&of(l)->labels);
  needle_free(&of(l)->narrow);
  free(l);
}

static const struct list_ops categories_ops = {
  .count = count,
  .text = text,
  .paint = paint,
  .open = open_row,
  .empty = empty,
  .free = free_rows,
};

struct pane *pane_categories_new(struct tui *t)
{
  struct categories *c = xcalloc(1, sizeof *c);
  list_pane_init(&c->list, t, &categories_ops);
  return &c->list.pane;
}

/* Its name, or what the posts call it. */
static int rank_of(const struct index *x, const struct label *label, const struct needle *narrow)
{
  if (!narrow->terms.count) return NEEDLE_EXACT;
  struct str folded = STR_INIT;
  fold(index_string(x, label->display), &folded, NULL);
  str_addc(&folded, '\n');
  fold(index_string(x, label->name), &folded, NULL);
  int rank = needle_rank(narrow, str_slice(&folded));
  str_free(&folded);
  return rank;
}

void pane_categories_refresh(struct pane *p)
{
  struct categories *c = (struct categories *)p;
  struct list_pane *l = &c->list;
  struct place selected = place_of(l, l->cursor.selected);
  const struct index *x = posts_of(l);
  vec_clear(&c->labels);
  c->sorted = 0;
  for (uint32_t i = 0; i < label_count(x, LABEL_CATEGORY); i++) {
    const struct label *label = label_at(x, LABEL_CATEGORY, i);
    struct match match = { i, label->posts ? rank_of(x, label, &c->narrow) : PINYIN_NONE };
    if (match.rank != PINYIN_NONE) vec_push(&c->labels, match);
  }
  list_pane_changed(l);
  pane_categories_show(p, &selected);
}

void pane_categories_narrow(struct pane *p, struct slice typed)
{
  struct categories *c = (struct categories *)p;
  needle_set(&c->narrow, typed);
  c->list.filter = &c->narrow;
  pane_categories_refresh(p);
  if (typed.len) list_pane_select(&c->list, 0);
}

void pane_categories_show(struct pane *p, const struct place *place)
{
  struct categories *c = (struct categories *)p;
  for (size_t row = 0; row < count(&c->list); row++) {
    struct place there = place_of(&c->list, row);
    if (same_place(&there, place)) {
      list_pane_select(&c->list, row);
      return;
    }
  }
}

bool pane_categories_neighbour(struct pane *p, int by, struct place *place)
{
  struct categories *c = (struct categories *)p;
  size_t rows = count(&c->list);
  for (size_t row = 0; row < rows; row++) {
    struct place there = place_of(&c->list, row);
    if (!same_place(&there, &p->tui->place)) continue;
    long wanted = (long)row + by;
    if (wanted < 0 || wanted >= (long)rows) return false;
    *place = place_of(&c->list, (size_t)wanted);
    return true;
  }
  return false;
}
