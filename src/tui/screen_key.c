/* Keys and the mouse as the terminal sends them. */
#include "tui/screen.h"

#include "tui/curses_door.h"

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

bool screen_key(struct screen *s, key_code *key, struct mouse *mouse)
{
  wint_t got;
  (void)s;
  for (;;) {
    int kind = get_wch(&got);
    if (kind == ERR) return false;
    if (kind == OK) {
      *key = got == 0x7f || got == '\b' ? (key_code)KEY_CODE_BACKSPACE : (key_code)got;
      if (got == '\n') *key = '\r';
      return true;
    }
    if (got == KEY_MOUSE) {
      if (!mouse_event(mouse)) continue;
      *key = KEY_CODE_MOUSE;
      return true;
    }
    for (size_t i = 0; i < sizeof curses_keys / sizeof *curses_keys; i++)
      if ((wint_t)curses_keys[i].curses == got) return *key = curses_keys[i].code, true;
  }
}
