#include "tui/tui.h"

#include "tui/command.h"
#include "tui/finder.h"
#include "tui/memory.h"
#include "tui/opener.h"
#include "tui/pane_categories.h"
#include "tui/pane_posts.h"
#include "tui/pane_reader.h"
#include "tui/session.h"

#include <stdlib.h>

struct pane *tui_focused(const struct tui *t)
{
  return t->over ? t->over : t->panes[t->focus];
}

void tui_focus(struct tui *t, enum pane_id pane)
{
  if (t->panes[pane]) t->focus = pane;
}

static void say(struct tui *t, struct slice text, bool error)
{
  str_clear(&t->message);
  str_add(&t->message, text);
  t->message_is_error = error;
}

void tui_say(struct tui *t, struct slice text)
{
  say(t, text, false);
}

void tui_say_word(struct tui *t, enum word which, struct slice detail)
{
  struct str text = STR_INIT;
  str_adds(&text, word(t->language, which));
  str_add(&text, detail);
  say(t, str_slice(&text), false);
  str_free(&text);
}

void tui_complain(struct tui *t, struct slice text)
{
  say(t, text, true);
}

void tui_quit(struct tui *t)
{
  loop_stop(t->loop);
}

struct slice tui_place_name(const struct tui *t, const struct place *place)
{
  const struct index *x = library_index(t->library);
  switch (place->kind) {
  case PLACE_HOME: return slice_of(word(t->language, WORD_HOME));
  case PLACE_ALL: return slice_of(word(t->language, WORD_ALL));
  case PLACE_CATEGORY: return index_string(x, label_at(x, LABEL_CATEGORY, place->label)->display);
  case PLACE_TAG: return index_string(x, label_at(x, LABEL_TAG, place->label)->display);
  case PLACE_SEARCH: {
    const struct searches *saved = memory_searches(t->memory);
    size_t n = saved_search_find(saved, finder_query(t->finder, place->label));
    return n == SIZE_MAX ? finder_name(t->finder, place->label)
                         : saved_search_name(saved, n, t->language);
  }
  }
  return SLICE("");
}

/* --- places --------------------------------------------------------------- */

static void note(struct tui *t)
{
  t->place.position = pane_reader_position(t->panes[PANE_READER]);
  memory_note(t->memory);
  history_note(&t->history, t->place);
}

/* A charset that was only guessed is worth a word. */
static void say_charset(struct tui *t, const struct article *a)
{
  struct str name = STR_INIT;
  if (!a || strcmp(a->post.charset.name, "UTF-8") == 0) return;
  str_adds(&name, a->post.charset.name);
  tui_say_word(t, WORD_CHARSET, str_slice(&name));
  str_free(&name);
}

static void show_article(struct tui *t, uint32_t id, uint32_t position)
{
  struct article *a = id == INDEX_NONE ? NULL : article_open(t->library, id, t->options, 0);
  say_charset(t, a);
  pane_reader_show(t->panes[PANE_READER], a, position);
  if (id != INDEX_NONE) tui_mark_read(t, id, true);
  finder_mark(t);
}

void tui_reopen(struct tui *t)
{
  if (t->place.post == INDEX_NONE) return;
  site_set_encoding(library_site(t->library), t->options->encoding);
  show_article(t, t->place.post, pane_reader_position(t->panes[PANE_READER]));
}

void tui_resume(struct tui *t)
{
  if (t->place.post == INDEX_NONE || pane_reader_position(t->panes[PANE_READER])) return;
  uint32_t position = marks_place(memory_marks(t->memory), t->place.post);
  if (position) show_article(t, t->place.post, position);
}

void tui_go(struct tui *t, struct place to)
{
  note(t);
  tui_close_over(t);
  if (to.post == INDEX_NONE) to.post = t->place.post, to.position = t->place.position;
  t->place = to;
  pane_posts_fill(t->panes[PANE_POSTS], to.selected);
  pane_categories_show(t->panes[PANE_CATEGORIES], &to);
  history_go(&t->history, t->place);
  memory_visit(t->memory);
}

static void arrive(struct tui *t, const struct place *to)
{
  bool same_list = to->kind == t->place.kind && to->label == t->place.label;
  bool same_post = to->post == t->place.post;
  t->place = *to;
  if (!same_list)
    pane_posts_fill(t->panes[PANE_POSTS], to->selected);
  else
    pane_posts_show(t->panes[PANE_POSTS], to->selected);
  pane_categories_show(t->panes[PANE_CATEGORIES], to);
  if (same_post)
    pane_reader_to_position(t->panes[PANE_READER], to->position);
  else
    show_article(t, to->post, to->position);
  t->place = *to;
}

