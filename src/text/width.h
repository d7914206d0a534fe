/* How many columns a character takes on a terminal (UAX #11, and the
 * measurements behind it: Mn, Me, Cf 0; W and F 2; A as told; the rest 1). */
#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include <uchar.h>

/* What East Asian Ambiguous characters take: all terminals do one or the other. */
enum ambiguous { AMBIGUOUS_NARROW = 1, AMBIGUOUS_WIDE = 2 };

/* 0, 1 or 2; controls are 0 (no text that was sanitised holds one). */
int width_scalar(char32_t scalar, enum ambiguous ambiguous);

#endif
