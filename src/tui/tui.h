/* The screen face: its parts, and what commands do to them.  One struct holds
 * the parts; each part keeps its own few fields to itself. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "app/article.h"
#include "app/config.h"
#include "app/library.h"
#include "app/words.h"
#include "base/loop.h"
#include "tui/keymap.h"
#include "tui/pane.h"
#include "tui/place.h"
#include "tui/prompt.h"

enum pane_id { PANE_CATEGORIES, PANE_POSTS, PANE_READER, PANE_COUNT };

struct finder;

struct tui {
  struct options *options; /* borrowed, may be set from the prompt */
  const struct config *config;
  enum language language;
  struct loop *loop;
  struct screen *screen;
  struct keymap *keymap;

  struct library *library; /* NULL in the pager */
  bool loading;            /* the site is read for the first time */
  bool untouched;          /* so far, and no key has come: the first post stays selected */
  bool looking_again;      /* it is read again because the reader asked: the end will be told */
  size_t changes_before;   /* of the library, when that was asked */
  bool pager;              /* the article alone, with less's keys */

  struct pane *panes[PANE_COUNT]; /* NULL in the pager but for the reader */
  enum pane_id focus;
  struct pane *over; /* help or links, over the panes; NULL: none */
  unsigned over_context;
  bool zoom;

  struct place place;
  struct history history;
  struct memory *memory; /* NULL in the pager */
  uint32_t arrived;      /* new posts that the reader has not had before the eyes */

  key_code keys[KEYS_IN_SEQUENCE]; /* typed, and not yet a command */
  size_t keys_count;
  long count; /* digits typed before them */
  struct prompt prompt;
  struct str message; /* stands in the status line until the next key */
  bool message_is_error;
  struct str needle;        /* what n and N look for; empty: they walk the unread */
  struct pane *searched;    /* the pane the search runs in */
  struct finder *finder;    /* full text; NULL until it is needed */
  struct place search_from; /* the list that a search was asked for in */
  bool finder_marked;       /* the needle is what was searched for in full text */
  int status;               /* of the program, when it ends */
  int ended_by;             /* a signal, or 0 */
};

/* Runs the screen on a site; `path` as given by the user.  Returns the exit status. */
int tui_site(struct library *library, struct options *options, const struct config *config);

/* What programs ask of their pager, in less's words. */
struct pager_options {
  bool quit_if_fits; /* -F: what fits on one screen is printed, and that is all */
  bool chop;         /* -S: long lines are cut */
  const char *start; /* after "+": a line number, "G", or "/pattern"; NULL: the beginning */
};

/* The pager: files, or stdin when there are none ("-" is stdin too). */
int tui_pager(char **paths, size_t count, const struct pager_options *asked,
              struct options *options, const struct config *config);

/* What panes and commands ask of the whole. */
struct pane *tui_focused(const struct tui *t);
void tui_focus(struct tui *t, enum pane_id pane);
void tui_say(struct tui *t, struct slice text);
void tui_say_word(struct tui *t, enum word which, struct slice detail);
void tui_complain(struct tui *t, struct slice text);
void tui_quit(struct tui *t);

/* Places.  tui_go remembers the way back. */
void tui_go(struct tui *t, struct place to);
void tui_back(struct tui *t, int steps);
/* Opens a post in the reader; `enter` moves the focus there. */
void tui_open_post(struct tui *t, uint32_t id, bool enter);
/* The open post is read again: an option changed. */
void tui_reopen(struct tui *t);
/* It was opened before its place was known: on to where reading stopped. */
void tui_resume(struct tui *t);
void tui_follow(struct tui *t, struct link_target target, struct slice url);
bool tui_is_read(const struct tui *t, uint32_t id);
void tui_mark_read(struct tui *t, uint32_t id, bool read);
size_t tui_unread(const struct tui *t);
/* The site changed: lists are made anew, the selection stays on its post. */
void tui_refresh(struct tui *t);
void tui_show_new(struct tui *t); /* goes to what has arrived, if anything has */

void tui_put_over(struct tui *t, struct pane *pane, unsigned context); /* takes it */
void tui_close_over(struct tui *t);
void tui_suspend(struct tui *t); /* stops the whole job, as ^Z does */
void tui_option_changed(struct tui *t, enum option_redo redo);

/* The name of a place, in the reader's language. */
struct slice tui_place_name(const struct tui *t, const struct place *place);

#endif
