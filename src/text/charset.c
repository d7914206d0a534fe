#include "text/charset.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdio.h>

#include "text/detect.h"
#include "text/utf8.h"

enum {
  TOLERANCE = 20,       /* one bad byte in so many that are not ASCII is still that charset */
  DETECT_MIN = 50,      /* bytes that are not ASCII, for a guess to be worth something */
  DETECT_MAX = 1 << 16, /* bytes that the detector reads */
  HEAD_BYTES = 1024,    /* where a file may name its charset */
  UTF16_MIN = 8,
  CHUNK = 1 << 16,
};

/* The bytes, and what was counted about them once. */
struct source {
  struct slice bytes;
  size_t non_ascii;
  size_t nul[2];   /* at even and at odd offsets */
  size_t utf8_bad; /* bytes outside valid sequences */
};

static struct source source_of(struct slice bytes)
{
  struct source s = { .bytes = bytes };
  for (size_t at = 0; at < bytes.len;) {
    unsigned char byte = (unsigned char)bytes.ptr[at];
    if (byte < 0x80) {
      if (byte == 0) s.nul[at & 1]++;
      at++;
      continue;
    }
    char32_t scalar;
    bool valid;
    size_t used = utf8_decode(slice_from(bytes, at), &scalar, &valid);
    s.non_ascii += used;
    if (!valid) s.utf8_bad += used;
    at += used;
  }
  return s;
}

/* Labels in use stand for supersets of what they name (WHATWG Encoding, 4.2). */
static const struct {
  const char *label, *name;
} supersets[] = {
  { "gb2312", "GB18030" },  { "gbk", "GB18030" },          { "gb_2312-80", "GB18030" },
  { "x-gbk", "GB18030" },   { "euc-cn", "GB18030" },       { "cp936", "GB18030" },
  { "hz-gb-2312", "HZ" },   { "shift_jis", "CP932" },      { "shift-jis", "CP932" },
  { "sjis", "CP932" },      { "x-sjis", "CP932" },         { "windows-31j", "CP932" },
  { "euc-kr", "CP949" },    { "ks_c_5601-1987", "CP949" }, { "uhc", "CP949" },
  { "big5", "BIG5-HKSCS" }, { "big5-eten", "BIG5-HKSCS" }, { "cp950", "BIG5-HKSCS" },
  { "utf8", "UTF-8" },      { "utf-8-sig", "UTF-8" },
};

/* Writes the name that iconv is asked for, in capitals; false for what cannot
 * be a name.  A slash would be an instruction to iconv. */
static bool resolve(struct slice label, char name[32])
{
  label = slice_trim(label);
  if (label.len == 0 || label.len > 31) return false;
  for (size_t i = 0; i < label.len; i++) {
    unsigned char c = (unsigned char)label.ptr[i];
    if (c >= 0x80 || (!isalnum(c) && !strchr("-_.:+", c))) return false;
    name[i] = (char)toupper(c);
  }
  name[label.len] = '\0';
  for (size_t i = 0; i < sizeof supersets / sizeof *supersets; i++)
    if (slice_eq_nocase(label, slice_of(supersets[i].label)))
      snprintf(name, 32, "%s", supersets[i].name);
  return true;
}

bool charset_known(const char *label)
{
  char name[32];
  if (!label || !resolve(slice_of(label), name)) return false;
  iconv_t cd = iconv_open("UTF-8", name);
  if (cd == (iconv_t)-1) return false;
  iconv_close(cd);
  return true;
}

/* Bytes that are given up for one bad place: a whole code unit. */
static size_t unit_bytes(const char *name)
{
  if (strncmp(name, "UTF-16", 6) == 0 || strncmp(name, "UCS-2", 5) == 0) return 2;
  return strncmp(name, "UTF-32", 6) == 0 || strncmp(name, "UCS-4", 5) == 0 ? 4 : 1;
}

/* Runs all of `in` through `cd`; stops at more than `limit` bad places. */
static bool convert(iconv_t cd, struct slice in, size_t unit, size_t limit, struct str *out,
                    uint32_t *replaced)
{
  char *from = (char *)(uintptr_t)in.ptr; /* iconv's old prototype: it does not write there */
  size_t from_left = in.len;
  *replaced = 0;
  for (;;) {
    str_reserve(out, from_left < CHUNK ? from_left * 2 + 64 : CHUNK);
    char *to = out->ptr + out->len;
    size_t to_left = out->cap - out->len - 1, before = from_left;
    size_t done = iconv(cd, from_left ? &from : NULL, &from_left, &to, &to_left);
    int error = done == (size_t)-1 ? errno : 0;
    bool moved = from_left < before || to > out->ptr + out->len;
    out->len = (size_t)(to - out->ptr);
    *to = '\0';
    if (error == 0) {
      if (from_left == 0 && before == 0) return true; /* its state is flushed as well */
      continue;
    }
    if (error == E2BIG && moved) continue;
    if (from_left == 0) return true;
    utf8_add(out, UTF8_REPLACEMENT);
    if (++*replaced > limit) return false;
    size_t skipped = unit < from_left ? unit : from_left;
    from += skipped;
    from_left -= skipped;
  }
}

