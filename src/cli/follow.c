#include "cli/follow.h"

#include "base/loop.h"

#include <sys/stat.h>
#include <unistd.h>

enum { POLL_MS = 5000 };

struct follow {
  struct loop *loop;
  struct library *library;
  follow_fn *changed;
  void *context;
};

static void results_waiting(void *context)
{
  struct follow *f = context;
  library_collect(f->library);
  if (library_settle(f->library) && !f->changed(f->context)) loop_stop(f->loop);
}

static void watch_waiting(void *context)
{
  library_watch_read(((struct follow *)context)->library);
}

/* Where folders cannot be watched they are looked at again. */
static void poll_folders(void *context)
{
  struct follow *f = context;
  if (!library_watched(f->library)) library_read(f->library);
  loop_after(f->loop, POLL_MS, poll_folders, f);
}

static void reader_gone(void *context)
{
  loop_stop(context);
}

void follow(struct library *l, follow_fn *changed, void *context)
{
  struct follow f = { loop_new(), l, changed, context };
  struct stat output;
  library_watch(l);
  library_read(l); /* its folders are watched from here on, and nothing is missed */
  loop_watch(f.loop, library_fd(l), results_waiting, &f);
  if (library_watch_fd(l) >= 0) loop_watch(f.loop, library_watch_fd(l), watch_waiting, &f);
  /* Nothing is ever read from a pipe that is written to: it only tells its end. */
  if (fstat(STDOUT_FILENO, &output) == 0 && S_ISFIFO(output.st_mode))
    loop_watch(f.loop, STDOUT_FILENO, reader_gone, f.loop);
  loop_after(f.loop, POLL_MS, poll_folders, &f);
  loop_run(f.loop);
  loop_free(f.loop);
}
