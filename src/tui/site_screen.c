/* The screen on a site: three panes, filled while the posts are still being
 * read, and kept up to date while they change. */
#include "tui/pane_categories.h"
#include "tui/pane_posts.h"
#include "tui/pane_reader.h"
#include "tui/session.h"

#include <stdio.h>

enum {
  FILES_PER_STEP = 500,  /* read between two looks at the keyboard */
  STEPS_PER_REFRESH = 8, /* lists are made anew that often while loading */
  SETTLE_MS = 50,        /* several files that land together are one refresh */
};

struct site_screen {
  struct tui tui; /* first */
  unsigned steps;
  int refresh_timer;
  size_t listed;
};

static bool load_more(void *context)
{
  struct site_screen *s = context;
  struct tui *t = &s->tui;
  t->loading = library_load(t->library, FILES_PER_STEP);
  if (!t->loading || s->steps++ % STEPS_PER_REFRESH == 0) tui_refresh(t);
  s->listed = library_listed(t->library);
  return t->loading;
}

static void refresh_now(void *context)
{
  struct site_screen *s = context;
  size_t listed = library_listed(s->tui.library);
  if (listed > s->listed) s->tui.arrived += (uint32_t)(listed - s->listed);
  s->listed = listed;
  s->refresh_timer = 0;
  tui_refresh(&s->tui);
}

static void file_changed(void *context, struct slice path)
{
  struct site_screen *s = context;
  if (path.len == 0)
    library_rescan(s->tui.library);
  else if (!library_update(s->tui.library, path))
    return;
  if (!s->refresh_timer) s->refresh_timer = loop_after(s->tui.loop, SETTLE_MS, refresh_now, s);
}

static void watch_waiting(void *context)
{
  watch_read(((struct tui *)context)->watch);
}

static void start_watching(struct site_screen *s)
{
  bool all;
  struct tui *t = &s->tui;
  t->watch = watch_new(library_site(t->library), file_changed, s, &all);
  if (t->watch) loop_watch(t->loop, watch_fd(t->watch), watch_waiting, t);
  if (!all) tui_say_word(t, WORD_NO_WATCH, SLICE(""));
}

int tui_site(struct library *library, struct options *options, const struct config *config)
{
  struct site_screen s = {
    .tui = { .options = options, .config = config, .library = library, .focus = PANE_POSTS }
  };
  struct tui *t = &s.tui;
  struct str problem = STR_INIT;
  t->place = place_of_list(PLACE_HOME, INDEX_NONE);
  if (!session_start(t, NULL, &problem)) {
    fprintf(stderr, "baokan: %s\n", problem.ptr);
    str_free(&problem);
    return 2;
  }
  t->panes[PANE_CATEGORIES] = pane_categories_new(t);
  t->panes[PANE_POSTS] = pane_posts_new(t);
  t->panes[PANE_READER] = pane_reader_new(t);
  start_watching(&s);
  t->loading = library_load(library, FILES_PER_STEP);
  tui_refresh(t);
  pane_posts_fill(t->panes[PANE_POSTS], INDEX_NONE);
  s.listed = library_listed(library);
  history_go(&t->history, t->place);
  if (t->loading) loop_idle(t->loop, load_more, &s);
  int status = session_run(t);
  watch_free(t->watch);
  session_end(t);
  str_free(&problem);
  return status;
}
