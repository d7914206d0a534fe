#include "tui/act.h"
#include "tui/pane_posts.h"
#include "tui/pane_reader.h"
#include "tui/tui.h"

static long times(const struct command_call *call)
{
  return call->count > 0 ? call->count : 1;
}

static bool move(struct tui *t, enum motion motion, long count)
{
  struct pane *p = tui_focused(t);
  return p->ops->move(p, motion, count);
}

void act_down(struct tui *t, const struct command_call *call)
{
  move(t, MOVE_LINES, times(call));
}

void act_up(struct tui *t, const struct command_call *call)
{
  move(t, MOVE_LINES, -times(call));
}

/* At the end of an article reading goes on with the next unread one. */
static void read_on(struct tui *t)
{
  uint32_t id = pane_posts_neighbour(t->panes[PANE_POSTS], t->place.post, 1, true);
  if (id == INDEX_NONE)
    tui_say_word(t, WORD_NO_UNREAD, SLICE(""));
  else
    tui_open_post(t, id, t->focus == PANE_READER);
}

void act_page(struct tui *t, const struct command_call *call)
{
  bool from_list = !t->pager && !t->over && t->focus == PANE_POSTS;
  if (from_list && t->place.post != t->place.selected) {
    act_open(t, call);
    return;
  }
  struct pane *p = from_list ? t->panes[PANE_READER] : tui_focused(t);
  bool moved = p->ops->move(p, MOVE_PAGES, times(call));
  if (!moved && p == t->panes[PANE_READER] && !t->pager && t->place.post != INDEX_NONE) read_on(t);
}

void act_page_back(struct tui *t, const struct command_call *call)
{
  move(t, MOVE_PAGES, -times(call));
}

void act_half(struct tui *t, const struct command_call *call)
{
  move(t, MOVE_HALVES, times(call));
}

void act_half_back(struct tui *t, const struct command_call *call)
{
  move(t, MOVE_HALVES, -times(call));
}

void act_first(struct tui *t, const struct command_call *call)
{
  move(t, call->count ? MOVE_TO : MOVE_FIRST, call->count);
}

void act_last(struct tui *t, const struct command_call *call)
{
  move(t, call->count ? MOVE_TO : MOVE_LAST, call->count);
}

void act_percent(struct tui *t, const struct command_call *call)
{
  move(t, MOVE_PERCENT, call->count > 100 ? 100 : call->count);
}

static void step_post(struct tui *t, int by, bool unread, enum word none)
{
  uint32_t from = t->place.post != INDEX_NONE ? t->place.post : t->place.selected;
  uint32_t id = pane_posts_neighbour(t->panes[PANE_POSTS], from, by, unread);
  if (id == INDEX_NONE)
    tui_say_word(t, none, SLICE(""));
  else
    tui_open_post(t, id, t->focus == PANE_READER);
}

void act_next_post(struct tui *t, const struct command_call *call)
{
  step_post(t, (int)times(call), false, WORD_LAST_POST);
}

void act_previous_post(struct tui *t, const struct command_call *call)
{
  step_post(t, -(int)times(call), false, WORD_FIRST_POST);
}

void act_previous_unread(struct tui *t, const struct command_call *call)
{
  step_post(t, -(int)times(call), true, WORD_NO_UNREAD);
}

static void next_hit(struct tui *t, long steps)
{
  struct pane *p = t->searched ? t->searched : tui_focused(t);
  if (!p->ops->find(p, str_slice(&t->needle), steps))
    tui_say_word(t, WORD_NOT_FOUND, str_slice(&t->needle));
}

void act_next(struct tui *t, const struct command_call *call)
{
  if (t->needle.len)
    next_hit(t, times(call));
  else if (!t->pager)
    step_post(t, (int)times(call), true, WORD_NO_UNREAD);
}

void act_previous(struct tui *t, const struct command_call *call)
{
  if (t->needle.len) {
    next_hit(t, -times(call));
  } else if (!t->pager) {
    act_toggle_read(t, call);
  }
}

void act_left(struct tui *t, const struct command_call *call)
{
  (void)call;
  if (t->over)
    tui_close_over(t);
  else if (t->focus > PANE_CATEGORIES)
    tui_focus(t, t->focus - 1);
}

void act_right(struct tui *t, const struct command_call *call)
{
  (void)call;
  if (t->over || t->focus == PANE_READER) return;
  if (t->focus == PANE_POSTS && t->place.post == INDEX_NONE)
    act_open(t, call);
  else
    tui_focus(t, t->focus + 1);
}

void act_zoom(struct tui *t, const struct command_call *call)
{
  (void)call;
  t->zoom = !t->zoom;
}

void act_open(struct tui *t, const struct command_call *call)
{
  struct pane *p = tui_focused(t);
  (void)call;
  if (p->ops->open) p->ops->open(p);
}
