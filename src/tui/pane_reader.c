#include "tui/pane_reader.h"

#include "layout/terminal_text.h"
#include "text/cluster.h"
#include "text/fold.h"
#include "tui/hits.h"
#include "tui/tui.h"

#include <stdlib.h>

enum { MARGIN_COLUMNS = 2, MARGIN_FROM_COLUMNS = 30, HANG_COLUMNS = 2 };

struct reader {
  struct pane pane;
  struct article *article; /* or NULL */
  bool is_text;            /* the pager's text, not an article */
  bool chop;
  struct str source; /* its bytes, kept for another width */
  struct terminal_text text_state;

  struct lines lines;
  uint32_t laid_columns; /* the width `lines` were made for; 0: none yet */
  int laid_rows;         /* the height the top line was chosen for */
  uint32_t left;         /* blank columns left of the text */
  size_t top;
  uint32_t position; /* of the top line: what holds when lines are made anew */
  bool folded;       /* furniture shows too */

  struct str needle; /* folded */
  struct hits hits;
  uint32_t hit;  /* the present one, number + 1; 0: none */
  uint32_t link; /* Tab stands on it; 0: none */
  bool hints;
};

static struct reader *of(struct pane *p)
{
  return (struct reader *)p;
}

static const struct reader *of_const(const struct pane *p)
{
  return (const struct reader *)p;
}

/* The measure in this pane, and the margin that centres it. */
static uint32_t measure_of(struct reader *r)
{
  uint32_t columns = r->pane.rect.columns > 0 ? (uint32_t)r->pane.rect.columns : 1;
  uint32_t margin = columns >= MARGIN_FROM_COLUMNS && !r->is_text ? MARGIN_COLUMNS : 0;
  uint32_t most = columns - 2 * margin;
  uint32_t measure = (uint32_t)r->pane.tui->options->measure;
  if (r->is_text || measure > most) measure = most;
  if (measure > 24 && !r->is_text) measure &= ~1u;
  r->left = (columns - measure) / 2;
  return measure;
}

static void lay_out_text(struct reader *r, uint32_t columns, struct slice bytes, bool last)
{
  struct terminal_text_options options = { .columns = columns,
                                           .chop = r->chop,
                                           .ambiguous = screen_ambiguous(r->pane.tui->screen) };
  terminal_text_add(&r->text_state, bytes, &options, &r->lines);
  if (last) terminal_text_end(&r->text_state, &options, &r->lines);
}

static void lay_out_article(struct reader *r, uint32_t columns)
{
  struct layout_options options = article_layout(r->article, r->pane.tui->options, columns,
                                                 screen_ambiguous(r->pane.tui->screen));
  options.hang = options.hang && r->left >= HANG_COLUMNS;
  options.folded = r->folded;
  options.recent = screen_knows_recent(r->pane.tui->screen);
  options.opened |= r->folded;
  layout_doc(r->article->doc, &options, &r->lines);
}

static size_t last_top(const struct reader *r)
{
  size_t rows = r->pane.rect.rows > 0 ? (size_t)r->pane.rect.rows : 1;
  return r->lines.line.count > rows ? r->lines.line.count - rows : 0;
}

static void set_top(struct reader *r, size_t top)
{
  r->top = top < last_top(r) ? top : last_top(r);
  r->position = r->top < r->lines.line.count ? r->lines.line.items[r->top].position : 0;
}

static void make_lines(struct reader *r, uint32_t columns)
{
  lines_clear(&r->lines);
  if (r->is_text) {
    terminal_text_free(&r->text_state);
    terminal_text_init(&r->text_state);
    lay_out_text(r, columns, str_slice(&r->source), false);
  } else if (r->article) {
    lay_out_article(r, columns);
  }
  r->laid_columns = columns;
  hits_find(&r->hits, &r->lines, str_slice(&r->needle));
}

/* Lines for the present width; the sentence at the top stays there, or comes back
 * when there was no room below it for a while. */
static void lay_out(struct reader *r)
{
  uint32_t columns = measure_of(r), position = r->position;
  if (columns == r->laid_columns && r->pane.rect.rows == r->laid_rows) return;
  if (columns != r->laid_columns) make_lines(r, columns);
  r->laid_rows = r->pane.rect.rows;
  set_top(r, position ? lines_at(&r->lines, position) : 0);
  r->position = position;
}

void pane_reader_layout_changed(struct pane *p)
{
  of(p)->laid_columns = 0;
}

