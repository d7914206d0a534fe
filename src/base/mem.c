#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

enum { EXIT_TROUBLE = 2 };

static _Noreturn void out_of_memory(void)
{
  static const char message[] = "baokan: out of memory\n";
  ssize_t ignored = write(STDERR_FILENO, message, sizeof message - 1);
  (void)ignored;
  _exit(EXIT_TROUBLE);
}

/* malloc(0) may answer NULL, which here would look like a failure. */
static size_t at_least_one(size_t bytes)
{
  return bytes ? bytes : 1;
}

static size_t product(size_t count, size_t bytes)
{
  if (bytes && count > SIZE_MAX / bytes) out_of_memory();
  return count * bytes;
}

void *xmalloc(size_t bytes)
{
  void *p = malloc(at_least_one(bytes));
  if (!p) out_of_memory();
  return p;
}

void *xcalloc(size_t count, size_t bytes)
{
  void *p = calloc(1, at_least_one(product(count, bytes)));
  if (!p) out_of_memory();
  return p;
}

void *xrealloc(void *old, size_t count, size_t bytes)
{
  void *p = realloc(old, at_least_one(product(count, bytes)));
  if (!p) out_of_memory();
  return p;
}

void *xmemdup(const void *from, size_t bytes)
{
  void *p = xmalloc(bytes);
  if (bytes) memcpy(p, from, bytes);
  return p;
}

char *xstrdup(const char *s)
{
  return xmemdup(s, strlen(s) + 1);
}

char *xstrndup(const char *s, size_t bytes)
{
  if (bytes == SIZE_MAX) out_of_memory();
  char *copy = xmalloc(bytes + 1);
  if (bytes) memcpy(copy, s, bytes);
  copy[bytes] = '\0';
  return copy;
}

void mem_touch_soon(void *start, size_t bytes)
{
#ifdef MADV_HUGEPAGE
  enum { PAGE_BYTES = 4096, LARGE_BYTES = 4 << 20 };
  uintptr_t page = ((uintptr_t)start + PAGE_BYTES - 1) & ~(uintptr_t)(PAGE_BYTES - 1);
  if (bytes >= LARGE_BYTES) madvise((void *)page, bytes - PAGE_BYTES, MADV_HUGEPAGE);
#else
  (void)start;
  (void)bytes;
#endif
}

/* glibc raises these by what it sees freed, and copies on its heap what it could have remapped. */
void mem_prepare(void)
{
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 512 << 10);
  mallopt(M_TOP_PAD, 1 << 20); /* a thread's heap grows in steps of that, each a system call */
#endif
}

void mem_give_back(void)
{
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
