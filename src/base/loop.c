#include "base/loop.h"

#include "base/vec.h"

#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <time.h>

enum { NS_PER_MS = 1000000, NS_PER_S = 1000000000 };

struct watch {
  uint64_t id; /* a closed fd's number comes back; this one does not */
  int fd;
  loop_fn *fn;
  void *context;
};

struct timer {
  int id;
  int64_t due_ns;
  loop_fn *fn;
  void *context;
};

struct caught {
  int number;
  loop_fn *fn;
  void *context;
  struct sigaction before;
};

/* Watches and timers are few, so they stand in plain arrays that are walked
 * through.  Each round polls a copy of the watches (`polled`, and the ids in
 * `polled_ids`); a handler that removes or replaces a watch is noticed by its
 * id, so the copy never has to be mended. */
struct loop {
  VEC(struct watch) watches;
  VEC(struct timer) timers;
  VEC(struct caught) signals;
  VEC(struct pollfd) polled;
  VEC(uint64_t) polled_ids;
  uint64_t last_watch;
  int last_timer;
  sigset_t mask_before; /* as loop_new found it */
  sigset_t mask_wait;   /* the same with our signals let through */
  loop_fn *before_wait;
  void *before_wait_context;
  loop_idle_fn *idle;
  void *idle_context;
  bool stopped;
};

/* A signal handler has no context: the one variable that can change. */
static volatile sig_atomic_t arrived[NSIG];

static void on_signal(int number)
{
  arrived[number] = 1;
}

static int64_t now_ns(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

struct loop *loop_new(void)
{
  struct loop *l = xcalloc(1, sizeof *l);
  sigprocmask(SIG_BLOCK, NULL, &l->mask_before);
  l->mask_wait = l->mask_before;
  return l;
}

void loop_free(struct loop *l)
{
  if (!l) return;
  for (size_t i = 0; i < l->signals.count; i++) {
    sigaction(l->signals.items[i].number, &l->signals.items[i].before, NULL);
    arrived[l->signals.items[i].number] = 0;
  }
  sigprocmask(SIG_SETMASK, &l->mask_before, NULL);
  vec_free(&l->watches);
  vec_free(&l->timers);
  vec_free(&l->signals);
  vec_free(&l->polled);
  vec_free(&l->polled_ids);
  free(l);
}

void loop_watch(struct loop *l, int fd, loop_fn *fn, void *context)
{
  loop_unwatch(l, fd);
  struct watch watch = { ++l->last_watch, fd, fn, context };
  vec_push(&l->watches, watch);
}

void loop_unwatch(struct loop *l, int fd)
{
  for (size_t i = 0; i < l->watches.count; i++) {
    if (l->watches.items[i].fd != fd) continue;
    vec_remove(&l->watches, i);
    return;
  }
}

int loop_after(struct loop *l, int ms, loop_fn *fn, void *context)
{
  l->last_timer = l->last_timer == INT_MAX ? 1 : l->last_timer + 1;
  int64_t wait_ns = ms > 0 ? (int64_t)ms * NS_PER_MS : 0;
  struct timer timer = { l->last_timer, now_ns() + wait_ns, fn, context };
  vec_push(&l->timers, timer);
  return timer.id;
}

void loop_cancel(struct loop *l, int timer)
{
  for (size_t i = 0; i < l->timers.count; i++) {
    if (l->timers.items[i].id != timer) continue;
    vec_remove(&l->timers, i);
    return;
  }
}

void loop_signal(struct loop *l, int signal_number, loop_fn *fn, void *context)
{
  for (size_t i = 0; i < l->signals.count; i++) {
    struct caught *known = &l->signals.items[i];
    if (known->number != signal_number) continue;
    known->fn = fn;
    known->context = context;
    return;
  }
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, signal_number);
  sigprocmask(SIG_BLOCK, &only, NULL);
  sigdelset(&l->mask_wait, signal_number);

  struct caught caught = { .number = signal_number, .fn = fn, .context = context };
  struct sigaction action = { .sa_handler = on_signal };
  sigfillset(&action.sa_mask);
  sigaction(signal_number, &action, &caught.before);
  vec_push(&l->signals, caught);
}

