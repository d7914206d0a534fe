#include "tui/probe.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

/* A terminal for one question: it reads up to the fence and answers with `answer`. */
struct terminal {
  int master, in;
  pid_t answerer;
};

/* The question ends in DA1. */
static void answer_question(int master, const char *answer)
{
  char asked[4096];
  size_t len = 0;
  alarm(30); /* should the test end before us */
  while (len < 3 || memcmp(asked + len - 3, "\033[c", 3) != 0) {
    ssize_t got = read(master, asked + len, sizeof asked - len);
    if (got <= 0) _exit(1);
    len += (size_t)got;
  }
  for (size_t i = 0; answer[i]; i++) /* a byte at a time: answers come in pieces */
    if (write(master, answer + i, 1) != 1) _exit(1);
  pause();
}

static struct terminal terminal_new(const char *typed_before, const char *answer)
{
  struct terminal t = { .master = posix_openpt(O_RDWR | O_NOCTTY) };
  struct termios modes;
  assert_true(t.master >= 0);
  assert_int_equal(grantpt(t.master), 0);
  assert_int_equal(unlockpt(t.master), 0);
  t.in = open(ptsname(t.master), O_RDWR | O_NOCTTY);
  assert_true(t.in >= 0);
  tcgetattr(t.in, &modes);
  modes.c_lflag &= ~(tcflag_t)ECHO; /* what is typed would come back as asked */
  tcsetattr(t.in, TCSANOW, &modes);
  assert_int_equal(write(t.master, typed_before, strlen(typed_before)), strlen(typed_before));
  t.answerer = fork();
  if (t.answerer == 0) answer_question(t.master, answer);
  return t;
}

static void terminal_free(struct terminal *t)
{
  kill(t->answerer, SIGKILL);
  waitpid(t->answerer, NULL, 0);
  close(t->in);
  close(t->master);
}

enum { LONG_MS = 10000, SHORT_MS = 50 };

#define NARROW "\033[5;2R\033[5;2R\033[5;2R\033[5;2R"
#define WIDE   "\033[5;3R\033[5;3R\033[5;3R\033[5;3R"
#define FENCE  "\033[?62;22c"

static void test_what_terminals_answer(void **state)
{
  static const struct {
    const char *answer;
    enum ambiguous ambiguous;
    bool recent, synchronized;
  } rows[] = {
    { NARROW "\033[5;1R" FENCE, AMBIGUOUS_NARROW, false, false },
    { WIDE "\033[5;3R\033[?2026;2$y" FENCE, AMBIGUOUS_WIDE, true, true },
    { NARROW "\033[120;3R\033[?2026;1$y" FENCE, AMBIGUOUS_NARROW, true, true },
    { NARROW "\033[5;2R\033[?2026;0$y" FENCE, AMBIGUOUS_NARROW, false, false },
    { NARROW "\033[5;2R\033[?2026;4$y" FENCE, AMBIGUOUS_NARROW, false, false },
    { "\033[5;2R\033[5;2R\033[5;3R\033[5;2R\033[5;3R" FENCE, AMBIGUOUS_WIDE, true, false },
    { FENCE, AMBIGUOUS_NARROW, false, false },
    { "\033[;R\033[R\033[99999999999999999999;99999999999999999999R" FENCE, AMBIGUOUS_NARROW, false,
      false },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct terminal t = terminal_new("", rows[i].answer);
    struct probe p;
    probe_init(&p);
    assert_true(probe_terminal(&p, t.in, t.in, LONG_MS));
    assert_int_equal(p.ambiguous, rows[i].ambiguous);
    assert_int_equal(p.recent, rows[i].recent);
    assert_int_equal(p.synchronized, rows[i].synchronized);
    probe_free(&p);
    terminal_free(&t);
  }
}

/* Before the question, between the answers, after them; keys that look like one. */
static void test_keys_typed_meanwhile_are_kept(void **state)
{
  struct terminal t = terminal_new("jj\n", "j\033[5;3R中\033[5;3R\033[A\033[5;3R\033[5~\033[5;3R"
                                           "\033\033[5;2RZ" FENCE "\033[1;2Rq");
  struct probe p;
  char after[8];
  (void)state;
  probe_init(&p);
  assert_true(probe_terminal(&p, t.in, t.in, LONG_MS));
  assert_int_equal(p.ambiguous, AMBIGUOUS_WIDE);
  /* What comes after the last answer is either read with it or left for curses. */
  struct str typed = STR_INIT;
  str_add(&typed, str_slice(&p.typed));
  struct termios raw;
  tcgetattr(t.in, &raw);
  cfmakeraw(&raw);
  tcsetattr(t.in, TCSANOW, &raw);
  while (typed.len < strlen("jj\nj中\033[A\033[5~\033Z\033[1;2Rq")) {
    ssize_t got = read(t.in, after, sizeof after);
    assert_true(got > 0);
    str_add(&typed, (struct slice){ after, (size_t)got });
  }
  assert_string_equal(typed.ptr, "jj\nj中\033[A\033[5~\033Z\033[1;2Rq");
  str_free(&typed);
  probe_free(&p);
  terminal_free(&t);
}

static void test_a_silent_terminal_is_narrow(void **state)
{
  struct terminal t = terminal_new("", "jk\033");
  struct termios before, after;
  struct probe p;
  (void)state;
  probe_init(&p);
  tcgetattr(t.in, &before);
  assert_false(probe_terminal(&p, t.in, t.in, SHORT_MS));
  tcgetattr(t.in, &after);
  assert_int_equal(p.ambiguous, AMBIGUOUS_NARROW);
  assert_string_equal(p.typed.len ? p.typed.ptr : "", "jk\033");
  assert_int_equal(before.c_lflag, after.c_lflag);
  assert_int_equal(before.c_iflag, after.c_iflag);
  probe_free(&p);
  terminal_free(&t);
}

static void test_what_is_no_terminal_is_not_asked(void **state)
{
  int ends[2];
  struct probe p;
  char byte;
  (void)state;
  assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
  probe_init(&p);
  assert_false(probe_terminal(&p, ends[0], ends[1], LONG_MS));
  assert_int_equal(read(ends[0], &byte, 1), -1);
  probe_free(&p);
  close(ends[0]);
  close(ends[1]);
}

static void test_control_sequences(void **state)
{
  static const struct {
    const char *text;
    size_t bytes;
  } rows[] = {
    { "\033[1;1R", 6 },  { "\033[1;1Rj", 6 }, { "\033[?62c", 6 }, { "\033[?2026;2$y", 11 },
    { "\033[15;2~", 7 }, { "\033[A", 0 },     { "\033[j", 0 },    { "\033[1;", 0 },
    { "\033[", 0 },      { "\033", 0 },       { "[1;1R", 0 },     { "\033[1\nR", 0 },
    { "", 0 },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_int_equal(control_sequence_bytes(slice_of(rows[i].text)), rows[i].bytes);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_what_terminals_answer),
    cmocka_unit_test(test_keys_typed_meanwhile_are_kept),
    cmocka_unit_test(test_a_silent_terminal_is_narrow),
    cmocka_unit_test(test_what_is_no_terminal_is_not_asked),
    cmocka_unit_test(test_control_sequences),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
