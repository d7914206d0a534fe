#include "tui/act.h"
#include "tui/pager.h"
#include "tui/pane_help.h"
#include "tui/pane_posts.h"
#include "tui/pane_reader.h"
#include "tui/tui.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>

/* --- searching in a pane -------------------------------------------------- */

static void search(struct tui *t, struct slice text)
{
  struct pane *p = t->searched ? t->searched : tui_focused(t);
  if (text.len) {
    str_clear(&t->needle);
    str_add(&t->needle, text);
  }
  if (!p->ops->find || !p->ops->find(p, str_slice(&t->needle), 0))
    tui_say_word(t, WORD_NOT_FOUND, str_slice(&t->needle));
}

static void search_as_typed(struct tui *t, struct slice text)
{
  struct pane *p = t->searched ? t->searched : tui_focused(t);
  if (p->ops->find) p->ops->find(p, text, 0);
}

static void end_search(struct tui *t)
{
  struct pane *p = t->searched ? t->searched : tui_focused(t);
  if (p->ops->find) p->ops->find(p, SLICE(""), 0);
  str_clear(&t->needle);
  t->searched = NULL;
}

static void search_backward(struct tui *t, struct slice text)
{
  search(t, text);
  act_previous(t, &(struct command_call){ .count = 1 });
}

static const struct prompt_ops search_prompt = { .changed = search_as_typed,
                                                 .accept = search,
                                                 .cancel = end_search };
static const struct prompt_ops search_back_prompt = { .accept = search_backward,
                                                      .cancel = end_search };

void act_search(struct tui *t, const struct command_call *call)
{
  t->searched = tui_focused(t);
  if (call->argument.len)
    search(t, call->argument);
  else
    prompt_open(&t->prompt, &search_prompt, SLICE("/"));
}

void act_search_back(struct tui *t, const struct command_call *call)
{
  (void)call;
  t->searched = tui_focused(t);
  prompt_open(&t->prompt, &search_back_prompt, SLICE("?"));
}

/* --- the `:` line --------------------------------------------------------- */

static void run_line(struct tui *t, struct slice line)
{
  struct command_call call = { 0 };
  line = slice_trim(line);
  if (line.len == 0) return;
  struct slice name = slice_first(line, slice_find_char(line, ' '));
  call.argument = slice_trim(slice_from(line, name.len));
  const struct command *command = command_find(name);
  if (command)
    command->run(t, &call);
  else
    tui_say_word(t, WORD_NO_COMMAND, name);
}

/* Tab: as much as all commands that begin so have in common. */
static void complete(struct tui *t, struct str *text)
{
  struct slice common = { NULL, 0 };
  (void)t;
  for (size_t i = 0; i < command_count; i++) {
    struct slice name = slice_of(commands[i].name);
    if (!slice_starts(name, str_slice(text))) continue;
    if (!common.ptr) common = name;
    while (!slice_starts(name, common)) common.len--;
  }
  if (common.len <= text->len) return;
  str_clear(text);
  str_add(text, common);
}

static const struct prompt_ops command_prompt = { .accept = run_line, .complete = complete };

void act_command(struct tui *t, const struct command_call *call)
{
  (void)call;
  prompt_open(&t->prompt, &command_prompt, SLICE(":"));
}

void act_set(struct tui *t, const struct command_call *call)
{
  size_t sign = slice_find_char(call->argument, '=');
  struct slice name = slice_trim(slice_first(call->argument, sign));
  const struct option_row *row = option_find(name);
  struct str text = STR_INIT;
  if (!row) {
    const struct option_row *near = option_nearest(name);
    str_addf(&text, "no option '%.*s'", SLICE_ARG(name));
    if (near) str_addf(&text, "; did you mean '%s'?", near->name);
    tui_complain(t, str_slice(&text));
  } else if (sign == SLICE_NONE) {
    str_addf(&text, "%s=", row->name);
    option_get(t->options, row, &text);
    str_addf(&text, "  %s", row->help);
    tui_say(t, str_slice(&text));
  } else if (row->redo == REDO_LIBRARY || row->redo == REDO_START) {
    /* The open site and screen were made from it. */
    str_addf(&text, "%s is set before the start: --set %s=..., or in the configuration", row->name,
             row->name);
    tui_complain(t, str_slice(&text));
  } else if (option_set(t->options, row, slice_from(call->argument, sign + 1), &text)) {
    tui_option_changed(t, row->redo);
  } else {
    tui_complain(t, str_slice(&text));
  }
  str_free(&text);
}

void act_save_screen(struct tui *t, const struct command_call *call)
{
  struct str text = STR_INIT;
  char *path = xstrndup(call->argument.ptr ? call->argument.ptr : "", call->argument.len);
  FILE *file = *path ? fopen(path, "wxe") : NULL;
  screen_text(t->screen, &text);
  if (!file || fwrite(text.ptr, 1, text.len, file) != text.len) {
    str_clear(&text);
    str_addf(&text, "save-screen %s: %s", *path ? path : "FILE",
             *path ? strerror(errno) : "which file?");
    tui_complain(t, str_slice(&text));
  }
  if (file) fclose(file);
  free(path);
  str_free(&text);
}

/* --- the program ---------------------------------------------------------- */

void act_next_file(struct tui *t, const struct command_call *call)
{
  pager_step(t, call->count ? (int)call->count : 1);
}

void act_previous_file(struct tui *t, const struct command_call *call)
{
  pager_step(t, call->count ? -(int)call->count : -1);
}

void act_help(struct tui *t, const struct command_call *call)
{
  (void)call;
  tui_put_over(t, pane_help_new(t), CONTEXT_HELP);
}

void act_redraw(struct tui *t, const struct command_call *call)
{
  (void)call;
  screen_resized(t->screen);
  screen_redraw(t->screen);
}

void act_suspend(struct tui *t, const struct command_call *call)
{
  (void)call;
  tui_suspend(t);
}

void act_cancel(struct tui *t, const struct command_call *call)
{
  (void)call;
  if (t->needle.len)
    end_search(t);
  else if (t->over)
    tui_close_over(t);
  else if (t->zoom)
    t->zoom = false;
  else if (!t->pager)
    pane_posts_filter_end(t->panes[PANE_POSTS], true);
}

void act_close(struct tui *t, const struct command_call *call)
{
  size_t hits;
  (void)call;
  if (t->over)
    tui_close_over(t);
  else if (t->needle.len && !t->pager)
    end_search(t);
  else if (!t->pager && t->focus == PANE_READER)
    tui_focus(t, PANE_POSTS);
  else if (!t->pager && pane_posts_filtered(t->panes[PANE_POSTS], &hits).ptr)
    pane_posts_filter_end(t->panes[PANE_POSTS], false);
  else if (!t->pager && t->place.kind == PLACE_SEARCH)
    tui_go(t, t->search_from);
  else
    tui_quit(t);
}

void act_quit(struct tui *t, const struct command_call *call)
{
  (void)call;
  tui_quit(t);
}
