#include "base/loop.h"

#include "base/str.h"

#include <signal.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Handlers write their letter into `log`, so that a test can tell what ran
 * and in which order; nothing here waits for the clock to pass a given time. */
struct bench {
  struct loop *loop;
  struct str log;
  int a[2], b[2]; /* pipes: [0] is watched, [1] written */
  int idle_steps;
  int timer;
};

static int set_up(void **state)
{
  static struct bench bench;
  bench = (struct bench){ .loop = loop_new() };
  str_init(&bench.log);
  *state = &bench;
  return pipe(bench.a) || pipe(bench.b);
}

static int tear_down(void **state)
{
  struct bench *b = *state;
  loop_free(b->loop);
  str_free(&b->log);
  for (int i = 0; i < 2; i++) {
    close(b->a[i]);
    close(b->b[i]);
  }
  return 0;
}

static void note(void *context, char letter)
{
  str_addc(&((struct bench *)context)->log, letter);
}
static void note_1(void *context)
{
  note(context, '1');
}
static void note_2(void *context)
{
  note(context, '2');
}
static void note_3(void *context)
{
  note(context, '3');
}
static void note_wait(void *context)
{
  note(context, 'w');
}

static void stop(void *context)
{
  struct bench *b = context;
  note(b, '.');
  loop_stop(b->loop);
}

static void read_a(void *context)
{
  struct bench *b = context;
  char letter;
  if (read(b->a[0], &letter, 1) == 1) note(b, letter);
}

static void make_ready(const int pipe_ends[2], const char *letters)
{
  assert_int_equal(write(pipe_ends[1], letters, strlen(letters)), (ssize_t)strlen(letters));
}

static void test_timers_run_in_order_of_time(void **state)
{
  struct bench *b = *state;
  loop_after(b->loop, 150, stop, b);
  loop_after(b->loop, 100, note_3, b);
  loop_after(b->loop, 50, note_1, b);
  int cancelled = loop_after(b->loop, 50, note_2, b);
  loop_cancel(b->loop, cancelled);
  loop_cancel(b->loop, cancelled);
  loop_cancel(b->loop, 0);
  loop_run(b->loop);
  assert_string_equal(b->log.ptr, "13.");
}

static void set_again(void *context)
{
  struct bench *b = context;
  note(b, 't');
  if (b->log.len < 5)
    b->timer = loop_after(b->loop, 0, set_again, b);
  else
    loop_stop(b->loop);
}

static void test_a_timer_may_set_itself_again(void **state)
{
  struct bench *b = *state;
  loop_after(b->loop, -5, set_again, b);
  loop_run(b->loop);
  assert_string_equal(b->log.ptr, "ttttt");
}

static void test_readable_fd(void **state)
{
  struct bench *b = *state;
  make_ready(b->a, "xyz");
  loop_watch(b->loop, b->a[0], read_a, b);
  loop_watch(b->loop, b->b[0], stop, b);
  close(b->b[1]); /* an end is news too, but not before the letters are read */
  b->b[1] = dup(b->a[1]);
  loop_before_wait(b->loop, note_wait, b);
  loop_run(b->loop);
  assert_string_equal(b->log.ptr, "wx.");
}

static void drop_both(void *context)
{
  struct bench *b = context;
  note(b, 'd');
  loop_unwatch(b->loop, b->a[0]);
  loop_unwatch(b->loop, b->b[0]);
  loop_unwatch(b->loop, b->b[0]);
}

static void test_a_handler_may_remove_itself_and_others(void **state)
{
  struct bench *b = *state;
  make_ready(b->a, "x");
  make_ready(b->b, "x");
  loop_watch(b->loop, b->a[0], drop_both, b);
  loop_watch(b->loop, b->b[0], drop_both, b);
  loop_after(b->loop, 1, stop, b);
  loop_run(b->loop);
  assert_string_equal(b->log.ptr, "d.");
}

