#include "tui/spread.h"

enum {
  MARGIN_COLUMNS = 2,
  MARGIN_FROM_COLUMNS = 30,
  EVEN_FROM_COLUMNS = 24,
  GUTTER_LEAST = 4, /* a hanging mark takes two of them */
  GUTTER_MOST = 8,
  PAGE_LEAST = 20
};

struct spread spread_bare(uint32_t columns)
{
  return (struct spread){ .pages = 1, .measure = columns > 0 ? columns : 1, .step = columns };
}

static struct spread one_page(uint32_t columns, uint32_t measure)
{
  struct spread s = spread_bare(columns);
  if (columns >= MARGIN_FROM_COLUMNS) s.measure -= 2 * MARGIN_COLUMNS;
  if (s.measure > measure) s.measure = measure;
  if (s.measure > EVEN_FROM_COLUMNS) s.measure &= ~1u; /* Han takes two columns */
  s.left = columns > s.measure ? (columns - s.measure) / 2 : 0;
  return s;
}

struct spread spread_of(uint32_t columns, uint32_t measure, enum spread_pages pages)
{
  enum { BLANK_LEAST = 2 * MARGIN_COLUMNS + GUTTER_LEAST };
  uint32_t most = columns > BLANK_LEAST ? (columns - BLANK_LEAST) / 2 : 0;
  if (pages == SPREAD_ONE || most < PAGE_LEAST || (pages == SPREAD_AUTO && most < measure))
    return one_page(columns, measure);
  if (most < measure) measure = most;
  if (measure > EVEN_FROM_COLUMNS) measure &= ~1u;
  uint32_t blank = columns - 2 * measure, gutter = blank / 3;
  if (gutter < GUTTER_LEAST) gutter = GUTTER_LEAST;
  if (gutter > GUTTER_MOST) gutter = GUTTER_MOST;
  return (struct spread){ 2, measure, (blank - gutter) / 2, measure + gutter };
}
