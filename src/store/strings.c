#include "store/strings.h"

void strings_init(struct strings *s)
{
  *s = (struct strings){ .tail = STR_INIT };
  str_addc(&s->tail, '\0');
}

void strings_free(struct strings *s)
{
  str_free(&s->tail);
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
  return (uint32_t)offset;
}

uint32_t strings_set(struct strings *s, uint32_t old, struct slice text)
{
  return slice_eq(strings_at(s, old), text) ? old : strings_add(s, text);
}
