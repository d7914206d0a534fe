#include "layout/terminal_text.h"

#include "layout/terminal_line.h"
#include "text/cluster.h"

#define LINE_BYTES_MAX (16u << 20) /* a longer line is cut: it may never end */

void terminal_text_init(struct terminal_text *t)
{
  *t = (struct terminal_text){ 0 };
  str_init(&t->partial);
}

void terminal_text_free(struct terminal_text *t)
{
  str_free(&t->partial);
}

/* The part of the line that goes on one row of the screen. */
struct row {
  size_t start, end;
  uint32_t columns;
};

static void put_row(const struct terminal_line *l, const struct row *row, size_t *piece,
                    enum ambiguous ambiguous, struct lines *out)
{
  for (size_t at = row->start; at < row->end;) {
    while (*piece + 1 < l->pieces.count && l->pieces.items[*piece + 1].start <= at) ++*piece;
    const struct ink_piece *p = &l->pieces.items[*piece];
    size_t stop = *piece + 1 < l->pieces.count ? l->pieces.items[*piece + 1].start : row->end;
    if (stop > row->end) stop = row->end;
    struct slice text = { l->text.ptr + at, stop - at };
    uint32_t columns = (uint32_t)text_columns(text, ambiguous);
    uint32_t position = at >= p->start ? p->position + (uint32_t)(at - p->start) : p->position;
    lines_span_ink(out, text, columns, p->ink, position);
    at = stop;
  }
}

static uint32_t row_position(const struct terminal_line *l, size_t at, size_t piece,
                             uint32_t otherwise)
{
  while (piece + 1 < l->pieces.count && l->pieces.items[piece + 1].start <= at) piece++;
  if (piece >= l->pieces.count || l->pieces.items[piece].start > at) return otherwise;
  return l->pieces.items[piece].position + (uint32_t)(at - l->pieces.items[piece].start);
}

/* As many clusters as fit, at least one. */
static struct row take_row(struct slice text, size_t start, uint32_t columns,
                           enum ambiguous ambiguous)
{
  struct row row = { start, start, 0 };
  struct slice rest = slice_from(text, start);
  struct cluster c;
  while (cluster_next(&rest, ambiguous, &c)) {
    if (row.end > start && row.columns + (uint32_t)c.columns > columns) break;
    row.columns += (uint32_t)c.columns;
    row.end += c.bytes.len;
  }
  return row;
}

static void put_line(const struct terminal_line *l, size_t start, size_t end, size_t *piece,
                     uint32_t position, const struct terminal_text_options *o, struct lines *out)
{
  struct slice text = { l->text.ptr, end };
  uint32_t columns = o->columns ? o->columns : 1;
  do {
    struct row row = take_row(text, start, columns, o->ambiguous);
    bool more = row.end < end, chop = more && o->chop && columns > 1;
    if (chop) row = take_row(text, start, columns - 1, o->ambiguous);
    position = row_position(l, row.start, *piece, position);
    put_row(l, &row, piece, o->ambiguous, out);
    if (chop && row.columns < columns) lines_mark(out, SLICE(">"), 1, STYLE_CODE_MARK, 0, position);
    struct line *line = lines_end(out, position);
    if (o->chop) return;
    line->soft = line->joined = more;
    start = row.end;
  } while (start < end);
}

static void put_bytes(struct terminal_text *t, struct slice bytes, struct terminal_line *l,
                      const struct terminal_text_options *o, struct lines *out)
{
  terminal_line_read(l, bytes, t->position, &t->ink);
  struct slice rest = str_slice(&l->text), line;
  size_t piece = 0;
  if (rest.len == 0) put_line(l, 0, 0, &piece, t->position, o, out);
  while (slice_line(&rest, &line)) {
    size_t start = (size_t)(line.ptr - l->text.ptr);
    put_line(l, start, start + line.len, &piece, t->position, o, out);
  }
}

void terminal_text_add(struct terminal_text *t, struct slice bytes,
                       const struct terminal_text_options *options, struct lines *out)
{
  struct terminal_line line;
  terminal_line_init(&line);
  while (bytes.len) {
    size_t lf = slice_find_char(bytes, '\n');
    struct slice part = slice_first(bytes, lf == SLICE_NONE ? bytes.len : lf);
    if (lf == SLICE_NONE && t->partial.len + part.len < LINE_BYTES_MAX) {
      str_add(&t->partial, part);
      break;
    }
    bool whole = t->partial.len == 0;
    if (!whole) str_add(&t->partial, part);
    struct slice text = whole ? part : str_slice(&t->partial);
    put_bytes(t, text, &line, options, out);
    t->position += (uint32_t)text.len + (lf == SLICE_NONE ? 0 : 1);
    str_clear(&t->partial);
    bytes = slice_from(bytes, part.len + (lf == SLICE_NONE ? 0 : 1));
  }
  terminal_line_free(&line);
}

void terminal_text_end(struct terminal_text *t, const struct terminal_text_options *options,
                       struct lines *out)
{
  if (t->partial.len == 0) return;
  struct terminal_line line;
  terminal_line_init(&line);
  put_bytes(t, str_slice(&t->partial), &line, options, out);
  t->position += (uint32_t)t->partial.len;
  str_clear(&t->partial);
  terminal_line_free(&line);
}
