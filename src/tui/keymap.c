#include "tui/keymap.h"

#include "base/vec.h"
#include "tui/command.h"

struct binding {
  key_code keys[KEYS_IN_SEQUENCE];
  size_t count;
  unsigned contexts;
  const struct command *command;
};

struct keymap {
  VEC(struct binding) bindings; /* later ones win */
};

struct keymap *keymap_new(void)
{
  return xcalloc(1, sizeof(struct keymap));
}

void keymap_free(struct keymap *k)
{
  if (!k) return;
  vec_free(&k->bindings);
  free(k);
}

bool keymap_bind(struct keymap *k, unsigned contexts, struct slice keys,
                 const struct command *command)
{
  struct binding b = { .contexts = contexts, .command = command };
  struct slice name;
  while (slice_cut(&keys, ' ', &name)) {
    if (name.len == 0) continue;
    key_code key = key_parse(name);
    if (key == KEY_NONE || b.count == KEYS_IN_SEQUENCE) return false;
    b.keys[b.count++] = key;
  }
  if (b.count == 0) return false;
  vec_push(&k->bindings, b);
  return true;
}

static bool begins(const struct binding *b, const key_code *keys, size_t count)
{
  return count <= b->count && memcmp(b->keys, keys, count * sizeof *keys) == 0;
}

static enum keymap_answer find_in(const struct keymap *k, unsigned context, const key_code *keys,
                                  size_t count, const struct command **command)
{
  bool more = false;
  for (size_t i = k->bindings.count; i-- > 0;) {
    const struct binding *b = &k->bindings.items[i];
    if (!(b->contexts & context) || !begins(b, keys, count)) continue;
    if (b->count == count) return *command = b->command, KEYMAP_COMMAND;
    more = true;
  }
  return more ? KEYMAP_MORE : KEYMAP_NOTHING;
}

enum keymap_answer keymap_find(const struct keymap *k, unsigned context, const key_code *keys,
                               size_t count, const struct command **command)
{
  enum keymap_answer special = find_in(k, context & ~(unsigned)CONTEXT_ANY, keys, count, command);
  if (special != KEYMAP_NOTHING || context == CONTEXT_PAGER) return special;
  return find_in(k, CONTEXT_ANY, keys, count, command);
}

void keymap_keys(const struct keymap *k, const struct command *command, struct str *out)
{
  for (size_t i = 0; i < k->bindings.count; i++) {
    const struct binding *b = &k->bindings.items[i];
    if (b->command != command) continue;
    if (out->len) str_addc(out, ' ');
    for (size_t n = 0; n < b->count; n++) key_print(b->keys[n], out);
  }
}
