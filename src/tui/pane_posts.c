#include "tui/pane_posts.h"

#include "store/filter.h"
#include "tui/finder.h"
#include "tui/list_pane.h"
#include "tui/post_list.h"
#include "tui/post_row.h"
#include "tui/tui.h"

#include <stdlib.h>

struct posts {
  struct list_pane list;
  struct post_list posts;
  struct post_item held; /* what the selection stands on, whatever its number */
  size_t held_y;         /* and in which line of the pane */
  bool mixed;            /* posts of several categories: the row names its own */
  bool searched;         /* these are the hits of a search in full text */
  bool stale;            /* the front page stays as it is until the reader looks up */
  struct filter *filter; /* NULL: the whole list */
  struct post_item left; /* where the selection was when the filter began */
  size_t left_y;
};

static struct posts *of(const struct list_pane *l)
{
  return (struct posts *)(uintptr_t)l;
}

static size_t count(const struct list_pane *l)
{
  return post_list_count(&of(l)->posts);
}

/* The line with the hit, in a list of what was searched for. */
static struct slice snippet_of(const struct posts *p, size_t row)
{
  const struct tui *t = p->list.pane.tui;
  return p->searched ? finder_snippet(t->finder, row) : SLICE("");
}

static struct list_lines lines(const void *context, size_t row)
{
  struct posts *p = of(context);
  return (struct list_lines){ (uint8_t)post_list_lines_above(&p->posts, row),
                              snippet_of(p, row).len > 0 };
}

static void text(const struct list_pane *l, size_t row, struct str *out)
{
  str_add(out, post_row_title(l, post_list_at(&of(l)->posts, row).id));
}

static void paint(struct list_pane *l, size_t row, enum style ground)
{
  struct posts *p = of(l);
  struct post_row_shows shows = { !post_list_is_by_day(&p->posts), p->mixed };
  post_row_paint(l, post_list_at(&p->posts, row).id, shows, ground);
}

static void paint_heading(struct list_pane *l, size_t row, int line)
{
  struct post_list *posts = &of(l)->posts;
  struct post_item item = post_list_at(posts, row);
  if (line > 0) post_row_snippet(l, snippet_of(of(l), row));
  if (line != -1) return;
  if (posts->kind == POSTS_SECTIONS)
    post_row_section(l, posts->home.kind, item.section);
  else
    post_row_day(l, item.id);
}

static bool is_filtered(const struct posts *p)
{
  return p->filter && filter_typed(p->filter).len;
}

static void fill(struct posts *p)
{
  const struct place *place = &p->list.pane.tui->place;
  struct tui *t = p->list.pane.tui;
  bool searched = p->searched;
  p->searched = place->kind == PLACE_SEARCH;
  if (p->searched)
    finder_fill(t, place, &p->posts);
  else
    post_list_fill(&p->posts, t->library, place);
  if (p->searched || searched) str_clear(&p->list.needle);
  if (p->searched) str_add(&p->list.needle, finder_needles(t->finder));
  p->mixed = place->kind == PLACE_ALL || place->kind == PLACE_TAG || p->searched;
  p->stale = false;
  p->list.filter = NULL;
  if (!is_filtered(p)) return;
  post_list_filter(&p->posts, filter_hits(p->filter));
  p->list.filter = filter_needle(p->filter);
  p->mixed |= place->kind == PLACE_HOME;
}

/* The selection is held by post from here on.  Sections that are made only now may have lost
 * posts: then it is the last one that is there. */
static void hold(struct posts *p)
{
  struct tui *t = p->list.pane.tui;
  struct list_cursor *c = &p->list.cursor;
  p->held = post_list_at(&p->posts, c->selected);
  if (p->held.id == INDEX_NONE && post_list_count(&p->posts) > 0) {
    c->count = post_list_count(&p->posts);
    list_cursor_select(c, c->count - 1);
    p->held = post_list_at(&p->posts, c->selected);
  }
  t->place.selected = p->held.id;
}

static void selected(struct list_pane *l)
{
  struct tui *t = l->pane.tui;
  hold(of(l));
  if (of(l)->searched) finder_want(t->finder, l->cursor.selected);
  history_note(&t->history, t->place);
}

static void open_row(struct list_pane *l, size_t row)
{
  tui_open_post(l->pane.tui, post_list_at(&of(l)->posts, row).id, true);
}

