/* How long a new post takes to the screen: the reader on a terminal of its own, posts renamed
 * into its folder, and the time until their titles are drawn.
 *
 *     arrive ROUNDS NAME PROGRAM SITE FOLDER
 *
 * The posts are removed at the end.  One row: the median and the extremes in ms. */
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
  ROUNDS_MAX = 1000,
  QUIET_MS = 1000,
  PATIENCE_MS = 120000,
  TITLE_BYTES = 12,
  SEEN_BYTES = 1 << 16
};

static int terminal;
static char seen[SEEN_BYTES + 1]; /* the end of what was drawn */
static size_t seen_bytes;

static double now_ms(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* What is drawn within so many milliseconds; false: nothing was. */
static bool read_screen(int ms)
{
  struct pollfd drawn = { .fd = terminal, .events = POLLIN };
  if (poll(&drawn, 1, ms) <= 0) return false;
  if (seen_bytes > SEEN_BYTES / 2) {
    memmove(seen, seen + seen_bytes - TITLE_BYTES, TITLE_BYTES);
    seen_bytes = TITLE_BYTES;
  }
  ssize_t got = read(terminal, seen + seen_bytes, SEEN_BYTES - seen_bytes);
  if (got <= 0) return false;
  seen_bytes += (size_t)got;
  seen[seen_bytes] = '\0';
  return true;
}

/* No letter stands where it stood in the title before: a screen draws only what differs. */
static void make_title(int round, char title[TITLE_BYTES + 1])
{
  for (int i = 0; i < TITLE_BYTES; i++) title[i] = (char)('a' + (round * 7 + i * 5) % 26);
  title[TITLE_BYTES] = '\0';
}

static void post_path(const char *folder, int round, char path[4096])
{
  snprintf(path, 4096, "%s/2026-06-%02d-arrival-%d.md", folder, 2 + round / 1000, round);
}

static double arrive(const char *folder, int round)
{
  char title[TITLE_BYTES + 1], path[4096], aside[4096];
  make_title(round, title);
  post_path(folder, round, path);
  snprintf(aside, sizeof aside, "%s/.arrival", folder);
  FILE *f = fopen(aside, "w");
  if (!f) return perror(aside), -1;
  fprintf(f,
          "---\ntitle: %s\ndate: 2026-06-02 %02d:%02d:00 +0800\ncategories: lanmu4\ntags: "
          "栏目4\n---\nx\n",
          title, 1 + round / 60, round % 60);
  fclose(f);
  double start = now_ms();
  if (rename(aside, path) != 0) return perror(path), -1;
  while (!strstr(seen, title))
    if (!read_screen(PATIENCE_MS)) return -1;
  double took = now_ms() - start;
  while (read_screen(QUIET_MS / 4)) (void)0;
  return took;
}

static int compare(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
  static double times[ROUNDS_MAX];
  struct winsize size = { .ws_row = 36, .ws_col = 120 };
  char path[4096];
  if (argc != 6) return fputs("usage: arrive ROUNDS NAME PROGRAM SITE FOLDER\n", stderr), 2;
  int rounds = atoi(argv[1]), done = 0;
  if (rounds < 1 || rounds > ROUNDS_MAX) return fputs("arrive: how many rounds?\n", stderr), 2;
  pid_t child = forkpty(&terminal, NULL, NULL, &size);
  if (child < 0) return perror("arrive"), 2;
  if (child == 0) {
    execl(argv[3], argv[3], argv[4], (char *)NULL);
    _exit(127);
  }
  while (read_screen(QUIET_MS)) (void)0; /* it has read the site */
  for (; done < rounds; done++)
    if ((times[done] = arrive(argv[5], done)) < 0) break;
  kill(child, SIGTERM);
  waitpid(child, NULL, 0);
  for (int i = 0; i <= done && i < rounds; i++) {
    post_path(argv[5], i, path);
    unlink(path);
  }
  if (done < rounds) return fprintf(stderr, "arrive: nothing came\n"), 2;
  qsort(times, (size_t)rounds, sizeof *times, compare);
  printf("%-28s %s  %8.2f (%.2f-%.2f) ms\n", argv[2],
         times[rounds / 2] <= 100 ? "met (100)" : "missed (100)", times[rounds / 2], times[0],
         times[rounds - 1]);
  return 0;
}
