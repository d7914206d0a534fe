/* How long it takes to see that nothing has changed: all folders looked at again by the reader,
 * and by the least that it takes: the names of the folder, and statx of each by two threads.
 *
 *     sweep ROUNDS GOAL NAME SITE FOLDER
 *
 * By turns, in one process; one row, as bench_pair prints it. */
#include "app/library.h"
#include "turns.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>

enum { THREADS = 2, AT_ONCE = 64 };

static int folder;
static VEC(char *) names;
static atomic_size_t next;

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
  double start = now_ms(CLOCK_MONOTONIC);
  pthread_t threads[THREADS];
  DIR *dir = opendir(path);
  if (!dir) abort();
  folder = dirfd(dir);
  next = 0;
  for (struct dirent *entry; (entry = readdir(dir));) vec_push(&names, xstrdup(entry->d_name));
  for (int i = 0; i < THREADS; i++)
    if (pthread_create(&threads[i], NULL, look_at_files, NULL) != 0) abort();
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  double took = now_ms(CLOCK_MONOTONIC) - start;
  for (size_t i = 0; i < names.count; i++) free(names.items[i]);
  vec_clear(&names);
  closedir(dir);
  return took;
}

static double sweep_ms(struct library *l)
{
  double start = now_ms(CLOCK_MONOTONIC);
  library_load_all(l);
  return now_ms(CLOCK_MONOTONIC) - start;
}

int main(int argc, char **argv)
{
  static struct turns turns;
  struct options options;
  struct str problem = STR_INIT;
  if (argc != 6) return fputs("usage: sweep ROUNDS GOAL NAME SITE FOLDER\n", stderr), 2;
  turns.count = atoi(argv[1]);
  if (turns.count < 1 || turns.count > TURNS_MAX)
    return fputs("sweep: how many rounds?\n", stderr), 2;
  options_init(&options);
  struct library *l = library_open(argv[4], &options, false, &problem);
  if (!l) return fprintf(stderr, "sweep: %s\n", problem.ptr), 2;
  library_load_all(l);
  for (int i = 0; i < turns.count; i++) {
    turns.a[i] = sweep_ms(l);
    turns.b[i] = floor_ms(argv[5]);
  }
  turns_print(&turns, argv[3], atof(argv[2]));
  puts("");
  library_free(l);
  options_free(&options);
  vec_free(&names);
  str_free(&problem);
  return 0;
}
