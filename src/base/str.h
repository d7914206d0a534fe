/* A growable byte string.
 *
 * Invariant: ptr is never NULL and ptr[len] is NUL, from STR_INIT on, so a
 * struct str can always be printed.  It may hold NUL bytes; len counts.
 * Life cycle: STR_INIT, any number of str_add..., then str_free or str_take. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/slice.h"

#include <stdarg.h>

struct str {
  char *ptr;
  size_t len; /* bytes, without the NUL */
  size_t cap; /* bytes allocated; 0 while ptr is the shared empty string */
};

extern char str_empty[1]; /* always "" */
#define STR_INIT { str_empty, 0, 0 }

void str_init(struct str *s);
void str_free(struct str *s);              /* back to STR_INIT */
char *str_take(struct str *s);             /* the caller owns the bytes; *s is STR_INIT again */
void str_clear(struct str *s);             /* keeps the allocation */
void str_cut(struct str *s, size_t bytes); /* shortens to at most `bytes` */
void str_reserve(struct str *s, size_t more_bytes);

void str_add(struct str *s, struct slice bytes);
void str_adds(struct str *s, const char *text);
static inline void str_addc(struct str *s, char c);
void str_pad(struct str *s, char c, size_t count);
void str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_addv(struct str *s, const char *format, va_list args);

static inline void str_addc(struct str *s, char c)
{
  if (s->len + 1 >= s->cap) str_reserve(s, 1);
  s->ptr[s->len++] = c;
  s->ptr[s->len] = '\0';
}

static inline struct slice str_slice(const struct str *s)
{
  return (struct slice){ s->ptr, s->len };
}

#endif
