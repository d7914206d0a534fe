#include "text/width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_widths(void **state)
{
  (void)state;
  static const struct {
    char32_t first, last;
    int narrow, wide; /* columns under each policy */
  } cases[] = {
    { 0x00, 0x1F, 0, 0 }, /* C0 */
    { 0x20, 0x7E, 1, 1 },
    { 0x7F, 0x9F, 0, 0 }, /* DEL, C1 */
    { 0xA0, 0xA0, 1, 1 },
    { 0xAD, 0xAD, 0, 0 }, /* soft hyphen */
    { 0xB0, 0xB1, 1, 2 }, /* degree, plus-minus */
    { 0xB7, 0xB7, 1, 2 },
    { 0x300, 0x36F, 0, 0 },   /* combining marks, though East Asian Ambiguous */
    { 0x3B1, 0x3C1, 1, 2 },   /* Greek */
    { 0x903, 0x903, 1, 1 },   /* a spacing mark */
    { 0x94D, 0x94D, 0, 0 },   /* a virama */
    { 0xE33, 0xE33, 1, 1 },   /* Thai sara am */
    { 0x1100, 0x115F, 2, 2 }, /* leading Jamo */
    { 0x1160, 0x11FF, 0, 0 }, /* vowels and finals stand in the same cell */
    { 0x200B, 0x200F, 0, 0 },
    { 0x2014, 0x2014, 1, 2 }, /* em dash */
    { 0x2018, 0x2019, 1, 2 },
    { 0x201C, 0x201D, 1, 2 },
    { 0x2026, 0x2026, 1, 2 },
    { 0x231A, 0x231B, 2, 2 }, /* emoji by default */
    { 0x2500, 0x254B, 1, 2 }, /* lines */
    { 0x2764, 0x2764, 1, 1 }, /* a heart that is text by default */
    { 0x3000, 0x3029, 2, 2 },
    { 0x302A, 0x302D, 0, 0 },
    { 0x303F, 0x303F, 1, 1 }, /* half fill space */
    { 0x3041, 0x3096, 2, 2 },
    { 0x3099, 0x309A, 0, 0 }, /* kana voice marks */
    { 0x3400, 0x4DBF, 2, 2 },
    { 0x4E00, 0x9FFF, 2, 2 },
    { 0xAC00, 0xD7A3, 2, 2 },
    { 0xE000, 0xF8FF, 1, 2 }, /* private use */
    { 0xFE00, 0xFE0F, 0, 0 },
    { 0xFEFF, 0xFEFF, 0, 0 },
    { 0xFF01, 0xFF60, 2, 2 },
    { 0xFF61, 0xFF9F, 1, 1 },
    { 0x1F1E6, 0x1F1FF, 1, 1 },
    { 0x1F600, 0x1F64F, 2, 2 },
    { 0x20000, 0x2FFFD, 2, 2 },
    { 0x30000, 0x3FFFD, 2, 2 },
    { 0xE0001, 0xE01EF, 0, 0 },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (char32_t c = cases[i].first; c <= cases[i].last; c++) {
      if (width_scalar(c, AMBIGUOUS_NARROW) != cases[i].narrow ||
          width_scalar(c, AMBIGUOUS_WIDE) != cases[i].wide)
        fail_msg("U+%04X", (unsigned)c);
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_widths) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
