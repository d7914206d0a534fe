#include "tui/act.h"
#include "tui/finder.h"
#include "tui/tui.h"

static void say_fault(struct tui *t, const struct query *q)
{
  static const enum word words[] = { [QUERY_NO_DATE] = WORD_QUERY_DATE,
                                     [QUERY_NO_STATE] = WORD_QUERY_STATE,
                                     [QUERY_OPEN_QUOTE] = WORD_QUERY_QUOTE,
                                     [QUERY_NO_TEXT] = WORD_QUERY_TEXT };
  struct str detail = STR_INIT;
  str_addf(&detail, "%u: %.*s", q->fault_at, SLICE_ARG(slice_first(q->fault_text, 60)));
  tui_say_word(t, words[q->fault], str_slice(&detail));
  str_free(&detail);
}

/* Full text is one list more to go to: nothing happens before the query is whole. */
static void find(struct tui *t, struct slice query)
{
  if (slice_trim(query).len == 0) return;
  if (t->place.kind != PLACE_SEARCH) {
    t->search_from = t->place;
    t->search_from.post = INDEX_NONE; /* what is open then stays open */
  }
  tui_go(t, finder_place(t, slice_trim(query)));
  tui_focus(t, PANE_POSTS);
  struct query q;
  query_parse(&q, slice_trim(query), library_now());
  if (q.fault) say_fault(t, &q);
  query_free(&q);
}

static const struct prompt_ops find_prompt = { .accept = find };

void act_full_text(struct tui *t, const struct command_call *call)
{
  if (call->argument.len)
    find(t, call->argument);
  else
    prompt_open(&t->prompt, &find_prompt, slice_of(word(t->language, WORD_FULL_TEXT)));
}
