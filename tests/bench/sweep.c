/* How long it takes to see that nothing has changed: all folders looked at again by the reader,
 * and by the least that it takes: the names of the folder, and statx of each by two threads.
 *
 *     sweep ROUNDS GOAL NAME SITE FOLDER
 *
 * By turns, in one process; one row, as bench_pair prints it. */
#include "app/library.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

enum { THREADS = 2, AT_ONCE = 64, ROUNDS_MAX = 1000 };

static int folder;
static VEC(char *) names;
static atomic_size_t next;

static double now_ms(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void *look_at_files(void *unused)
{
  struct statx file;
  (void)unused;
  for (size_t first; (first = atomic_fetch_add(&next, AT_ONCE)) < names.count;)
    for (size_t i = first; i < first + AT_ONCE && i < names.count; i++)
      statx(folder, names.items[i], 0, STATX_MTIME, &file);
  return NULL;
}

static double floor_ms(const char *path)
{
  double start = now_ms();
  pthread_t threads[THREADS];
  DIR *dir = opendir(path);
  if (!dir) abort();
  folder = dirfd(dir);
  next = 0;
  for (struct dirent *entry; (entry = readdir(dir));) vec_push(&names, xstrdup(entry->d_name));
  for (int i = 0; i < THREADS; i++)
    if (pthread_create(&threads[i], NULL, look_at_files, NULL) != 0) abort();
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  double took = now_ms() - start;
  for (size_t i = 0; i < names.count; i++) free(names.items[i]);
  vec_clear(&names);
  closedir(dir);
  return took;
}

static double sweep_ms(struct library *l)
{
  double start = now_ms();
  library_load_all(l);
  return now_ms() - start;
}

static int compare(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
  double sweeps[ROUNDS_MAX], floors[ROUNDS_MAX];
  struct options options;
  struct str problem = STR_INIT;
  if (argc != 6) return fputs("usage: sweep ROUNDS GOAL NAME SITE FOLDER\n", stderr), 2;
  int rounds = atoi(argv[1]);
  if (rounds < 1 || rounds > ROUNDS_MAX) return fputs("sweep: how many rounds?\n", stderr), 2;
  options_init(&options);
  struct library *l = library_open(argv[4], &options, false, &problem);
  if (!l) return fprintf(stderr, "sweep: %s\n", problem.ptr), 2;
  library_load_all(l);
  for (int i = 0; i < rounds; i++) {
    sweeps[i] = sweep_ms(l);
    floors[i] = floor_ms(argv[5]);
  }
  qsort(sweeps, (size_t)rounds, sizeof *sweeps, compare);
  qsort(floors, (size_t)rounds, sizeof *floors, compare);
  double goal = atof(argv[2]), ratio = sweeps[rounds / 2] / floors[rounds / 2];
  printf("%-28s %7.3f  %6.3f %-6s  %8.2f (%.2f-%.2f)  %8.2f (%.2f-%.2f)\n", argv[3], ratio, goal,
         ratio <= goal ? "met" : "missed", sweeps[rounds / 2], sweeps[0], sweeps[rounds - 1],
         floors[rounds / 2], floors[0], floors[rounds - 1]);
  library_free(l);
  options_free(&options);
  vec_free(&names);
  str_free(&problem);
  return 0;
}
