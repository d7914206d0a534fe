/* Another program, run to its end. */
#ifndef BENCH_OTHER_H
#define BENCH_OTHER_H

#include "turns.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

extern char **environ;

/* How long it takes; `input` is its standard input, what it prints goes nowhere.  Ends this
 * program when it exits with more than `most`. */
static inline double other_ms(char **words, const char *input, int most)
{
  pid_t child;
  int status;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  double start = now_ms(CLOCK_MONOTONIC);
  if (posix_spawnp(&child, *words, &actions, NULL, words, environ) != 0 ||
      waitpid(child, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) > most) {
    fprintf(stderr, "%s failed, or found nothing\n", *words);
    exit(2);
  }
  double took = now_ms(CLOCK_MONOTONIC) - start;
  posix_spawn_file_actions_destroy(&actions);
  return took;
}

#endif
