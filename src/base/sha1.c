#include "base/sha1.h"

enum { BLOCK_BYTES = 64, LENGTH_BYTES = 8, ROUNDS = 80 };

static uint32_t rotated(uint32_t word, int bits)
{
  return word << bits | word >> (32 - bits);
}

static void add_block(uint32_t state[5], const uint8_t *block)
{
  static const uint32_t constants[] = { 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6 };
  uint32_t w[ROUNDS];
  for (int i = 0; i < 16; i++)
    w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
           (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
  for (int i = 16; i < ROUNDS; i++) w[i] = rotated(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
  for (int i = 0; i < ROUNDS; i++) {
    int part = i / 20;
    uint32_t f = part == 0   ? (b & c) | (~b & d)
                 : part == 2 ? (b & c) | (b & d) | (c & d)
                             : b ^ c ^ d;
    uint32_t next = rotated(a, 5) + f + e + constants[part] + w[i];
    e = d;
    d = c;
    c = rotated(b, 30);
    b = a;
    a = next;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
}

void sha1(struct slice text, uint8_t digest[SHA1_BYTES])
{
  uint32_t state[5] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0 };
  uint8_t last[2 * BLOCK_BYTES] = { 0 };
  size_t whole = text.len / BLOCK_BYTES * BLOCK_BYTES, rest = text.len - whole;
  for (size_t at = 0; at < whole; at += BLOCK_BYTES)
    add_block(state, (const uint8_t *)text.ptr + at);
  if (rest) memcpy(last, text.ptr + whole, rest);
  last[rest] = 0x80;
  size_t end = rest + 1 + LENGTH_BYTES > BLOCK_BYTES ? 2 * BLOCK_BYTES : BLOCK_BYTES;
  for (size_t i = 0; i < LENGTH_BYTES; i++)
    last[end - 1 - i] = (uint8_t)((uint64_t)text.len * 8 >> 8 * i);
  for (size_t at = 0; at < end; at += BLOCK_BYTES) add_block(state, last + at);
  for (size_t i = 0; i < SHA1_BYTES; i++) digest[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
}
