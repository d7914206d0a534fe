/* stdout and stderr.  Text from files passes the sanitiser here and nowhere
 * else in this face; escape sequences are written only where asked for.  Output is
 * gathered and written in large pieces; the first error is kept and told by
 * printer_end. */
#ifndef CLI_PRINTER_H
#define CLI_PRINTER_H

#include "app/theme.h"
#include "base/json.h"

enum printer_colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct printer {
  struct str buffer;
  struct theme theme;
  bool styled;         /* escape sequences may be written */
  bool terminal;       /* stdout is one: lines are clipped to its width */
  uint32_t columns;    /* of the terminal; 80 where there is none */
  uint32_t used;       /* columns of the line so far */
  enum ambiguous ambiguous;
  int error;           /* errno of the first write that failed */
};

void printer_begin(struct printer *p);
/* Once the options are known. */
void printer_style(struct printer *p, enum printer_colour colour, const char *theme,
                   enum ambiguous ambiguous);
/* Writes the rest and closes stdout; false and a message when it could not. */
bool printer_end(struct printer *p);

void print_words(struct printer *p, const char *own); /* our own text, as it is */
void print_text(struct printer *p, enum style style, struct slice text);
/* The same, never clipped: what may be copied, like an address. */
void print_whole(struct printer *p, enum style style, struct slice text);
/* As print_text, followed by blanks up to so many columns; longer text is not cut. */
void print_column(struct printer *p, enum style style, struct slice text, size_t columns);
/* With blanks before it, up to so many columns. */
void print_number(struct printer *p, enum style style, size_t number, size_t columns);
void print_rule(struct printer *p, uint32_t columns);
void print_end_line(struct printer *p);
void print_lines(struct printer *p, const struct lines *lines);
/* A field of a table for programs, as it is but for \t, \n, \\, and \xNN for each byte of
 * another control character or of no character. */
void print_field(struct printer *p, struct slice text);
/* What is gathered is written now: for results that come one by one. */
void print_flush(struct printer *p);
/* JSON goes into p->buffer; this ends its line. */
void print_end_json(struct printer *p);

/* Columns the text takes once it is sanitised. */
size_t print_columns(const struct printer *p, struct slice text);

/* "baokan: ..." on stderr, sanitised, one line. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
void complain_hint(const char *hint); /* a second line */

#endif
