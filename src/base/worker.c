#include "base/worker.h"

#include "base/vec.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

/* Linked through the jobs themselves: nothing is allocated for one. */
struct queue {
  struct job *first, **last;
  size_t count;
};

/* `lock` guards both queues; `stopping` is changed under it and read anywhere; the rest is
 * the owner's alone.  The pipe holds one byte while results wait. */
struct workers {
  pthread_mutex_t lock;
  pthread_cond_t work;   /* jobs wait, or the end */
  pthread_cond_t room;   /* for results, or the end */
  pthread_cond_t result; /* one waits */
  struct queue waiting, results;
  atomic_bool stopping;
  size_t most; /* in either queue */

  VEC(pthread_t) threads;
  size_t wanted; /* threads, once there is work */
  bool alone;    /* none can be had: the owner runs the jobs */
  bool draining; /* it does so now */
  size_t busy;
  int pipe[2];
};

static void queue_clear(struct queue *q)
{
  *q = (struct queue){ .last = &q->first };
}

static void queue_add(struct queue *q, struct job *job)
{
  job->next = NULL;
  *q->last = job;
  q->last = &job->next;
  q->count++;
}

static struct job *queue_take(struct queue *q)
{
  struct job *job = q->first;
  q->first = job->next;
  if (!--q->count) q->last = &q->first;
  return job;
}

/* --- on the threads --- */

/* The lock is held. */
static void add_result(struct workers *w, struct job *job)
{
  while (w->results.count >= w->most && !w->stopping) pthread_cond_wait(&w->room, &w->lock);
  queue_add(&w->results, job);
  if (w->results.count > 1) return;
  pthread_cond_signal(&w->result);
  ssize_t written = write(w->pipe[1], "", 1); /* fails only where a byte is there already */
  (void)written;
}

static void *work(void *context)
{
  struct workers *w = context;
  pthread_mutex_lock(&w->lock);
  for (;;) {
    while (!w->waiting.count && !w->stopping) pthread_cond_wait(&w->work, &w->lock);
    if (w->stopping) break;
    struct job *job = queue_take(&w->waiting);
    pthread_mutex_unlock(&w->lock);
    if (!job_cancelled(job)) job->run(job);
    pthread_mutex_lock(&w->lock);
    add_result(w, job);
  }
  pthread_mutex_unlock(&w->lock);
  return NULL;
}

bool job_cancelled(const struct job *job)
{
  return job->cancelled || job->workers->stopping;
}

void job_emit(struct job *job, struct job *part)
{
  struct workers *w = part->workers = job->workers;
  part->cancelled = job_cancelled(job);
  if (w->alone) {
    part->done(part);
    return;
  }
  pthread_mutex_lock(&w->lock);
  add_result(w, part);
  pthread_mutex_unlock(&w->lock);
}

/* --- on the owner's --- */

struct workers *workers_new(size_t threads, size_t most)
{
  struct workers *w = xcalloc(1, sizeof *w);
  w->wanted = threads;
  w->most = most;
  queue_clear(&w->waiting);
  queue_clear(&w->results);
  pthread_mutex_init(&w->lock, NULL);
  pthread_cond_init(&w->work, NULL);
  pthread_cond_init(&w->room, NULL);
  pthread_cond_init(&w->result, NULL);
  w->alone = pipe2(w->pipe, O_NONBLOCK | O_CLOEXEC) != 0;
  if (w->alone) w->pipe[0] = w->pipe[1] = -1;
  return w;
}

/* Signals are the owner's: a thread that took one would not wake its loop.  But a thread's own
 * fault is its own, and blocked it would end the program. */
static void start_threads(struct workers *w)
{
  sigset_t all, before;
  pthread_t thread;
  sigfillset(&all);
  sigdelset(&all, SIGBUS);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  while (!w->alone && w->threads.count < w->wanted) {
    if (pthread_create(&thread, NULL, work, w) == 0) {
      vec_push(&w->threads, thread);
      continue;
    }
    w->wanted = w->threads.count;
    w->alone = !w->threads.count;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void workers_grow(struct workers *w, size_t threads)
{
  if (threads > w->wanted) w->wanted = threads;
  if (w->threads.count) start_threads(w);
}

/* Not nested: what a job's end puts here waits for its turn. */
static void drain(struct workers *w)
{
  w->draining = true;
  while (w->waiting.count) {
    struct job *job = queue_take(&w->waiting);
    if (!job_cancelled(job)) job->run(job);
    w->busy--;
    job->done(job);
  }
  w->draining = false;
}

bool workers_put(struct workers *w, struct job *job)
{
  if (w->stopping) return false;
  start_threads(w);
  pthread_mutex_lock(&w->lock);
  bool room = w->waiting.count < w->most;
  if (room) {
    job->workers = w;
    job->cancelled = false;
    queue_add(&w->waiting, job);
    pthread_cond_signal(&w->work);
  }
  pthread_mutex_unlock(&w->lock);
  w->busy += room;
  if (w->alone && !w->draining) drain(w);
  return room;
}

size_t workers_busy(const struct workers *w)
{
  return w->busy;
}

void job_cancel(struct job *job)
{
  job->cancelled = true;
}

int workers_fd(const struct workers *w)
{
  return w->pipe[0];
}

static void finish(struct workers *w, struct queue *q)
{
  while (q->count) {
    struct job *job = queue_take(q);
    w->busy -= job->run != NULL;
    job->done(job);
  }
}

/* Takes what there is; the lock is held before and not after. */
static void collect(struct workers *w)
{
  char byte;
  struct queue taken = w->results;
  queue_clear(&w->results);
  while (read(w->pipe[0], &byte, 1) == 1) (void)0;
  pthread_cond_broadcast(&w->room);
  pthread_mutex_unlock(&w->lock);
  finish(w, &taken);
}

void workers_collect(struct workers *w)
{
  pthread_mutex_lock(&w->lock);
  collect(w);
}

bool workers_wait(struct workers *w)
{
  if (!w->busy) return false;
  pthread_mutex_lock(&w->lock);
  while (!w->results.count) pthread_cond_wait(&w->result, &w->lock);
  collect(w);
  return true;
}

void workers_free(struct workers *w)
{
  if (!w) return;
  pthread_mutex_lock(&w->lock);
  w->stopping = true;
  pthread_cond_broadcast(&w->work);
  pthread_cond_broadcast(&w->room);
  pthread_mutex_unlock(&w->lock);
  for (size_t i = 0; i < w->threads.count; i++) pthread_join(w->threads.items[i], NULL);
  finish(w, &w->results);
  finish(w, &w->waiting);
  for (int i = 0; i < 2; i++)
    if (w->pipe[i] >= 0) close(w->pipe[i]);
  pthread_cond_destroy(&w->result);
  pthread_cond_destroy(&w->room);
  pthread_cond_destroy(&w->work);
  pthread_mutex_destroy(&w->lock);
  vec_free(&w->threads);
  free(w);
}
