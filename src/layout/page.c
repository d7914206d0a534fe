#include "layout/page.h"

#include "text/cluster.h"

#include <stdio.h>

void page_begin(struct page *p, const struct layout_options *options, struct lines *out)
{
  *p = (struct page){ .options = options, .out = out, .first_line = out->line.count };
  run_init(&p->run);
  p->run.recent = options->recent;
  p->run.plain = options->plain;
}

void page_end(struct page *p)
{
  vec_free(&p->indents);
  vec_free(&p->filled);
  vec_free(&p->spacing);
  run_free(&p->run);
}

/* A level that would leave too little for the text takes nothing and shows nothing. */
void page_push(struct page *p, uint32_t columns, const char *mark, enum style style,
               bool every_line)
{
  struct indent *level = vec_add(&p->indents);
  if (p->indent + columns + PAGE_TEXT_MIN <= p->options->columns) level->columns = columns;
  level->style = (uint8_t)style;
  level->every_line = every_line;
  snprintf(level->mark, sizeof level->mark, "%s", level->columns ? mark : "");
  p->indent += level->columns;
}

void page_pop(struct page *p)
{
  p->indent -= vec_last(&p->indents)->columns;
  p->indents.count--;
  if (p->gap_levels > p->indents.count) p->gap_levels = p->indents.count;
}

uint32_t page_columns(const struct page *p)
{
  return p->options->columns > p->indent ? p->options->columns - p->indent : 1;
}

enum style page_style(const struct page *p)
{
  return p->quotes ? STYLE_QUOTE : STYLE_TEXT;
}

void page_pad(struct page *p, uint32_t columns, uint32_t position)
{
  static const struct slice blanks = SLICE("                                                ");
  while (columns) {
    uint32_t part = columns < blanks.len ? columns : (uint32_t)blanks.len;
    lines_pad(p->out, slice_first(blanks, part), part, STYLE_TEXT, position);
    columns -= part;
  }
}

/* The indents of one line, from the outermost; those of a blank line are the
 * bars alone, without blanks at its end. */
static void put_indents(struct page *p, size_t levels, bool blank, uint32_t position)
{
  uint32_t pad = 0;
  for (size_t i = 0; i < levels; i++) {
    struct indent *level = &p->indents.items[i];
    struct slice mark = slice_of(level->mark);
    if (!level->every_line && (blank || level->used)) mark.len = 0;
    if (blank)
      while (mark.len && mark.ptr[mark.len - 1] == ' ') mark.len--;
    else
      level->used = true;
    if (mark.len) {
      page_pad(p, pad, position);
      lines_pad(p->out, mark, (uint32_t)mark.len, (enum style)level->style, position);
      pad = 0;
    }
    pad += level->columns - (uint32_t)mark.len;
  }
  if (!blank) page_pad(p, pad, position);
}

static void put_gap(struct page *p, uint32_t position)
{
  if (p->gap && p->out->line.count > p->first_line) {
    put_indents(p, p->gap_levels, true, position);
    lines_end(p->out, position);
  }
  p->gap = false;
}

void page_blank_line(struct page *p, uint32_t position)
{
  put_gap(p, position);
  put_indents(p, p->indents.count, true, position);
  lines_end(p->out, position);
}

void page_line(struct page *p, uint32_t position)
{
  put_gap(p, position);
  p->gap_levels = p->indents.count;
  put_indents(p, p->indents.count, false, position);
}

uint32_t page_spans(struct page *p, const struct run *run, uint32_t start, uint32_t end)
{
  uint32_t columns = 0;
  for (size_t i = run_piece(run, start); i < run->pieces.count && start < end; i++) {
    const struct piece *piece = &run->pieces.items[i];
    bool is_last = i + 1 == run->pieces.count;
    uint32_t stop = is_last ? end : run->pieces.items[i + 1].start;
    if (stop > end) stop = end;
    struct slice text = { run->text.ptr + start, stop - start };
    uint32_t wide = (uint32_t)text_columns(text, p->options->ambiguous);
    (piece->made ? lines_mark : lines_span)(p->out, text, wide, (enum style)piece->style,
                                            piece->link, run_position(run, start));
    columns += wide;
    start = stop;
  }
  return columns;
}

