/* The screen on a site: three panes, filled while the posts are still being
 * read, and kept up to date while they change. */
#include "tui/finder.h"
#include "tui/memory.h"
#include "tui/pane_categories.h"
#include "tui/pane_posts.h"
#include "tui/pane_reader.h"
#include "tui/session.h"

#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

enum {
  FIRST_WAIT_MS = 100,   /* a site that is read sooner is not shown half */
  SETTLE_MS = 50,        /* between two refreshes: files that land together are one */
  SAVE_MS = 500,         /* after the last change, and while it is saved */
  SETTLE_SHARE = 10,     /* of the time, while much is read: one part in so many */
  SETTLE_MOST_MS = 1000, /* but what comes to a list that stands is not kept waiting longer */
  POLL_MS = 60 * 1000,   /* all folders are looked at so often where they cannot be watched */
};

struct site_screen {
  struct tui tui; /* first */
  int refresh_timer, poll_timer, save_timer;
  int64_t refreshed_ms; /* the last time */
  size_t listed;
  bool polled, lost; /* that was told */
};

static int64_t now_ms(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void tell_end(struct tui *t)
{
  size_t changed = library_changes(t->library) - t->changes_before;
  struct str number = STR_INIT;
  t->looking_again = false;
  tui_show_new(t);
  str_addf(&number, "%zu", changed);
  tui_say_word(t, changed ? WORD_NEW_HERE : WORD_UNCHANGED,
               changed ? str_slice(&number) : SLICE(""));
  str_free(&number);
}

static void save_now(void *context)
{
  struct site_screen *s = context;
  struct str notice = STR_INIT;
  bool more = library_save(s->tui.library, true);
  s->save_timer = more ? loop_after(s->tui.loop, SAVE_MS, save_now, s) : 0;
  if (!more) mem_give_back();
  if (library_take_notice(s->tui.library, &notice)) tui_complain(&s->tui, str_slice(&notice));
  str_free(&notice);
}

static void refresh_soon(struct site_screen *s);

static void poll_folders(void *context)
{
  struct site_screen *s = context;
  s->poll_timer = 0;
  library_read(s->tui.library);
  refresh_soon(s);
}

static void reading_ended(struct site_screen *s)
{
  struct tui *t = &s->tui;
  bool lost = library_lost(t->library), watched = library_watched(t->library);
  finder_ready(t);
  if (t->looking_again) tell_end(t);
  if (!watched && !s->polled) tui_say_word(t, WORD_POLLED, SLICE(""));
  if (lost && !s->lost) tui_complain(t, slice_of(word(t->language, WORD_LOST)));
  s->polled |= !watched;
  s->lost = lost;
  if ((lost || !watched) && !s->poll_timer)
    s->poll_timer = loop_after(t->loop, POLL_MS, poll_folders, s);
  if (!s->save_timer) s->save_timer = loop_after(t->loop, SAVE_MS, save_now, s);
}

/* A large index takes its time to be put in order: while it grows that is done more and
 * more seldom, so that keys never wait long, nor reading. */
static void refresh_now(void *context)
{
  struct site_screen *s = context;
  struct tui *t = &s->tui;
  int64_t start = now_ms();
  bool first = t->loading;
  s->refresh_timer = 0;
  t->loading = t->loading && library_reading(t->library);
  if (library_settle(t->library)) tui_refresh(t);
  t->untouched &= t->loading;
  size_t listed = library_listed(t->library);
  if (!first && listed > s->listed) t->arrived += (uint32_t)(listed - s->listed);
  s->listed = listed;
  s->refreshed_ms = now_ms();
  if (!library_reading(t->library)) return reading_ended(s);
  int wait = (int)(s->refreshed_ms - start) * SETTLE_SHARE;
  if (!t->loading && wait > SETTLE_MOST_MS) wait = SETTLE_MOST_MS;
  s->refresh_timer = loop_after(t->loop, wait < SETTLE_MS ? SETTLE_MS : wait, refresh_now, s);
}

/* A post that comes alone is shown at once; what follows it may belong to it, as when a post
 * moves: it goes here and comes there. */
static void refresh_soon(struct site_screen *s)
{
  bool alone = !library_reading(s->tui.library);
  int64_t wait = alone ? s->refreshed_ms + SETTLE_MS - now_ms() : SETTLE_MS;
  if (!s->refresh_timer)
    s->refresh_timer = loop_after(s->tui.loop, wait > 0 ? (int)wait : 0, refresh_now, s);
}

static void results_waiting(void *context)
{
  struct site_screen *s = context;
  library_collect(s->tui.library);
  refresh_soon(s);
}

static void watch_waiting(void *context)
{
  library_watch_read(((struct site_screen *)context)->tui.library);
}

static void start_reading(void *context)
{
  struct site_screen *s = context;
  struct library *l = s->tui.library;
  library_watch(l);
  library_read(l);
  loop_watch(s->tui.loop, library_fd(l), results_waiting, s);
  if (library_watch_fd(l) >= 0) loop_watch(s->tui.loop, library_watch_fd(l), watch_waiting, s);
  refresh_soon(s);
}

/* What was saved is shown before anything is read. */
static void start(struct site_screen *s)
{
  struct library *l = s->tui.library;
  int64_t end = now_ms() + FIRST_WAIT_MS, left;
  struct pollfd results = { .fd = library_fd(l), .events = POLLIN };
  if (library_was_saved(l)) {
    loop_after(s->tui.loop, 0, start_reading, s);
  } else {
    start_reading(s);
    while (library_reading(l) && (left = end - now_ms()) > 0)
      if (poll(&results, 1, (int)left) > 0) library_collect(l);
    s->tui.loading = s->tui.untouched = library_reading(l);
    library_settle(l);
  }
  s->listed = library_listed(l);
}

int tui_site(struct library *library, struct options *options, const struct config *config)
{
  struct site_screen s = {
    .tui = { .options = options, .config = config, .library = library, .focus = PANE_POSTS }
  };
  struct tui *t = &s.tui;
  struct str problem = STR_INIT;
  t->place = t->search_from = place_of_list(PLACE_HOME, INDEX_NONE);
  if (!session_start(t, NULL, &problem)) {
    fprintf(stderr, "baokan: %s\n", problem.ptr);
    str_free(&problem);
    return 2;
  }
  t->panes[PANE_CATEGORIES] = pane_categories_new(t);
  t->panes[PANE_POSTS] = pane_posts_new(t);
  t->panes[PANE_READER] = pane_reader_new(t);
  t->memory = memory_new(t);
  start(&s);
  memory_recount(t->memory);
  pane_categories_refresh(t->panes[PANE_CATEGORIES]);
  pane_posts_fill(t->panes[PANE_POSTS], INDEX_NONE);
  history_go(&t->history, t->place);
  int status = session_run(t);
  library_settle(library);
  library_save(library, false);
  session_end(t);
  str_free(&problem);
  return status;
}
