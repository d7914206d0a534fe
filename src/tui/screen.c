#include "tui/screen_impl.h"

#include "text/cluster.h"
#include "text/kinsoku.h"
#include "text/sanitize.h"
#include "text/utf8.h"
#include "tui/probe.h"
#include "tui/wcwidth.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
  PAIRS_MAX = 1024,
  ESCAPE_DELAY_MS = 25,
  CLIPBOARD_BYTES_MAX = 54000,
  PROBE_MS = 300, /* local terminals answer within 30 */
  PROBE_REMOTE_MS = 1000
};

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";
static const char frame_begins[] = "\033[?2026h", frame_ends[] = "\033[?2026l";

static void use_utf8(void)
{
  setlocale(LC_ALL, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

/* What curses does not know how to say.  Its own output is never kept back, so
 * that all comes in order. */
static void send(struct slice bytes)
{
  while (bytes.len) {
    ssize_t sent = write(STDOUT_FILENO, bytes.ptr, bytes.len);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return;
    bytes = slice_from(bytes, (size_t)sent);
  }
}

static bool is_set(const char *name)
{
  const char *value = getenv(name);
  return value && *value;
}

/* These answer nothing, or print the question. */
static bool is_mute(const char *term)
{
  static const char *const names[] = { "linux", "cons25", "vt52", "unknown" };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(term, names[i]) == 0) return true;
  return false;
}

static void ask_terminal(struct screen *s, const char *term)
{
  struct probe p;
  bool remote = is_set("SSH_CONNECTION") || is_set("SSH_TTY");
  probe_init(&p);
  if (!is_mute(term))
    probe_terminal(&p, fileno(s->in), STDOUT_FILENO, remote ? PROBE_REMOTE_MS : PROBE_MS);
  s->ambiguous = p.ambiguous;
  s->recent = p.recent;
  s->synchronized = p.synchronized;
  s->typed = p.typed;
}

/* What curses takes an ambiguous character to be, whoever's wcwidth it calls. */
static enum ambiguous ambiguous_of_curses(void)
{
  enum ambiguous found = AMBIGUOUS_NARROW;
  WINDOW *pad = newpad(1, 4);
  cchar_t cell;
  setcchar(&cell, L"\u201C", A_NORMAL, 0, NULL);
  if (pad && wadd_wch(pad, &cell) == OK && getcurx(pad) == 2) found = AMBIGUOUS_WIDE;
  if (pad) delwin(pad);
  return found;
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
  send(slice_of(paste_on));
  s->whole = true;
}

static void screen_free(struct screen *s)
{
  if (s->terminal) delscreen(s->terminal);
  vec_free(&s->pairs);
  str_free(&s->typed);
  str_free(&s->clean);
  free(s);
}

struct screen *screen_start(FILE *in, enum ambiguous ambiguous, bool mouse, struct str *problem)
{
  const char *term = getenv("TERM");
  bool able = term && *term && strcmp(term, "dumb") != 0;
  struct screen *s = xcalloc(1, sizeof *s);
  *s = (struct screen){
    .in = in ? in : stdin, .ambiguous = ambiguous, .typed = STR_INIT, .clean = STR_INIT
  };
  use_utf8();
  if (able && !ambiguous) ask_terminal(s, term);
  wcwidth_policy(s->ambiguous);
  if (able) s->terminal = newterm(NULL, stdout, s->in);
  if (!s->terminal) {
    str_addf(problem, "the terminal '%s' cannot show a screen; try `baokan home`, or another TERM",
             term ? term : "");
    screen_free(s);
    return NULL;
  }
  s->ambiguous = ambiguous_of_curses();
  set_modes(s, mouse);
  return s;
}

void screen_stop(struct screen *s)
{
  if (!s) return;
  screen_leave(s);
  screen_free(s);
}

void screen_leave(struct screen *s)
{
  (void)s;
  send(slice_of(paste_off));
  endwin();
}

void screen_enter(struct screen *s)
{
  refresh();
  send(slice_of(paste_on));
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

bool screen_knows_recent(const struct screen *s)
{
  return s->recent;
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
  if (bar && style == STYLE_MATCH) look.attributes |= INK_UNDERLINE; /* its colours are gone */
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
  if (s->synchronized) send(slice_of(frame_begins));
  refresh();
  if (s->synchronized) send(slice_of(frame_ends));
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
  s->corner = y == LINES - 1 && x + s->columns == COLS;
  if (s->corner && s->columns > 0) s->columns--;
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

static unsigned line_mode(const struct screen *s)
{
  return SANITIZE_LINE | (s->recent ? SANITIZE_RECENT : 0);
}

static void add_look(struct screen *s, struct slice text, struct look look)
{
  struct cluster c;
  str_clear(&s->clean);
  sanitize(text, line_mode(s), &s->clean, NULL);
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
    sanitize(text, line_mode(s), &clean, NULL);
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
  if (s->corner) screen_to(s, ++s->columns);
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
  send(str_slice(&out));
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
