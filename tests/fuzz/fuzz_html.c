#include "fuzz_doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  struct str body = STR_INIT;
  fuzz_utf8(fuzz_input(data, bytes), &body);
  fuzz_read_doc(str_slice(&body), DOC_HTML);
  str_free(&body);
  return 0;
}
