#include "layout/inline.h"

#include "base/ascii.h"
#include "text/kinsoku.h"
#include "text/utf8.h"

struct inline_state {
  uint32_t link;
  uint8_t style;
  uint8_t close; /* what a raised or lowered text ends with, or 0 */
};

void run_init(struct run *r)
{
  *r = (struct run){ 0 };
  str_init(&r->text);
}

void run_free(struct run *r)
{
  str_free(&r->text);
  vec_free(&r->pieces);
  vec_free(&r->nesting);
  offset_map_free(&r->map);
}

void run_clear(struct run *r)
{
  str_clear(&r->text);
  vec_clear(&r->pieces);
  r->han = false;
}

static void add_piece(struct run *r, size_t start, struct piece piece)
{
  piece.start = (uint32_t)start;
  if (r->pieces.count && vec_last(&r->pieces)->start == piece.start)
    *vec_last(&r->pieces) = piece;
  else
    vec_push(&r->pieces, piece);
}

/* A quick test that never misses: kana, Han and Hangul begin with these bytes,
 * and so does little else. */
static bool has_wide_script(struct slice text)
{
  for (size_t i = 0; i < text.len; i++) {
    unsigned char byte = (unsigned char)text.ptr[i];
    if ((byte >= 0xE3 && byte <= 0xED) || byte == 0xF0) return true;
  }
  return false;
}

void run_add(struct run *r, struct slice text, unsigned mode, enum style style, uint32_t link,
             uint32_t position)
{
  size_t start = r->text.len;
  vec_clear(&r->map.pairs);
  sanitize(text, r->recent ? mode | SANITIZE_RECENT : mode, &r->text, &r->map);
  if (r->text.len == start) return;
  struct piece piece = { .position = position, .link = link, .style = (uint8_t)style };
  add_piece(r, start, piece);
  for (size_t i = 0; i < r->map.pairs.count; i++) {
    struct offset_pair pair = r->map.pairs.items[i];
    if (start + pair.to >= r->text.len) break;
    piece.position = position + pair.from;
    add_piece(r, start + pair.to, piece);
  }
  if (!r->han) r->han = has_wide_script(slice_from(str_slice(&r->text), start));
}

void run_mark(struct run *r, struct slice text, enum style style, uint32_t link, uint32_t position)
{
  if (text.len == 0) return;
  add_piece(
      r, r->text.len,
      (struct piece){ .position = position, .link = link, .style = (uint8_t)style, .made = true });
  str_add(&r->text, text);
}

bool run_is_blank(const struct run *r)
{
  static const struct slice blanks[] = { SLICE(" "), SLICE("\n"), SLICE("\u00A0"),
                                         SLICE("\u3000") };
  struct slice rest = str_slice(&r->text);
  while (rest.len) {
    size_t i = 0;
    while (i < sizeof blanks / sizeof *blanks && !slice_starts(rest, blanks[i])) i++;
    if (i == sizeof blanks / sizeof *blanks) return false;
    rest = slice_from(rest, blanks[i].len);
  }
  return true;
}

