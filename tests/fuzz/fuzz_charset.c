/* Any bytes become valid UTF-8; what is UTF-8 already stays as it is. */
#include "fuzz.h"

#include "text/charset.h"

static const char *const declared[] = { NULL,     "GBK",         "Shift_JIS",  "EUC-KR",
                                        "Big5",   "UTF-16LE",    "UTF-7",      "nonsense",
                                        "UTF-32", "ISO-2022-JP", "ISO-8859-1", "utf-8" };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  struct slice in = fuzz_input(data, bytes);
  unsigned option = fuzz_option(&in);
  const char *label = declared[option % (sizeof declared / sizeof *declared)];
  struct str out = STR_INIT;
  struct charset_result result;
  charset_decode(in, label, option & 0x80 ? "EUC-JP" : NULL, &out, &result);
  HOLDS(utf8_valid(str_slice(&out)));
  HOLDS(charset_known(result.name));
  bool utf8 = utf8_valid(in) && slice_find_char(in, '\0') == SLICE_NONE && /* UTF-16 */
              slice_find_char(in, '\x1b') == SLICE_NONE;                   /* ISO-2022-JP */
  if (!label && utf8 && result.from != CHARSET_BOM) {
    HOLDS(result.from == CHARSET_UTF8 && result.replaced == 0);
    HOLDS(slice_eq(str_slice(&out), in));
  }
  str_free(&out);
  return 0;
}
