#include "base/interrupt.h"

#include <signal.h>
#include <stddef.h>

static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
enum { SIGNALS = sizeof numbers / sizeof *numbers };

/* A signal handler has no context. */
static volatile sig_atomic_t caught;
static struct sigaction before[SIGNALS];

static void on_signal(int number)
{
  caught = number;
}

void interrupt_catch(void)
{
  struct sigaction act = { .sa_handler = on_signal, .sa_flags = SA_RESTART | (int)SA_RESETHAND };
  sigemptyset(&act.sa_mask);
  for (int i = 0; i < SIGNALS; i++) {
    sigaction(numbers[i], NULL, &before[i]);
    if (before[i].sa_handler != SIG_IGN) sigaction(numbers[i], &act, NULL);
  }
}

bool interrupt_caught(void)
{
  return caught != 0;
}

void interrupt_release(void)
{
  int number = caught;
  for (int i = 0; i < SIGNALS; i++) sigaction(numbers[i], &before[i], NULL);
  caught = 0;
  if (number) raise(number);
}
