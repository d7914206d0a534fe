/* The event loop: file descriptors, timers and signals in one ppoll.
 *
 * Signals are blocked outside ppoll and delivered as ordinary calls, so a
 * handler may do anything.  Single-threaded; calls from inside handlers are
 * allowed, also to remove the handler that runs. */
#ifndef BASE_LOOP_H
#define BASE_LOOP_H

#include <stdbool.h>

struct loop;

typedef void loop_fn(void *context);

struct loop *loop_new(void);
void loop_free(struct loop *l); /* restores signal handlers and mask */

/* Calls `fn` whenever `fd` can be read (or has failed or ended). */
void loop_watch(struct loop *l, int fd, loop_fn *fn, void *context);
void loop_unwatch(struct loop *l, int fd);

/* Calls `fn` once, in `ms` milliseconds; returns a number for loop_cancel. */
int loop_after(struct loop *l, int ms, loop_fn *fn, void *context);
void loop_cancel(struct loop *l, int timer); /* 0 and spent numbers are fine */

void loop_signal(struct loop *l, int signal_number, loop_fn *fn, void *context);

/* Called before each wait: the place to draw what has changed. */
void loop_before_wait(struct loop *l, loop_fn *fn, void *context);

/* Called when nothing else is waiting, again and again while it returns true:
 * the place for background work in small steps. */
typedef bool loop_idle_fn(void *context);
void loop_idle(struct loop *l, loop_idle_fn *fn, void *context); /* NULL: none */

void loop_run(struct loop *l); /* until loop_stop */
void loop_stop(struct loop *l);

#endif
