/* A reader that is killed at any moment has lost nothing that state_write took. */
#include "temp_state.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

enum { KILLS = 200, LATEST_US = 6000 };

/* Marks post after post read, and tells each that was taken. */
static void mark_for_ever(int tell, int first)
{
  enum state_trouble trouble;
  struct str detail = STR_INIT;
  struct state *s = state_open(temp_path, &trouble, &detail);
  if (!s) _exit(1);
  for (int i = first;; i++) {
    char name[16];
    snprintf(name, sizeof name, "/%06d", i);
    struct state_entry e = entry(STATE_READ, name, 1, i);
    if (!state_write(s, &e, 1, true, NULL, &detail)) _exit(1);
    if (write(tell, &i, sizeof i) != sizeof i) _exit(1);
  }
}

static void count_entry(void *context, const struct state_entry *e)
{
  int *next = context;
  *next += atoi(e->name.ptr + 1) == *next; /* no gap in what was told, one by one */
}

static void nothing_taken_is_lost(void **state)
{
  int told = -1, killed_at_work = 0;
  (void)state;
  srand(3);
  for (int i = 0; i < KILLS; i++) {
    int ends[2], before = told;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) mark_for_ever(ends[1], told + 1);
    close(ends[1]);
    /* By turns while it opens the file, and while it is at work. */
    if (i % 2 == 0) assert_int_equal(read(ends[0], &told, sizeof told), sizeof told);
    struct timespec moment = { 0, (rand() % LATEST_US) * 1000L };
    nanosleep(&moment, NULL);
    kill(child, SIGKILL);
    for (int n; read(ends[0], &n, sizeof n) == sizeof n;) told = n;
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    killed_at_work += told > before;
    struct state *s = open_at(temp_path, STATE_FINE);
    int next = 0;
    assert_true(state_each(s, SLICE_NULL, SLICE_NULL, count_entry, &next, NULL));
    if (next <= told) fail_msg("%d of %d were told, kill %d", next, told + 1, i);
    state_close(s);
  }
  assert_true(killed_at_work >= KILLS / 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(nothing_taken_is_lost, temp_make, temp_remove),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
