#include "site/go_date.h"

#include "base/ascii.h"

/* A letter is a part, any other sign is itself.
 *   Y 2006   y 06   M 01   b Jan   d 02   e _2   a Mon   A Monday
 *   h 15     m 04   s 05, with a fraction or not
 *   z Z07:00   Z Z0700   o -07:00   O -0700   N MST
 * The most usual ones come first: where two read a text they agree. */
static const char *const layouts[] = {
  "Y-M-d h:m:s O",    "Y-M-d",           "Y-M-dTh:m:sz",
  "Y-M-d h:m:s",      "Y-M-dTh:m:s",     "a, d b Y h:m:s O",
  "a, d b Y h:m:s N", "d b y h:m O",     "d b y h:m N",
  "A, d-b-y h:m:s N", "Y-M-d h:m:s O N", "Y-M-dTh:m:sO",
  "Y-M-d h:m:sZ",     "a b e h:m:s Y",   "a b e h:m:s N Y",
  "a b d h:m:s O Y",  "Y-M-d h:m:sz",    "d b Y",
  "Y-M-d h:m:s o",
};

static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

struct go {
  struct slice rest;
  int year, month, day, hour;
};

static bool take_number(struct go *g, size_t least, size_t most, int *number)
{
  size_t n = 0;
  *number = 0;
  while (n < most && n < g->rest.len && ascii_is_digit(g->rest.ptr[n]))
    *number = *number * 10 + (g->rest.ptr[n++] - '0');
  g->rest = slice_from(g->rest, n);
  return n >= least;
}

static size_t letters(struct slice s)
{
  size_t n = 0;
  while (n < s.len && ascii_is_letter(s.ptr[n])) n++;
  return n;
}

static bool take_month(struct go *g)
{
  for (int i = 0; i < 12; i++)
    if (slice_eq_nocase(slice_first(g->rest, 3), (struct slice){ months + 3 * i, 3 })) {
      g->month = i + 1;
      g->rest = slice_from(g->rest, 3);
      return true;
    }
  return false;
}

static bool take_second(struct go *g)
{
  int number;
  if (!take_number(g, 2, 2, &number) || number > 59) return false;
  bool fraction = g->rest.len > 1 && (g->rest.ptr[0] == '.' || g->rest.ptr[0] == ',') &&
                  ascii_is_digit(g->rest.ptr[1]);
  if (!fraction) return true;
  g->rest = slice_from(g->rest, 1);
  while (g->rest.len && ascii_is_digit(g->rest.ptr[0])) g->rest = slice_from(g->rest, 1);
  return true;
}

static bool take_offset(struct go *g, bool zulu, bool colon)
{
  int hours, minutes;
  if (zulu && slice_starts(g->rest, SLICE("Z"))) return g->rest = slice_from(g->rest, 1), true;
  if (!slice_starts(g->rest, SLICE("+")) && !slice_starts(g->rest, SLICE("-"))) return false;
  g->rest = slice_from(g->rest, 1);
  if (!take_number(g, 2, 2, &hours) || hours > 24) return false;
  if (colon && !slice_starts(g->rest, SLICE(":"))) return false;
  if (colon) g->rest = slice_from(g->rest, 1);
  return take_number(g, 2, 2, &minutes) && minutes < 60;
}

/* An abbreviation of a zone: three or four capitals. */
static bool take_zone_name(struct go *g)
{
  size_t n = letters(g->rest);
  for (size_t i = 0; i < n; i++)
    if (g->rest.ptr[i] > 'Z') return false;
  g->rest = slice_from(g->rest, n);
  return n == 3 || n == 4;
}

static bool take_word(struct go *g, size_t least, size_t most)
{
  size_t n = letters(g->rest);
  g->rest = slice_from(g->rest, n);
  return n >= least && n <= most;
}

static bool take_part(struct go *g, char part)
{
  int number;
  switch (part) {
  case 'Y': return take_number(g, 4, 4, &g->year);
  case 'y': return take_number(g, 2, 2, &g->year);
  case 'M': return take_number(g, 2, 2, &g->month);
  case 'b': return take_month(g);
  case 'd': return take_number(g, 2, 2, &g->day);
  case 'e': {
    if (slice_starts(g->rest, SLICE(" "))) g->rest = slice_from(g->rest, 1);
    return take_number(g, 1, 2, &g->day);
  }
  case 'a': return take_word(g, 3, 3);
  case 'A': return take_word(g, 6, 9);
  case 'h': return take_number(g, 1, 2, &g->hour) && g->hour < 24;
  case 'm': return take_number(g, 2, 2, &number) && number < 60;
  case 's': return take_second(g);
  case 'z': return take_offset(g, true, true);
  case 'Z': return take_offset(g, true, false);
  case 'o': return take_offset(g, false, true);
  case 'O': return take_offset(g, false, false);
  case 'N': return take_zone_name(g);
  default: break;
  }
  bool same = g->rest.len && g->rest.ptr[0] == part;
  g->rest = slice_from(g->rest, same);
  return same;
}

static bool has_day(const struct go *g)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  bool leap = g->year % 4 == 0 && (g->year % 100 != 0 || g->year % 400 == 0);
  return g->month >= 1 && g->month <= 12 && g->day >= 1 &&
         g->day <= days[g->month - 1] + (leap && g->month == 2);
}

static bool fits(struct slice text, const char *layout)
{
  struct go g = { .rest = text };
  for (; *layout; layout++)
    if (!take_part(&g, *layout)) return false;
  return g.rest.len == 0 && has_day(&g);
}

bool date_parse_go(struct slice text, struct date *out)
{
  for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
    if (fits(text, layouts[i])) return date_parse(text, out);
  return false;
}
