/* From keys to commands: sequences of up to four keys, looked up in the context
 * that has the focus, then in the general one.  Filled from the command table,
 * then from the reader's configuration, by the same parser. */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include "tui/key.h"

#include <stddef.h>

struct command;
struct keymap;

enum { KEYS_IN_SEQUENCE = 4 };

struct keymap *keymap_new(void);
void keymap_free(struct keymap *k);

/* "g g" or "C-d": false when a key has no such name. */
bool keymap_bind(struct keymap *k, unsigned contexts, struct slice keys,
                 const struct command *command);

/* What the keys so far mean in the contexts (most special bit wins over
 * CONTEXT_ANY).  KEYMAP_MORE: the beginning of something. */
enum keymap_answer { KEYMAP_NOTHING, KEYMAP_MORE, KEYMAP_COMMAND };
enum keymap_answer keymap_find(const struct keymap *k, unsigned context, const key_code *keys,
                               size_t count, const struct command **command);

/* Appends all keys bound to a command, parted by blanks. */
void keymap_keys(const struct keymap *k, const struct command *command, struct str *out);

#endif
