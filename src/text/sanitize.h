/* The one gate before every terminal: turns any bytes into text that holds no
 * control character, no bidi or invisible format character, and no cluster on
 * which terminals disagree.
 *
 * - bytes that are not UTF-8 become '?' (one for each maximal subpart)
 * - C0, DEL, C1 (also encoded as UTF-8) and all other Cc go; so do Cf,
 *   default-ignorables and variation selectors; U+200B leaves nothing, U+00AD
 *   nothing; NEL, LS and PS are newlines
 * - clusters of several scalars are composed (NFC), keep at most 4 marks; emoji
 *   joined by ZWJ stand one after another, skin tones go, flags become two
 *   letters, keycaps the digit; blank fillers become blanks; private use and
 *   U+FFFD become '?'; what is newer than terminals' tables U+3013 or '?'
 * - a mark without a base gets U+00A0 before it */
#ifndef TEXT_SANITIZE_H
#define TEXT_SANITIZE_H

#include "base/str.h"
#include "text/offset_map.h"

enum sanitize_mode {
  SANITIZE_LINE,       /* newlines and tabs become single blanks: titles, names, messages */
  SANITIZE_TEXT,       /* CRLF, CR become LF; tabs become blanks to the next 8th column */
  SANITIZE_RECENT = 2, /* added to one of them: the terminal knows SCALAR_RECENT */
};

/* Appends to *out.  `map` may be NULL; its offsets count from the out->len at
 * the call.  Idempotent.  Never makes more than 8 columns out of one byte. */
void sanitize(struct slice in, unsigned mode, struct str *out, struct offset_map *map);

#endif
