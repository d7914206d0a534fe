/* The least that reading a folder of posts can cost: their names, then each file opened,
 * read and closed, by two threads; with -n their names alone.  Prints how many files and
 * bytes there were. */
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { THREADS = 2, BUFFER_BYTES = 1 << 18, AT_ONCE = 64 };

static int folder;
static char **names;
static size_t count;
static atomic_size_t next, bytes;

static void read_names(const char *path)
{
  DIR *dir = opendir(path);
  size_t cap = 0;
  if (!dir) {
    perror(path);
    exit(2);
  }
  for (struct dirent *entry; (entry = readdir(dir));) {
    if (entry->d_name[0] == '.') continue;
    if (count == cap) {
      cap = cap ? 2 * cap : 1024;
      names = realloc(names, cap * sizeof *names);
      if (!names) exit(2);
    }
    names[count++] = strdup(entry->d_name);
  }
  closedir(dir);
}

static void read_file(const char *name, char *buffer)
{
  int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  for (ssize_t got; (got = read(fd, buffer, BUFFER_BYTES)) > 0;) bytes += (size_t)got;
  close(fd);
}

static void *work(void *unused)
{
  char *buffer = malloc(BUFFER_BYTES);
  (void)unused;
  if (!buffer) exit(2);
  for (size_t first; (first = atomic_fetch_add(&next, AT_ONCE)) < count;)
    for (size_t i = first; i < first + AT_ONCE && i < count; i++) read_file(names[i], buffer);
  free(buffer);
  return NULL;
}

int main(int argc, char **argv)
{
  pthread_t threads[THREADS];
  bool names_alone = argc == 3 && strcmp(argv[1], "-n") == 0;
  if (argc != 2 + names_alone) {
    fputs("usage: floor [-n] FOLDER\n", stderr);
    return 2;
  }
  read_names(argv[argc - 1]);
  if (names_alone) return printf("%zu files\n", count) < 0;
  folder = open(argv[1], O_RDONLY | O_DIRECTORY);
  for (int i = 0; i < THREADS; i++)
    if (pthread_create(&threads[i], NULL, work, NULL) != 0) return 2;
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  printf("%zu files, %zu bytes\n", count, (size_t)bytes);
  return 0;
}
