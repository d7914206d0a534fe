#include "tui/pane_reader.h"

#include "layout/terminal_text.h"
#include "text/cluster.h"
#include "tui/reader_view.h"
#include "tui/spread.h"
#include "tui/tui.h"

#include <stdlib.h>

enum { HANG_COLUMNS = 2 };

struct reader {
  struct pane pane;
  struct article *article; /* or NULL */
  bool is_text;            /* the pager's text, not an article */
  bool chop;
  struct str source; /* its bytes, kept for another width */
  struct terminal_text text_state;

  struct reader_view view;
  uint32_t laid_columns; /* the width its lines were made for; 0: none yet */
  struct spread spread;
  bool folded;   /* furniture shows too */
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

static struct spread spread_in(const struct reader *r, enum spread_pages pages)
{
  uint32_t columns = r->pane.rect.columns > 0 ? (uint32_t)r->pane.rect.columns : 1;
  if (r->is_text) return spread_bare(columns);
  return spread_of(columns, (uint32_t)r->pane.tui->options->measure, pages);
}

static void lay_out_text(struct reader *r, uint32_t columns, struct slice bytes, bool last)
{
  struct terminal_text_options options = { .columns = columns,
                                           .chop = r->chop,
                                           .ambiguous = screen_ambiguous(r->pane.tui->screen) };
  terminal_text_add(&r->text_state, bytes, &options, &r->view.lines);
  if (last) terminal_text_end(&r->text_state, &options, &r->view.lines);
}

static void lay_out_article(struct reader *r, uint32_t columns)
{
  struct layout_options options = article_layout(r->article, r->pane.tui->options, columns,
                                                 screen_ambiguous(r->pane.tui->screen));
  options.hang = options.hang && r->spread.left >= HANG_COLUMNS;
  options.folded = r->folded;
  options.recent = screen_knows_recent(r->pane.tui->screen);
  options.opened |= r->folded;
  layout_doc(r->article->doc, &options, &r->view.lines);
}

static void make_lines(struct reader *r, uint32_t columns)
{
  lines_clear(&r->view.lines);
  if (r->is_text) {
    terminal_text_free(&r->text_state);
    terminal_text_init(&r->text_state);
    lay_out_text(r, columns, str_slice(&r->source), false);
  } else if (r->article) {
    lay_out_article(r, columns);
  }
  r->laid_columns = columns;
  reader_view_search(&r->view);
}

/* Lines for the present width and height.  What one page holds does not need two,
 * unless two were asked for. */
static void lay_out(struct reader *r)
{
  enum spread_pages asked = (enum spread_pages)r->pane.tui->options->columns;
  size_t rows = r->pane.rect.rows > 0 ? (size_t)r->pane.rect.rows : 1;
  bool settled = rows == r->view.rows;
  r->spread = spread_in(r, asked);
  if (r->spread.measure != r->laid_columns) make_lines(r, r->spread.measure), settled = false;
  if (asked == SPREAD_AUTO && r->view.lines.line.count <= rows)
    r->spread = spread_in(r, SPREAD_ONE);
  if (settled && r->spread.pages == r->view.pages) return;
  r->view.rows = rows;
  r->view.pages = r->spread.pages;
  reader_view_settle(&r->view);
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

static void paint_hint(struct reader *r, uint32_t link, uint32_t *hinted)
{
  if (!r->hints || !link || link == *hinted) return;
  struct str number = STR_INIT;
  str_addf(&number, "[%u]", link);
  screen_add(r->pane.tui->screen, str_slice(&number), STYLE_HINT);
  str_free(&number);
  *hinted = link;
}

static void paint_line(struct reader *r, size_t at, struct rect row, uint32_t *hinted)
{
  const struct lines *lines = &r->view.lines;
  const struct line *line = &lines->line.items[at];
  struct screen *s = r->pane.tui->screen;
  uint32_t offset = 0;
  size_t part = 0;
  screen_begin(s, row.y, row.x, row.columns, STYLE_TEXT);
  for (uint32_t i = 0; i < line->count; i++) {
    const struct span *span = &lines->span.items[line->first + i];
    struct slice text = span_text(lines, span);
    enum style style = span->style;
    if (span->link && span->link == r->link) style = STYLE_LINK_CURRENT;
    if (span->link && span->link == r->link && r->pane.cursor_y < 0) {
      r->pane.cursor_y = row.y;
      r->pane.cursor_x = row.x + screen_column(s);
    }
    paint_hint(r, span->link, hinted);
    for (uint32_t byte = 0; byte < text.len;) {
      uint32_t until = offset + (uint32_t)text.len;
      enum style shown = reader_view_style(&r->view, at, offset + byte, style, &part, &until);
      struct slice piece = slice_first(slice_from(text, byte), until - offset - byte);
      screen_add_ink(s, piece, shown, span->ink);
      byte = until - offset;
    }
    offset += (uint32_t)text.len;
  }
  screen_end(s);
}

static void paint_page(struct reader *r, uint32_t page, uint32_t *hinted)
{
  const struct rect *pane = &r->pane.rect;
  int left = (int)(r->spread.left + page * r->spread.step);
  bool last = page + 1 == r->spread.pages;
  struct rect row = { pane->y, pane->x + left, 1,
                      last ? pane->columns - left : (int)r->spread.step - 1 };
  for (; row.y < pane->y + pane->rows; row.y++) {
    size_t line = reader_view_line(&r->view, page, (size_t)(row.y - pane->y));
    if (line < r->view.lines.line.count) paint_line(r, line, row, hinted);
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
  uint32_t hinted = 0;
  (void)focused;
  lay_out(r);
  p->cursor_y = -1;
  p->cursor_x = p->rect.x + (int)r->spread.left;
  if (!r->article && !r->is_text) paint_nothing(r);
  for (uint32_t page = 0; page < r->spread.pages; page++) paint_page(r, page, &hinted);
  if (p->cursor_y < 0) p->cursor_y = p->rect.y;
}

/* --- commands ------------------------------------------------------------ */

static bool reader_move(struct pane *p, enum motion motion, long count)
{
  lay_out(of(p));
  return reader_view_move(&of(p)->view, motion, count);
}

static bool reader_find(struct pane *p, struct slice needle, long steps)
{
  lay_out(of(p));
  return reader_view_find(&of(p)->view, needle, steps);
}

static void reader_where(const struct pane *p, struct str *out)
{
  reader_view_where(&of_const(p)->view, out);
}

static void follow(struct reader *r)
{
  tui_follow(r->pane.tui, r->article->targets[r->link - 1], article_link_url(r->article, r->link));
}

static void reader_click(struct pane *p, int row, int column)
{
  struct reader *r = of(p);
  if (column < (int)r->spread.left || !r->article) return;
  uint32_t x = (uint32_t)column - r->spread.left, page = x / r->spread.step;
  if (page >= r->spread.pages) page = r->spread.pages - 1;
  size_t line = reader_view_line(&r->view, page, (size_t)row);
  uint32_t link = reader_view_link_at(&r->view, line, x - page * r->spread.step);
  if (link && link == r->link)
    follow(r);
  else if (link)
    r->link = link;
}

static void reader_open(struct pane *p)
{
  if (of(p)->link && of(p)->article)
    follow(of(p));
  else
    reader_move(p, MOVE_LINES, 1);
}

static void reader_free(struct pane *p)
{
  struct reader *r = of(p);
  article_free(r->article);
  str_free(&r->source);
  terminal_text_free(&r->text_state);
  reader_view_free(&r->view);
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
  terminal_text_init(&r->text_state);
  reader_view_init(&r->view);
  return &r->pane;
}

void pane_reader_show(struct pane *p, struct article *article, uint32_t position)
{
  struct reader *r = of(p);
  article_free(r->article);
  r->article = article;
  r->is_text = false;
  r->laid_columns = 0;
  r->link = 0;
  r->hints = false;
  reader_view_clear(&r->view, position);
}

void pane_reader_renew(struct pane *p, struct article *article)
{
  struct reader *r = of(p);
  struct lines before = r->view.lines;
  size_t top = r->view.top, end = reader_view_end(&r->view);
  lines_init(&r->view.lines);
  pane_reader_show(p, article, r->view.position);
  lay_out(r);
  reader_view_keep(&r->view, &before, top, end);
  lines_free(&before);
}

void pane_reader_to_position(struct pane *p, uint32_t position)
{
  lay_out(of(p));
  of(p)->view.position = position;
  reader_view_settle(&of(p)->view);
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
  return of_const(p)->view.position;
}

/* --- links --------------------------------------------------------------- */

uint32_t pane_reader_step_link(struct pane *p, int by)
{
  struct reader *r = of(p);
  if (!r->article) return 0;
  lay_out(r);
  return r->link = reader_view_step_link(&r->view, r->article->doc, r->link, by);
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
      reader_view_go(&r->view, lines_at(&r->view.lines, w.node->position));
      return;
    }
}

void pane_reader_hints(struct pane *p, bool on)
{
  of(p)->hints = on;
}
