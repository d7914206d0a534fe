#include "base/sha1.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* RFC 3174, section 7.3, and the lengths at which another block is needed. */
static void test_vectors(void **state)
{
  (void)state;
  static const struct {
    const char *unit;
    size_t times;
    const char *digest;
  } rows[] = {
    { "", 0, "da39a3ee5e6b4b0d3255bfef95601890afd80709" },
    { "abc", 1, "a9993e364706816aba3e25717850c26c9cd0d89d" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1" },
    { "a", 1000000, "34aa973cd4c4daa4f61eeb2bdbad27316534016f" },
    { "0123456701234567012345670123456701234567012345670123456701234567", 10,
      "dea356a2cddd90c7a7ecedc5ebb563934f460452" },
    { "a", 55, "c1c8bbdc22796e28c0e15163d20899b65621d65a" },
    { "a", 64, "0098ba824b5c16427bd7a1122a5a442a25ec644d" },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct str text = STR_INIT, hex = STR_INIT;
    uint8_t digest[SHA1_BYTES];
    for (size_t n = 0; n < rows[i].times; n++) str_adds(&text, rows[i].unit);
    sha1(str_slice(&text), digest);
    for (size_t n = 0; n < SHA1_BYTES; n++) str_addf(&hex, "%02x", digest[n]);
    assert_string_equal(hex.ptr, rows[i].digest);
    str_free(&text);
    str_free(&hex);
  }
}

int main(void)
{
  static const struct CMUnitTest tests[] = { cmocka_unit_test(test_vectors) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
