/* What the reader does to posts: star, read, unread; and takes back. */
#include "tui/act.h"
#include "tui/finder.h"
#include "tui/memory.h"
#include "tui/pane_categories.h"
#include "tui/pane_posts.h"
#include "tui/tui.h"

static uint32_t post_at_hand(const struct tui *t)
{
  return t->focus == PANE_READER ? t->place.post : t->place.selected;
}

static void toggle(struct tui *t, enum post_mark mark)
{
  uint32_t id = post_at_hand(t);
  struct marks *m = memory_marks(t->memory);
  if (id == INDEX_NONE) return;
  marks_set(m, &id, 1, mark, !marks_has(m, id, mark));
}

void act_star(struct tui *t, const struct command_call *call)
{
  (void)call;
  toggle(t, MARK_STARRED);
}

void act_toggle_read(struct tui *t, const struct command_call *call)
{
  (void)call;
  toggle(t, MARK_READ);
}

static void say_count(struct tui *t, enum word which, size_t count)
{
  struct str number = STR_INIT;
  str_addf(&number, "%zu", count);
  tui_say_word(t, which, str_slice(&number));
  str_free(&number);
}

/* --- all of the list ----------------------------------------------------------- */

static size_t unread_here(struct tui *t, id_list *ids)
{
  id_list all = { 0 };
  pane_posts_ids(t->panes[PANE_POSTS], &all);
  for (size_t i = 0; i < all.count; i++)
    if (!tui_is_read(t, all.items[i])) vec_push(ids, all.items[i]);
  vec_free(&all);
  return ids->count;
}

static void mark_all(struct tui *t)
{
  id_list ids = { 0 };
  if (unread_here(t, &ids))
    say_count(t, WORD_MARKED_READ,
              marks_set(memory_marks(t->memory), ids.items, ids.count, MARK_READ, true));
  vec_free(&ids);
}

static void answer(struct tui *t, struct slice text)
{
  bool yes = slice_eq_nocase(text, SLICE("y")) || slice_eq(text, SLICE("是"));
  prompt_free(&t->prompt);
  if (yes) mark_all(t);
}

static void no_answer(struct tui *t, struct slice text)
{
  (void)t;
  (void)text;
}

static const struct prompt_ops ask_prompt = { .changed = answer, .accept = no_answer };

void act_mark_all(struct tui *t, const struct command_call *call)
{
  id_list ids = { 0 };
  struct str label = STR_INIT;
  (void)call;
  str_adds(&label, word(t->language, WORD_ASK_READ));
  str_addf(&label, "%zu ", unread_here(t, &ids));
  if (ids.count)
    prompt_open(&t->prompt, &ask_prompt, str_slice(&label));
  else
    tui_say_word(t, WORD_NO_UNREAD, SLICE(""));
  str_free(&label);
  vec_free(&ids);
}

void act_undo(struct tui *t, const struct command_call *call)
{
  uint32_t id;
  size_t count = marks_undo(memory_marks(t->memory), &id);
  (void)call;
  if (count > 1) {
    say_count(t, WORD_UNDONE, count);
  } else if (count == 1) {
    const struct index *x = library_index(t->library);
    tui_say_word(t, WORD_UNDONE, index_string(x, index_record(x, id)->title));
    pane_posts_show(t->panes[PANE_POSTS], id);
  } else {
    tui_say_word(t, WORD_NOT_UNDONE, SLICE(""));
  }
}

/* --- searches ------------------------------------------------------------------ */

void act_save_search(struct tui *t, const struct command_call *call)
{
  if (t->place.kind != PLACE_SEARCH) {
    tui_say_word(t, WORD_NO_SEARCH, SLICE(""));
    return;
  }
  struct slice query = finder_query(t->finder, t->place.label);
  struct slice name = call->argument.len ? call->argument : query;
  memory_save_search(t->memory, name, query);
  pane_categories_refresh(t->panes[PANE_CATEGORIES]);
  pane_categories_show(t->panes[PANE_CATEGORIES], &t->place);
  tui_say_word(t, WORD_SAVED, name);
}

void act_drop_search(struct tui *t, const struct command_call *call)
{
  bool dropped = memory_save_search(t->memory, call->argument, SLICE(""));
  pane_categories_refresh(t->panes[PANE_CATEGORIES]);
  tui_say_word(t, dropped ? WORD_DROPPED : WORD_NOT_SAVED, call->argument);
}
