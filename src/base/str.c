#include "base/str.h"

#include "base/mem.h"
#include "base/vec.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { CAP_MIN_BYTES = 64 };

char str_empty[1] = "";

void str_init(struct str *s)
{
  *s = (struct str)STR_INIT;
}

void str_free(struct str *s)
{
  if (s->cap) free(s->ptr);
  str_init(s);
}

char *str_take(struct str *s)
{
  char *bytes = s->cap ? s->ptr : xstrdup("");
  str_init(s);
  return bytes;
}

void str_clear(struct str *s)
{
  str_cut(s, 0);
}

void str_cut(struct str *s, size_t bytes)
{
  if (bytes >= s->len) return;
  s->len = bytes;
  s->ptr[bytes] = '\0';
}

void str_reserve(struct str *s, size_t more_bytes)
{
  /* One sum that cannot wrap: what does not fit is left to xrealloc to refuse. */
  size_t need = more_bytes < SIZE_MAX - s->len ? s->len + more_bytes + 1 : SIZE_MAX;
  if (need <= s->cap) return;
  size_t cap = vec_capacity(s->cap, need > CAP_MIN_BYTES ? need : CAP_MIN_BYTES);
  char *ptr = xrealloc(s->cap ? s->ptr : NULL, cap, 1);
  mem_touch_soon(ptr, cap);
  ptr[s->len] = '\0';
  s->ptr = ptr;
  s->cap = cap;
}

void str_add(struct str *s, struct slice bytes)
{
  if (bytes.len == 0) return;
  str_reserve(s, bytes.len);
  memcpy(s->ptr + s->len, bytes.ptr, bytes.len);
  s->len += bytes.len;
  s->ptr[s->len] = '\0';
}

void str_adds(struct str *s, const char *text)
{
  str_add(s, slice_of(text));
}

void str_pad(struct str *s, char c, size_t count)
{
  if (count == 0) return;
  str_reserve(s, count);
  memset(s->ptr + s->len, c, count);
  s->len += count;
  s->ptr[s->len] = '\0';
}

void str_addf(struct str *s, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  str_addv(s, format, args);
  va_end(args);
}

void str_addv(struct str *s, const char *format, va_list args)
{
  va_list again;
  va_copy(again, args);
  int bytes = vsnprintf(NULL, 0, format, args);
  if (bytes > 0) {
    str_reserve(s, (size_t)bytes);
    vsnprintf(s->ptr + s->len, (size_t)bytes + 1, format, again);
    s->len += (size_t)bytes;
  }
  va_end(again);
}
