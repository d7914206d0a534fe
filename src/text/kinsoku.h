/* The marks that may not start or end a line, as tables (CLREQ 3.1.4 at its
 * strict level, JLREQ appendix A cl-01 to cl-09). */
#ifndef TEXT_KINSOKU_H
#define TEXT_KINSOKU_H

#include <stdbool.h>
#include <uchar.h>

/* May not start a line: 、。）”…—～ small kana ー 々 */
bool kinsoku_no_start(char32_t scalar);
/* May not end a line: （“《 ／ */
bool kinsoku_no_end(char32_t scalar);
/* May hang into the margin: 、。，．：；！？ (CLREQ 3.1.7) */
bool kinsoku_may_hang(char32_t scalar);
/* Han, kana, Hangul, Bopomofo: text set solid */
bool kinsoku_is_han(char32_t scalar);
/* Hangul syllables and Jamo: solid, but with blanks between words */
bool kinsoku_is_hangul(char32_t scalar);
/* Han and kana, not Hangul: no blank stands between them and what is beside them */
bool kinsoku_is_solid(char32_t scalar);
/* Counts as no character for the orphan rule */
bool kinsoku_is_punctuation(char32_t scalar);

#endif
