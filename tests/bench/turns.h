/* Two things that one process does by turns, and the row that tells of them, as bench_pair
 * prints it.  Times in ms. */
#ifndef BENCH_TURNS_H
#define BENCH_TURNS_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TURNS_MAX = 1000 };

struct turns {
  double a[TURNS_MAX], b[TURNS_MAX];
  int count;
};

static inline double now_ms(clockid_t clock)
{
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static inline int turns_ascending(const void *left, const void *right)
{
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

/* Sorts them. */
static inline double turns_median(double *times, int count)
{
  qsort(times, (size_t)count, sizeof *times, turns_ascending);
  return times[count / 2];
}

/* Without its line's end, for what else there is to say; goal 0: none. */
static inline void turns_print(struct turns *t, const char *name, double goal)
{
  double a = turns_median(t->a, t->count), b = turns_median(t->b, t->count);
  char aim[32] = "";
  if (goal > 0) snprintf(aim, sizeof aim, "%.3f %s", goal, a / b <= goal ? "met" : "missed");
  printf("%-28s %7.3f  %-13s  %8.2f (%.2f-%.2f)  %8.2f (%.2f-%.2f)", name, a / b, aim, a, t->a[0],
         t->a[t->count - 1], b, t->b[0], t->b[t->count - 1]);
}

#endif
