/* From the bytes of a file to UTF-8.  The only door to iconv. */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "base/str.h"

#include <stdint.h>

enum charset_from {
  CHARSET_BOM,      /* a byte-order mark said so */
  CHARSET_UTF8,     /* it is UTF-8, or 95 % of its non-ASCII bytes are */
  CHARSET_DECLARED, /* the caller, the front matter or <meta charset> said so */
  CHARSET_DETECTED, /* guessed */
  CHARSET_FALLBACK, /* could not be guessed: the caller's fallback */
};

struct charset_result {
  char name[32]; /* as iconv spells it: "UTF-8", "GB18030" */
  enum charset_from from;
  uint32_t replaced; /* places where bytes were not text; U+FFFD stands there */
};

/* Appends `bytes` to *out as valid UTF-8 without a byte-order mark.  Order of
 * trust: byte-order mark; a declared charset that decodes; UTF-8; UTF-16 by its
 * NULs; a charset the bytes declare themselves ("charset:" / "encoding:" in
 * front matter, <meta charset>); detection; `fallback` (NULL: GB18030).
 * GBK and GB2312 are read as GB18030, Shift_JIS as CP932, EUC-KR as CP949,
 * Big5 as BIG5-HKSCS: supersets.  `declared` may be NULL. */
void charset_decode(struct slice bytes, const char *declared, const char *fallback, struct str *out,
                    struct charset_result *result);

/* Does iconv know the name? */
bool charset_known(const char *name);

#endif
