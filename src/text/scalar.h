/* What sort of character a scalar value is: the columns it takes, and what the
 * sanitiser does with it.  One byte of a generated table (gen_tables.py). */
#ifndef TEXT_SCALAR_H
#define TEXT_SCALAR_H

#include <uchar.h>

enum scalar_width { SCALAR_ZERO, SCALAR_NARROW, SCALAR_AMBIGUOUS, SCALAR_WIDE };

enum scalar_kind {
  SCALAR_PLAIN,
  SCALAR_PICTOGRAPH, /* Extended_Pictographic: what a skin tone may follow */
  SCALAR_MARK,       /* takes no column, stands on what is before: Mn, Me, Jamo vowels and finals */
  SCALAR_SPACING,    /* Mc: takes a column, may compose with what is before */
  SCALAR_IGNORED,    /* Cc, Cf, default ignorables: never shown */
  SCALAR_NEWLINE,    /* LF, CR, NEL, LS, PS */
  SCALAR_TAB,
  SCALAR_UNKNOWN, /* private use, unassigned, a mark that not all terminals know */
  SCALAR_FILLER,  /* Hangul fillers: blanks that are not white space */
  SCALAR_FLAG,    /* regional indicators */
  SCALAR_SKIN,    /* emoji modifiers */
  SCALAR_RECENT,  /* what not all terminals know yet: of Unicode 15 */
};

struct scalar {
  enum scalar_kind kind;
  enum scalar_width width;
};

struct scalar scalar_of(char32_t scalar);

#endif