static void copy_utf8(struct slice in, struct str *out, uint32_t *replaced)
{
  *replaced = 0;
  size_t good = 0, at = 0;
  while (at < in.len) {
    if ((unsigned char)in.ptr[at] < 0x80) {
      at++;
      continue;
    }
    char32_t scalar;
    bool valid;
    size_t used = utf8_decode(slice_from(in, at), &scalar, &valid);
    if (!valid) {
      str_add(out, slice_first(slice_from(in, good), at - good));
      utf8_add(out, UTF8_REPLACEMENT);
      ++*replaced;
      good = at + used;
    }
    at += used;
  }
  str_add(out, slice_from(in, good));
}

/* Appends the bytes read as `label`, when iconv knows it and no more than `limit`
 * places are bad; otherwise leaves *out as it was. */
static bool try_charset(struct slice bytes, struct slice label, size_t limit, struct str *out,
                        struct charset_result *result)
{
  char name[32];
  if (!resolve(label, name)) return false;
  iconv_t cd = iconv_open("UTF-8", name);
  if (cd == (iconv_t)-1) return false;
  size_t start = out->len;
  bool done = convert(cd, bytes, unit_bytes(name), limit, out, &result->replaced);
  iconv_close(cd);
  /* A name may stand for UTF-8 or UTF-7 and the like; iconv's own output is trusted
   * only as far as it is text. */
  done = done && utf8_valid(slice_from(str_slice(out), start));
  if (done)
    memcpy(result->name, name, sizeof name);
  else
    str_cut(out, start);
  return done;
}

static bool by_mark(const struct source *s, struct str *out, struct charset_result *result)
{
  static const struct {
    struct slice mark;
    const char *name;
  } marks[] = {
    { { "\xEF\xBB\xBF", 3 }, "UTF-8" },    { { "\xFF\xFE\0\0", 4 }, "UTF-32LE" },
    { { "\0\0\xFE\xFF", 4 }, "UTF-32BE" }, { { "\xFF\xFE", 2 }, "UTF-16LE" },
    { { "\xFE\xFF", 2 }, "UTF-16BE" },     { { "\x84\x31\x95\x33", 4 }, "GB18030" },
  };
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    if (!slice_starts(s->bytes, marks[i].mark)) continue;
    struct slice rest = slice_from(s->bytes, marks[i].mark.len);
    result->from = CHARSET_BOM;
    if (i > 0) return try_charset(rest, slice_of(marks[i].name), SIZE_MAX, out, result);
    copy_utf8(rest, out, &result->replaced);
    return true;
  }
  return false;
}

static bool by_label(const struct source *s, struct slice label, enum charset_from from,
                     struct str *out, struct charset_result *result)
{
  result->from = from;
  return try_charset(s->bytes, label, s->non_ascii / TOLERANCE, out, result);
}

/* Text in UTF-16 of ASCII has a NUL in every other byte. */
static bool has_utf16_nuls(const struct source *s, bool *big_endian)
{
  size_t half = s->bytes.len / 2;
  if (s->bytes.len < 2) return false;
  *big_endian = s->nul[0] > s->nul[1];
  size_t most = s->nul[!*big_endian], other = s->nul[*big_endian];
  return most > 0 && most >= (half + 9) / 10 && other * 4 <= most;
}

static bool by_utf8(const struct source *s, struct str *out, struct charset_result *result)
{
  static const struct slice shift_to_japanese = { "\x1B$", 2 };
  bool big_endian;
  if (has_utf16_nuls(s, &big_endian)) return false;
  if (s->utf8_bad > 0 && s->utf8_bad > s->non_ascii / TOLERANCE) return false;
  if (s->non_ascii == 0 && slice_find(s->bytes, shift_to_japanese) != SLICE_NONE &&
      by_label(s, SLICE("ISO-2022-JP"), CHARSET_DETECTED, out, result))
    return true;
  result->from = CHARSET_UTF8;
  copy_utf8(s->bytes, out, &result->replaced);
  return true;
}

/* How many of the first code units are what Chinese or Japanese text is made of,
 * in percent, and how many are its punctuation. */
