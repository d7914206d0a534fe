#include "site/date_scan.h"

#include "base/ascii.h"

enum mark { MARK_NONE, MARK_LENIENT, MARK_AM, MARK_PM, MARK_ERA };

struct rewrite {
  const char *from, *to;
  enum mark mark;
  int era;
};

/* clang-format off */
static const struct rewrite rewrites[] = {
  { "年", "-", MARK_LENIENT, 0 }, { "년", "-", MARK_LENIENT, 0 },
  { "月", "-", MARK_LENIENT, 0 }, { "월", "-", MARK_LENIENT, 0 },
  { "日", " ", MARK_LENIENT, 0 }, { "号", " ", MARK_LENIENT, 0 },
  { "號", " ", MARK_LENIENT, 0 }, { "일", " ", MARK_LENIENT, 0 },
  { "时", ":", MARK_LENIENT, 0 }, { "時", ":", MARK_LENIENT, 0 },
  { "点", ":", MARK_LENIENT, 0 }, { "點", ":", MARK_LENIENT, 0 },
  { "시", ":", MARK_LENIENT, 0 }, { "分", ":", MARK_LENIENT, 0 },
  { "분", ":", MARK_LENIENT, 0 }, { "秒", " ", MARK_LENIENT, 0 },
  { "초", " ", MARK_LENIENT, 0 }, { "元", "1", MARK_LENIENT, 0 },
  { "上午", " ", MARK_AM, 0 }, { "午前", " ", MARK_AM, 0 }, { "오전", " ", MARK_AM, 0 },
  { "早上", " ", MARK_AM, 0 }, { "下午", " ", MARK_PM, 0 }, { "午後", " ", MARK_PM, 0 },
  { "오후", " ", MARK_PM, 0 }, { "晚上", " ", MARK_PM, 0 },
  { "令和", " ", MARK_ERA, 2018 }, { "平成", " ", MARK_ERA, 1988 },
  { "昭和", " ", MARK_ERA, 1925 }, { "大正", " ", MARK_ERA, 1911 },
  { "明治", " ", MARK_ERA, 1867 }, { "民国", " ", MARK_ERA, 1911 },
  { "民國", " ", MARK_ERA, 1911 },
  { "０", "0", MARK_LENIENT, 0 }, { "１", "1", MARK_LENIENT, 0 },
  { "２", "2", MARK_LENIENT, 0 }, { "３", "3", MARK_LENIENT, 0 },
  { "４", "4", MARK_LENIENT, 0 }, { "５", "5", MARK_LENIENT, 0 },
  { "６", "6", MARK_LENIENT, 0 }, { "７", "7", MARK_LENIENT, 0 },
  { "８", "8", MARK_LENIENT, 0 }, { "９", "9", MARK_LENIENT, 0 },
  { "：", ":", MARK_LENIENT, 0 }, { "－", "-", MARK_LENIENT, 0 },
  { "／", "/", MARK_LENIENT, 0 }, { "　", " ", MARK_LENIENT, 0 },
  { "\xc2\xa0", " ", MARK_LENIENT, 0 },
};
/* clang-format on */

static bool blank(char c)
{
  return c == ' ' || c == '\t';
}

static void mark(struct scan *s, const struct rewrite *r)
{
  s->lenient = true;
  if (r->mark == MARK_AM) s->am = true;
  if (r->mark == MARK_PM) s->pm = true;
  if (r->mark == MARK_ERA) s->era = r->era;
}

bool scan_start(struct scan *s, struct slice text)
{
  text = slice_trim(text);
  while (text.len && s->len < SCAN_COPY_BYTES) {
    const struct rewrite *r = NULL;
    for (size_t i = 0; (text.ptr[0] & 0x80) && i < sizeof rewrites / sizeof *rewrites; i++)
      if (slice_starts(text, slice_of(rewrites[i].from))) r = &rewrites[i];
    char c = r ? r->to[0] : text.ptr[0];
    s->text[s->len++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    if (r) mark(s, r);
    text = slice_from(text, r ? strlen(r->from) : 1);
  }
  s->text[s->len] = '\0';
  return text.len == 0 && s->len > 0;
}

size_t scan_number(const struct scan *s, size_t *at, size_t most, int *out)
{
  size_t n = 0;
  *out = 0;
  while (n < most && ascii_is_digit(s->text[*at + n]))
    *out = *out * 10 + (s->text[*at + n++] - '0');
  *at += n;
  return n;
}

size_t scan_skip_blanks(const struct scan *s, size_t at)
{
  while (blank(s->text[at])) at++;
  return at;
}

void scan_blank_out(struct scan *s, size_t from, size_t to)
{
  memset(s->text + from, ' ', to - from);
}
