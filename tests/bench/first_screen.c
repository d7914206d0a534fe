/* How long it takes until something shows: two programs by turns, each on a terminal of its own,
 * until MARK is drawn or the program ends.  With KEYS, how long those take once MARK is there and
 * nothing has moved for some seconds: each is typed when what the last one drew has come.
 *
 *     first_screen [-k KEYS] ROUNDS GOAL NAME MARK A... : B...
 */
#include "turns.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE_MS = 300000, SEEN_BYTES = 1 << 16, SETTLED_MS = 10000, DRAWN_MS = 4 };

/* A program may ask what terminal it has, and wait for the answer. */
static const char question[] = "\033[c", answer[] = "\033[?62c";

static bool is_drawn(int terminal, const char *mark)
{
  static char seen[SEEN_BYTES + 1];
  size_t bytes = 0;
  bool asked = false;
  for (;;) {
    struct pollfd drawn = { .fd = terminal, .events = POLLIN };
    if (poll(&drawn, 1, PATIENCE_MS) <= 0) return false;
    if (bytes > SEEN_BYTES / 2) {
      size_t kept = strlen(mark);
      memmove(seen, seen + bytes - kept, kept);
      bytes = kept;
    }
    ssize_t got = read(terminal, seen + bytes, SEEN_BYTES - bytes);
    if (got <= 0) return true; /* it has ended */
    bytes += (size_t)got;
    seen[bytes] = '\0';
    if (!asked && strstr(seen, question)) {
      asked = true;
      if (write(terminal, answer, sizeof answer - 1) < 0) return false;
    }
    if (strstr(seen, mark)) return true;
  }
}

/* When the last of what is being drawn came: nothing follows it for so long. */
static double last_drawn(int terminal, int quiet_ms)
{
  static char drawn[SEEN_BYTES];
  double last = now_ms(CLOCK_MONOTONIC);
  struct pollfd more = { .fd = terminal, .events = POLLIN };
  while (poll(&more, 1, quiet_ms) > 0 && read(terminal, drawn, sizeof drawn) > 0)
    last = now_ms(CLOCK_MONOTONIC);
  return last;
}

static double keys_ms(int terminal, const char *keys)
{
  double took = 0;
  struct pollfd drawn = { .fd = terminal, .events = POLLIN };
  last_drawn(terminal, SETTLED_MS);
  for (; *keys; keys++) {
    double typed = now_ms(CLOCK_MONOTONIC);
    if (write(terminal, keys, 1) < 0 || poll(&drawn, 1, PATIENCE_MS) <= 0) break;
    took += last_drawn(terminal, DRAWN_MS) - typed;
  }
  return took;
}

static double show_ms(char **command, const char *mark, const char *keys)
{
  struct winsize size = { .ws_row = 36, .ws_col = 120 };
  int terminal;
  double start = now_ms(CLOCK_MONOTONIC);
  pid_t child = forkpty(&terminal, NULL, NULL, &size);
  if (child < 0) return perror("first_screen"), exit(2), 0;
  if (child == 0) {
    execvp(command[0], command);
    _exit(127);
  }
  bool drawn = is_drawn(terminal, mark);
  double took = now_ms(CLOCK_MONOTONIC) - start;
  if (keys && drawn) took = keys_ms(terminal, keys);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  close(terminal);
  if (!drawn) fprintf(stderr, "first_screen: %s shows nothing\n", command[0]), exit(2);
  return took;
}

int main(int argc, char **argv)
{
  static struct turns turns;
  const char *keys = NULL;
  if (argc > 2 && strcmp(argv[1], "-k") == 0) keys = argv[2], argc -= 2, argv += 2;
  int colon = 5;
  while (colon < argc && strcmp(argv[colon], ":") != 0) colon++;
  turns.count = argc > 1 ? atoi(argv[1]) : 0;
  if (turns.count < 1 || turns.count > TURNS_MAX || colon + 1 >= argc)
    return fputs("usage: first_screen [-k KEYS] ROUNDS GOAL NAME MARK A... : B...\n", stderr), 2;
  argv[colon] = NULL;
  for (int i = 0; i < turns.count; i++) {
    turns.a[i] = show_ms(argv + 5, argv[4], keys);
    turns.b[i] = show_ms(argv + colon + 1, argv[4], keys);
  }
  turns_print(&turns, argv[3], atof(argv[2]));
  puts("");
  return 0;
}