void pane_reader_toggle_folded(struct pane *p)
{
  of(p)->folded = !of(p)->folded;
  of(p)->laid_columns = 0;
}

/* --- painting ------------------------------------------------------------ */

/* How a byte of a line looks beyond its span's style. */
static enum style style_at(const struct reader *r, size_t line, uint32_t byte, enum style style,
                           size_t *part, uint32_t *until)
{
  while (*part < r->hits.parts.count) {
    const struct hit *hit = &r->hits.parts.items[*part];
    if (hit->line > line) break;
    if (hit->line == line && byte < hit->start) {
      if (hit->start < *until) *until = hit->start;
      break;
    }
    if (hit->line == line && byte < hit->end) {
      if (hit->end < *until) *until = hit->end;
      return hit->number + 1 == r->hit ? STYLE_MATCH_CURRENT : STYLE_MATCH;
    }
    ++*part;
  }
  return style;
}

static size_t first_part(const struct reader *r, size_t line)
{
  size_t low = 0, high = r->hits.parts.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (r->hits.parts.items[middle].line < line)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void paint_hint(struct reader *r, uint32_t link, uint32_t *hinted)
{
  if (!r->hints || !link || link == *hinted) return;
  struct str number = STR_INIT;
  str_addf(&number, "[%u]", link);
  screen_add(r->pane.tui->screen, str_slice(&number), STYLE_HINT);
  str_free(&number);
  *hinted = link;
}

static void paint_line(struct reader *r, size_t at, uint32_t *hinted)
{
  const struct line *line = &r->lines.line.items[at];
  struct screen *s = r->pane.tui->screen;
  uint32_t offset = 0;
  size_t part = first_part(r, at);
  for (uint32_t i = 0; i < line->count; i++) {
    const struct span *span = &r->lines.span.items[line->first + i];
    struct slice text = span_text(&r->lines, span);
    enum style style = span->style;
    if (span->link && span->link == r->link) style = STYLE_LINK_CURRENT;
    if (span->link && span->link == r->link && r->pane.cursor_y < 0) {
      r->pane.cursor_y = r->pane.rect.y + (int)(at - r->top);
      r->pane.cursor_x = r->pane.rect.x + screen_column(s);
    }
    paint_hint(r, span->link, hinted);
    for (uint32_t byte = 0; byte < text.len;) {
      uint32_t until = offset + (uint32_t)text.len;
      enum style shown = style_at(r, at, offset + byte, style, &part, &until);
      struct slice piece = slice_first(slice_from(text, byte), until - offset - byte);
      screen_add_ink(s, piece, shown, span->ink);
      byte = until - offset;
    }
    offset += (uint32_t)text.len;
  }
}

static void paint_nothing(const struct reader *r)
{
  const struct tui *t = r->pane.tui;
  struct slice text = slice_of(word(t->language, WORD_NO_POST_OPEN));
  int columns = (int)text_columns(text, screen_ambiguous(t->screen));
  int left = (r->pane.rect.columns - columns) / 2;
  if (t->pager || r->pane.rect.rows < 3) return;
  screen_begin(t->screen, r->pane.rect.y + r->pane.rect.rows / 3, r->pane.rect.x,
               r->pane.rect.columns, STYLE_TEXT);
  screen_to(t->screen, left > 0 ? left : 0);
  screen_add(t->screen, text, STYLE_DIM);
  screen_end(t->screen);
}

static void reader_paint(struct pane *p, bool focused)
{
  struct reader *r = of(p);
  struct screen *s = p->tui->screen;
  uint32_t hinted = 0;
  (void)focused;
  lay_out(r);
  if (r->top > last_top(r)) r->top = last_top(r);
  p->cursor_y = -1;
  p->cursor_x = p->rect.x + (int)r->left;
  if (!r->article && !r->is_text) paint_nothing(r);
  for (int y = 0; y < p->rect.rows && r->top + (size_t)y < r->lines.line.count; y++) {
    screen_begin(s, p->rect.y + y, p->rect.x, p->rect.columns, STYLE_TEXT);
    screen_to(s, (int)r->left);
    paint_line(r, r->top + (size_t)y, &hinted);
    screen_end(s);
  }
  if (p->cursor_y < 0) p->cursor_y = p->rect.y;
}

/* --- moving and finding -------------------------------------------------- */

static bool reader_move(struct pane *p, enum motion motion, long count)
{
  struct reader *r = of(p);
  lay_out(r);
  size_t before = r->top;
  long rows = p->rect.rows > 1 ? p->rect.rows : 1;
  long by = 0, to = -1;
  switch (motion) {
  case MOVE_LINES:
  case MOVE_SCROLL: by = count; break;
  case MOVE_HALVES: by = count * (rows / 2 > 0 ? rows / 2 : 1); break;
  case MOVE_PAGES: by = count * (rows > 2 ? rows - 1 : 1); break;
  case MOVE_TO: to = count > 0 ? count - 1 : 0; break;
  case MOVE_PERCENT: to = (long)(r->lines.line.count * (size_t)count / 100); break;
  case MOVE_FIRST: to = 0; break;
  case MOVE_LAST: to = (long)r->lines.line.count; break;
  }
  if (to < 0) to = by < 0 && (size_t)-by > r->top ? 0 : (long)r->top + by;
  set_top(r, (size_t)to);
  return r->top != before;
}

static void bring_to_sight(struct reader *r, size_t line)
{
  size_t rows = r->pane.rect.rows > 0 ? (size_t)r->pane.rect.rows : 1;
  if (line < r->top || line >= r->top + rows) set_top(r, line > rows / 3 ? line - rows / 3 : 0);
}

static size_t line_of_hit(const struct reader *r, uint32_t number)
{
  for (size_t i = 0; i < r->hits.parts.count; i++)
    if (r->hits.parts.items[i].number == number) return r->hits.parts.items[i].line;
  return 0;
}

/* The first hit at or after the top line. */
static uint32_t hit_from_top(const struct reader *r)
{
  for (size_t i = 0; i < r->hits.parts.count; i++)
    if (r->hits.parts.items[i].line >= r->top) return r->hits.parts.items[i].number;
  return 0;
}

static bool reader_find(struct pane *p, struct slice needle, long steps)
{
  struct reader *r = of(p);
  lay_out(r);
  if (steps == 0) {
    str_clear(&r->needle);
    fold_lines(needle, &r->needle);
    hits_find(&r->hits, &r->lines, str_slice(&r->needle));
    r->hit = 0;
  }
  if (r->needle.len == 0) return true;
  if (r->hits.count == 0) return false;
  long count = (long)r->hits.count;
  long at = r->hit ? (long)r->hit - 1 + steps : (long)hit_from_top(r);
  at = ((at % count) + count) % count;
  r->hit = (uint32_t)at + 1;
  bring_to_sight(r, line_of_hit(r, (uint32_t)at));
  return true;
}

static void reader_where(const struct pane *p, struct str *out)
{
  const struct reader *r = of_const(p);
  size_t rows = p->rect.rows > 0 ? (size_t)p->rect.rows : 1, count = r->lines.line.count;
  size_t seen = r->top + rows < count ? r->top + rows : count;
  if (count && r->hit) str_addf(out, "%u/%u  ", r->hit, r->hits.count);
  if (count) str_addf(out, "%zu%%", seen * 100 / count);
}

static void reader_click(struct pane *p, int row, int column)
{
  struct reader *r = of(p);
  size_t at = r->top + (size_t)row;
  if (at >= r->lines.line.count) return;
  const struct line *line = &r->lines.line.items[at];
  uint32_t x = r->left;
  for (uint32_t i = 0; i < line->count; i++) {
    const struct span *span = &r->lines.span.items[line->first + i];
    if ((uint32_t)column >= x && (uint32_t)column < x + span->columns && span->link && r->article) {
      if (r->link == span->link)
        tui_follow(p->tui, r->article->targets[span->link - 1],
                   article_link_url(r->article, span->link));
      else
        r->link = span->link;
      return;
    }
    x += span->columns;
  }
}

static void reader_open(struct pane *p)
{
  struct reader *r = of(p);
  if (r->link && r->article)
    tui_follow(p->tui, r->article->targets[r->link - 1], article_link_url(r->article, r->link));
  else
    reader_move(p, MOVE_LINES, 1);
}

static void reader_free(struct pane *p)
{
  struct reader *r = of(p);
  article_free(r->article);
  str_free(&r->source);
  str_free(&r->needle);
  terminal_text_free(&r->text_state);
  lines_free(&r->lines);
  hits_free(&r->hits);
  free(r);
}

static const struct pane_ops reader_ops = {
  .paint = reader_paint,
  .move = reader_move,
  .open = reader_open,
  .click = reader_click,
  .find = reader_find,
  .where = reader_where,
  .free = reader_free,
};

/* --- what it shows ------------------------------------------------------- */

struct pane *pane_reader_new(struct tui *t)
{
  struct reader *r = xcalloc(1, sizeof *r);
  r->pane.ops = &reader_ops;
  r->pane.tui = t;
  str_init(&r->source);
  str_init(&r->needle);
  terminal_text_init(&r->text_state);
  lines_init(&r->lines);
  return &r->pane;
}

void pane_reader_show(struct pane *p, struct article *article, uint32_t position)
{
  struct reader *r = of(p);
  article_free(r->article);
  r->article = article;
  r->is_text = false;
  r->laid_columns = 0;
  r->position = position;
  r->hit = r->link = 0;
  r->hints = false;
  lines_clear(&r->lines);
  r->top = 0;
}

void pane_reader_show_text(struct pane *p)
{
  struct reader *r = of(p);
  pane_reader_show(p, NULL, 0);
  r->is_text = true;
  str_clear(&r->source);
  terminal_text_free(&r->text_state);
  terminal_text_init(&r->text_state);
}

void pane_reader_chop(struct pane *p, bool chop)
{
  of(p)->chop = chop;
  of(p)->laid_columns = 0;
}

void pane_reader_add_text(struct pane *p, struct slice bytes, bool last)
{
  struct reader *r = of(p);
  if (r->laid_columns) lay_out_text(r, r->laid_columns, bytes, last);
  str_add(&r->source, bytes);
  if (last && !r->laid_columns && r->source.len && !slice_ends(str_slice(&r->source), SLICE("\n")))
    str_addc(&r->source, '\n');
}

struct article *pane_reader_article(const struct pane *p)
{
  return of_const(p)->article;
}

uint32_t pane_reader_position(const struct pane *p)
{
  return of_const(p)->position;
}

/* --- links --------------------------------------------------------------- */

static size_t line_of_link(const struct reader *r, uint32_t link)
{
  for (size_t i = 0; i < r->lines.line.count; i++) {
    const struct line *line = &r->lines.line.items[i];
    for (uint32_t n = 0; n < line->count; n++)
      if (r->lines.span.items[line->first + n].link == link) return i;
  }
  return SIZE_MAX;
}

static bool is_quiet(const struct reader *r, uint32_t link)
{
  return (r->article->doc->links.items[link - 1]->flags & (NODE_QUIET | NODE_FOLDED)) != 0;
}

/* The first link on the screen, or the last when going backward. */
static uint32_t link_in_sight(const struct reader *r, int by)
{
  size_t end = r->top + (r->pane.rect.rows > 0 ? (size_t)r->pane.rect.rows : 1);
  uint32_t found = 0;
  for (size_t i = r->top; i < end && i < r->lines.line.count; i++) {
    const struct line *line = &r->lines.line.items[i];
    for (uint32_t n = 0; n < line->count; n++) {
      uint32_t link = r->lines.span.items[line->first + n].link;
      if (!link || is_quiet(r, link)) continue;
      if (by > 0) return link;
      found = link;
    }
  }
  return found;
}

uint32_t pane_reader_step_link(struct pane *p, int by)
{
  struct reader *r = of(p);
  if (!r->article || r->article->doc->links.count == 0) return 0;
  lay_out(r);
  size_t rows = p->rect.rows > 0 ? (size_t)p->rect.rows : 1;
  size_t present = r->link ? line_of_link(r, r->link) : SIZE_MAX;
  bool in_sight = present >= r->top && present < r->top + rows;
  uint32_t link = in_sight ? 0 : link_in_sight(r, by);
  uint32_t count = (uint32_t)r->article->doc->links.count;
  uint32_t at = r->link ? r->link : by > 0 ? 0 : count + 1;
  for (uint32_t tried = 0; !link && tried < count; tried++) {
    at = by > 0 ? at % count + 1 : at <= 1 ? count : at - 1;
    if (!is_quiet(r, at) && line_of_link(r, at) != SIZE_MAX) link = at;
  }
  r->link = link;
  if (link) bring_to_sight(r, line_of_link(r, link));
  return link;
}

uint32_t pane_reader_link(const struct pane *p)
{
  return of_const(p)->link;
}

void pane_reader_to_anchor(struct pane *p, struct slice id)
{
  struct reader *r = of(p);
  if (!r->article || id.len == 0) return;
  struct walk w = walk_start(r->article->doc->root);
  while (walk_next(&w))
    if (w.entering && slice_eq(w.node->id, id)) {
      lay_out(r);
      set_top(r, lines_at(&r->lines, w.node->position));
      return;
    }
}

void pane_reader_hints(struct pane *p, bool on)
{
  of(p)->hints = on;
}
