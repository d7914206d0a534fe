#include "cli/printer.h"

#include "cli/ansi.h"
#include "text/cluster.h"
#include "text/sanitize.h"
#include "text/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { PIECE_BYTES = 1 << 16, COLUMNS_DEFAULT = 80, COLUMNS_MAX = 10000 };

static uint32_t terminal_columns(void)
{
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col) return size.ws_col;
  const char *columns = getenv("COLUMNS");
  long number = columns ? strtol(columns, NULL, 10) : 0;
  return number > 0 && number < COLUMNS_MAX ? (uint32_t)number : COLUMNS_DEFAULT;
}

void printer_begin(struct printer *p)
{
  *p = (struct printer){ .buffer = STR_INIT, .ambiguous = AMBIGUOUS_NARROW };
  p->terminal = isatty(STDOUT_FILENO);
  p->columns = p->terminal ? terminal_columns() : COLUMNS_DEFAULT;
}

static bool is_set(const char *name)
{
  const char *value = getenv(name);
  return value && *value;
}

/* CLICOLOR_FORCE=0 is a "no" (bixense.com/clicolors). */
static bool is_forced(void)
{
  const char *force = getenv("CLICOLOR_FORCE");
  return (force && *force && strcmp(force, "0") != 0) || is_set("FORCE_COLOR");
}

static bool wants_escapes(const struct printer *p, enum printer_colour colour)
{
  if (colour != COLOUR_AUTO) return colour == COLOUR_ALWAYS;
  if (is_forced()) return true;
  const char *term = getenv("TERM");
  return p->terminal && term && *term && strcmp(term, "dumb") != 0;
}

void printer_style(struct printer *p, enum printer_colour colour, const char *theme,
                   enum ambiguous ambiguous)
{
  p->ambiguous = ambiguous;
  p->styled = wants_escapes(p, colour);
  if (!p->styled) return;
  struct str problem = STR_INIT;
  if (!theme_load(&p->theme, theme, &problem)) complain("%s", problem.ptr);
  if (colour == COLOUR_AUTO && is_set("NO_COLOR")) theme_without_colour(&p->theme);
  str_free(&problem);
}

static void write_out(struct printer *p)
{
  if (!p->error && fwrite(p->buffer.ptr, 1, p->buffer.len, stdout) < p->buffer.len)
    p->error = errno ? errno : EIO;
  str_clear(&p->buffer);
}

void print_flush(struct printer *p)
{
  write_out(p);
  if (fflush(stdout) && !p->error) p->error = errno ? errno : EIO;
}

bool printer_end(struct printer *p)
{
  write_out(p);
  errno = 0;
  if (fclose(stdout) && !p->error) p->error = errno ? errno : EIO;
  if (p->error) complain("cannot write: %s", strerror(p->error));
  str_free(&p->buffer);
  return p->error == 0;
}

void print_words(struct printer *p, const char *own)
{
  str_adds(&p->buffer, own);
  p->used += (uint32_t)text_columns(slice_of(own), p->ambiguous);
}

static void add_clean(struct printer *p, enum style style, struct slice clean)
{
  size_t before = p->buffer.len;
  if (p->styled) ansi_on(&p->buffer, &p->theme.looks[style], NULL);
  bool on = p->buffer.len > before;
  str_add(&p->buffer, clean);
  if (on) ansi_off(&p->buffer);
  p->used += (uint32_t)text_columns(clean, p->ambiguous);
}

/* On a terminal no further than its edge. */
static void add_clipped(struct printer *p, enum style style, struct slice clean)
{
  struct str fitted = STR_INIT;
  size_t room = p->columns > p->used ? p->columns - p->used : 0;
  if (p->terminal && text_columns(clean, p->ambiguous) > room) {
    text_fit(&fitted, clean, room, p->ambiguous, false);
    clean = str_slice(&fitted);
  }
  add_clean(p, style, clean);
  str_free(&fitted);
}

void print_text(struct printer *p, enum style style, struct slice text)
{
  struct str clean = STR_INIT;
  sanitize(text, SANITIZE_LINE, &clean, NULL);
  add_clipped(p, style, str_slice(&clean));
  str_free(&clean);
}

void print_whole(struct printer *p, enum style style, struct slice text)
{
  struct str clean = STR_INIT;
  sanitize(text, SANITIZE_LINE, &clean, NULL);
  add_clean(p, style, str_slice(&clean));
  str_free(&clean);
}

void print_field(struct printer *p, struct slice text)
{
  while (text.len > 0) {
    char32_t c;
    bool valid = true;
    size_t bytes = utf8_decode(text, &c, &valid);
    if (c == '\t' || c == '\n' || c == '\\')
      str_addf(&p->buffer, "\\%c", c == '\t' ? 't' : c == '\n' ? 'n' : '\\');
    else if (valid && c >= 0x20 && !(c >= 0x7F && c < 0xA0))
      str_add(&p->buffer, slice_first(text, bytes));
    else
      for (size_t i = 0; i < bytes; i++)
        str_addf(&p->buffer, "\\x%02x", (unsigned)(unsigned char)text.ptr[i]);
    text = slice_from(text, bytes);
  }
}

void print_column(struct printer *p, enum style style, struct slice text, size_t columns)
{
  uint32_t start = p->used;
  print_text(p, style, text);
  size_t taken = p->used - start;
  size_t blanks = taken < columns ? columns - taken : 0;
  str_pad(&p->buffer, ' ', blanks);
  p->used += (uint32_t)blanks;
}

void print_number(struct printer *p, enum style style, size_t number, size_t columns)
{
  char text[32];
  snprintf(text, sizeof text, "%*zu", (int)columns, number);
  add_clean(p, style, slice_of(text));
}

void print_rule(struct printer *p, uint32_t columns)
{
  struct str rule = STR_INIT;
  str_pad(&rule, '-', columns);
  add_clipped(p, STYLE_RULE, str_slice(&rule));
  str_free(&rule);
  print_end_line(p);
}

void print_end_line(struct printer *p)
{
  while (p->buffer.len && p->buffer.ptr[p->buffer.len - 1] == ' ')
    str_cut(&p->buffer, p->buffer.len - 1);
  print_end_json(p);
}

void print_end_json(struct printer *p)
{
  str_addc(&p->buffer, '\n');
  p->used = 0;
  if (p->buffer.len >= PIECE_BYTES) write_out(p);
}

void print_lines(struct printer *p, const struct lines *lines)
{
  for (size_t i = 0; i < lines->line.count; i++) {
    ansi_line(&p->buffer, lines, &lines->line.items[i], p->styled ? &p->theme : NULL);
    if (p->buffer.len >= PIECE_BYTES) write_out(p);
  }
  p->used = 0;
}

size_t print_columns(const struct printer *p, struct slice text)
{
  struct str clean = STR_INIT;
  sanitize(text, SANITIZE_LINE, &clean, NULL);
  size_t columns = text_columns(str_slice(&clean), p->ambiguous);
  str_free(&clean);
  return columns;
}

void complain(const char *format, ...)
{
  struct str text = STR_INIT, clean = STR_INIT;
  va_list args;
  va_start(args, format);
  str_addv(&text, format, args);
  va_end(args);
  sanitize(str_slice(&text), SANITIZE_LINE, &clean, NULL);
  fprintf(stderr, "baokan: %s\n", clean.ptr);
  str_free(&text);
  str_free(&clean);
}

void complain_hint(const char *hint)
{
  struct str clean = STR_INIT;
  sanitize(slice_of(hint), SANITIZE_LINE, &clean, NULL);
  fprintf(stderr, "%s\n", clean.ptr);
  str_free(&clean);
}
