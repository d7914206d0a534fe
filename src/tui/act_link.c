#include "base/ascii.h"
#include "site/date.h"
#include "tui/act.h"
#include "tui/opener.h"
#include "tui/pane_links.h"
#include "tui/pane_posts.h"
#include "tui/pane_reader.h"
#include "tui/tui.h"

static struct article *open_article(const struct tui *t)
{
  return pane_reader_article(t->panes[PANE_READER]);
}

/* The source link of the selected post, from the index: no file is read. */
static struct slice source_of(const struct tui *t)
{
  const struct article *a = open_article(t);
  bool in_list = !t->pager && t->focus != PANE_READER;
  if (!in_list && a) return a->source;
  if (!t->library || t->place.selected == INDEX_NONE) return SLICE_NULL;
  const struct index *x = library_index(t->library);
  struct slice source = index_string(x, index_record(x, t->place.selected)->source);
  return source.len ? source : SLICE_NULL;
}

/* The link a command means: the counted one, the one Tab stands on, the row of
 * the link list, else the source. */
static struct slice meant(const struct tui *t, long count)
{
  const struct article *a = open_article(t);
  uint32_t number = pane_reader_link(t->panes[PANE_READER]);
  if (t->over)
    number = pane_links_selected(t->over);
  else if (!t->pager && t->focus != PANE_READER)
    number = 0;
  if (count > 0) number = (uint32_t)count;
  if (number && a && number <= a->doc->links.count) return article_link_url(a, number);
  return count > 0 ? SLICE_NULL : source_of(t);
}

void act_source(struct tui *t, const struct command_call *call)
{
  /* `o` is for the source, wherever Tab stands; a count or the list names another. */
  struct slice url = call->count || t->over ? meant(t, call->count) : source_of(t);
  if (url.ptr)
    opener_open(t, url);
  else
    tui_say_word(t, WORD_NO_SOURCE, SLICE(""));
}

static void say_link(struct tui *t, uint32_t number)
{
  const struct article *a = open_article(t);
  if (number)
    tui_say(t, article_link_url(a, number));
  else
    tui_say_word(t, WORD_NO_LINKS, SLICE(""));
}

void act_next_link(struct tui *t, const struct command_call *call)
{
  (void)call;
  say_link(t, pane_reader_step_link(t->panes[PANE_READER], 1));
}

void act_previous_link(struct tui *t, const struct command_call *call)
{
  (void)call;
  say_link(t, pane_reader_step_link(t->panes[PANE_READER], -1));
}

static void follow_number(struct tui *t, struct slice text)
{
  const struct article *a = open_article(t);
  unsigned long number = 0;
  pane_reader_hints(t->panes[PANE_READER], false);
  for (size_t i = 0; i < text.len && i < 9; i++)
    if (ascii_is_digit(text.ptr[i])) number = number * 10 + (unsigned long)(text.ptr[i] - '0');
  if (!a || number == 0 || number > a->doc->links.count) {
    tui_say_word(t, WORD_NOT_FOUND, text);
    return;
  }
  tui_follow(t, a->targets[number - 1], article_link_url(a, (uint32_t)number));
}

static void no_number(struct tui *t)
{
  pane_reader_hints(t->panes[PANE_READER], false);
}

static const struct prompt_ops number_prompt = { .accept = follow_number, .cancel = no_number };

void act_link_number(struct tui *t, const struct command_call *call)
{
  const struct article *a = open_article(t);
  (void)call;
  if (!a || a->doc->links.count == 0) {
    tui_say_word(t, WORD_NO_LINKS, SLICE(""));
    return;
  }
  pane_reader_hints(t->panes[PANE_READER], true);
  prompt_open(&t->prompt, &number_prompt, SLICE("#"));
}

void act_links(struct tui *t, const struct command_call *call)
{
  (void)call;
  if (!t->pager && t->focus != PANE_READER && t->place.selected != INDEX_NONE &&
      t->place.selected != t->place.post)
    tui_open_post(t, t->place.selected, false);
  const struct article *a = open_article(t);
  if (!a || a->doc->links.count == 0)
    tui_say_word(t, WORD_NO_LINKS, SLICE(""));
  else
    tui_put_over(t, pane_links_new(t, a), CONTEXT_LINKS);
}

void act_copy(struct tui *t, const struct command_call *call)
{
  struct slice url = meant(t, call->count);
  if (url.ptr)
    opener_copy(t, url);
  else
    tui_say_word(t, WORD_NO_SOURCE, SLICE(""));
}

void act_cite(struct tui *t, const struct command_call *call)
{
  (void)call;
  uint32_t id = t->focus == PANE_READER ? t->place.post : t->place.selected;
  if (!t->library || id == INDEX_NONE) return;
  const struct index *x = library_index(t->library);
  const struct record *r = index_record(x, id);
  struct str text = STR_INIT;
  const uint32_t *labels;
  str_add(&text, index_string(x, r->title));
  if (index_labels(x, id, LABEL_CATEGORY, &labels))
    str_addf(&text, ". %s", index_string(x, label_at(x, LABEL_CATEGORY, labels[0])->display).ptr);
  if (r->flags & RECORD_HAS_DATE) {
    str_adds(&text, ". ");
    date_rfc3339(&text, r->date, r->zone_minutes);
  }
  if (r->source) str_addf(&text, ". %s", index_string(x, r->source).ptr);
  opener_copy(t, str_slice(&text));
  str_free(&text);
}

void act_furniture(struct tui *t, const struct command_call *call)
{
  (void)call;
  pane_reader_toggle_folded(t->panes[PANE_READER]);
}
