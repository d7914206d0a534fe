#include "tui/pane_posts.h"

#include "site/date.h"
#include "tui/list_pane.h"
#include "tui/tui.h"

#include <stdlib.h>
#include <time.h>

enum row_kind { POSTS_BLANK, POSTS_SECTION, POSTS_DAY, POSTS_POST };

/* One row: a heading or a post. */
struct row {
  uint32_t what;   /* label of a section, record of a day's first post or of a post */
  uint32_t number; /* posts up to here, itself included */
  uint8_t kind;
};

struct posts {
  struct list_pane list;
  VEC(struct row) rows;
  enum label_kind sections; /* what the sections of the front page are */
  bool mixed;               /* posts of several categories: the row names its own */
  bool sectioned;
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
  return of(l)->rows.count;
}

static bool selectable(const struct list_pane *l, size_t row)
{
  return of(l)->rows.items[row].kind == POSTS_POST;
}

static struct slice title_of(const struct list_pane *l, uint32_t id)
{
  const struct index *x = index_of(l);
  return index_string(x, index_record(x, id)->title);
}

static void where(const struct list_pane *l, struct str *out)
{
  const struct posts *p = (const struct posts *)(const void *)l;
  if (p->rows.count)
    str_addf(out, "%u/%u", p->rows.items[l->cursor.selected].number, vec_last(&p->rows)->number);
}