void loop_before_wait(struct loop *l, loop_fn *fn, void *context)
{
  l->before_wait = fn;
  l->before_wait_context = context;
}

void loop_idle(struct loop *l, loop_idle_fn *fn, void *context)
{
  l->idle = fn;
  l->idle_context = context;
}

/* The timer due first; of those due together the one that was set first. */
static size_t next_timer(const struct loop *l)
{
  size_t next = 0;
  for (size_t i = 1; i < l->timers.count; i++)
    if (l->timers.items[i].due_ns < l->timers.items[next].due_ns) next = i;
  return next;
}

/* How long to wait; NULL: until something comes. */
static const struct timespec *timeout(const struct loop *l, struct timespec *wait)
{
  *wait = (struct timespec){ 0 };
  if (l->idle) return wait;
  if (l->timers.count == 0) return NULL;
  int64_t left_ns = l->timers.items[next_timer(l)].due_ns - now_ns();
  if (left_ns > 0) {
    wait->tv_sec = (time_t)(left_ns / NS_PER_S);
    wait->tv_nsec = (long)(left_ns % NS_PER_S);
  }
  return wait;
}

/* Waits; returns how many of `polled` are ready. */
static int wait_for_events(struct loop *l)
{
  vec_clear(&l->polled);
  vec_clear(&l->polled_ids);
  for (size_t i = 0; i < l->watches.count; i++) {
    struct pollfd fd = { .fd = l->watches.items[i].fd, .events = POLLIN };
    vec_push(&l->polled, fd);
    vec_push(&l->polled_ids, l->watches.items[i].id);
  }
  struct timespec wait;
  int ready = ppoll(l->polled.items, (nfds_t)l->polled.count, timeout(l, &wait), &l->mask_wait);
  if (ready <= 0) return 0;

  /* ppoll that finds a ready fd does not look at signals: one that is always
   * ready would keep them out for ever. */
  sigset_t blocked;
  sigprocmask(SIG_SETMASK, &l->mask_wait, &blocked);
  sigprocmask(SIG_SETMASK, &blocked, NULL);
  return ready;
}

static bool dispatch_signals(struct loop *l)
{
  bool any = false;
  for (size_t i = 0; i < l->signals.count && !l->stopped; i++) {
    struct caught caught = l->signals.items[i];
    if (!arrived[caught.number]) continue;
    arrived[caught.number] = 0;
    caught.fn(caught.context);
    any = true;
  }
  return any;
}

static bool dispatch_watches(struct loop *l)
{
  for (size_t i = 0; i < l->polled.count && !l->stopped; i++) {
    if (!l->polled.items[i].revents) continue;
    for (size_t k = 0; k < l->watches.count; k++) {
      struct watch watch = l->watches.items[k];
      if (watch.id != l->polled_ids.items[i]) continue;
      watch.fn(watch.context);
      break;
    }
  }
  return true;
}

static bool dispatch_timers(struct loop *l)
{
  bool any = false;
  int64_t now = now_ns();
  while (l->timers.count && !l->stopped) {
    size_t next = next_timer(l);
    struct timer timer = l->timers.items[next];
    if (timer.due_ns > now) break;
    vec_remove(&l->timers, next);
    timer.fn(timer.context);
    any = true;
  }
  return any;
}

static void run_idle(struct loop *l)
{
  loop_idle_fn *fn = l->idle;
  void *context = l->idle_context;
  if (!fn || fn(context)) return;
  if (l->idle == fn && l->idle_context == context) l->idle = NULL;
}

void loop_run(struct loop *l)
{
  l->stopped = false;
  while (!l->stopped) {
    if (l->before_wait) l->before_wait(l->before_wait_context);
    if (l->stopped) break;
    int ready = wait_for_events(l);
    bool busy = dispatch_signals(l);
    if (ready) busy |= dispatch_watches(l);
    busy |= dispatch_timers(l);
    if (!busy && !l->stopped) run_idle(l);
  }
}

void loop_stop(struct loop *l)
{
  l->stopped = true;
}
