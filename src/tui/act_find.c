#include "tui/act.h"
#include "tui/finder.h"
#include "tui/tui.h"

/* Full text is one list more to go to: nothing happens before the query is whole. */
static void find(struct tui *t, struct slice query)
{
  if (slice_trim(query).len == 0) return;
  tui_go(t, finder_place(t, slice_trim(query)));
  tui_focus(t, PANE_POSTS);
}

static const struct prompt_ops find_prompt = { .accept = find };

void act_full_text(struct tui *t, const struct command_call *call)
{
  if (call->argument.len)
    find(t, call->argument);
  else
    prompt_open(&t->prompt, &find_prompt, slice_of(word(t->language, WORD_FULL_TEXT)));
}
