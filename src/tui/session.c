#include "tui/session.h"

#include "tui/command.h"
#include "tui/finder.h"
#include "tui/memory.h"
#include "tui/pane_posts.h"
#include "tui/split.h"
#include "tui/status_bar.h"
#include "tui/title_bar.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COUNT_MAX = 10000000 };

static const unsigned pane_contexts[PANE_COUNT] = {
  [PANE_CATEGORIES] = CONTEXT_CATEGORIES,
  [PANE_POSTS] = CONTEXT_POSTS,
  [PANE_READER] = CONTEXT_READER,
};

static unsigned context_of(const struct tui *t)
{
  if (t->over) return t->over_context;
  return t->pager ? CONTEXT_PAGER : pane_contexts[t->focus];
}

/* --- frames --------------------------------------------------------------- */

static void paint(void *context)
{
  struct tui *t = context;
  struct screen *s = t->screen;
  struct rect window = screen_area(s);
  struct split split = split_window(window, t->focus, t->zoom, t->pager);
  screen_frame(s);
  for (int i = 0; i < PANE_COUNT; i++) {
    struct pane *p = t->panes[i];
    if (!p || split.panes[i].columns <= 0 || split.panes[i].rows <= 0 || t->over) continue;
    p->rect = split.panes[i];
    p->ops->paint(p, (int)t->focus == i);
  }
  if (t->over) {
    t->over->rect = split.main;
    t->over->ops->paint(t->over, true);
  }
  if (t->library) title_bar_paint(t, split.title);
  const struct pane *focused = tui_focused(t);
  int y = focused->cursor_y, x = focused->cursor_x;
  if (t->prompt.ops && split.status.rows) {
    x = prompt_paint(&t->prompt, s, split.status);
    y = split.status.y;
  } else {
    status_bar_paint(t, split.status, context_of(t));
  }
  screen_show(s, y, x);
}

/* --- keys ----------------------------------------------------------------- */

static void forget_keys(struct tui *t)
{
  t->keys_count = 0;
  t->count = 0;
}

static void complain_of_key(struct tui *t, key_code key)
{
  bool other_script = key >= 0x80 && key < KEY_CODE_UP;
  tui_say_word(t, other_script ? WORD_IME_ON : WORD_NO_KEY, SLICE(""));
}

static void command_key(struct tui *t, key_code key)
{
  const struct command *command = NULL;
  bool digit = key >= '0' && key <= '9' && (key != '0' || t->count > 0);
  if (digit && t->keys_count == 0) {
    if (t->count < COUNT_MAX) t->count = t->count * 10 + (long)(key - '0');
    return;
  }
  t->keys[t->keys_count++] = key_under_finger(key);
  switch (keymap_find(t->keymap, context_of(t), t->keys, t->keys_count, &command)) {
  case KEYMAP_MORE:
    if (t->keys_count < KEYS_IN_SEQUENCE) return;
    break;
  case KEYMAP_NOTHING: complain_of_key(t, key); break;
  case KEYMAP_COMMAND: {
    struct command_call call = { .count = t->count };
    forget_keys(t);
    command->run(t, &call);
    return;
  }
  }
  forget_keys(t);
}

static void mouse_event(struct tui *t, const struct mouse *m)
{
  enum { WHEEL_LINES = 3 };
  for (int i = 0; i <= PANE_COUNT; i++) {
    struct pane *p = t->over ? t->over : i < PANE_COUNT ? t->panes[i] : NULL;
    if (!p) continue;
    const struct rect *r = &p->rect;
    bool inside = m->y >= r->y && m->y < r->y + r->rows && m->x >= r->x && m->x < r->x + r->columns;
    if (!inside) continue;
    if (m->what == MOUSE_CLICK) {
      if (!t->over) tui_focus(t, (enum pane_id)i);
      if (p->ops->click) p->ops->click(p, m->y - r->y, m->x - r->x);
    } else {
      p->ops->move(p, MOVE_SCROLL, m->what == MOUSE_WHEEL_UP ? -WHEEL_LINES : WHEEL_LINES);
    }
    return;
  }
}

static void keys_waiting(void *context)
{
  struct tui *t = context;
  key_code key;
  struct mouse mouse;
  bool any = false;
  while (screen_key(t->screen, &key, &mouse)) {
    any = true;
    if (key == KEY_CODE_RESIZE) continue; /* no one's doing: what is said stays */
    t->untouched = false;
    str_clear(&t->message);
    if (!t->pager && pane_posts_is_at_top(t->panes[PANE_POSTS])) t->arrived = 0;
    if (key == KEY_CODE_MOUSE)
      mouse_event(t, &mouse);
    else if (t->prompt.ops)
      prompt_key(&t->prompt, t, key);
    else if (key != KEY_CODE_PASTE_BEGIN && key != KEY_CODE_PASTE_END)
      command_key(t, key);
  }
  if (any) memory_note_soon(t->memory);
  if (!any && screen_hung_up(t->screen)) loop_stop(t->loop); /* the terminal is gone */
}

/* --- signals -------------------------------------------------------------- */

