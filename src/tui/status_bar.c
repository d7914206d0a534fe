#include "tui/status_bar.h"

#include "text/cluster.h"
#include "tui/command.h"
#include "tui/finder.h"
#include "tui/tui.h"

#include <stdlib.h>

enum { PROGRESS_COLUMNS = 20, RATE_FROM_COLUMNS = 50, BAR_FROM_COLUMNS = 72 };

/* The first key of a command that has a hint here. */
static void add_hint(const struct tui *t, const struct command *c, struct str *out)
{
  struct str keys = STR_INIT;
  keymap_keys(t->keymap, c, &keys);
  struct slice first = slice_first(str_slice(&keys), slice_find_char(str_slice(&keys), ' '));
  if (first.len)
    str_addf(out, "%s%.*s %s", out->len ? "  " : "", SLICE_ARG(first), c->hint[t->language]);
  str_free(&keys);
}

/* As many hints as fit, help first of all kept. */
static void hints(const struct tui *t, unsigned context, size_t room, struct str *out)
{
  const struct command *help = command_find(SLICE("help"));
  struct str last = STR_INIT;
  for (size_t i = 0; i < command_count; i++)
    if (slice_eq(slice_of(commands[i].name), SLICE("help")) && (commands[i].contexts & context))
      help = &commands[i];
  add_hint(t, help, &last);
  for (size_t i = 0; i < command_count; i++) {
    const struct command *c = &commands[i];
    bool here = (c->contexts & (context | (t->pager ? 0 : CONTEXT_ANY))) != 0;
    if (!c->hint[t->language] || !here || slice_eq(slice_of(c->name), SLICE("help"))) continue;
    size_t before = out->len;
    add_hint(t, c, out);
    size_t columns = text_columns(str_slice(out), AMBIGUOUS_WIDE) + 2 +
                     text_columns(str_slice(&last), AMBIGUOUS_WIDE);
    if (columns > room) {
      str_cut(out, before);
      break;
    }
  }
  if (text_columns(str_slice(&last), AMBIGUOUS_WIDE) <= room)
    str_addf(out, "%s%s", out->len ? "  " : "", last.ptr);
  str_free(&last);
}

/* How many, how fast and how long still; as much of it as there is room for.  The bar stands
 * when all names are known. */
static void paint_progress(const struct tui *t, struct screen *s, int columns)
{
  struct loader_progress p = library_progress(t->library);
  struct str text = STR_INIT;
  size_t a_second = p.elapsed_ms > 0 ? p.read * 1000 / (size_t)p.elapsed_ms : 0;
  int done = p.found ? (int)(p.read * PROGRESS_COLUMNS / p.found) : 0;
  str_addf(&text, "%s  ", word(t->language, WORD_READING));
  screen_add(s, str_slice(&text), STYLE_BAR);
  str_clear(&text);
  if (columns >= BAR_FROM_COLUMNS && !p.walking) {
    str_pad(&text, '=', (size_t)done);
    str_pad(&text, '-', (size_t)(PROGRESS_COLUMNS - done));
    str_adds(&text, "  ");
  }
  str_addf(&text, "%zu/%zu", p.read, p.found);
  if (columns >= RATE_FROM_COLUMNS && a_second)
    str_addf(&text, "  %zu%s", a_second, word(t->language, WORD_A_SECOND));
  if (columns >= RATE_FROM_COLUMNS && a_second && !p.walking)
    str_addf(&text, "  %zu%s", (p.found - p.read + a_second - 1) / a_second,
             word(t->language, WORD_SECONDS_LEFT));
  screen_add_part(s, str_slice(&text), columns - 1, STYLE_PROGRESS);
  str_free(&text);
}

void status_bar_paint(const struct tui *t, struct rect row, unsigned context)
{
  struct screen *s = t->screen;
  const struct pane *p = tui_focused(t);
  struct str where = STR_INIT, right = STR_INIT, status = STR_INIT;
  if (row.rows == 0) return;
  screen_begin(s, row.y, row.x, row.columns, STYLE_BAR);
  screen_add(s, SLICE(" "), STYLE_BAR);
  if (p->ops->where) p->ops->where(p, &where);
  if (t->message.len) {
    screen_add(s, str_slice(&t->message), t->message_is_error ? STYLE_ERROR : STYLE_BAR);
  } else if (t->loading) {
    paint_progress(t, s, row.columns);
  } else {
    finder_status(t, &status);
    screen_add(s, str_slice(&where), STYLE_BAR);
    if (status.len) screen_add(s, SLICE("   "), STYLE_BAR);
    screen_add(s, str_slice(&status), STYLE_PROGRESS);
    int room = row.columns - screen_column(s) - 4;
    hints(t, context, room > 0 ? (size_t)room : 0, &right);
    int columns = (int)text_columns(str_slice(&right), screen_ambiguous(s));
    screen_to(s, row.columns - columns - 1);
    screen_add(s, str_slice(&right), STYLE_BAR_DIM);
  }
  screen_end(s);
  str_free(&where);
  str_free(&right);
  str_free(&status);
}