static void no_hits(const struct list_pane *l)
{
  const struct tui *t = l->pane.tui;
  const struct rect *r = &l->pane.rect;
  struct str text = STR_INIT, status = STR_INIT;
  if (of(l)->searched) {
    finder_status(t, &status);
    str_adds(&text, word(t->language, WORD_NO_HITS));
    finder_progress(t->finder, &text);
  } else {
    str_adds(&text, word(t->language, WORD_NOT_FOUND));
    str_add(&text, filter_typed(of(l)->filter));
  }
  screen_begin(t->screen, r->y, r->x, r->columns, STYLE_TEXT);
  screen_add(t->screen, SLICE(" "), STYLE_TEXT);
  screen_add(t->screen, status.len ? str_slice(&status) : str_slice(&text), STYLE_DIM);
  screen_end(t->screen);
  str_free(&text);
  str_free(&status);
}

static void empty(const struct list_pane *l)
{
  const struct tui *t = l->pane.tui;
  const struct rect *r = &l->pane.rect;
  if (of(l)->searched || is_filtered(of(l))) {
    no_hits(l);
    return;
  }
  bool nowhere = index_count(library_index(t->library)) == 0;
  const enum word words[] = { nowhere ? WORD_NO_SITE : WORD_NO_POSTS,
                              nowhere ? WORD_NO_SITE_HINT : WORD_NO_POSTS_HINT };
  for (int i = 0; i < 2 && i < r->rows && !t->loading; i++) {
    screen_begin(t->screen, r->y + i, r->x, r->columns, STYLE_TEXT);
    screen_add(t->screen, SLICE(" "), STYLE_TEXT);
    screen_add(t->screen, slice_of(word(t->language, words[i])), STYLE_DIM);
    if (nowhere && i == 0)
      screen_add(t->screen, slice_of(site_root(library_site(t->library))), STYLE_DIM);
    screen_end(t->screen);
  }
}

/* The index may have changed since the last look, and the rows with it: the selection
 * stays on its post, and its post in its line. */
static void settle(struct list_pane *l)
{
  struct posts *p = of(l);
  struct list_cursor *c = &l->cursor;
  bool at_top = list_cursor_is_at_top(c);
  if (p->stale && at_top) {
    fill(p);
    if (c->selected == 0) p->held = post_list_at(&p->posts, 0);
  }
  if (l->pane.tui->untouched) {
    c->top = c->skip = c->selected = 0;
    hold(p);
  }
  struct post_item here = post_list_at(&p->posts, c->selected);
  if (here.id == p->held.id && here.section == p->held.section) {
    p->held_y = list_cursor_y(c);
    return;
  }
  size_t row = post_list_near(&p->posts, p->held);
  c->count = post_list_count(&p->posts);
  if (at_top && row < c->height)
    c->selected = row; /* at the head of the list the news comes in */
  else
    list_cursor_hold(c, row, p->held_y);
  if (c->selected >= c->count) c->selected = c->count ? c->count - 1 : 0;
  hold(p);
}

static void free_rows(struct list_pane *l)
{
  post_list_free(&of(l)->posts);
  filter_free(of(l)->filter);
  free(l);
}

static const struct list_ops posts_ops = {
  .count = count,
  .settle = settle,
  .lines = lines,
  .text = text,
  .paint = paint,
  .paint_beside = paint_heading,
  .selected = selected,
  .open = open_row,
  .empty = empty,
  .free = free_rows,
};

struct pane *pane_posts_new(struct tui *t)
{
  struct posts *p = xcalloc(1, sizeof *p);
  list_pane_init(&p->list, t, &posts_ops);
  return &p->list.pane;
}

/* The number of a post: the selected one's is the one selected, should it be listed twice. */
static size_t row_of(struct posts *p, uint32_t id)
{
  uint32_t section = p->held.id == id ? p->held.section : INDEX_NONE;
  return post_list_find(&p->posts, (struct post_item){ id, section });
}

static void to_first(struct posts *p)
{
  p->list.cursor.top = p->list.cursor.skip = p->list.cursor.selected = 0;
  p->held = post_list_at(&p->posts, 0);
  list_pane_changed(&p->list);
}

void pane_posts_fill(struct pane *pane, uint32_t id)
{
  struct posts *p = (struct posts *)pane;
  filter_free(p->filter);
  p->filter = NULL;
  fill(p);
  to_first(p);
  size_t row = row_of(p, id);
  if (row != SIZE_MAX) list_cursor_select(&p->list.cursor, row);
  hold(p);
}

