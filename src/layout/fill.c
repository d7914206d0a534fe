#include "layout/fill.h"

#include "layout/spacing.h"
#include "text/cluster.h"
#include "text/kinsoku.h"
#include "text/linebreak.h"

#define IDEOGRAPHIC_SPACE  0x3000
#define WINDOW_BYTES       65536 /* looked at for break opportunities in one go */
#define WINDOW_MARGIN      64    /* its last bytes are not trusted: what follows may glue them */
#define HANG_COLUMNS       2
#define ORPHAN_DONOR_KEEPS 4 /* clusters */
#define ORPHAN_DONOR_GIVES 3

/* Opportunities are found for a window of the text that begins at the start of
 * some line and is renewed when a line would run out of it; two renewals pass
 * at least one window, so the whole stays linear. */
struct filler {
  struct slice text; /* up to the end of the hard line */
  const struct fill_options *options;
  fill_lines *out;
  uint8_t *breaks; /* [0] belongs to byte `from` */
  size_t cap;      /* bytes allocated there */
  size_t window;   /* bytes */
  size_t from, to;
};

/* Where a line may be cut. */
struct cut {
  size_t next; /* the next line's first byte; 0: no such cut */
  size_t end;  /* after the last byte to show */
  uint32_t columns;
};

/* The clusters of a line so far. */
struct scan {
  size_t at, shown; /* bytes; `shown` without the blanks at the end */
  uint32_t columns, shown_columns;
  char32_t last, before; /* the last two clusters that are not blanks */
  uint32_t last_columns;
};

static void look_ahead(struct filler *f, size_t from, size_t to)
{
  while (to < f->text.len && ((unsigned char)f->text.ptr[to] & 0xC0) == 0x80) to--;
  if (to - from > f->cap) {
    f->cap = vec_capacity(f->cap, to - from);
    f->breaks = xrealloc(f->breaks, f->cap, 1);
  }
  f->from = from;
  f->to = to;
  linebreak_find((struct slice){ f->text.ptr + from, to - from },
                 &(struct linebreak_options){ .korean_by_word = f->options->korean_by_word },
                 f->breaks);
}

/* Makes sure that the opportunity at byte `at` of the line that begins at
 * `start` is known. */
static void cover(struct filler *f, size_t start, size_t at)
{
  while (at + WINDOW_MARGIN >= f->to && f->to < f->text.len) {
    if (f->from == start && f->to > start) f->window *= 2;
    size_t left = f->text.len - start;
    look_ahead(f, start, start + (left < f->window ? left : f->window));
  }
}

static bool may_break(const struct filler *f, size_t at)
{
  return at >= f->from && at < f->to && f->breaks[at - f->from] != BREAK_NO;
}

/* With a mark on it, it is to be seen. */
static bool is_blank(const struct cluster *c)
{
  return (c->base == ' ' && c->bytes.len == 1) ||
         (c->base == IDEOGRAPHIC_SPACE && c->bytes.len == strlen("\u3000"));
}

static bool next_cluster(const struct filler *f, size_t at, struct cluster *c)
{
  struct slice rest = slice_from(f->text, at);
  return cluster_next(&rest, f->options->ambiguous, c);
}

static void scan_add(struct scan *s, const struct cluster *c, const struct fill_options *o)
{
  bool solid = s->shown == s->at; /* no blank stands between */
  if (o->autospace && solid && spacing_parts(s->last, c->base)) s->columns++;
  s->at += c->bytes.len;
  s->columns += (uint32_t)c->columns;
  if (!o->keep && is_blank(c)) return;
  s->shown = s->at;
  s->shown_columns = s->columns;
  s->before = s->last;
  s->last = c->base;
  s->last_columns = (uint32_t)c->columns;
}

/* Only one mark hangs, and none of several in a row (CLREQ 3.1.7). */
static bool fits(const struct filler *f, const struct scan *s, uint32_t columns)
{
  if (s->shown_columns <= columns) return true;
  return f->options->hang && kinsoku_may_hang(s->last) && !kinsoku_is_punctuation(s->before) &&
         s->shown_columns - s->last_columns <= columns;
}

static struct cut cut_here(const struct scan *s)
{
  return (struct cut){ s->at, s->shown, s->shown_columns };
}

/* Scans one line from `start` for the last opportunity that fits. */
static struct cut cut_at_opportunity(struct filler *f, size_t start, uint32_t columns)
{
  struct cut best = { 0 };
  struct scan s = { .at = start, .shown = start };
  uint32_t limit = columns + (f->options->hang ? HANG_COLUMNS : 0);
  struct cluster c;
  while (s.shown_columns <= limit) {
    bool end = s.at >= f->text.len;
    if (s.at > start && !end) cover(f, start, s.at);
    if ((end || (s.at > start && may_break(f, s.at))) && fits(f, &s, columns)) best = cut_here(&s);
    if (end || !next_cluster(f, s.at, &c)) break;
    scan_add(&s, &c, f->options);
  }
  return best;
}

/* The last place between clusters that no mark forbids; any place between clusters; after the
 * first cluster. */
