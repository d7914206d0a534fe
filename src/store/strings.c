#include "store/strings.h"

void strings_init(struct strings *s)
{
  str_init(&s->area);
  str_addc(&s->area, '\0');
}

void strings_free(struct strings *s)
{
  str_free(&s->area);
}

uint32_t strings_add(struct strings *s, struct slice text)
{
  if (text.len == 0 || text.len >= UINT32_MAX - s->area.len) return 0;
  size_t offset = s->area.len;
  str_add(&s->area, text);
  char *nul = s->area.ptr + offset;
  while ((nul = memchr(nul, '\0', (size_t)(s->area.ptr + s->area.len - nul)))) *nul = ' ';
  str_addc(&s->area, '\0');
  return (uint32_t)offset;
}

uint32_t strings_set(struct strings *s, uint32_t old, struct slice text)
{
  return slice_eq(strings_at(s, old), text) ? old : strings_add(s, text);
}
