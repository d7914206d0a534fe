#include "tui/act.h"
#include "tui/pane_categories.h"
#include "tui/pane_posts.h"
#include "tui/pane_reader.h"
#include "tui/tui.h"

#include <stdlib.h>
#include <string.h>

/* --- to a category, typing to narrow the list ----------------------------- */

static void narrow(struct tui *t, struct slice text)
{
  pane_categories_narrow(t->panes[PANE_CATEGORIES], text);
}

static void stop_narrowing(struct tui *t)
{
  struct pane *p = t->panes[PANE_CATEGORIES];
  pane_categories_narrow(p, SLICE(""));
  pane_categories_show(p, &t->place);
  tui_focus(t, PANE_POSTS);
}

static void choose(struct tui *t, struct slice text)
{
  struct pane *p = t->panes[PANE_CATEGORIES];
  (void)text;
  p->ops->open(p);
  pane_categories_narrow(p, SLICE(""));
  pane_categories_show(p, &t->place);
}

static void step(struct tui *t, int by)
{
  struct pane *p = t->panes[PANE_CATEGORIES];
  p->ops->move(p, MOVE_LINES, by);
}

static const struct prompt_ops category_prompt = {
  .changed = narrow, .accept = choose, .cancel = stop_narrowing, .step = step
};

void act_category(struct tui *t, const struct command_call *call)
{
  tui_focus(t, PANE_CATEGORIES);
  if (call->argument.len) {
    narrow(t, call->argument);
    choose(t, call->argument);
    return;
  }
  prompt_open(&t->prompt, &category_prompt, slice_of(word(t->language, WORD_GO_CATEGORY)));
}

/* --- only the posts that hold what is typed ------------------------------- */

static const struct prompt_ops filter_prompt;

static bool prepare_filter(void *context)
{
  struct tui *t = context;
  return t->prompt.ops == &filter_prompt && !pane_posts_filter_begin(t->panes[PANE_POSTS]);
}

static void filter(struct tui *t, struct slice text)
{
  pane_posts_filter(t->panes[PANE_POSTS], text);
}

static void keep_filter(struct tui *t, struct slice text)
{
  if (slice_trim(text).len == 0) pane_posts_filter_end(t->panes[PANE_POSTS], false);
}

static void cancel_filter(struct tui *t)
{
  pane_posts_filter_end(t->panes[PANE_POSTS], true);
}

static void step_post(struct tui *t, int by)
{
  struct pane *p = t->panes[PANE_POSTS];
  p->ops->move(p, MOVE_LINES, by);
}

static const struct prompt_ops filter_prompt = {
  .changed = filter, .accept = keep_filter, .cancel = cancel_filter, .step = step_post
};

void act_filter(struct tui *t, const struct command_call *call)
{
  if (t->focus == PANE_CATEGORIES) {
    act_category(t, call);
    return;
  }
  if (t->place.kind == PLACE_SEARCH) { /* one more word of the search narrows it too */
    act_full_text(t, call);
    return;
  }
  tui_focus(t, PANE_POSTS);
  if (call->argument.len) {
    filter(t, call->argument);
    return;
  }
  prompt_open(&t->prompt, &filter_prompt, SLICE("&"));
  loop_idle(t->loop, prepare_filter, t);
}

static void neighbour(struct tui *t, int by)
{
  struct place place;
  if (pane_categories_neighbour(t->panes[PANE_CATEGORIES], by, &place))
    tui_go(t, place);
  else
    tui_say_word(t, by < 0 ? WORD_NOTHING_BACK : WORD_NOTHING_FWD, SLICE(""));
}

void act_previous_category(struct tui *t, const struct command_call *call)
{
  neighbour(t, call->count ? -(int)call->count : -1);
}

void act_next_category(struct tui *t, const struct command_call *call)
{
  neighbour(t, call->count ? (int)call->count : 1);
}

void act_home(struct tui *t, const struct command_call *call)
{
  (void)call;
  tui_go(t, (struct place){ PLACE_HOME, INDEX_NONE, INDEX_NONE, INDEX_NONE, 0 });
  tui_focus(t, PANE_POSTS);
}

void act_back(struct tui *t, const struct command_call *call)
{
  tui_back(t, call->count ? -(int)call->count : -1);
}

void act_forward(struct tui *t, const struct command_call *call)
{
  tui_back(t, call->count ? (int)call->count : 1);
}

void act_refresh(struct tui *t, const struct command_call *call)
{
  (void)call;
  t->looking_again = true;
  t->changes_before = library_changes(t->library);
  library_read(t->library);
  tui_show_new(t);
}

/* The charsets of old posts, by how many there are of them; "" guesses. */
void act_encoding(struct tui *t, const struct command_call *call)
{
  static const char *const charsets[] = { "",      "GB18030", "BIG5-HKSCS", "CP932",
                                          "CP949", "EUC-JP",  "UTF-16LE",   "UTF-16BE" };
  enum { CHARSETS = sizeof charsets / sizeof *charsets };
  size_t next = 0;
  (void)call;
  for (size_t i = 0; i < CHARSETS; i++)
    if (strcmp(charsets[i], t->options->encoding) == 0) next = (i + 1) % CHARSETS;
  free(t->options->encoding);
  t->options->encoding = xstrdup(charsets[next]);
  tui_reopen(t);
}

void act_where(struct tui *t, const struct command_call *call)
{
  struct str text = STR_INIT;
  struct pane *p = tui_focused(t);
  (void)call;
  const struct article *a = pane_reader_article(t->panes[PANE_READER]);
  if (!t->pager) {
    const struct index *x = library_index(t->library);
    uint32_t id = t->focus == PANE_READER ? t->place.post : t->place.selected;
    if (id != INDEX_NONE)
      str_addf(&text, "%s/%s  ", site_root(library_site(t->library)),
               index_string(x, index_record(x, id)->path).ptr);
    str_add(&text, tui_place_name(t, &t->place));
    str_adds(&text, "  ");
  } else if (a) {
    str_addf(&text, "%.*s  ", SLICE_ARG(a->post.path));
  }
  if (!t->pager) str_addf(&text, "%s  ", site_kind_name(site_kind(library_site(t->library))));
  if (a && a->post.charset.name[0]) str_addf(&text, "%s  ", a->post.charset.name);
  p->ops->where(p, &text);
  tui_say(t, str_slice(&text));
  str_free(&text);
}
