#include "tui/key.h"

#include "text/utf8.h"

static const struct {
  const char *name;
  key_code code;
} key_names[] = {
  { "Space", ' ' },
  { "Enter", '\r' },
  { "Tab", '\t' },
  { "Esc", 0x1b },
  { "Up", KEY_CODE_UP },
  { "Down", KEY_CODE_DOWN },
  { "Left", KEY_CODE_LEFT },
  { "Right", KEY_CODE_RIGHT },
  { "Home", KEY_CODE_HOME },
  { "End", KEY_CODE_END },
  { "PgUp", KEY_CODE_PAGE_UP },
  { "PgDn", KEY_CODE_PAGE_DOWN },
  { "S-Tab", KEY_CODE_BACK_TAB },
  { "BS", KEY_CODE_BACKSPACE },
  { "Del", KEY_CODE_DELETE },
  { "F1", KEY_CODE_F1 },
  { "F5", KEY_CODE_F5 },
};
enum { KEY_NAMES = sizeof key_names / sizeof *key_names };

key_code key_parse(struct slice name)
{
  if (name.len == 0) return KEY_NONE;
  if (name.len > 2 && slice_starts(name, SLICE("M-"))) {
    key_code key = key_parse(slice_from(name, 2));
    return key ? key | KEY_ALT : KEY_NONE;
  }
  if (name.len == 3 && slice_starts(name, SLICE("C-"))) return (key_code)(name.ptr[2] & 0x1f);
  for (size_t i = 0; i < KEY_NAMES; i++)
    if (slice_eq(name, slice_of(key_names[i].name))) return key_names[i].code;
  char32_t scalar;
  bool valid;
  size_t bytes = utf8_decode(name, &scalar, &valid);
  return valid && bytes == name.len ? (key_code)scalar : KEY_NONE;
}

void key_print(key_code key, struct str *out)
{
  if (key & KEY_ALT) {
    str_adds(out, "M-");
    key &= ~(key_code)KEY_ALT;
  }
  for (size_t i = 0; i < KEY_NAMES; i++)
    if (key_names[i].code == key) {
      str_adds(out, key_names[i].name);
      return;
    }
  if (key < ' ')
    str_addf(out, "^%c", (int)(key | 0x40));
  else if (key < KEY_CODE_UP)
    utf8_add(out, (char32_t)key);
}

/* The two-set Korean keyboard: jamo and the Latin key they share. */
static const struct {
  uint16_t jamo;
  char key;
} korean_keys[] = {
  { 0x3142, 'q' }, { 0x3148, 'w' }, { 0x3137, 'e' }, { 0x3131, 'r' }, { 0x3145, 't' },
  { 0x315b, 'y' }, { 0x3155, 'u' }, { 0x3151, 'i' }, { 0x3150, 'o' }, { 0x3154, 'p' },
  { 0x3141, 'a' }, { 0x3134, 's' }, { 0x3147, 'd' }, { 0x3139, 'f' }, { 0x314e, 'g' },
  { 0x3157, 'h' }, { 0x3153, 'j' }, { 0x314f, 'k' }, { 0x3163, 'l' }, { 0x314b, 'z' },
  { 0x314c, 'x' }, { 0x314a, 'c' }, { 0x314d, 'v' }, { 0x3160, 'b' }, { 0x315c, 'n' },
  { 0x3161, 'm' }, { 0x3143, 'Q' }, { 0x3149, 'W' }, { 0x3138, 'E' }, { 0x3132, 'R' },
  { 0x3146, 'T' }, { 0x3152, 'O' }, { 0x3156, 'P' },
};

key_code key_under_finger(key_code key)
{
  if (key >= 0xff01 && key <= 0xff5e) return key - 0xff01 + '!';
  if (key == 0x3000) return ' ';
  for (size_t i = 0; i < sizeof korean_keys / sizeof *korean_keys; i++)
    if (korean_keys[i].jamo == key) return (key_code)korean_keys[i].key;
  return key;
}
