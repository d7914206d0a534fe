/* The charset that bytes look like.  The only door to uchardet, which is loaded when it is
 * first asked: it brings the C++ library along, and hardly any file needs it. */
#ifndef TEXT_DETECT_H
#define TEXT_DETECT_H

#include "base/slice.h"

enum { DETECT_NAME_BYTES = 64 };

/* Writes the name, NUL-terminated; false: nothing can be said, or the library is not there. */
bool charset_detect(struct slice bytes, char name[DETECT_NAME_BYTES]);

#endif