/* Bytes at the start that only indent: we do that ourselves. */
static uint32_t source_indent(const struct run *run)
{
  static const struct slice blanks[] = { SLICE(" "), SLICE("\u00A0"), SLICE("\u3000") };
  struct slice rest = str_slice(&run->text);
  for (size_t i = 0; i < sizeof blanks / sizeof *blanks;) {
    bool found = slice_starts(rest, blanks[i]);
    if (found) rest = slice_from(rest, blanks[i].len);
    i = found ? 0 : i + 1;
  }
  return (uint32_t)(run->text.len - rest.len);
}

/* Narrows the lines as far as their number allows. */
static void balance(struct page *p, struct slice text, struct fill_options *options)
{
  size_t lines = p->filled.count;
  if (lines < 2 || lines > 4) return;
  uint32_t low = options->columns / 2, high = options->columns; /* `high` is known to do */
  if (options->first_columns != options->columns) return;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    options->columns = options->first_columns = middle;
    vec_clear(&p->filled);
    fill(text, options, &p->filled);
    if (p->filled.count <= lines)
      high = middle;
    else
      low = middle + 1;
  }
  options->columns = options->first_columns = high;
  vec_clear(&p->filled);
  fill(text, options, &p->filled);
}

/* Puts one line of a run, widened. */
static void put_text(struct page *p, const struct run *run, const struct fill_line *line,
                     uint32_t skip, uint32_t missing)
{
  uint32_t start = skip + line->start, end = skip + line->end;
  vec_clear(&p->spacing);
  if (p->options->autospace || missing)
    spacing_find((struct slice){ run->text.ptr + start, end - start }, p->options->autospace,
                 missing, &p->spacing);
  uint32_t from = start;
  for (size_t i = 0; i < p->spacing.count; i++) {
    uint32_t gap = start + p->spacing.items[i];
    page_spans(p, run, from, gap);
    page_pad(p, 1, run_position(run, gap));
    from = gap;
  }
  page_spans(p, run, from, end);
}

void page_run(struct page *p, const struct run *run, const struct setting *setting)
{
  uint32_t columns = setting->columns ? setting->columns : page_columns(p);
  if (run->han && columns > 24) columns &= ~(uint32_t)1;
  uint32_t skip = source_indent(run);
  struct slice text = slice_from(str_slice(&run->text), skip);
  uint32_t first = setting->first_indent, rest = setting->rest_indent;
  if (columns < first + PAGE_TEXT_MIN) first = 0;
  if (columns < rest + PAGE_TEXT_MIN) rest = 0;
  struct fill_options options = { .columns = columns - rest,
                                  .first_columns = columns - first,
                                  .ambiguous = p->options->ambiguous,
                                  .hang = p->options->hang,
                                  .korean_by_word = p->options->korean_by_word,
                                  .autospace = p->options->autospace };
  vec_clear(&p->filled);
  fill(text, &options, &p->filled);
  if (setting->balanced) balance(p, text, &options);
  str_reserve(&p->out->text, text.len); /* a long one need not be moved as it grows */

  enum node_align align = setting->align;
  if (setting->whole && p->filled.count > 1) align = ALIGN_LEFT;
  for (size_t i = 0; i < p->filled.count; i++) {
    const struct fill_line *line = &p->filled.items[i];
    uint32_t position = run_position(run, skip + line->start);
    uint32_t free_columns = line->columns < columns ? columns - line->columns : 0;
    if (line->start == line->end) {
      page_blank_line(p, position);
      continue;
    }
    page_line(p, position);
    if (align < ALIGN_CENTER) page_pad(p, i == 0 ? first : rest, position);
    if (align == ALIGN_CENTER) page_pad(p, free_columns / 2, position);
    if (align == ALIGN_RIGHT) page_pad(p, free_columns, position);
    bool even = p->options->justify && line->soft && align < ALIGN_CENTER && !setting->balanced;
    uint32_t indent = i == 0 ? first : rest;
    put_text(p, run, line, skip, even && free_columns > indent ? free_columns - indent : 0);
    struct line *made = lines_end(p->out, position);
    made->soft = line->soft;
    made->joined = line->joined;
  }
}
