#include "base/worker.h"

#include "base/loop.h"
#include "base/mem.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* What the owner's thread has seen; a job points to it and changes it in `done` alone. */
struct ledger {
  struct workers *workers;
  struct loop *loop;
  pthread_t owner;
  int done, ran, cancelled, parts, more;
  long sum;
};

struct sum {
  struct job job; /* first */
  struct ledger *ledger;
  long from, to, result;
  bool ran;
  int parts; /* to emit on the way */
  int *gate; /* a pipe that holds the job until it is written to, or NULL */
};

struct part {
  struct job job; /* first */
  struct ledger *ledger;
};

static void part_done(struct job *job)
{
  struct part *part = (struct part *)job;
  part->ledger->parts++;
  free(part);
}

static void sum_run(struct job *job)
{
  struct sum *s = (struct sum *)job;
  char byte;
  s->ran = true;
  if (s->gate && read(s->gate[0], &byte, 1) != 1) abort();
  for (int i = 0; i < s->parts && !job_cancelled(job); i++) {
    struct part *part = xcalloc(1, sizeof *part);
    *part = (struct part){ .job.done = part_done, .ledger = s->ledger };
    job_emit(job, &part->job);
  }
  for (long n = s->from; n < s->to; n++) s->result += n;
}

static void sum_done(struct job *job)
{
  struct sum *s = (struct sum *)job;
  struct ledger *l = s->ledger;
  assert_true(pthread_equal(pthread_self(), l->owner));
  l->done++;
  l->ran += s->ran;
  l->cancelled += job_cancelled(job);
  l->sum += s->result;
  if (l->more) {
    struct sum *next = xcalloc(1, sizeof *next);
    *next = (struct sum){ .job = s->job, .ledger = l, .to = 2 };
    l->more--;
    if (!workers_put(l->workers, &next->job)) free(next);
  }
  if (l->loop && !workers_busy(l->workers)) loop_stop(l->loop);
  free(s);
}

static struct sum *sum_new(struct ledger *l, long from, long to)
{
  struct sum *s = xcalloc(1, sizeof *s);
  *s = (struct sum){
    .job = { .run = sum_run, .done = sum_done }, .ledger = l, .from = from, .to = to
  };
  return s;
}

static void all_jobs_are_done_once_on_the_owners_thread(void **state)
{
  (void)state;
  struct ledger l = { .workers = workers_new(4, 8), .owner = pthread_self() };
  for (long n = 0; n < 1000; n++) {
    struct sum *s = sum_new(&l, n, n + 1);
    while (!workers_put(l.workers, &s->job)) workers_wait(l.workers);
  }
  while (workers_wait(l.workers)) (void)0;
  assert_int_equal(l.done, 1000);
  assert_int_equal(l.sum, 999 * 1000 / 2);
  assert_int_equal(workers_busy(l.workers), 0);
  assert_false(workers_wait(l.workers));
  workers_free(l.workers);
}

static void collect(void *workers)
{
  workers_collect(workers);
}

static void a_loop_hears_of_results(void **state)
{
  (void)state;
  struct ledger l = { .workers = workers_new(2, 8), .loop = loop_new(), .owner = pthread_self() };
  loop_watch(l.loop, workers_fd(l.workers), collect, l.workers);
  l.more = 50;
  assert_true(workers_put(l.workers, &sum_new(&l, 0, 3)->job));
  loop_run(l.loop);
  assert_int_equal(l.done, 51);
  assert_int_equal(l.sum, 3 + 50);
  workers_free(l.workers);
  loop_free(l.loop);
}

static void the_queue_is_bounded(void **state)
{
  (void)state;
  int gate[2];
  assert_int_equal(pipe(gate), 0);
  struct ledger l = { .workers = workers_new(1, 2), .owner = pthread_self() };
  int taken = 0;
  for (int i = 0; i < 10; i++) {
    struct sum *s = sum_new(&l, 0, 0);
    s->gate = gate;
    bool put = workers_put(l.workers, &s->job);
    taken += put;
    if (!put) free(s);
  }
  assert_in_range(taken, 2, 3); /* one may run */
  assert_int_equal(write(gate[1], "xxxxxxxxxx", 10), 10);
  while (workers_wait(l.workers)) (void)0;
  assert_int_equal(l.done, taken);
  workers_free(l.workers);
  close(gate[0]);
  close(gate[1]);
}

static void parts_come_before_the_end_and_are_bounded(void **state)
{
  (void)state;
  struct ledger l = { .workers = workers_new(1, 4), .owner = pthread_self() };
  struct sum *s = sum_new(&l, 0, 5);
  s->parts = 100;
  workers_put(l.workers, &s->job);
  while (!l.done) {
    int before = l.parts;
    assert_true(workers_wait(l.workers));
    assert_in_range(l.parts - before, 0, 4);
  }
  assert_int_equal(l.parts, 100);
  workers_free(l.workers);
}

