/* Keys as numbers and as names.  A number is a Unicode scalar for what was
 * typed, or one of KEY_CODE_... for the rest; KEY_ALT is added for Alt. */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include "base/str.h"

#include <stdint.h>

typedef uint32_t key_code;

enum {
  KEY_NONE = 0,
  KEY_CODE_UP = 0x110000, /* past the last scalar value */
  KEY_CODE_DOWN,
  KEY_CODE_LEFT,
  KEY_CODE_RIGHT,
  KEY_CODE_HOME,
  KEY_CODE_END,
  KEY_CODE_PAGE_UP,
  KEY_CODE_PAGE_DOWN,
  KEY_CODE_BACK_TAB,
  KEY_CODE_BACKSPACE,
  KEY_CODE_DELETE,
  KEY_CODE_F1,
  KEY_CODE_F5 = KEY_CODE_F1 + 4,
  KEY_CODE_RESIZE,
  KEY_CODE_MOUSE,
  KEY_CODE_PASTE_BEGIN,
  KEY_CODE_PASTE_END,
  KEY_ALT = 0x1000000,
};

/* "j", "Space", "C-d", "M-Left", "PgDn", "F5" -> code; KEY_NONE: no such key. */
key_code key_parse(struct slice name);
void key_print(key_code key, struct str *out);

/* The key under the finger when an input method or another keyboard layout is on:
 * full-width letters, the ideographic space and Hangul jamo become the ASCII key.
 * Not for prompts. */
key_code key_under_finger(key_code key);

#endif
