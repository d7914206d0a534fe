/* Runs two commands by turns and prints one row: A/B of the time with the goal, then of
 * the processor time, then of the peak memory; after each the figures of A and of B, times
 * as medians (least-most) in ms, memory in MB.
 *
 *     bench_pair [-n ROUNDS] [-g GOAL] NAME COMMAND-A COMMAND-B
 *
 * A command is words parted by blanks; it reads and writes nothing.  By turns, so
 * that what else the machine does falls on both. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { WORDS_MAX = 32, ROUNDS_MAX = 1000 };

struct command {
  char *words[WORDS_MAX + 1];
  double wall_ms[ROUNDS_MAX], cpu_ms[ROUNDS_MAX];
  long peak_kb;
};

static void die(const char *what, const char *detail)
{
  fprintf(stderr, "bench_pair: %s: %s\n", what, detail);
  exit(2);
}

static void split(char *text, struct command *c)
{
  size_t n = 0;
  for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) {
    if (n == WORDS_MAX) die("too many words", word);
    c->words[n++] = word;
  }
  if (n == 0) die("no command", "an empty one was given");
}

static double since_ms(const struct timespec *start)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - start->tv_sec) * 1e3 + (double)(now.tv_nsec - start->tv_nsec) / 1e6;
}

static double of_timeval_ms(struct timeval t)
{
  return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static void run(struct command *c, int round, posix_spawn_file_actions_t *actions)
{
  struct timespec start;
  struct rusage usage;
  pid_t child;
  int status;
  clock_gettime(CLOCK_MONOTONIC, &start);
  int error = posix_spawnp(&child, c->words[0], actions, NULL, c->words, environ);
  if (error) die(c->words[0], strerror(error));
  if (wait4(child, &status, 0, &usage) < 0) die("wait4", strerror(errno));
  c->wall_ms[round] = since_ms(&start);
  c->cpu_ms[round] = of_timeval_ms(usage.ru_utime) + of_timeval_ms(usage.ru_stime);
  if (usage.ru_maxrss > c->peak_kb) c->peak_kb = usage.ru_maxrss;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) die(c->words[0], "failed");
}

static int ascending(const void *left, const void *right)
{
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

/* Sorts them. */
static double median(double *values, int count)
{
  qsort(values, (size_t)count, sizeof *values, ascending);
  return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* "12.50 (12.10-13.02)" */
static const char *figures(double *values, int count, char text[64])
{
  double middle = median(values, count);
  snprintf(text, 64, "%.2f (%.2f-%.2f)", middle, values[0], values[count - 1]);
  return text;
}

static void print_row(const char *name, double goal, struct command *a, struct command *b, int n)
{
  char left[64], right[64];
  double ratio = median(a->wall_ms, n) / median(b->wall_ms, n), cpu_b = median(b->cpu_ms, n);
  char aim[32] = "";
  if (goal > 0) snprintf(aim, sizeof aim, "%.3f %s", goal, ratio <= goal ? "met" : "missed");
  printf("%-28s %7.3f  %-13s", name, ratio, aim);
  printf("  %-26s %-26s", figures(a->wall_ms, n, left), figures(b->wall_ms, n, right));
  printf("  %6.3f  %-26s %-26s", cpu_b > 0 ? median(a->cpu_ms, n) / cpu_b : 0,
         figures(a->cpu_ms, n, left), figures(b->cpu_ms, n, right));
  printf("  %6.3f  %.1f %.1f\n", (double)a->peak_kb / (double)b->peak_kb, (double)a->peak_kb / 1024,
         (double)b->peak_kb / 1024);
}

int main(int argc, char **argv)
{
  static struct command a, b;
  int rounds = 9, option;
  double goal = 0;
  while ((option = getopt(argc, argv, "n:g:")) != -1) {
    if (option == 'n') rounds = atoi(optarg);
    if (option == 'g') goal = atof(optarg);
    if (option == '?') return 2;
  }
  if (argc - optind != 3) die("usage", "bench_pair [-n ROUNDS] [-g GOAL] NAME A B");
  if (rounds < 1 || rounds > ROUNDS_MAX) die("rounds", "1 to 1000");
  split(argv[optind + 1], &a);
  split(argv[optind + 2], &b);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  run(&a, 0, &actions); /* once for the caches */
  run(&b, 0, &actions);
  for (int i = 0; i < rounds; i++) {
    run(&a, i, &actions);
    run(&b, i, &actions);
  }
  posix_spawn_file_actions_destroy(&actions);
  print_row(argv[optind], goal, &a, &b, rounds);
  return 0;
}
