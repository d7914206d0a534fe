#include "tui/pane_links.h"

#include "tui/list_pane.h"
#include "tui/tui.h"

#include <stdlib.h>

enum { NUMBER_COLUMNS = 4, KIND_COLUMNS = 9 };

struct links {
  struct list_pane list;
  const struct article *article;
};

static const struct article *article_of(const struct list_pane *l)
{
  return ((const struct links *)(const void *)l)->article;
}

static size_t count(const struct list_pane *l)
{
  return article_of(l)->doc->links.count;
}

static void text(const struct list_pane *l, size_t row, struct str *out)
{
  article_link_text(article_of(l), (uint32_t)row + 1, out);
  str_addc(out, ' ');
  str_add(out, article_link_url(article_of(l), (uint32_t)row + 1));
}

static void paint(struct list_pane *l, size_t row, enum style ground)
{
  struct screen *s = l->pane.tui->screen;
  const struct article *a = article_of(l);
  struct str number = STR_INIT, label = STR_INIT;
  int columns = l->pane.rect.columns;
  str_addf(&number, "%*zu  ", NUMBER_COLUMNS, row + 1);
  article_link_text(a, (uint32_t)row + 1, &label);
  screen_add(s, str_slice(&number), STYLE_COUNTER);
  int room = columns - screen_column(s);
  int text_room = columns < 60 ? room : room * 2 / 5;
  list_pane_add(l, str_slice(&label), text_room, ground);
  if (columns >= 60) {
    screen_add(s, SLICE("  "), ground);
    if (columns >= 100) {
      screen_add_fit(s, slice_of(link_kind_name(a->targets[row].kind)), KIND_COLUMNS, STYLE_DIM);
      screen_add(s, SLICE("  "), ground);
    }
    list_pane_add(l, article_link_url(a, (uint32_t)row + 1), columns - screen_column(s) - 1,
                  STYLE_LINK_TARGET);
  }
  str_free(&number);
  str_free(&label);
}

static void selected(struct list_pane *l)
{
  tui_say(l->pane.tui, article_link_url(article_of(l), (uint32_t)l->cursor.selected + 1));
}

static void open_row(struct list_pane *l, size_t row)
{
  struct tui *t = l->pane.tui;
  const struct article *a = article_of(l);
  struct link_target target = a->targets[row];
  struct slice url = article_link_url(a, (uint32_t)row + 1);
  struct str copy = STR_INIT; /* following may close this pane and its article */
  str_add(&copy, url);
  tui_close_over(t);
  tui_follow(t, target, str_slice(&copy));
  str_free(&copy);
}

static void free_list(struct list_pane *l)
{
  free(l);
}

static const struct list_ops links_ops = {
  .count = count,
  .text = text,
  .paint = paint,
  .selected = selected,
  .open = open_row,
  .free = free_list,
};

struct pane *pane_links_new(struct tui *t, const struct article *article)
{
  struct links *l = xcalloc(1, sizeof *l);
  list_pane_init(&l->list, t, &links_ops);
  l->article = article;
  return &l->list.pane;
}

uint32_t pane_links_selected(const struct pane *p)
{
  const struct list_pane *l = (const struct list_pane *)p;
  return p->ops == &list_pane_ops && l->ops == &links_ops ? (uint32_t)l->cursor.selected + 1 : 0;
}
