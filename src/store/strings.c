#include "store/strings.h"

#include <sys/mman.h>
#include <unistd.h>

enum { SPILL_BYTES = 2 << 20 };

void strings_init(struct strings *s)
{
  *s = (struct strings){ .tail = STR_INIT };
  str_addc(&s->tail, '\0');
}

void strings_free(struct strings *s)
{
  str_free(&s->tail);
  if (!s->spill) return;
  if (s->base) munmap((void *)(uintptr_t)s->base, s->based);
  close(s->spill - 1);
  *s = (struct strings){ .tail = STR_INIT };
}

void strings_spill(struct strings *s, int fd)
{
  if (s->spill || s->based)
    close(fd);
  else
    s->spill = fd + 1, s->spill_at = SPILL_BYTES;
}

void strings_rest(const struct strings *s)
{
  if (s->spill && s->base) madvise((void *)(uintptr_t)s->base, s->based, MADV_DONTNEED);
}

/* Where that fails (the disk is full) it stays in memory, and is tried again later. */
static void spill(struct strings *s)
{
  int fd = s->spill - 1;
  size_t bytes = s->tail.len, based = s->based + bytes;
  s->spill_at = bytes + SPILL_BYTES;
  if (pwrite(fd, s->tail.ptr, bytes, (off_t)s->based) != (ssize_t)bytes) return;
  void *old = (void *)(uintptr_t)s->base;
  void *base = old ? mremap(old, s->based, based, MREMAP_MAYMOVE)
                   : mmap(NULL, based, PROT_READ, MAP_SHARED, fd, 0);
  if (base == MAP_FAILED) return;
  s->base = base;
  s->based = based;
  s->spill_at = SPILL_BYTES;
  str_clear(&s->tail);
  strings_rest(s);
}

uint32_t strings_add(struct strings *s, struct slice text)
{
  size_t offset = strings_bytes(s);
  if (text.len == 0 || offset >= UINT32_MAX || text.len >= UINT32_MAX - offset) return 0;
  size_t start = s->tail.len;
  str_add(&s->tail, text);
  char *nul = s->tail.ptr + start;
  while ((nul = memchr(nul, '\0', (size_t)(s->tail.ptr + s->tail.len - nul)))) *nul = ' ';
  str_addc(&s->tail, '\0');
  if (s->spill && s->tail.len >= s->spill_at) spill(s);
  return (uint32_t)offset;
}

uint32_t strings_set(struct strings *s, uint32_t old, struct slice text)
{
  return slice_eq(strings_at(s, old), text) ? old : strings_add(s, text);
}
