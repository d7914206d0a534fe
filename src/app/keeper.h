/* Keeps the reader's state (store/state.h) without ever letting the screen wait for
 * the disk: what is set goes into a queue, a thread writes it, and what it finds comes back
 * through the loop.  What was set is in the file a moment later, and with it safe from
 * whatever ends the program; keeper_free waits for the rest.
 *
 * What cannot be written stays queued and is tried again with what follows it. */
#ifndef APP_KEEPER_H
#define APP_KEEPER_H

#include "store/state.h"

struct keeper;

/* What the keeper has to tell; called by keeper_collect.  keeper_free tells trouble alone:
 * who asked for the rest may be gone. */
struct keeper_listener {
  /* An entry of this site, as it is in the file, or as it was set and is not there yet. */
  void (*entry)(void *context, const struct state_entry *e);
  /* That were all: at the start, and whenever another instance has changed something. */
  void (*loaded)(void *context);
  /* Told once.  STATE_FROZEN with what could not be written; `detail` is for the reader. */
  void (*trouble)(void *context, enum state_trouble trouble, struct slice detail);
  void *context;
};

/* For the site of that key (site_key), in its folder.  Nothing is opened yet.
 * `listener` is copied. */
struct keeper *keeper_new(struct slice site, struct slice folder,
                          const struct keeper_listener *listener);
/* Waits until all is written, or cannot be.  NULL is fine. */
void keeper_free(struct keeper *k);

/* Opens the file, if need be, and tells what others have changed since the last time. */
void keeper_look(struct keeper *k);

/* `text` with ptr NULL: the value is `number`. */
void keeper_set(struct keeper *k, const char *kind, struct slice name, struct slice text,
                int64_t number);
/* The value is null. */
void keeper_unset(struct keeper *k, const char *kind, struct slice name);

/* Readable when there is something to collect: for a loop. */
int keeper_fd(const struct keeper *k);
void keeper_collect(struct keeper *k);
/* Waits until nothing is under way: for tests. */
void keeper_wait(struct keeper *k);

#endif