/* Would another front page lose what shows of this one? */
static bool all_listed(const struct posts *p)
{
  for (size_t n = 0; n < p->posts.items.count; n++)
    if (!index_listed(p->posts.index, p->posts.items.items[n].id)) return false;
  return true;
}

void pane_posts_refresh(struct pane *pane)
{
  struct posts *p = (struct posts *)pane;
  bool reading = !pane->tui->loading && !list_cursor_is_at_top(&p->list.cursor);
  if (p->filter) filter_refresh(p->filter);
  if (p->posts.kind == POSTS_SECTIONS && reading && all_listed(p))
    p->stale = true; /* sections change places as news comes in: not under the reader's eyes */
  else
    fill(p);
  list_pane_changed(&p->list);
}

void pane_posts_show_new(struct pane *pane)
{
  struct posts *p = (struct posts *)pane;
  fill(p);
  list_pane_changed(&p->list);
  list_pane_select(&p->list, 0);
}

bool pane_posts_is_at_top(const struct pane *pane)
{
  return list_cursor_is_at_top(&((const struct posts *)pane)->list.cursor);
}

uint32_t pane_posts_selected(const struct pane *pane)
{
  return ((const struct posts *)pane)->held.id;
}

uint32_t pane_posts_neighbour(const struct pane *pane, uint32_t id, int by, bool unread)
{
  struct posts *p = of((const struct list_pane *)pane);
  size_t row = row_of(p, id), step = by < 0 ? (size_t)-1 : 1, rows = post_list_count(&p->posts);
  int left = by < 0 ? -by : by;
  if (row == SIZE_MAX) row = p->list.cursor.selected;
  uint32_t found = INDEX_NONE;
  for (row += step; row < rows && left > 0; row += step) {
    uint32_t other = post_list_at(&p->posts, row).id;
    if (unread && tui_is_read(pane->tui, other)) continue;
    found = other;
    left--;
  }
  return found;
}

void pane_posts_ids(const struct pane *pane, id_list *ids)
{
  struct posts *p = of((const struct list_pane *)pane);
  for (size_t n = 0; n < post_list_count(&p->posts); n++)
    vec_push(ids, post_list_at(&p->posts, n).id);
}

void pane_posts_show(struct pane *pane, uint32_t id)
{
  struct posts *p = (struct posts *)pane;
  size_t row = row_of(p, id);
  if (row != SIZE_MAX) list_pane_select(&p->list, row);
}

/* --- the filter ----------------------------------------------------------- */

/* All of the site on the front page: it shows the newest of everything. */
static struct rows rows_of(const struct place *place)
{
  if (place->kind == PLACE_CATEGORY) return rows_of_label(LABEL_CATEGORY, place->label);
  if (place->kind == PLACE_TAG) return rows_of_label(LABEL_TAG, place->label);
  return rows_of_site();
}

bool pane_posts_filter_begin(struct pane *pane)
{
  enum { TITLES_PER_STEP = 2000 };
  struct posts *p = (struct posts *)pane;
  if (!p->filter) {
    p->filter = filter_new(library_index(pane->tui->library), rows_of(&pane->tui->place));
    p->left = p->held;
    p->left_y = p->held_y;
  }
  return filter_prepare(p->filter, TITLES_PER_STEP);
}

void pane_posts_filter(struct pane *pane, struct slice typed)
{
  struct posts *p = (struct posts *)pane;
  pane_posts_filter_begin(pane);
  filter_type(p->filter, typed);
  fill(p);
  to_first(p);
  hold(p);
}

void pane_posts_filter_end(struct pane *pane, bool back)
{
  struct posts *p = (struct posts *)pane;
  if (!p->filter) return;
  bool was_filtered = is_filtered(p);
  struct post_item to = back || p->held.id == INDEX_NONE ? p->left : p->held;
  size_t y = back ? p->left_y : p->held_y;
  filter_free(p->filter);
  p->filter = NULL;
  if (!was_filtered) return;
  fill(p);
  to_first(p);
  list_cursor_hold(&p->list.cursor, post_list_near(&p->posts, to), y);
  hold(p);
}

struct slice pane_posts_filtered(const struct pane *pane, size_t *count)
{
  const struct posts *p = (const struct posts *)pane;
  if (!is_filtered(p)) return SLICE_NULL;
  *count = post_list_count(&p->posts);
  return filter_typed(p->filter);
}