static unsigned utf16_score(struct slice bytes, bool big_endian, size_t *punctuation)
{
  size_t units = 0, likely = 0;
  *punctuation = 0;
  for (size_t at = 0; at + 1 < bytes.len && at < DETECT_MAX; at += 2, units++) {
    unsigned high = (unsigned char)bytes.ptr[at + !big_endian];
    unsigned low = (unsigned char)bytes.ptr[at + big_endian];
    unsigned unit = high << 8 | low;
    bool mark = (unit >= 0x3000 && unit <= 0x303F) || (unit >= 0xFF00 && unit <= 0xFF5E) ||
                (unit >= 0x2010 && unit <= 0x2026) || (unit >= ' ' && unit < 0x7F) ||
                (unit >= '\t' && unit <= '\r');
    *punctuation += mark;
    likely += mark || (unit >= 0x4E00 && unit <= 0x9FFF) || (unit >= 0x3041 && unit <= 0x30FF);
  }
  return units ? (unsigned)(likely * 100 / units) : 0;
}

/* Shift_JIS is the one charset whose bytes look like UTF-16BE Han characters. */
static bool by_utf16(const struct source *s, struct str *out, struct charset_result *result)
{
  bool big_endian = false, found = has_utf16_nuls(s, &big_endian);
  if (!found && s->bytes.len >= UTF16_MIN && s->bytes.len % 2 == 0) {
    size_t marks[2];
    unsigned score[2];
    for (int big = 0; big < 2; big++) score[big] = utf16_score(s->bytes, big, &marks[big]);
    big_endian = score[1] > score[0];
    found = score[big_endian] >= 90;
    if (found && marks[big_endian] == 0) {
      struct charset_result trial;
      size_t start = out->len;
      found = !try_charset(s->bytes, SLICE("CP932"), 0, out, &trial);
      str_cut(out, start);
    }
  }
  if (!found) return false;
  result->from = CHARSET_DETECTED;
  return try_charset(s->bytes, big_endian ? SLICE("UTF-16BE") : SLICE("UTF-16LE"),
                     s->bytes.len / TOLERANCE + 1, out, result);
}

/* "charset: gbk", "encoding: 'big5'", <meta charset="sjis">, charset=euc-jp. */
static struct slice own_label(struct slice bytes)
{
  static const char *const words[] = { "charset", "encoding" };
  struct slice head = slice_first(bytes, HEAD_BYTES);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t at = slice_find_nocase(head, slice_of(words[i]));
    if (at == SLICE_NONE) continue;
    at += strlen(words[i]);
    size_t word_end = at;
    while (at < head.len && strchr(" \t:='\"", head.ptr[at]) && head.ptr[at]) at++;
    size_t end = at;
    while (end < head.len && (isalnum((unsigned char)head.ptr[end]) ||
                              (head.ptr[end] && strchr("-_.:", head.ptr[end]))))
      end++;
    if (at > word_end && end > at) return slice_first(slice_from(head, at), end - at);
  }
  return (struct slice){ "", 0 };
}

static bool by_detection(const struct source *s, struct str *out, struct charset_result *result)
{
  char name[DETECT_NAME_BYTES];
  return charset_detect(slice_first(s->bytes, DETECT_MAX), name) &&
         by_label(s, slice_of(name), CHARSET_DETECTED, out, result);
}

static bool by_fallback(const struct source *s, const char *fallback, size_t limit, struct str *out,
                        struct charset_result *result)
{
  result->from = CHARSET_FALLBACK;
  return try_charset(s->bytes, slice_of(fallback), limit, out, result);
}

void charset_decode(struct slice bytes, const char *declared, const char *fallback, struct str *out,
                    struct charset_result *result)
{
  struct source s = source_of(bytes);
  *result = (struct charset_result){ .name = "UTF-8", .from = CHARSET_UTF8 };
  if (!fallback || !charset_known(fallback)) fallback = "GB18030";
  if (by_mark(&s, out, result)) return;
  if (declared && by_label(&s, slice_of(declared), CHARSET_DECLARED, out, result)) return;
  if (by_utf8(&s, out, result)) return;
  if (by_utf16(&s, out, result)) return;
  if (by_label(&s, own_label(bytes), CHARSET_DECLARED, out, result)) return;
  /* In a few bytes a guess is worth less than what the reader's other files are in. */
  if (s.non_ascii < DETECT_MIN && by_fallback(&s, fallback, 0, out, result)) return;
  if (by_detection(&s, out, result)) return;
  if (by_fallback(&s, fallback, SIZE_MAX, out, result)) return;
  *result = (struct charset_result){ .name = "UTF-8", .from = CHARSET_UTF8 };
  copy_utf8(bytes, out, &result->replaced);
}
