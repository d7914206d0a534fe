/* A folder of its own for each test, with a state in it. */
#ifndef TEST_STORE_TEMP_STATE_H
#define TEST_STORE_TEMP_STATE_H

#include "store/state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static char temp_folder[] = "/tmp/baokan-state-XXXXXX", temp_path[128];

static inline int temp_make(void **state)
{
  (void)state;
  strcpy(temp_folder, "/tmp/baokan-state-XXXXXX");
  if (!mkdtemp(temp_folder)) return -1;
  snprintf(temp_path, sizeof temp_path, "%s/a/b/state.db", temp_folder);
  return 0;
}

static inline int temp_remove(void **state)
{
  char command[128];
  (void)state;
  snprintf(command, sizeof command, "rm -rf '%s'", temp_folder);
  return system(command);
}

static inline struct state *open_at(const char *path, enum state_trouble expected)
{
  enum state_trouble trouble;
  struct str detail = STR_INIT;
  struct state *s = state_open(path, &trouble, &detail);
  if (trouble != expected) fprintf(stderr, "# %s\n", detail.ptr);
  assert_int_equal(trouble, expected);
  assert_true((detail.len == 0) == (expected == STATE_FINE));
  str_free(&detail);
  return s;
}

static inline struct state_entry entry(const char *kind, const char *name, int64_t number,
                                       int64_t at)
{
  return (struct state_entry){ .site = SLICE("https://hubin.example"),
                               .kind = slice_of(kind),
                               .name = slice_of(name),
                               .number = number,
                               .at = at };
}

static inline void add_entry(void *context, const struct state_entry *e)
{
  struct str *out = context;
  str_addf(out, "%.*s %.*s %.*s=", SLICE_ARG(e->site), SLICE_ARG(e->kind), SLICE_ARG(e->name));
  if (e->is_null)
    str_adds(out, "null");
  else if (e->text.ptr)
    str_addf(out, "'%.*s'", SLICE_ARG(e->text));
  else
    str_addf(out, "%lld", (long long)e->number);
  str_addf(out, "@%lld\n", (long long)e->at);
}

/* All of it, as text. */
static inline void dump(struct state *s, struct str *out)
{
  assert_true(state_each(s, SLICE_NULL, SLICE_NULL, add_entry, out, out));
}

static inline void assert_holds(struct state *s, const char *expected)
{
  struct str got = STR_INIT;
  dump(s, &got);
  assert_string_equal(got.ptr, expected);
  str_free(&got);
}

static inline size_t put(struct state *s, struct state_entry e, bool mine)
{
  size_t taken;
  struct str problem = STR_INIT;
  assert_true(state_write(s, &e, 1, mine, &taken, &problem));
  assert_int_equal(problem.len, 0);
  return taken;
}

#endif
