#include "tui/pane_posts.h"

#include "site/date.h"
#include "tui/finder.h"
#include "tui/list_pane.h"
#include "tui/memory.h"
#include "tui/post_list.h"
#include "tui/tui.h"

#include <stdlib.h>
#include <time.h>

struct posts {
  struct list_pane list;
  struct post_list posts;
  struct post_item held; /* what the selection stands on, whatever its number */
  size_t held_y;         /* and in which line of the pane */
  bool mixed;            /* posts of several categories: the row names its own */
  bool searched;         /* these are the hits of a search in full text */
  bool stale;            /* the front page stays as it is until the reader looks up */
};

enum { TIME_COLUMNS = 5, SOURCE_COLUMNS = 14, SOURCE_FROM_COLUMNS = 56 };

static struct posts *of(const struct list_pane *l)
{
  return (struct posts *)(uintptr_t)l;
}

static const struct index *index_of(const struct list_pane *l)
{
  return library_index(l->pane.tui->library);
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
  const struct posts *p = context;
  return (struct list_lines){ (uint8_t)post_list_lines_above(&p->posts, row),
                              snippet_of(p, row).len > 0 };
}

static struct slice title_of(const struct list_pane *l, uint32_t id)
{
  const struct index *x = index_of(l);
  return index_string(x, index_record(x, id)->title);
}

static void text(const struct list_pane *l, size_t row, struct str *out)
{
  str_add(out, title_of(l, post_list_at(&of(l)->posts, row).id));
}

/* The wall clock where the post was written. */
static struct tm clock_of(const struct record *r)
{
  struct tm tm;
  date_clock(r->date, r->zone_minutes, &tm);
  return tm;
}

static struct tm today(void)
{
  time_t now = time(NULL);
  struct tm tm;
  localtime_r(&now, &tm);
  return tm;
}

static bool same_day(const struct tm *a, const struct tm *b)
{
  return a->tm_year == b->tm_year && a->tm_yday == b->tm_yday;
}

static void day_text(const struct list_pane *l, uint32_t id, struct str *out)
{
  enum language language = l->pane.tui->language;
  const struct record *r = index_record(index_of(l), id);
  if (!(r->flags & RECORD_HAS_DATE)) {
    str_adds(out, word(language, WORD_UNDATED));
    return;
  }
  struct tm day = clock_of(r), now = today();
  time_t before = time(NULL) - 24 * 60 * 60;
  struct tm yesterday;
  localtime_r(&before, &yesterday);
  if (same_day(&day, &now))
    str_addf(out, "%s  ", word(language, WORD_TODAY));
  else if (same_day(&day, &yesterday))
    str_addf(out, "%s  ", word(language, WORD_YESTERDAY));
  word_day(out, language, &day, now.tm_year + 1900);
}

/* Under a day's heading the time; among days the day, and its year when it is
 * another one: always five columns. */
static void time_text(const struct posts *p, const struct record *r, struct str *out)
{
  bool sectioned = post_list_is_sectioned(&p->posts);
  struct tm day = clock_of(r), now = today();
  bool has_time = date_has_time((enum date_from)r->date_from, &day);
  if (!(r->flags & RECORD_HAS_DATE) || (!sectioned && !has_time)) return;
  if (!sectioned || (same_day(&day, &now) && has_time))
    str_addf(out, "%02d:%02d", day.tm_hour, day.tm_min);
  else if (day.tm_year == now.tm_year)
    str_addf(out, "%02d-%02d", day.tm_mon + 1, day.tm_mday);
  else
    str_addf(out, "%5d", day.tm_year + 1900);
}

static struct slice source_name(const struct list_pane *l, uint32_t id)
{
  const struct index *x = index_of(l);
  const uint32_t *labels;
  size_t labels_count = index_labels(x, id, LABEL_CATEGORY, &labels);
  if (labels_count == 0) return (struct slice){ "", 0 };
  return index_string(x, label_at(x, LABEL_CATEGORY, labels[0])->display);
}

