#include "tui/screen.h"

#include "text/cluster.h"
#include "text/kinsoku.h"
#include "text/sanitize.h"
#include "text/utf8.h"
#include "tui/curses_door.h"
#include "tui/wcwidth.h"

#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { PAIRS_MAX = 1024, ESCAPE_DELAY_MS = 25, CLIPBOARD_BYTES_MAX = 54000 };

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

struct colour_pair {
  int16_t fg, bg;
};

struct screen {
  SCREEN *terminal;
  FILE *in;
  struct theme theme;
  enum ambiguous ambiguous;
  bool whole;                    /* the next frame is sent whole */
  VEC(struct colour_pair) pairs; /* curses pair i + 1 */
  struct str clean;              /* scratch: sanitised text */
  /* the open row */
  int y, x, columns, at;
  enum style base;
};

static void use_utf8(void)
{
  setlocale(LC_ALL, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

static void set_modes(struct screen *s, bool mouse)
{
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  set_escdelay(ESCAPE_DELAY_MS);
  if (mouse) {
    mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
    mouseinterval(0);
  }
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  screen_define_keys();
  putp(paste_on);
  fflush(stdout);
  s->whole = true;
}

struct screen *screen_start(FILE *in, enum ambiguous ambiguous, bool mouse, struct str *problem)
{
  use_utf8();
  wcwidth_policy(ambiguous);
  const char *term = getenv("TERM");
  SCREEN *terminal =
      term && *term && strcmp(term, "dumb") != 0 ? newterm(NULL, stdout, in ? in : stdin) : NULL;
  if (!terminal) {
    str_addf(problem, "the terminal '%s' cannot show a screen; try `baokan home`, or another TERM",
             term ? term : "");
    return NULL;
  }
  struct screen *s = xcalloc(1, sizeof *s);
  *s = (struct screen){
    .terminal = terminal, .in = in ? in : stdin, .ambiguous = ambiguous, .clean = STR_INIT
  };
  set_modes(s, mouse);
  return s;
}

void screen_stop(struct screen *s)
{
  if (!s) return;
  screen_leave(s);
  delscreen(s->terminal);
  vec_free(&s->pairs);
  str_free(&s->clean);
  free(s);
}

void screen_leave(struct screen *s)
{
  (void)s;
  putp(paste_off);
  endwin();
  fflush(stdout);
}

void screen_enter(struct screen *s)
{
  refresh();
  putp(paste_on);
  screen_resized(s);
  s->whole = true;
}

void screen_set_theme(struct screen *s, const struct theme *theme)
{
  s->theme = *theme;
  s->whole = true;
}

bool screen_has_colours(const struct screen *s)
{
  (void)s;
  return has_colors();
}

void screen_resized(struct screen *s)
{
  struct winsize size;
  s->whole = true;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
    resizeterm(size.ws_row, size.ws_col);
}

struct rect screen_area(const struct screen *s)
{
  (void)s;
  return (struct rect){ 0, 0, LINES, COLS };
}

enum ambiguous screen_ambiguous(const struct screen *s)
{
  return s->ambiguous;
}

/* A pair for the two colours; what the terminal does not have is its default. */
static int pair_of(struct screen *s, int fg, int bg)
{
  struct colour_pair wanted = { (int16_t)(fg < COLORS ? fg : LOOK_DEFAULT),
                                (int16_t)(bg < COLORS ? bg : LOOK_DEFAULT) };
  if (!has_colors() || (wanted.fg == LOOK_DEFAULT && wanted.bg == LOOK_DEFAULT)) return 0;
  for (size_t i = 0; i < s->pairs.count; i++)
    if (s->pairs.items[i].fg == wanted.fg && s->pairs.items[i].bg == wanted.bg) return (int)i + 1;
  if (s->pairs.count + 2 > (size_t)COLOR_PAIRS || s->pairs.count >= PAIRS_MAX) return 0;
  vec_push(&s->pairs, wanted);
  init_extended_pair((int)s->pairs.count, wanted.fg, wanted.bg);
  return (int)s->pairs.count;
}

static attr_t attributes_of(uint8_t ink)
{
  static const struct {
    uint8_t ink;
    attr_t curses;
  } rows[] = {
    { INK_BOLD, A_BOLD },           { INK_DIM, A_DIM },
    { INK_ITALIC, A_ITALIC },       { INK_REVERSE, A_REVERSE },
    { INK_UNDERLINE, A_UNDERLINE },
  };
  attr_t attributes = A_NORMAL;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (ink & rows[i].ink) attributes |= rows[i].curses;
  return attributes;
}

/* The look of `style` on a row whose ground is `base`. */
static struct look look_on(const struct screen *s, enum style style, enum style base)
{
  struct look look = s->theme.looks[style], ground = s->theme.looks[base];
  const struct look *text = &s->theme.looks[STYLE_TEXT];
  if (base == STYLE_TEXT || style == base) {
    if (look.bg == LOOK_DEFAULT) look.bg = text->bg;
    if (look.fg == LOOK_DEFAULT) look.fg = text->fg;
    return look;
  }
  bool bar = ground.bg != LOOK_DEFAULT || (ground.attributes & INK_REVERSE);
  if (look.bg == LOOK_DEFAULT || bar) look.bg = ground.bg != LOOK_DEFAULT ? ground.bg : text->bg;
  if (look.fg == LOOK_DEFAULT || (bar && ground.fg != LOOK_DEFAULT))
    look.fg = ground.fg != LOOK_DEFAULT ? ground.fg : text->fg;
  if (bar && (ground.attributes & INK_REVERSE)) {
    look.fg = ground.fg;
    look.attributes &= (uint8_t)~INK_DIM;
  }
  look.attributes |= ground.attributes;
  return look;
}

void screen_frame(struct screen *s)
{
  const struct look *text = &s->theme.looks[STYLE_TEXT];
  cchar_t blank;
  setcchar(&blank, L" ", A_NORMAL, 0, (int[]){ pair_of(s, text->fg, text->bg) });
  bkgrndset(&blank);
  erase();
}

void screen_show(struct screen *s, int cursor_y, int cursor_x)
{
  if (s->whole) clearok(stdscr, TRUE);
  s->whole = false;
  move(cursor_y < LINES ? cursor_y : LINES - 1, cursor_x < COLS ? cursor_x : COLS - 1);
  refresh();
}

void screen_redraw(struct screen *s)
{
  s->whole = true;
}

void screen_begin(struct screen *s, int y, int x, int columns, enum style base)
{
  s->y = y;
  s->x = x;
  s->columns = x + columns > COLS ? COLS - x : columns;
  s->at = 0;
  s->base = base;
}

static void put(struct screen *s, const struct cluster *c, struct look look)
{
  wchar_t wide[CCHARW_MAX + 1] = { 0 };
  size_t count = 0;
  struct slice rest = c->bytes;
  if (s->y < 0 || s->y >= LINES || c->columns > s->columns - s->at) return;
  while (rest.len && count < CCHARW_MAX) {
    char32_t scalar;
    rest = slice_from(rest, utf8_decode(rest, &scalar, NULL));
    wide[count++] = (wchar_t)scalar;
  }
  /* Chinese type does not slant: emphasis is weight there (CLREQ 3.3.3). */
  if ((look.attributes & INK_ITALIC) && kinsoku_is_han(c->base))
    look.attributes = (uint8_t)((look.attributes & ~INK_ITALIC) | INK_BOLD);
  cchar_t cell;
  int pair = pair_of(s, look.fg, look.bg);
  setcchar(&cell, wide, attributes_of(look.attributes), 0, &pair);
  mvadd_wch(s->y, s->x + s->at, &cell);
  s->at += c->columns;
}

static void add_look(struct screen *s, struct slice text, struct look look)
{
  struct cluster c;
  str_clear(&s->clean);
  sanitize(text, SANITIZE_LINE, &s->clean, NULL);
  struct slice rest = str_slice(&s->clean);
  while (s->at < s->columns && cluster_next(&rest, s->ambiguous, &c)) {
    if (c.columns > s->columns - s->at) break;
    put(s, &c, look);
  }
}

void screen_add(struct screen *s, struct slice text, enum style style)
{
  add_look(s, text, look_on(s, style, s->base));
}

void screen_add_ink(struct screen *s, struct slice text, enum style style, struct ink ink)
{
  struct look look = look_on(s, style, s->base);
  if (ink.fg) look.fg = (int16_t)(ink.fg - 1);
  if (ink.bg) look.bg = (int16_t)(ink.bg - 1);
  look.attributes |= ink.attributes;
  add_look(s, text, look);
}

void screen_add_fit(struct screen *s, struct slice text, int columns, enum style style)
{
  struct str fitted = STR_INIT, clean = STR_INIT;
  if (columns > s->columns - s->at) columns = s->columns - s->at;
  if (columns > 0) {
    sanitize(text, SANITIZE_LINE, &clean, NULL);
    text_fit(&fitted, str_slice(&clean), (size_t)columns, s->ambiguous, true);
    screen_add(s, str_slice(&fitted), style);
  }
  str_free(&fitted);
  str_free(&clean);
}

void screen_add_part(struct screen *s, struct slice text, int end, enum style style)
{
  int columns = s->columns;
  s->columns = end < columns ? end : columns;
  screen_add(s, text, style);
  s->columns = columns;
}

void screen_to(struct screen *s, int column)
{
  struct look look = look_on(s, s->base, s->base);
  static const struct cluster blank = { { " ", 1 }, ' ', 1 };
  if (column > s->columns) column = s->columns;
  while (s->at < column) put(s, &blank, look);
}

int screen_column(const struct screen *s)
{
  return s->at;
}

void screen_end(struct screen *s)
{
  screen_to(s, s->columns);
}

int screen_key_fd(const struct screen *s)
{
  return fileno(s->in);
}

bool screen_hung_up(const struct screen *s)
{
  struct pollfd p = { fileno(s->in), POLLIN, 0 };
  int bytes = 0;
  if (poll(&p, 1, 0) <= 0) return false;
  return (p.revents & (POLLHUP | POLLERR | POLLNVAL)) ||
         (ioctl(p.fd, FIONREAD, &bytes) == 0 && bytes == 0);
}

void screen_clipboard(struct screen *s, struct slice text)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  struct str out = STR_INIT;
  (void)s;
  text = slice_first(text, CLIPBOARD_BYTES_MAX);
  str_adds(&out, "\033]52;c;");
  for (size_t i = 0; i < text.len; i += 3) {
    size_t left = text.len - i;
    unsigned triple = (unsigned)(unsigned char)text.ptr[i] << 16;
    if (left > 1) triple |= (unsigned)(unsigned char)text.ptr[i + 1] << 8;
    if (left > 2) triple |= (unsigned char)text.ptr[i + 2];
    str_addc(&out, digits[triple >> 18]);
    str_addc(&out, digits[triple >> 12 & 63]);
    str_addc(&out, left > 1 ? digits[triple >> 6 & 63] : '=');
    str_addc(&out, left > 2 ? digits[triple & 63] : '=');
  }
  str_adds(&out, "\a");
  putp(out.ptr);
  fflush(stdout);
  str_free(&out);
}

void screen_text(struct screen *s, struct str *out)
{
  (void)s;
  for (int y = 0; y < LINES; y++) {
    size_t end = out->len;
    for (int x = 0; x < COLS; x++) {
      cchar_t cell;
      wchar_t wide[CCHARW_MAX + 1] = { 0 };
      attr_t attributes;
      short pair;
      mvin_wch(y, x, &cell);
      getcchar(&cell, wide, &attributes, &pair, NULL);
      for (size_t i = 0; wide[i]; i++) utf8_add(out, (char32_t)wide[i]);
      if (wcwidth(wide[0]) == 2) x++;
      if (wide[0] != L' ') end = out->len;
    }
    str_cut(out, end);
    str_addc(out, '\n');
  }
}