static void text(const struct list_pane *l, size_t row, struct str *out)
{
  str_add(out, title_of(l, of(l)->rows.items[row].what));
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
  struct tm day = clock_of(r), now = today();
  bool has_time = date_has_time((enum date_from)r->date_from, &day);
  if (!(r->flags & RECORD_HAS_DATE) || (!p->sectioned && !has_time)) return;
  if (!p->sectioned || (same_day(&day, &now) && has_time))
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
  screen_add(s, SLICE(" "), ground);
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
  const struct label *section = label_at(x, of(l)->sections, label);
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

static void paint(struct list_pane *l, size_t row, enum style ground)
{
  const struct row *r = &of(l)->rows.items[row];
  struct screen *s = l->pane.tui->screen;
  struct str day = STR_INIT;
  switch ((enum row_kind)r->kind) {
  case POSTS_BLANK: break;
  case POSTS_POST: paint_post(l, r->what, ground); break;
  case POSTS_SECTION: paint_section(l, r->what); break;
  case POSTS_DAY:
    day_text(l, r->what, &day);
    screen_add(s, SLICE(" "), STYLE_TEXT);
    screen_add(s, str_slice(&day), STYLE_DAY);
    break;
  }
  str_free(&day);
}

static void selected(struct list_pane *l)
{
  struct tui *t = l->pane.tui;
  t->place.selected = pane_posts_selected(&l->pane);
  history_note(&t->history, t->place);
}

static void open_row(struct list_pane *l, size_t row)
{
  tui_open_post(l->pane.tui, of(l)->rows.items[row].what, true);
}

static void empty(const struct list_pane *l)
{
  const struct tui *t = l->pane.tui;
  const struct rect *r = &l->pane.rect;
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

static void free_rows(struct list_pane *l)
{
  vec_free(&of(l)->rows);
  free(l);
}

static const struct list_ops posts_ops = {
  .count = count,
  .selectable = selectable,
  .where = where,
  .text = text,
  .paint = paint,
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

static void add_row(struct posts *p, enum row_kind kind, uint32_t what)
{
  uint32_t before = p->rows.count ? vec_last(&p->rows)->number : 0;
  vec_push(&p->rows, ((struct row){ what, before + (kind == POSTS_POST), (uint8_t)kind }));
}

static void fill_home(struct posts *p)
{
  struct tui *t = p->list.pane.tui;
  home_page page = { 0 };
  library_home(t->library, (size_t)t->options->home_posts, &page);
  for (size_t i = 0; i < page.count; i++) {
    const struct home_section *section = &page.items[i];
    if (i) add_row(p, POSTS_BLANK, 0);
    p->sections = section->kind;
    add_row(p, POSTS_SECTION, section->label);
    for (size_t n = 0; n < section->posts.count; n++)
      add_row(p, POSTS_POST, section->posts.items[n]);
  }
  home_free(&page);
}

static bool same_date(const struct record *a, const struct record *b)
{
  if ((a->flags & RECORD_HAS_DATE) != (b->flags & RECORD_HAS_DATE)) return false;
  struct tm one = clock_of(a), other = clock_of(b);
  return !(a->flags & RECORD_HAS_DATE) || same_day(&one, &other);
}

static void fill_days(struct posts *p, const id_list *ids)
{
  const struct index *x = index_of(&p->list);
  const struct record *before = NULL;
  for (size_t i = 0; i < ids->count; i++) {
    const struct record *r = index_record(x, ids->items[i]);
    if (!before || !same_date(before, r)) {
      if (before) add_row(p, POSTS_BLANK, 0);
      add_row(p, POSTS_DAY, ids->items[i]);
    }
    add_row(p, POSTS_POST, ids->items[i]);
    before = r;
  }
}

static void fill_rows(struct posts *p)
{
  const struct place *place = &p->list.pane.tui->place;
  const struct index *x = index_of(&p->list);
  id_list ids = { 0 };
  vec_clear(&p->rows);
  p->mixed = place->kind == PLACE_ALL || place->kind == PLACE_TAG;
  p->sectioned = place->kind == PLACE_HOME;
  switch (place->kind) {
  case PLACE_HOME: fill_home(p); break;
  case PLACE_ALL: index_select_all(x, &ids); break;
  case PLACE_CATEGORY: index_select_label(x, LABEL_CATEGORY, place->label, &ids); break;
  case PLACE_TAG: index_select_label(x, LABEL_TAG, place->label, &ids); break;
  }
  if (p->sectioned && !p->rows.count) { /* a site without tags and categories has a front page too */
    p->sectioned = false;
    index_select_all(x, &ids);
  }
  if (!p->sectioned) fill_days(p, &ids);
  vec_free(&ids);
}

static size_t row_of(const struct posts *p, uint32_t id)
{
  for (size_t row = 0; row < p->rows.count; row++)
    if (p->rows.items[row].kind == POSTS_POST && p->rows.items[row].what == id) return row;
  return SIZE_MAX;
}

void pane_posts_fill(struct pane *pane, uint32_t id)
{
  struct posts *p = (struct posts *)pane;
  fill_rows(p);
  p->list.cursor.top = p->list.cursor.selected = 0;
  list_pane_changed(&p->list);
  size_t row = row_of(p, id);
  list_pane_select(&p->list, row == SIZE_MAX ? 0 : row);
  pane->tui->place.selected = pane_posts_selected(pane);
}

void pane_posts_refresh(struct pane *pane)
{
  struct posts *p = (struct posts *)pane;
  struct list_cursor *c = &p->list.cursor;
  uint32_t id = pane_posts_selected(pane);
  size_t height = c->selected - c->top, before = c->selected;
  bool at_top = c->top == 0;
  fill_rows(p);
  size_t row = row_of(p, id);
  list_pane_changed(&p->list);
  if (row == SIZE_MAX) {
    list_pane_select(&p->list, before);
  } else if (at_top && row < c->height) {
    list_cursor_select(c, row); /* at the head of the list the news comes in */
    c->top = 0;
  } else {
    list_cursor_hold(c, row, height);
  }
  list_pane_changed(&p->list);
}

uint32_t pane_posts_selected(const struct pane *pane)
{
  const struct posts *p = (const struct posts *)pane;
  size_t row = p->list.cursor.selected;
  bool post = row < p->rows.count && p->rows.items[row].kind == POSTS_POST;
  return post ? p->rows.items[row].what : INDEX_NONE;
}

uint32_t pane_posts_neighbour(const struct pane *pane, uint32_t id, int by, bool unread)
{
  const struct posts *p = (const struct posts *)pane;
  size_t row = row_of(p, id), step = by < 0 ? (size_t)-1 : 1;
  int left = by < 0 ? -by : by;
  if (row == SIZE_MAX) row = p->list.cursor.selected;
  uint32_t found = INDEX_NONE;
  for (row += step; row < p->rows.count && left > 0; row += step) {
    const struct row *r = &p->rows.items[row];
    if (r->kind != POSTS_POST || (unread && tui_is_read(pane->tui, r->what))) continue;
    found = r->what;
    left--;
  }
  return found;
}

void pane_posts_show(struct pane *pane, uint32_t id)
{
  struct posts *p = (struct posts *)pane;
  size_t row = row_of(p, id);
  if (row != SIZE_MAX) list_pane_select(&p->list, row);
}