static void on_resize(void *context)
{
  screen_resized(((struct tui *)context)->screen);
}

static void on_interrupt(void *context)
{
  struct tui *t = context;
  const struct command *cancel = command_find(SLICE("cancel"));
  cancel->run(t, &(struct command_call){ 0 });
}

static void on_continue(void *context)
{
  screen_enter(((struct tui *)context)->screen);
}

static void end_by(struct tui *t, int signal_number)
{
  t->ended_by = signal_number;
  loop_stop(t->loop);
}

static void on_terminate(void *context)
{
  end_by(context, SIGTERM);
}

static void on_hangup(void *context)
{
  end_by(context, SIGHUP);
}

/* A browser that was started beside us has ended. */
static void on_child(void *context)
{
  (void)context;
  while (waitpid(-1, NULL, WNOHANG) > 0) (void)0;
}

static void on_stop(void *context)
{
  tui_suspend(context);
}

static const struct {
  int number;
  loop_fn *run;
} signals[] = {
  { SIGWINCH, on_resize }, { SIGINT, on_interrupt }, { SIGTERM, on_terminate },
  { SIGHUP, on_hangup },   { SIGTSTP, on_stop },     { SIGCONT, on_continue },
  { SIGCHLD, on_child },
};

void tui_suspend(struct tui *t)
{
  screen_leave(t->screen);
  kill(0, SIGSTOP); /* the whole job, as the terminal's own ^Z does */
  screen_enter(t->screen);
}

/* --- start and end -------------------------------------------------------- */

static void bind(struct tui *t, const char *keys, const struct command *command)
{
  struct slice rest = slice_of(keys);
  while (rest.len) {
    size_t end = slice_find(rest, SLICE("  "));
    keymap_bind(t->keymap, command->contexts, slice_first(rest, end), command);
    rest = slice_from(rest, end == SLICE_NONE ? rest.len : end + 2);
  }
}

static void bind_configured(struct tui *t)
{
  struct str text = STR_INIT;
  for (size_t i = 0; i < t->config->keys.count; i++) {
    const struct key_binding *b = &t->config->keys.items[i];
    const struct command *command = command_find(slice_of(b->command));
    if (command && keymap_bind(t->keymap, command->contexts, slice_of(b->keys), command)) continue;
    str_clear(&text);
    str_addf(&text, "%s:%u: no such %s: '%s: %s'", t->config->path, b->line,
             command ? "key" : "command", b->keys, b->command);
    tui_complain(t, str_slice(&text));
  }
  str_free(&text);
}

void session_load_theme(struct tui *t)
{
  struct theme theme;
  struct str problem = STR_INIT;
  const char *no_colour = getenv("NO_COLOR");
  if (!theme_load(&theme, t->options->theme, &problem)) tui_complain(t, str_slice(&problem));
  if ((no_colour && *no_colour) || !screen_has_colours(t->screen)) theme_without_colour(&theme);
  screen_set_theme(t->screen, &theme);
  str_free(&problem);
}

bool session_start(struct tui *t, FILE *in, struct str *problem)
{
  enum ambiguous ambiguous = (enum ambiguous)t->options->ambiguous; /* the same numbers */
  str_init(&t->message);
  str_init(&t->needle);
  t->prompt = (struct prompt){ .label = STR_INIT, .text = STR_INIT };
  t->language = language_chosen(t->options->language);
  t->loop = loop_new();
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
    loop_signal(t->loop, signals[i].number, signals[i].run, t);
  t->screen = screen_start(in, ambiguous, t->options->mouse, problem);
  if (!t->screen) return loop_free(t->loop), false;
  t->keymap = keymap_new();
  for (size_t i = 0; i < command_count; i++) bind(t, commands[i].keys, &commands[i]);
  bind_configured(t);
  session_load_theme(t);
  if (t->config->problems.count) tui_complain(t, slice_of(t->config->problems.items[0]));
  loop_watch(t->loop, screen_key_fd(t->screen), keys_waiting, t);
  loop_before_wait(t->loop, paint, t);
  return true;
}

int session_run(struct tui *t)
{
  keys_waiting(t); /* what was typed while the screen started */
  loop_run(t->loop);
  return t->status;
}

void session_end(struct tui *t)
{
  struct str problem = STR_INIT;
  memory_note(t->memory);
  tui_close_over(t);
  finder_free(t->finder);
  t->finder = NULL;
  for (int i = 0; i < PANE_COUNT; i++)
    if (t->panes[i]) t->panes[i]->ops->free(t->panes[i]);
  screen_stop(t->screen);
  memory_free(t->memory, &problem);
  loop_free(t->loop);
  keymap_free(t->keymap);
  history_free(&t->history);
  prompt_free(&t->prompt);
  str_free(&t->message);
  str_free(&t->needle);
  if (problem.len) fprintf(stderr, "baokan: %s\n", problem.ptr);
  str_free(&problem);
  if (t->ended_by) { /* as shells expect: the terminal restored, then die of it */
    signal(t->ended_by, SIG_DFL);
    raise(t->ended_by);
  }
}