size_t run_piece(const struct run *run, uint32_t at)
{
  size_t low = 0, high = run->pieces.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (run->pieces.items[middle].start <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return low ? low - 1 : 0;
}

/* A tab that became blanks is longer than its source: never beyond what follows. */
uint32_t run_position(const struct run *run, uint32_t at)
{
  if (run->pieces.count == 0) return 0;
  size_t i = run_piece(run, at);
  const struct piece *piece = &run->pieces.items[i];
  uint32_t position = piece->made ? piece->position : piece->position + (at - piece->start);
  if (i + 1 < run->pieces.count && position > piece[1].position) return piece[1].position;
  return position;
}

void run_copy(struct run *to, const struct run *from, uint32_t start, uint32_t end)
{
  for (size_t i = run_piece(from, start); i < from->pieces.count && start < end; i++) {
    struct piece piece = from->pieces.items[i];
    uint32_t stop = i + 1 < from->pieces.count ? from->pieces.items[i + 1].start : end;
    if (stop > end) stop = end;
    piece.position = run_position(from, start);
    add_piece(to, to->text.len, piece);
    str_add(&to->text, (struct slice){ from->text.ptr + start, stop - start });
    start = stop;
  }
  to->han = to->han || from->han;
}

/* Does the style around an inline outweigh its own? */
static bool outweighs(uint8_t style, uint8_t kind)
{
  static const bool heavy[STYLE_COUNT] = { [STYLE_TITLE] = true,
                                           [STYLE_HEADING] = true,
                                           [STYLE_TABLE_HEAD] = true,
                                           [STYLE_FACTS] = true,
                                           [STYLE_ATTRIBUTION] = true };
  return heavy[style] || (style == STYLE_STRONG && kind == NODE_EMPHASIS);
}

/* What each inline that holds others makes of the style around it. */
static const uint8_t container_style[NODE_KIND_COUNT] = {
  [NODE_EMPHASIS] = STYLE_EMPHASIS,   [NODE_STRONG] = STYLE_STRONG, [NODE_STRIKE] = STYLE_STRIKE,
  [NODE_UNDERLINE] = STYLE_UNDERLINE, [NODE_MARK] = STYLE_MARK,     [NODE_KEYBOARD] = STYLE_CODE,
};

static bool is_ordinal(struct slice text)
{
  static const struct slice endings[] = { SLICE("st"), SLICE("nd"), SLICE("rd"), SLICE("th") };
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (slice_eq_nocase(text, endings[i])) return true;
  return false;
}

/* What stands before a raised or lowered text: m^2, x^(n+1), H_2O.  Nothing where
 * it speaks for itself: 1st, a note's [1], an asterisk, words that are merely small.
 * (Unicode's raised digits have an ambiguous width.) */
static struct slice script_mark(struct slice text, bool raised)
{
  enum { SCRIPT_BYTES_MAX = 12 };
  size_t plain = 0, sign = text.len > 1 && (text.ptr[0] == '-' || text.ptr[0] == '+');
  if (text.len == 0 || text.len > SCRIPT_BYTES_MAX || !ascii_is_alnum(text.ptr[sign]))
    return SLICE("");
  if (raised && is_ordinal(text)) return SLICE("");
  for (size_t i = 0; i < text.len; i++) {
    if ((unsigned char)text.ptr[i] >= 0x80) return SLICE("");
    plain += ascii_is_alnum(text.ptr[i]);
  }
  if (plain + sign < text.len) return raised ? SLICE("^(") : SLICE("_(");
  return raised ? SLICE("^") : SLICE("_");
}

static void open_script(struct run *r, const struct node *n, struct inline_state *state)
{
  const struct node *only = n->first;
  if (r->plain || !only || only->next || only->kind != NODE_TEXT) return;
  struct slice mark = script_mark(slice_trim(only->text), n->kind == NODE_SUPERSCRIPT);
  run_mark(r, mark, (enum style)state->style, state->link, n->position);
  if (mark.len == 2) state->close = ')';
}

/* The reading after the base, in brackets as wide as the base; a plain one is only
 * kept apart. */
static void add_reading(struct run *r, const struct node *n, const struct inline_state *state,
                        uint32_t position)
{
  if (n->ruby.reading.len == 0) return;
  bool wide = n->first && node_text(n->first).len && has_wide_script(node_text(n->first));
  struct str reading = STR_INIT;
  str_adds(&reading, r->plain ? " " : wide ? "（" : "(");
  sanitize(n->ruby.reading, SANITIZE_LINE, &reading, NULL);
  str_adds(&reading, r->plain ? " " : wide ? "）" : ")");
  run_mark(r, str_slice(&reading), state->style, state->link, position);
  str_free(&reading);
}

static void add_footnote_ref(struct run *r, const struct node *n, const struct inline_state *state)
{
  struct str mark = STR_INIT;
  if (!r->plain) str_addc(&mark, '[');
  if (n->footnote.number)
    str_addf(&mark, "%u", (unsigned)n->footnote.number);
  else
    sanitize(n->footnote.label, SANITIZE_LINE, &mark, NULL);
  if (!r->plain) str_addc(&mark, ']');
  run_mark(r, str_slice(&mark), STYLE_NOTE, state->link, n->position);
  str_free(&mark);
}

static void enter_leaf(struct run *r, const struct node *n, const struct inline_options *options)
{
  const struct inline_state *state = vec_last(&r->nesting);
  switch (n->kind) {
  case NODE_TEXT: run_add(r, n->text, SANITIZE_LINE, state->style, state->link, n->position); break;
  case NODE_CODE:
    run_add(r, n->text, SANITIZE_LINE, state->link ? state->style : STYLE_CODE, state->link,
            n->position);
    break;
  case NODE_BREAK: run_mark(r, SLICE("\n"), state->style, 0, n->position); break;
  case NODE_FOOTNOTE_REF: add_footnote_ref(r, n, state); break;
  case NODE_MEDIA:
    if (options->images) run_media(r, n, false);
    break;
  default: break;
  }
}

static void enter_container(struct run *r, const struct node *n)
{
  struct inline_state state = *vec_last(&r->nesting);
  state.close = 0;
  if (n->kind == NODE_LINK) {
    state.link = n->link.number;
    if (state.link) state.style = n->flags & NODE_QUIET ? STYLE_LINK_QUIET : STYLE_LINK;
  } else if (n->kind == NODE_SUPERSCRIPT || n->kind == NODE_SUBSCRIPT) {
    open_script(r, n, &state);
  } else if (container_style[n->kind] && !state.link && !outweighs(state.style, n->kind)) {
    state.style = container_style[n->kind];
  }
  vec_push(&r->nesting, state);
}

static void leave_container(struct run *r, const struct node *n)
{
  struct inline_state state = *vec_last(&r->nesting);
  uint32_t position = r->text.len ? run_position(r, (uint32_t)r->text.len) : n->position;
  if (state.close) run_mark(r, SLICE(")"), state.style, state.link, position);
  if (n->kind == NODE_RUBY) add_reading(r, n, &state, position);
  r->nesting.count--;
}

void run_inlines(struct run *r, const struct node *node, const struct inline_options *options)
{
  vec_clear(&r->nesting);
  vec_push(&r->nesting, ((struct inline_state){ .style = (uint8_t)options->style }));
  struct walk w = walk_start(node);
  while (walk_next(&w)) {
    const struct node *n = w.node;
    if (!node_is_inline(n)) continue;
    bool folded = (n->flags & NODE_FOLDED) && !options->folded;
    if (node_is_leaf(n)) {
      if (!folded) enter_leaf(r, n, options);
    } else if (w.entering) {
      enter_container(r, n);
      if (folded) walk_skip(&w);
    } else {
      leave_container(r, n);
    }
  }
}
