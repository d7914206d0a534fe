#include "tui/prompt.h"

#include "text/cluster.h"
#include "text/utf8.h"

enum { PROMPT_BYTES_MAX = 4096 };

void prompt_open(struct prompt *p, const struct prompt_ops *ops, struct slice label)
{
  prompt_free(p);
  p->ops = ops;
  str_add(&p->label, label);
}

void prompt_free(struct prompt *p)
{
  str_free(&p->label);
  str_free(&p->text);
  *p = (struct prompt){ .label = STR_INIT, .text = STR_INIT };
}

/* Where the cluster before the cursor begins. */
static size_t cluster_before(const struct prompt *p)
{
  struct slice rest = slice_first(str_slice(&p->text), p->cursor);
  struct cluster c;
  size_t start = 0;
  for (size_t at = 0; cluster_next(&rest, AMBIGUOUS_NARROW, &c); at += c.bytes.len) start = at;
  return start;
}

static size_t cluster_after(const struct prompt *p)
{
  struct slice rest = slice_from(str_slice(&p->text), p->cursor);
  struct cluster c;
  return p->cursor + (cluster_next(&rest, AMBIGUOUS_NARROW, &c) ? c.bytes.len : 0);
}

static void erase_from(struct prompt *p, size_t start)
{
  memmove(p->text.ptr + start, p->text.ptr + p->cursor, p->text.len - p->cursor + 1);
  p->text.len -= p->cursor - start;
  p->cursor = start;
}

static size_t word_before(const struct prompt *p)
{
  size_t at = p->cursor;
  while (at > 0 && p->text.ptr[at - 1] == ' ') at--;
  while (at > 0 && p->text.ptr[at - 1] != ' ') at--;
  return at;
}

static void insert(struct prompt *p, key_code key)
{
  char bytes[4];
  size_t count = utf8_encode((char32_t)key, bytes);
  if (p->text.len + count > PROMPT_BYTES_MAX) return;
  str_pad(&p->text, ' ', count);
  memmove(p->text.ptr + p->cursor + count, p->text.ptr + p->cursor,
          p->text.len - count - p->cursor);
  memcpy(p->text.ptr + p->cursor, bytes, count);
  p->cursor += count;
}

static bool edit(struct prompt *p, key_code key)
{
  enum { CTRL_A = 1, CTRL_D = 4, CTRL_E = 5, CTRL_K = 11, CTRL_U = 21, CTRL_W = 23 };
  switch (key) {
  case KEY_CODE_BACKSPACE: erase_from(p, cluster_before(p)); return true;
  case CTRL_U: erase_from(p, 0); return true;
  case CTRL_W: erase_from(p, word_before(p)); return true;
  case CTRL_K: str_cut(&p->text, p->cursor); return true;
  case KEY_CODE_DELETE:
  case CTRL_D: {
    size_t start = p->cursor;
    p->cursor = cluster_after(p);
    erase_from(p, start);
    return true;
  }
  case KEY_CODE_LEFT: p->cursor = cluster_before(p); return false;
  case KEY_CODE_RIGHT: p->cursor = cluster_after(p); return false;
  case KEY_CODE_HOME:
  case CTRL_A: p->cursor = 0; return false;
  case KEY_CODE_END:
  case CTRL_E: p->cursor = p->text.len; return false;
  default:
    if (key < ' ' || key >= KEY_CODE_UP) return false;
    insert(p, key);
    return true;
  }
}

static void finish(struct prompt *p, struct tui *t, bool accept)
{
  const struct prompt_ops *ops = p->ops;
  struct str text = p->text;
  str_init(&p->text);
  p->cursor = 0;
  p->ops = NULL;
  if (accept)
    ops->accept(t, str_slice(&text));
  else if (ops->cancel)
    ops->cancel(t);
  str_free(&text);
}

void prompt_key(struct prompt *p, struct tui *t, key_code key)
{
  enum { CTRL_C = 3, CTRL_G = 7, ESC = 0x1b, CTRL_N = 14, CTRL_P = 16 };
  if (key == KEY_CODE_PASTE_BEGIN || key == KEY_CODE_PASTE_END) {
    p->pasting = key == KEY_CODE_PASTE_BEGIN;
    return;
  }
  if (p->pasting && (key == '\r' || key == '\t')) key = ' ';
  if (key == '\r') return finish(p, t, true);
  bool leave = key == ESC || key == CTRL_C || key == CTRL_G ||
               (key == KEY_CODE_BACKSPACE && p->text.len == 0);
  if (leave) return finish(p, t, false);
  bool up = key == KEY_CODE_UP || key == CTRL_P, down = key == KEY_CODE_DOWN || key == CTRL_N;
  if ((up || down) && p->ops->step) return p->ops->step(t, up ? -1 : 1);
  bool changed = false;
  if (key == '\t' && p->ops->complete) {
    p->ops->complete(t, &p->text);
    p->cursor = p->text.len;
    changed = true;
  } else {
    changed = edit(p, key);
  }
  if (changed && p->ops->changed) p->ops->changed(t, str_slice(&p->text));
}

int prompt_paint(const struct prompt *p, struct screen *s, struct rect row)
{
  enum ambiguous ambiguous = screen_ambiguous(s);
  struct slice shown = str_slice(&p->text);
  size_t label = text_columns(str_slice(&p->label), ambiguous);
  size_t room = row.columns > (int)label + 1 ? (size_t)row.columns - label - 1 : 1;
  size_t cursor = p->cursor;
  while (cursor > 0 && text_columns(slice_first(shown, cursor), ambiguous) > room) {
    struct cluster c; /* scrolled: what is typed shows, what came first does not */
    struct slice rest = shown;
    cluster_next(&rest, ambiguous, &c);
    shown = rest;
    cursor -= c.bytes.len;
  }
  screen_begin(s, row.y, row.x, row.columns, STYLE_BAR);
  screen_add(s, str_slice(&p->label), STYLE_BAR_ACCENT);
  screen_add(s, slice_first(shown, cursor), STYLE_BAR);
  int column = row.x + screen_column(s);
  screen_add(s, slice_from(shown, cursor), STYLE_BAR);
  screen_end(s);
  return column;
}
