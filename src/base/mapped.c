#include "base/mapped.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum { RANGES_MAX = 1024 };

/* A signal handler has no context: it looks for the address among all mappings.  A range
 * whose start is 0 is free. */
struct range {
  atomic_uintptr_t start, end;
  atomic_bool torn;
};

static struct range ranges[RANGES_MAX];
static atomic_int used;                                  /* of them, so far at once */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of who takes one */
static struct sigaction before;
static uintptr_t page_bytes;

static struct range *range_of(uintptr_t at)
{
  for (int i = 0; i < used; i++)
    if (at >= ranges[i].start && at < ranges[i].end) return &ranges[i];
  return NULL;
}

/* The page that is not there becomes one of zeros, and the instruction is done again.  What has
 * another cause meets what was there before, then and there. */
static void on_bus(int number, siginfo_t *info, void *context)
{
  (void)context;
  int error = errno;
  uintptr_t at = (uintptr_t)info->si_addr;
  struct range *r = range_of(at);
  void *page = (void *)(at & ~(page_bytes - 1));
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
  if (r && mmap(page, page_bytes, PROT_READ | PROT_WRITE, flags, -1, 0) != MAP_FAILED)
    r->torn = true;
  else
    sigaction(number, &before, NULL);
  errno = error;
}

static void catch_it(void)
{
  struct sigaction now, act = { .sa_sigaction = on_bus, .sa_flags = SA_SIGINFO };
  sigaction(SIGBUS, NULL, &now);
  if ((now.sa_flags & SA_SIGINFO) && now.sa_sigaction == on_bus) return;
  before = now;
  page_bytes = (uintptr_t)sysconf(_SC_PAGESIZE);
  sigemptyset(&act.sa_mask);
  sigaction(SIGBUS, &act, NULL);
}

char *mapped_new(int fd, size_t bytes)
{
  char *start = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
  if (start == MAP_FAILED) return NULL;
  pthread_mutex_lock(&lock);
  catch_it();
  int i = 0;
  while (i < RANGES_MAX && ranges[i].start) i++;
  if (i < RANGES_MAX) {
    if (used <= i) used = i + 1;
    ranges[i].torn = false;
    ranges[i].end = (uintptr_t)start + bytes;
    ranges[i].start = (uintptr_t)start;
  }
  pthread_mutex_unlock(&lock);
  if (i < RANGES_MAX) return start;
  munmap(start, bytes);
  errno = EMFILE;
  return NULL;
}

void mapped_free(char *start, size_t bytes)
{
  if (!start) return;
  pthread_mutex_lock(&lock);
  struct range *r = range_of((uintptr_t)start);
  if (r) {
    r->end = 0;
    r->start = 0;
  }
  pthread_mutex_unlock(&lock);
  munmap(start, bytes);
}

bool mapped_torn(const char *start)
{
  const struct range *r = range_of((uintptr_t)start);
  return r && r->torn;
}
