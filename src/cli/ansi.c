#include "cli/ansi.h"

static const struct {
  uint8_t attribute, code;
} attribute_codes[] = {
  { INK_BOLD, 1 }, { INK_DIM, 2 }, { INK_ITALIC, 3 }, { INK_UNDERLINE, 4 }, { INK_REVERSE, 7 },
};

/* 30 to 37 and 90 to 97 mean the palette's first sixteen on every terminal. */
static void colour(struct str *codes, int number, int base)
{
  if (number < 8)
    str_addf(codes, ";%d", base + number);
  else if (number < 16)
    str_addf(codes, ";%d", base + 60 + number - 8);
  else
    str_addf(codes, ";%d;5;%d", base + 8, number);
}

void ansi_on(struct str *out, const struct look *look, const struct ink *ink)
{
  struct str codes = STR_INIT;
  uint8_t attributes = look->attributes | (ink ? ink->attributes : 0);
  int fg = ink && ink->fg ? ink->fg - 1 : look->fg, bg = ink && ink->bg ? ink->bg - 1 : look->bg;
  for (size_t i = 0; i < sizeof attribute_codes / sizeof *attribute_codes; i++)
    if (attributes & attribute_codes[i].attribute) str_addf(&codes, ";%d", attribute_codes[i].code);
  if (fg != LOOK_DEFAULT) colour(&codes, fg, 30);
  if (bg != LOOK_DEFAULT) colour(&codes, bg, 40);
  if (codes.len) str_addf(out, "\033[%sm", codes.ptr + 1);
  str_free(&codes);
}

void ansi_off(struct str *out)
{
  str_adds(out, "\033[m");
}

static void add_span(struct str *out, const struct lines *l, const struct span *s,
                     const struct theme *theme)
{
  size_t before = out->len;
  if (theme) ansi_on(out, &theme->looks[s->style], &s->ink);
  bool on = out->len > before;
  str_add(out, span_text(l, s));
  if (on) ansi_off(out);
}

void ansi_line(struct str *out, const struct lines *lines, const struct line *line,
               const struct theme *theme)
{
  size_t start = out->len;
  for (uint32_t s = 0; s < line->count; s++)
    add_span(out, lines, &lines->span.items[line->first + s], theme);
  while (out->len > start && out->ptr[out->len - 1] == ' ') str_cut(out, out->len - 1);
  str_addc(out, '\n');
}
