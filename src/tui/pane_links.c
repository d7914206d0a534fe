#include "tui/pane_links.h"

#include "tui/list_pane.h"
#include "tui/tui.h"

#include <stdlib.h>

enum { NUMBER_COLUMNS = 4, KIND_COLUMNS = 9 };

struct links {
  struct list_pane list;
  const struct article *article;
  VEC(uint32_t) numbers; /* of the links that are not folded away */
};

static const struct article *article_of(const struct list_pane *l)
{
  return ((const struct links *)(const void *)l)->article;
}

static size_t count(const struct list_pane *l)
{
  return ((const struct links *)(const void *)l)->numbers.count;
}

static uint32_t number_of(const struct list_pane *l, size_t row)
{
  return ((const struct links *)(const void *)l)->numbers.items[row];
}

static void text(const struct list_pane *l, size_t row, struct str *out)
{
  article_link_text(article_of(l), number_of(l, row), out);
  str_addc(out, ' ');
  str_add(out, article_link_url(article_of(l), number_of(l, row)));
}

static void paint(struct list_pane *l, size_t row, enum style ground)
{
  struct screen *s = l->pane.tui->screen;
  const struct article *a = article_of(l);
  struct str number = STR_INIT, label = STR_INIT;
  int columns = l->pane.rect.columns;
  str_addf(&number, "%*u  ", (int)NUMBER_COLUMNS, number_of(l, row));
  article_link_text(a, number_of(l, row), &label);
  screen_add(s, str_slice(&number), STYLE_COUNTER);
  int room = columns - screen_column(s);
  int text_room = columns < 60 ? room : room * 2 / 5;
  list_pane_add(l, str_slice(&label), text_room, ground);
  if (columns >= 60) {
    screen_add(s, SLICE("  "), ground);
    if (columns >= 100) {
      screen_add_fit(s, slice_of(link_kind_name(a->targets[number_of(l, row) - 1].kind)),
                     KIND_COLUMNS, STYLE_DIM);
      screen_add(s, SLICE("  "), ground);
    }
    list_pane_add(l, article_link_url(a, number_of(l, row)), columns - screen_column(s) - 1,
                  STYLE_LINK_TARGET);
  }
  str_free(&number);
  str_free(&label);
}

static void selected(struct list_pane *l)
{
  tui_say(l->pane.tui, article_link_url(article_of(l), number_of(l, l->cursor.selected)));
}

static void open_row(struct list_pane *l, size_t row)
{
  struct tui *t = l->pane.tui;
  const struct article *a = article_of(l);
  struct link_target target = a->targets[number_of(l, row) - 1];
  struct slice url = article_link_url(a, number_of(l, row));
  struct str copy = STR_INIT; /* following may close this pane and its article */
  str_add(&copy, url);
  tui_close_over(t);
  tui_follow(t, target, str_slice(&copy));
  str_free(&copy);
}

static void free_list(struct list_pane *l)
{
  vec_free(&((struct links *)l)->numbers);
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

static bool is_folded(const struct node *n)
{
  while (n && !(n->flags & (NODE_FOLDED | NODE_CLOSED))) n = n->parent;
  return n != NULL;
}

struct pane *pane_links_new(struct tui *t, const struct article *article)
{
  struct links *l = xcalloc(1, sizeof *l);
  list_pane_init(&l->list, t, &links_ops);
  l->article = article;
  for (uint32_t i = 0; i < article->doc->links.count; i++)
    if (!is_folded(article->doc->links.items[i]) &&
        !(article->doc->links.items[i]->flags & NODE_NOTE_LINK))
      vec_push(&l->numbers, i + 1);
  return &l->list.pane;
}

uint32_t pane_links_selected(const struct pane *p)
{
  const struct list_pane *l = (const struct list_pane *)p;
  return p->ops == &list_pane_ops && l->ops == &links_ops && l->cursor.count
             ? number_of(l, l->cursor.selected)
             : 0;
}
