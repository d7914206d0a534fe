#include "tui/probe.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* Of terminals measured, each draws all ambiguous characters the same; should one
 * not, wide is the mistake that stays in its row. */
static const char *const ambiguous_probes[] = { "“", "·", "①", "α" };
static const char recent_probe[] = "\U0001FAE8";
enum { AMBIGUOUS_PROBES = sizeof ambiguous_probes / sizeof *ambiguous_probes };

static bool is_between(char c, unsigned char low, unsigned char high)
{
  return (unsigned char)c >= low && (unsigned char)c <= high;
}

size_t control_sequence_bytes(struct slice s)
{
  if (s.len < 3 || s.ptr[0] != '\033' || s.ptr[1] != '[') return 0;
  size_t at = 2;
  while (at < s.len && is_between(s.ptr[at], 0x30, 0x3F)) at++;
  if (at == 2) return 0;
  while (at < s.len && is_between(s.ptr[at], 0x20, 0x2F)) at++;
  return at < s.len && is_between(s.ptr[at], 0x40, 0x7E) ? at + 1 : 0;
}

void probe_init(struct probe *p)
{
  *p = (struct probe){ .ambiguous = AMBIGUOUS_NARROW, .typed = STR_INIT };
}

void probe_free(struct probe *p)
{
  str_free(&p->typed);
}

/* --- the question --------------------------------------------------------- */

static void add_probe(struct str *out, const char *text)
{
  str_addf(out, "\r%s\033[6n", text);
}

/* All of it in one write.  A terminal that prints what it does not know has that
 * wiped out again. */
static bool ask(int out)
{
  struct str question = STR_INIT;
  str_adds(&question, "\0337");
  for (size_t i = 0; i < AMBIGUOUS_PROBES; i++) add_probe(&question, ambiguous_probes[i]);
  add_probe(&question, recent_probe);
  str_adds(&question, "\033[?2026$p\r\033[K\0338\033[c");
  bool whole = write(out, question.ptr, question.len) == (ssize_t)question.len;
  str_free(&question);
  return whole;
}

/* --- the answers ---------------------------------------------------------- */

static unsigned long parameter(struct slice reply, size_t number)
{
  size_t at = 2;
  while (at < reply.len && is_between(reply.ptr[at], '<', '?')) at++;
  for (; number > 0 && at < reply.len; at++) number -= reply.ptr[at] == ';';
  return at < reply.len ? strtoul(reply.ptr + at, NULL, 10) : 0;
}

static void note_width(struct probe *p, size_t number, unsigned long columns)
{
  if (number < AMBIGUOUS_PROBES && columns == 2)
    p->ambiguous = AMBIGUOUS_WIDE;
  else if (number == AMBIGUOUS_PROBES)
    p->recent = columns == 2;
}

/* Reads all that has come so far; true: the last answer is among it. */
static bool read_answers(struct probe *p, struct slice in)
{
  size_t widths = 0;
  bool last = false;
  str_clear(&p->typed);
  while (in.len) {
    size_t bytes = last ? 0 : control_sequence_bytes(in);
    struct slice reply = slice_first(in, bytes);
    char kind = bytes ? reply.ptr[bytes - 1] : 0;
    switch (kind) {
    case 'R': note_width(p, widths++, parameter(reply, 1) - 1); break;
    case 'y': p->synchronized = parameter(reply, 1) == 1 || parameter(reply, 1) == 2; break;
    case 'c': last = true; break;
    default:
      if (bytes == 0) bytes = 1;
      str_add(&p->typed, slice_first(in, bytes));
    }
    in = slice_from(in, bytes);
  }
  return last;
}

static int left_of(const struct timespec *end)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  long ms = (end->tv_sec - now.tv_sec) * 1000 + (end->tv_nsec - now.tv_nsec) / 1000000;
  return ms > 0 ? (int)ms : 0;
}

static bool wait_for_answers(struct probe *p, int in, int wait_ms)
{
  struct str got = STR_INIT;
  struct timespec end;
  bool answered = false;
  clock_gettime(CLOCK_MONOTONIC, &end);
  end.tv_sec += wait_ms / 1000;
  end.tv_nsec += wait_ms % 1000 * 1000000L;
  while (!answered) {
    struct pollfd ready = { in, POLLIN, 0 };
    char bytes[1024];
    int count = poll(&ready, 1, left_of(&end));
    if (count < 0 && errno == EINTR) continue;
    ssize_t taken = count > 0 ? read(in, bytes, sizeof bytes) : 0;
    if (taken <= 0) break;
    str_add(&got, (struct slice){ bytes, (size_t)taken });
    answered = read_answers(p, str_slice(&got));
  }
  str_free(&got);
  return answered;
}

bool probe_terminal(struct probe *p, int in, int out, int wait_ms)
{
  struct termios as_it_was, raw;
  if (!isatty(out) || tcgetattr(in, &as_it_was) != 0) return false;
  raw = as_it_was;
  cfmakeraw(&raw);
  raw.c_oflag = as_it_was.c_oflag;
  tcsetattr(in, TCSANOW, &raw); /* not TCSAFLUSH: what was typed before is wanted */
  bool answered = ask(out) && wait_for_answers(p, in, wait_ms);
  tcsetattr(in, TCSANOW, &as_it_was);
  return answered;
}
