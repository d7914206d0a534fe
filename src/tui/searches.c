#include "tui/searches.h"

#include "base/vec.h"

#include <stdlib.h>

static const struct {
  const char *query;
  enum word name;
} always[] = { { "is:unread", WORD_UNREAD_POSTS }, { "is:starred", WORD_STARRED_POSTS } };
enum { ALWAYS = sizeof always / sizeof *always };

struct own {
  char *name, *query;
};

struct searches {
  VEC(struct own) own; /* by name */
};

struct searches *saved_searches_new(void)
{
  return xcalloc(1, sizeof(struct searches));
}

static void own_free(struct own *o)
{
  free(o->name);
  free(o->query);
}

void saved_searches_free(struct searches *s)
{
  for (size_t i = 0; i < s->own.count; i++) own_free(&s->own.items[i]);
  vec_free(&s->own);
  free(s);
}

size_t saved_searches_count(const struct searches *s)
{
  return ALWAYS + s->own.count;
}

struct slice saved_search_name(const struct searches *s, size_t n, enum language language)
{
  return slice_of(n < ALWAYS ? word(language, always[n].name) : s->own.items[n - ALWAYS].name);
}

struct slice saved_search_query(const struct searches *s, size_t n)
{
  return slice_of(n < ALWAYS ? always[n].query : s->own.items[n - ALWAYS].query);
}

size_t saved_search_find(const struct searches *s, struct slice query)
{
  for (size_t n = 0; n < saved_searches_count(s); n++)
    if (slice_eq(saved_search_query(s, n), query)) return n;
  return SIZE_MAX;
}

bool saved_search_set(struct searches *s, struct slice name, struct slice query)
{
  size_t at = 0;
  while (at < s->own.count && slice_compare(slice_of(s->own.items[at].name), name) < 0) at++;
  bool known = at < s->own.count && slice_eq(slice_of(s->own.items[at].name), name);
  if (known) {
    own_free(&s->own.items[at]);
    vec_remove(&s->own, at);
  }
  if (query.len == 0) return known;
  struct own o = { xstrndup(name.ptr, name.len), xstrndup(query.ptr, query.len) };
  vec_insert(&s->own, at, o);
  return true;
}