static struct cut cut_between_clusters(const struct filler *f, size_t start, uint32_t columns)
{
  struct cut allowed = { 0 }, any = { 0 };
  struct scan s = { .at = start, .shown = start };
  struct cluster c;
  while (s.shown_columns <= columns && next_cluster(f, s.at, &c)) {
    if (s.at > start) {
      any = cut_here(&s);
      if (!kinsoku_no_start(c.base) && !kinsoku_no_end(s.last)) allowed = any;
    }
    scan_add(&s, &c, f->options);
    if (!any.next) any = cut_here(&s);
  }
  return allowed.next ? allowed : any;
}

/* Says where to cut the line that begins at `start`. */
static struct cut cut_line(struct filler *f, size_t start, uint32_t columns)
{
  struct cut best = cut_at_opportunity(f, start, columns);
  struct slice shown = slice_first(f->text, best.next); /* a line of "http://" alone says little */
  bool weak = (f->options->keep || slice_ends(shown, SLICE("://"))) && best.next < f->text.len;
  if (best.next && !(weak && best.columns < columns / 2)) return best;
  return cut_between_clusters(f, start, columns);
}

/* Is the line one Han character (kana, syllable), marks apart (CLREQ 3.4.4)? */
static bool is_orphan(const struct filler *f, const struct fill_line *line)
{
  size_t characters = 0;
  struct cluster c;
  for (size_t at = line->start; at < line->end && next_cluster(f, at, &c); at += c.bytes.len) {
    if (is_blank(&c) || kinsoku_is_punctuation(c.base)) continue;
    if (++characters > 1 || !kinsoku_is_han(c.base)) return false;
  }
  return characters == 1;
}

/* The clusters from `from` to `to`, and where they end on the screen. */
static size_t measure(const struct filler *f, size_t from, size_t to, struct scan *s)
{
  size_t clusters = 0;
  struct cluster c;
  *s = (struct scan){ .at = from, .shown = from };
  while (s->at < to && next_cluster(f, s->at, &c)) {
    scan_add(s, &c, f->options);
    clusters++;
  }
  return clusters;
}

/* Gives a last line that is an orphan something of the line before it. */
static void feed_orphan(struct filler *f, size_t first_line)
{
  if (f->options->keep || f->out->count - first_line < 2) return;
  struct fill_line *last = vec_last(f->out), *donor = last - 1;
  if (!is_orphan(f, last)) return;
  look_ahead(f, donor->start, last->end);

  size_t at = donor->end;
  while (--at > donor->start && !may_break(f, at)) continue;
  if (at <= donor->start) return;
  struct scan kept, given, fed;
  if (measure(f, at, donor->end, &given) > ORPHAN_DONOR_GIVES) return;
  if (measure(f, donor->start, at, &kept) < ORPHAN_DONOR_KEEPS) return;
  measure(f, at, last->end, &fed);
  if (fed.shown_columns > f->options->columns) return;

  donor->end = (uint32_t)kept.shown;
  donor->columns = kept.shown_columns;
  donor->joined = kept.shown == at;
  last->start = (uint32_t)at;
  last->columns = fed.shown_columns;
}

static size_t skip_blanks(const struct filler *f, size_t at, bool ideographic_too)
{
  struct cluster c;
  while (next_cluster(f, at, &c) && is_blank(&c) && (ideographic_too || c.base == ' '))
    at += c.bytes.len;
  return at;
}

/* Lays out f->text from `start` to its end: one hard line. */
static void fill_hard_line(struct filler *f, size_t start, bool first)
{
  const struct fill_options *o = f->options;
  size_t first_line = f->out->count;
  uint32_t columns = first && o->first_columns ? o->first_columns : o->columns;
  f->from = f->to = start;
  /* Blanks after a hard break may be the writer's own indent: those of full width stay. */
  if (!o->keep) start = skip_blanks(f, start, first);
  do {
    struct cut cut = { start, start, 0 };
    if (start < f->text.len) cut = cut_line(f, start, columns);
    if (!o->keep) cut.next = skip_blanks(f, cut.next, true);
    bool soft = cut.next < f->text.len;
    vec_push(f->out, ((struct fill_line){ .start = (uint32_t)start,
                                          .end = (uint32_t)cut.end,
                                          .columns = cut.columns,
                                          .soft = soft,
                                          .joined = soft && cut.next == cut.end }));
    start = cut.next;
    columns = o->columns;
  } while (start < f->text.len);
  feed_orphan(f, first_line);
}

void fill(struct slice text, const struct fill_options *options, fill_lines *out)
{
  struct fill_options o = *options;
  if (o.columns < 1) o.columns = 1;
  if (o.columns > UINT32_MAX / 2) o.columns = UINT32_MAX / 2;
  if (o.first_columns > UINT32_MAX / 2) o.first_columns = UINT32_MAX / 2;
  struct filler f = { .options = &o, .out = out, .window = WINDOW_BYTES };
  size_t at = 0;
  while (at < text.len) {
    const char *lf = memchr(text.ptr + at, '\n', text.len - at);
    f.text = slice_first(text, lf ? (size_t)(lf - text.ptr) : text.len);
    fill_hard_line(&f, at, at == 0);
    at = f.text.len + 1;
  }
  free(f.breaks);
}
