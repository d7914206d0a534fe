#include "tui/pane_help.h"

#include "text/cluster.h"
#include "tui/command.h"
#include "tui/list_pane.h"
#include "tui/tui.h"

#include <stdlib.h>

enum { NAME_COLUMNS = 18, KEYS_COLUMNS = 22 };

struct help {
  struct list_pane list;
  VEC(const struct command *) rows;
};

static struct help *of(const struct list_pane *l)
{
  return (struct help *)(uintptr_t)l;
}

static size_t count(const struct list_pane *l)
{
  return of(l)->rows.count;
}

static void text(const struct list_pane *l, size_t row, struct str *out)
{
  const struct command *c = of(l)->rows.items[row];
  str_addf(out, "%s %s", c->help[l->pane.tui->language], c->name);
}

static void paint(struct list_pane *l, size_t row, enum style ground)
{
  struct tui *t = l->pane.tui;
  struct screen *s = t->screen;
  const struct command *c = of(l)->rows.items[row];
  struct str keys = STR_INIT;
  keymap_keys(t->keymap, c, &keys);
  int columns = l->pane.rect.columns;
  screen_add(s, SLICE("  "), ground);
  screen_add_fit(s, str_slice(&keys), columns < 50 ? 10 : KEYS_COLUMNS, STYLE_ACCENT);
  screen_add(s, SLICE("  "), ground);
  bool named = columns >= 100;
  int room = columns - screen_column(s) - 1 - (named ? NAME_COLUMNS + 2 : 0);
  list_pane_add(l, slice_of(c->help[t->language]), room, ground);
  if (named) {
    screen_add(s, SLICE("  "), ground);
    screen_add_fit(s, slice_of(c->name), NAME_COLUMNS, STYLE_DIM);
  }
  str_free(&keys);
}

static void open_row(struct list_pane *l, size_t row)
{
  const struct command *c = of(l)->rows.items[row];
  struct tui *t = l->pane.tui;
  tui_close_over(t);
  c->run(t, &(struct command_call){ 0 });
}

static void free_rows(struct list_pane *l)
{
  vec_free(&of(l)->rows);
  free(l);
}

static const struct list_ops help_ops = {
  .count = count,
  .text = text,
  .paint = paint,
  .open = open_row,
  .free = free_rows,
};

struct pane *pane_help_new(struct tui *t)
{
  struct help *h = xcalloc(1, sizeof *h);
  list_pane_init(&h->list, t, &help_ops);
  for (size_t i = 0; i < command_count; i++) {
    bool in_pager = (commands[i].contexts & CONTEXT_PAGER) != 0;
    bool elsewhere = (commands[i].contexts & ~(unsigned)CONTEXT_PAGER) != 0;
    if (t->pager ? in_pager : elsewhere) vec_push(&h->rows, &commands[i]);
  }
  return &h->list.pane;
}