static void replace_b(void *context)
{
  struct bench *b = context;
  char letter;
  note(b, 'r');
  assert_int_equal(read(b->b[0], &letter, 1), 1);
  loop_unwatch(b->loop, b->a[0]);
  loop_watch(b->loop, b->b[0], note_2, b); /* the same number, another watch: not ready now */
}

static void test_a_number_used_again_is_another_watch(void **state)
{
  struct bench *b = *state;
  make_ready(b->a, "x");
  make_ready(b->b, "x");
  loop_watch(b->loop, b->a[0], replace_b, b);
  loop_watch(b->loop, b->b[0], note_1, b);
  loop_after(b->loop, 1, stop, b);
  loop_run(b->loop);
  assert_string_equal(b->log.ptr, "r.");
}

static bool step(void *context)
{
  struct bench *b = context;
  note(b, 'i');
  if (++b->idle_steps == 2) make_ready(b->a, "x");
  return b->idle_steps < 4;
}

/* A byte that arrives between two steps is read before the next one. */
static void test_idle_gives_way(void **state)
{
  struct bench *b = *state;
  loop_watch(b->loop, b->a[0], read_a, b);
  loop_idle(b->loop, step, b);
  loop_before_wait(b->loop, note_wait, b);
  loop_after(b->loop, 200, stop, b);
  loop_run(b->loop);
  assert_string_equal(b->log.ptr, "wiwiwxwiwiw.");
}

static bool stop_idly(void *context)
{
  stop(context);
  return true;
}

static bool next_work(void *context)
{
  struct bench *b = context;
  note(b, 'n');
  loop_idle(b->loop, stop_idly, b);
  return false;
}

static void test_idle_may_hand_over(void **state)
{
  struct bench *b = *state;
  loop_idle(b->loop, next_work, b);
  loop_run(b->loop);
  assert_string_equal(b->log.ptr, "n.");
}

static void test_signals_are_calls(void **state)
{
  struct bench *b = *state;
  loop_signal(b->loop, SIGUSR1, note_1, b);
  loop_signal(b->loop, SIGUSR2, stop, b);
  loop_signal(b->loop, SIGUSR1, note_2, b); /* replaces */
  raise(SIGUSR1);
  raise(SIGUSR1);
  raise(SIGUSR2);
  assert_string_equal(b->log.ptr, "");
  loop_run(b->loop);
  assert_string_equal(b->log.ptr, "2.");
}

static void test_a_busy_fd_does_not_keep_signals_out(void **state)
{
  struct bench *b = *state;
  make_ready(b->a, "x");
  loop_watch(b->loop, b->a[0], note_1, b); /* never read: ready for ever */
  loop_signal(b->loop, SIGUSR1, stop, b);
  raise(SIGUSR1);
  loop_run(b->loop);
  assert_true(b->log.len <= 2);
}

static void test_free_restores_signals(void **state)
{
  (void)state;
  struct sigaction before = { .sa_handler = SIG_IGN }, after;
  sigset_t mask;
  sigaction(SIGUSR1, &before, NULL);
  struct loop *l = loop_new();
  loop_signal(l, SIGUSR1, stop, NULL);
  loop_free(l);
  sigaction(SIGUSR1, NULL, &after);
  sigprocmask(SIG_BLOCK, NULL, &mask);
  assert_ptr_equal(after.sa_handler, SIG_IGN);
  assert_false(sigismember(&mask, SIGUSR1));
  loop_free(NULL);
}

#define with_bench(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
  const struct CMUnitTest tests[] = {
    with_bench(test_timers_run_in_order_of_time),
    with_bench(test_a_timer_may_set_itself_again),
    with_bench(test_readable_fd),
    with_bench(test_a_handler_may_remove_itself_and_others),
    with_bench(test_a_number_used_again_is_another_watch),
    with_bench(test_idle_gives_way),
    with_bench(test_idle_may_hand_over),
    with_bench(test_signals_are_calls),
    with_bench(test_a_busy_fd_does_not_keep_signals_out),
    cmocka_unit_test(test_free_restores_signals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