static void a_cancelled_job_that_waits_never_runs(void **state)
{
  (void)state;
  int gate[2];
  assert_int_equal(pipe(gate), 0);
  struct ledger l = { .workers = workers_new(1, 8), .owner = pthread_self() };
  struct sum *first = sum_new(&l, 0, 0), *second = sum_new(&l, 0, 0);
  first->gate = gate;
  workers_put(l.workers, &first->job);
  workers_put(l.workers, &second->job);
  job_cancel(&second->job);
  assert_int_equal(write(gate[1], "x", 1), 1);
  while (workers_wait(l.workers)) (void)0;
  assert_int_equal(l.done, 2);
  assert_int_equal(l.ran, 1);
  assert_int_equal(l.cancelled, 1);
  workers_free(l.workers);
  close(gate[0]);
  close(gate[1]);
}

static void freeing_ends_what_runs_and_gives_everything_back(void **state)
{
  (void)state;
  struct ledger l = { .workers = workers_new(2, 4), .owner = pthread_self() };
  int put = 0;
  for (int i = 0; i < 6; i++) {
    struct sum *s = sum_new(&l, 0, 1);
    s->parts = 1000000; /* stands still at the fourth: nobody collects */
    bool taken = workers_put(l.workers, &s->job);
    put += taken;
    if (!taken) free(s);
  }
  l.more = 5; /* refused by now */
  workers_free(l.workers);
  assert_int_equal(l.done, put);
  assert_int_equal(l.cancelled, put);
}

static void without_threads_the_owner_runs_the_jobs(void **state)
{
  (void)state;
  struct rlimit before, none;
  assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
  none = (struct rlimit){ 0, before.rlim_max };
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0); /* no pipe: no threads */
  struct ledger l = { .workers = workers_new(2, 4), .owner = pthread_self() };
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
  l.more = 100000; /* each puts the next: must not nest */
  struct sum *s = sum_new(&l, 0, 3);
  s->parts = 10;
  assert_true(workers_put(l.workers, &s->job));
  assert_int_equal(l.done, 100001);
  assert_int_equal(l.parts, 10);
  assert_int_equal(workers_busy(l.workers), 0);
  workers_free(l.workers);
}

static void run_signal(struct job *job)
{
  kill(getpid(), SIGUSR1); /* to the process: a thread that had it open could take it */
  sum_run(job);
}

static void stop(void *context)
{
  struct ledger *l = context;
  l->more++;
  loop_stop(l->loop);
}

static void signals_are_the_loops(void **state)
{
  (void)state;
  struct ledger l = { .loop = loop_new(), .owner = pthread_self() };
  loop_signal(l.loop, SIGUSR1, stop, &l);
  l.workers = workers_new(4, 8);
  struct sum *s = sum_new(&l, 0, 1);
  s->job.run = run_signal;
  workers_put(l.workers, &s->job);
  loop_run(l.loop);
  assert_int_equal(l.more, 1);
  l.more = 0;
  workers_free(l.workers);
  loop_free(l.loop);
}

struct masked {
  struct job job; /* first */
  sigset_t mask;
};

static void mask_run(struct job *job)
{
  pthread_sigmask(SIG_BLOCK, NULL, &((struct masked *)job)->mask);
}

static void mask_done(struct job *job)
{
  (void)job;
}

static void signals_are_the_owners_but_for_a_threads_own_fault(void **state)
{
  (void)state;
  struct workers *w = workers_new(1, 1);
  struct masked m = { .job = { .run = mask_run, .done = mask_done } };
  assert_true(workers_put(w, &m.job));
  assert_true(workers_wait(w));
  workers_free(w);
  assert_true(sigismember(&m.mask, SIGINT));
  assert_true(sigismember(&m.mask, SIGWINCH));
  assert_false(sigismember(&m.mask, SIGBUS));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(all_jobs_are_done_once_on_the_owners_thread),
    cmocka_unit_test(a_loop_hears_of_results),
    cmocka_unit_test(signals_are_the_owners_but_for_a_threads_own_fault),
    cmocka_unit_test(the_queue_is_bounded),
    cmocka_unit_test(parts_come_before_the_end_and_are_bounded),
    cmocka_unit_test(a_cancelled_job_that_waits_never_runs),
    cmocka_unit_test(freeing_ends_what_runs_and_gives_everything_back),
    cmocka_unit_test(without_threads_the_owner_runs_the_jobs),
    cmocka_unit_test(signals_are_the_loops),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
