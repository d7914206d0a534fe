#include "base/mem.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_nothing_is_something(void **state)
{
  (void)state;
  void *pieces[] = { xmalloc(0), xcalloc(0, 8), xrealloc(NULL, 0, 0), xmemdup(NULL, 0) };
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    assert_non_null(pieces[i]);
    free(pieces[i]);
  }
}

static void test_copies(void **state)
{
  (void)state;
  char *whole = xstrdup("lantern"), *part = xstrndup("lantern", 4), *none = xstrndup(NULL, 0);
  assert_string_equal(whole, "lantern");
  assert_string_equal(part, "lant");
  assert_string_equal(none, "");
  free(whole);
  free(part);
  free(none);
}

static void multiply_past_the_end(void)
{
  xrealloc(NULL, SIZE_MAX / 2, 4);
}
static void zero_past_the_end(void)
{
  xcalloc(SIZE_MAX / 2, 4);
}
static void copy_past_the_end(void)
{
  xstrndup("", SIZE_MAX);
}

/* Runs `ask` in a child and returns the child's exit status and its stderr. */
static int run_out_of_memory(void (*ask)(void), char *said, size_t room)
{
  int ends[2], status;
  assert_int_equal(pipe(ends), 0);
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDERR_FILENO);
    ask();
    _exit(0);
  }
  close(ends[1]);
  ssize_t got = read(ends[0], said, room - 1);
  said[got > 0 ? got : 0] = '\0';
  close(ends[0]);
  assert_int_equal(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_running_out_ends_the_program(void **state)
{
  (void)state;
  void (*const asks[])(void) = { multiply_past_the_end, zero_past_the_end, copy_past_the_end };
  for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
    char said[200];
    assert_int_equal(run_out_of_memory(asks[i], said, sizeof said), 2);
    assert_string_equal(said, "baokan: out of memory\n");
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_nothing_is_something),
    cmocka_unit_test(test_copies),
    cmocka_unit_test(test_running_out_ends_the_program),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