void tui_back(struct tui *t, int steps)
{
  note(t);
  const struct place *to = history_move(&t->history, steps);
  if (!to) {
    tui_say_word(t, steps < 0 ? WORD_NOTHING_BACK : WORD_NOTHING_FWD, SLICE(""));
    return;
  }
  tui_close_over(t);
  struct place place = *to;
  arrive(t, &place);
  if (place.post == INDEX_NONE && t->focus == PANE_READER) tui_focus(t, PANE_POSTS);
}

void tui_open_post(struct tui *t, uint32_t id, bool enter)
{
  tui_close_over(t);
  if (t->place.post != id) {
    note(t);
    t->place.post = id;
    t->place.position = marks_place(memory_marks(t->memory), id);
    history_go(&t->history, t->place); /* first: selecting a row notes the place */
    show_article(t, id, t->place.position);
    pane_posts_show(t->panes[PANE_POSTS], id);
    t->place.selected = pane_posts_selected(t->panes[PANE_POSTS]);
    history_note(&t->history, t->place);
    memory_visit(t->memory);
  }
  tui_mark_read(t, id, true);
  if (enter) tui_focus(t, PANE_READER);
}

static void follow_label(struct tui *t, const struct link_target *target)
{
  if (target->label == INDEX_NONE) {
    tui_say_word(t, WORD_NO_CATEGORY, SLICE(""));
    return;
  }
  bool tag = target->label_kind == LABEL_TAG;
  tui_go(t, place_of_list(tag ? PLACE_TAG : PLACE_CATEGORY, target->label));
  tui_focus(t, PANE_POSTS);
}

/* Within the article; the way back leads to where the link was. */
static void follow_anchor(struct tui *t, struct slice id)
{
  struct pane *reader = t->panes[PANE_READER];
  if (t->library) note(t);
  pane_reader_to_anchor(reader, id);
  t->place.position = pane_reader_position(reader);
  if (t->library) history_go(&t->history, t->place);
}

void tui_follow(struct tui *t, struct link_target target, struct slice url)
{
  switch (target.kind) {
  case LINK_HOME:
    tui_go(t, place_of_list(PLACE_HOME, INDEX_NONE));
    tui_focus(t, PANE_POSTS);
    break;
  case LINK_CATEGORY: follow_label(t, &target); break;
  case LINK_POST: tui_open_post(t, target.id, true); break;
  case LINK_ANCHOR: follow_anchor(t, slice_from(url, 1)); break;
  default: opener_open(t, url); break;
  }
}

/* --- read and unread ------------------------------------------------------ */

bool tui_is_read(const struct tui *t, uint32_t id)
{
  struct marks *m = memory_marks(t->memory);
  return !marks_known(m) || marks_has(m, id, MARK_READ); /* nothing shouts before it is known */
}

void tui_mark_read(struct tui *t, uint32_t id, bool read)
{
  marks_set(memory_marks(t->memory), &id, 1, MARK_READ, read);
}

size_t tui_unread(const struct tui *t)
{
  const struct marks *m = memory_marks(t->memory);
  size_t posts = library_listed(t->library), read = marks_count(m, MARK_READ);
  return marks_known(m) && posts > read ? posts - read : 0;
}

/* The article that is open, if its file is no longer what was read. */
static void renew_article(struct tui *t)
{
  const struct article *a = pane_reader_article(t->panes[PANE_READER]);
  if (!a || t->over || t->place.post == INDEX_NONE || !article_is_stale(a, t->library)) return;
  pane_reader_renew(t->panes[PANE_READER], article_open(t->library, t->place.post, t->options, 0));
}

void tui_refresh(struct tui *t)
{
  renew_article(t);
  memory_recount(t->memory);
  pane_categories_refresh(t->panes[PANE_CATEGORIES]);
  finder_refresh(t);
  pane_posts_refresh(t->panes[PANE_POSTS]);
}

void tui_show_new(struct tui *t)
{
  if (t->arrived) pane_posts_show_new(t->panes[PANE_POSTS]);
  t->arrived = 0;
}

void tui_close_over(struct tui *t)
{
  if (!t->over) return;
  if (t->searched == t->over) t->searched = NULL;
  t->over->ops->free(t->over);
  t->over = NULL;
}

void tui_put_over(struct tui *t, struct pane *pane, unsigned context)
{
  tui_close_over(t);
  t->over = pane;
  t->over_context = context;
}

void tui_option_changed(struct tui *t, enum option_redo redo)
{
  t->language = language_chosen(t->options->language);
  session_load_theme(t);
  if (redo == REDO_LAYOUT) tui_reopen(t);
  pane_reader_layout_changed(t->panes[PANE_READER]);
  if (t->library) tui_refresh(t);
}
