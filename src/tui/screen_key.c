/* Keys and the mouse as the terminal sends them. */
#include "tui/screen_impl.h"

#include "text/utf8.h"
#include "tui/probe.h"

#include <string.h>

#define ESCAPE 0x1B

enum {
  OWN_PASTE_BEGIN = KEY_MAX + 1,
  OWN_PASTE_END,
  OWN_ALT_LEFT,
  OWN_ALT_RIGHT,
};

static const struct {
  int curses;
  key_code code;
} curses_keys[] = {
  { KEY_UP, KEY_CODE_UP },
  { KEY_DOWN, KEY_CODE_DOWN },
  { KEY_LEFT, KEY_CODE_LEFT },
  { KEY_RIGHT, KEY_CODE_RIGHT },
  { KEY_HOME, KEY_CODE_HOME },
  { KEY_END, KEY_CODE_END },
  { KEY_PPAGE, KEY_CODE_PAGE_UP },
  { KEY_NPAGE, KEY_CODE_PAGE_DOWN },
  { KEY_BTAB, KEY_CODE_BACK_TAB },
  { KEY_BACKSPACE, KEY_CODE_BACKSPACE },
  { KEY_DC, KEY_CODE_DELETE },
  { KEY_ENTER, '\r' },
  { KEY_F(1), KEY_CODE_F1 },
  { KEY_F(5), KEY_CODE_F5 },
  { KEY_RESIZE, KEY_CODE_RESIZE },
  { OWN_PASTE_BEGIN, KEY_CODE_PASTE_BEGIN },
  { OWN_PASTE_END, KEY_CODE_PASTE_END },
  { OWN_ALT_LEFT, KEY_CODE_LEFT | KEY_ALT },
  { OWN_ALT_RIGHT, KEY_CODE_RIGHT | KEY_ALT },
};

void screen_define_keys(void)
{
  define_key("\033[200~", OWN_PASTE_BEGIN);
  define_key("\033[201~", OWN_PASTE_END);
  define_key("\033[1;3D", OWN_ALT_LEFT);
  define_key("\033[1;3C", OWN_ALT_RIGHT);
}

static bool mouse_event(struct mouse *mouse)
{
  MEVENT event;
  if (getmouse(&event) != OK) return false;
  mouse->y = event.y;
  mouse->x = event.x;
  if (event.bstate & BUTTON4_PRESSED)
    mouse->what = MOUSE_WHEEL_UP;
  else if (event.bstate & BUTTON5_PRESSED)
    mouse->what = MOUSE_WHEEL_DOWN;
  else if (event.bstate & BUTTON1_PRESSED)
    mouse->what = MOUSE_CLICK;
  else
    return false;
  return true;
}

/* The key that curses has for `code`; false: none of ours. */
static bool key_of_curses(int code, key_code *key)
{
  for (size_t i = 0; i < sizeof curses_keys / sizeof *curses_keys; i++)
    if (curses_keys[i].curses == code) return *key = curses_keys[i].code, true;
  return false;
}

static key_code key_of_scalar(char32_t scalar)
{
  if (scalar == 0x7F || scalar == '\b') return (key_code)KEY_CODE_BACKSPACE;
  return scalar == '\n' ? '\r' : (key_code)scalar;
}

/* Bytes of the key sequence that `s` begins with, as terminfo has it; 0: none. */
static size_t key_sequence_bytes(struct slice s, int *code)
{
  enum { LONGEST = 16 };
  char sequence[LONGEST + 1] = { 0 };
  for (size_t i = 0; i < s.len && i < LONGEST; i++) {
    sequence[i] = s.ptr[i];
    *code = i > 0 ? key_defined(sequence) : 0;
    if (*code > 0) return i + 1;
  }
  return 0;
}

/* What was typed before curses read keys, and escape sequences it has no key for:
 * a terminal's late answer, a key that terminfo does not know. */
static bool typed_key(struct screen *s, key_code *key)
{
  while (s->typed.len) {
    struct slice rest = str_slice(&s->typed);
    bool found = false;
    int code = 0;
    size_t bytes = rest.ptr[0] == ESCAPE ? key_sequence_bytes(rest, &code) : 0;
    if (bytes) {
      found = key_of_curses(code, key);
    } else if ((bytes = control_sequence_bytes(rest)) == 0) {
      char32_t scalar;
      bytes = utf8_decode(rest, &scalar, NULL);
      *key = key_of_scalar(scalar);
      found = true;
    }
    memmove(s->typed.ptr, s->typed.ptr + bytes, s->typed.len - bytes);
    str_cut(&s->typed, s->typed.len - bytes);
    if (found) return true;
  }
  return false;
}

/* Esc was read: what is there of a sequence after it is typed, too. */
static void read_escape(struct screen *s)
{
  enum { LONGEST = 32 };
  wint_t got;
  str_addc(&s->typed, ESCAPE);
  for (int i = 0; i < LONGEST; i++) {
    int kind = get_wch(&got);
    if (kind == KEY_CODE_YES) ungetch((int)got);
    if (kind != OK) return;
    utf8_add(&s->typed, got);
    if ((i == 0 && got != '[') || (i > 0 && got >= 0x40)) return;
  }
}

bool screen_key(struct screen *s, key_code *key, struct mouse *mouse)
{
  wint_t got;
  for (;;) {
    if (typed_key(s, key)) return true;
    int kind = get_wch(&got);
    if (kind == ERR) return false;
    if (kind == OK && got == ESCAPE) {
      read_escape(s);
    } else if (kind == OK) {
      *key = key_of_scalar(got);
      return true;
    } else if (got == KEY_MOUSE) {
      if (!mouse_event(mouse)) continue;
      *key = KEY_CODE_MOUSE;
      return true;
    } else if (key_of_curses((int)got, key)) {
      return true;
    }
  }
}
