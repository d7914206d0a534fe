#include "layout/sgr.h"

#include "base/ascii.h"

#define PARAMETERS_MAX 32
#define BRIGHT         8

struct parameters {
  uint32_t values[PARAMETERS_MAX];
  bool sub[PARAMETERS_MAX]; /* parted from the one before by a colon */
  size_t count;
};

static void parse(struct slice text, struct parameters *out)
{
  *out = (struct parameters){ .count = 1 };
  for (size_t i = 0; i < text.len; i++) {
    uint32_t *value = &out->values[out->count - 1];
    if (ascii_is_digit(text.ptr[i])) {
      if (*value < 10000) *value = *value * 10 + (uint32_t)(text.ptr[i] - '0');
    } else if (out->count == PARAMETERS_MAX) {
      return;
    } else {
      out->sub[out->count++] = text.ptr[i] == ':';
    }
  }
}

static uint32_t distance(uint32_t a, uint32_t b)
{
  return a > b ? (a - b) * (a - b) : (b - a) * (b - a);
}

/* The nearest colour of the 256: of the 6×6×6 cube or of the 24 greys. */
static uint32_t nearest_256(uint32_t red, uint32_t green, uint32_t blue)
{
  static const uint32_t levels[6] = { 0, 95, 135, 175, 215, 255 };
  uint32_t rgb[3] = { red, green, blue }, cube = 0, cube_distance = 0;
  for (int k = 0; k < 3; k++) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < 6; i++)
      if (distance(levels[i], rgb[k]) < distance(levels[best], rgb[k])) best = i;
    cube = cube * 6 + best;
    cube_distance += distance(levels[best], rgb[k]);
  }
  uint32_t mean = (red + green + blue) / 3;
  uint32_t step = mean < 8 ? 0 : mean > 238 ? 23 : (mean - 3) / 10;
  uint32_t grey = 8 + 10 * step;
  uint32_t grey_distance = distance(grey, red) + distance(grey, green) + distance(grey, blue);
  return grey_distance < cube_distance ? 232 + step : 16 + cube;
}

/* 38 and 48: `at` is on the 5 or 2 that follows; returns the last one used. */
static size_t extended_colour(const struct parameters *p, size_t at, uint16_t *colour)
{
  if (at >= p->count) return at;
  if (p->values[at] == 5 && at + 1 < p->count) {
    if (p->values[at + 1] < 256) *colour = (uint16_t)(p->values[at + 1] + 1);
    return at + 1;
  }
  if (p->values[at] != 2) return at;
  size_t first = at + 1, colons = 0;
  while (first + colons < p->count && p->sub[first + colons]) colons++;
  if (colons >= 4) first++; /* 38:2:<colour space>:r:g:b */
  if (first + 2 >= p->count) return p->count;
  const uint32_t *v = &p->values[first];
  if (v[0] < 256 && v[1] < 256 && v[2] < 256)
    *colour = (uint16_t)(nearest_256(v[0], v[1], v[2]) + 1);
  return at + colons > first + 2 ? at + colons : first + 2;
}

/* Runs of codes that set a palette colour. */
static const struct {
  uint8_t first, last;
  bool background;
  uint8_t colour; /* of the first */
} palette[] = {
  { 30, 37, false, 0 },
  { 40, 47, true, 0 },
  { 90, 97, false, BRIGHT },
  { 100, 107, true, BRIGHT },
};

/* Codes that set and clear attributes. */
static const struct {
  uint8_t code, set, clear;
} attributes[] = {
  { .code = 1, .set = INK_BOLD },
  { .code = 2, .set = INK_DIM },
  { .code = 3, .set = INK_ITALIC },
  { .code = 4, .set = INK_UNDERLINE },
  { .code = 7, .set = INK_REVERSE },
  { .code = 21, .set = INK_UNDERLINE },
  { .code = 22, .clear = INK_BOLD | INK_DIM },
  { .code = 23, .clear = INK_ITALIC },
  { .code = 24, .clear = INK_UNDERLINE },
  { .code = 27, .clear = INK_REVERSE },
};

static void apply_one(uint32_t code, struct ink *ink)
{
  if (code == 0) *ink = (struct ink){ 0 };
  if (code == 39) ink->fg = 0;
  if (code == 49) ink->bg = 0;
  for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
    if (attributes[i].code != code) continue;
    ink->attributes |= attributes[i].set;
    ink->attributes &= (uint8_t)~attributes[i].clear;
  }
  for (size_t i = 0; i < sizeof palette / sizeof *palette; i++) {
    if (code < palette[i].first || code > palette[i].last) continue;
    uint16_t colour = (uint16_t)(code - palette[i].first + palette[i].colour + 1);
    *(palette[i].background ? &ink->bg : &ink->fg) = colour;
  }
}

void sgr_apply(struct slice text, struct ink *ink)
{
  struct parameters p;
  parse(text, &p);
  for (size_t i = 0; i < p.count; i++) {
    if (p.values[i] == 38 || p.values[i] == 48) {
      i = extended_colour(&p, i + 1, p.values[i] == 38 ? &ink->fg : &ink->bg);
      continue;
    }
    bool styled = i + 1 < p.count && p.sub[i + 1]; /* 4:3, 4:0: a kind of underline */
    if (styled && p.values[i] == 4 && p.values[i + 1] == 0)
      apply_one(24, ink);
    else
      apply_one(p.values[i], ink);
    while (i + 1 < p.count && p.sub[i + 1]) i++;
  }
}