static void paint_post(struct list_pane *l, uint32_t id, enum style ground)
{
  struct tui *t = l->pane.tui;
  struct screen *s = t->screen;
  const struct posts *p = of(l);
  const struct record *r = index_record(index_of(l), id);
  bool unread = !tui_is_read(t, id), wide = l->pane.rect.columns >= 30;
  bool named = p->mixed && l->pane.rect.columns >= SOURCE_FROM_COLUMNS;
  struct str when = STR_INIT;
  bool starred = marks_has(memory_marks(t->memory), id, MARK_STARRED);
  screen_add(s, starred ? SLICE("*") : SLICE(" "), starred ? STYLE_STARRED : ground);
  if (wide) {
    time_text(p, r, &when);
    screen_add_fit(s, str_slice(&when), TIME_COLUMNS, STYLE_DIM);
    screen_add(s, SLICE("  "), ground);
  }
  int room = l->pane.rect.columns - screen_column(s) - 1 - (named ? SOURCE_COLUMNS + 2 : 0);
  bool open = t->place.post == id && t->focus == PANE_READER;
  list_pane_add(l, title_of(l, id), room, open ? STYLE_ACCENT : unread ? STYLE_UNREAD : ground);
  if (named) {
    screen_add(s, SLICE("  "), ground);
    screen_add_fit(s, source_name(l, id), SOURCE_COLUMNS, STYLE_DIM);
  }
  str_free(&when);
}

static void paint_section(struct list_pane *l, uint32_t label)
{
  struct screen *s = l->pane.tui->screen;
  const struct index *x = index_of(l);
  const struct label *section = label_at(x, of(l)->posts.sections, label);
  struct str number = STR_INIT;
  str_addf(&number, "%u", section->posts);
  int columns = l->pane.rect.columns;
  screen_add(s, SLICE(" "), STYLE_TEXT);
  screen_add_fit(s, index_string(x, section->display), columns - 3 - (int)number.len,
                 STYLE_SECTION);
  screen_to(s, columns - 1 - (int)number.len);
  screen_add(s, str_slice(&number), STYLE_COUNTER);
  str_free(&number);
}

static void paint_snippet(struct list_pane *l, struct slice snippet)
{
  int indent = l->pane.rect.columns >= 30 ? 1 + TIME_COLUMNS + 2 : 2;
  screen_to(l->pane.tui->screen, indent);
  list_pane_add_hit(l, snippet, l->pane.rect.columns - indent - 1, STYLE_DIM);
}

static void paint(struct list_pane *l, size_t row, enum style ground)
{
  paint_post(l, post_list_at(&of(l)->posts, row).id, ground);
}

static void paint_heading(struct list_pane *l, size_t row, int line)
{
  struct screen *s = l->pane.tui->screen;
  struct post_item item = post_list_at(&of(l)->posts, row);
  struct str day = STR_INIT;
  if (line > 0) paint_snippet(l, snippet_of(of(l), row));
  if (line != -1) return;
  if (post_list_is_sectioned(&of(l)->posts)) {
    paint_section(l, item.section);
    return;
  }
  day_text(l, item.id, &day);
  screen_add(s, SLICE(" "), STYLE_TEXT);
  screen_add(s, str_slice(&day), STYLE_DAY);
  str_free(&day);
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
}

/* The selection is held by post from here on. */
static void hold(struct posts *p)
{
  struct tui *t = p->list.pane.tui;
  p->held = post_list_at(&p->posts, p->list.cursor.selected);
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
  finder_status(t, &status);
  str_adds(&text, word(t->language, WORD_NO_HITS));
  finder_progress(t->finder, &text);
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
  if (((const struct posts *)(const void *)l)->searched) {
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
static size_t row_of(const struct posts *p, uint32_t id)
{
  uint32_t section = p->held.id == id ? p->held.section : INDEX_NONE;
  return post_list_find(&p->posts, (struct post_item){ id, section });
}

void pane_posts_fill(struct pane *pane, uint32_t id)
{
  struct posts *p = (struct posts *)pane;
  fill(p);
  p->list.cursor.top = p->list.cursor.skip = p->list.cursor.selected = 0;
  p->held = post_list_at(&p->posts, 0);
  list_pane_changed(&p->list);
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
  if (post_list_is_sectioned(&p->posts) && reading && all_listed(p))
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
  const struct posts *p = (const struct posts *)pane;
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
  const struct posts *p = (const struct posts *)pane;
  for (size_t n = 0; n < post_list_count(&p->posts); n++)
    vec_push(ids, post_list_at(&p->posts, n).id);
}

void pane_posts_show(struct pane *pane, uint32_t id)
{
  struct posts *p = (struct posts *)pane;
  size_t row = row_of(p, id);
  if (row != SIZE_MAX) list_pane_select(&p->list, row);
}
