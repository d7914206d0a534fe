#include "doc/autolink.h"
#include "doc/heading_id.h"
#include "doc/html_attribute.h"
#include "doc/html_defuse.h"
#include "doc/html_role.h"
#include "doc/read.h"

/* An element that was entered and not yet left: where to go on, and what was
 * around it, to be put back. */
struct frame {
  const struct dom_node *node;
  size_t next; /* child to visit */
  uint8_t role;
  struct html_setting setting;
  struct build_context context;
};

struct conversion {
  struct html_reader r;
  VEC(struct frame) frames;
};

static bool is_block(uint8_t role)
{
  static const bool blocks[ROLE_COUNT] = {
    [ROLE_FLOW] = true,  [ROLE_TEXT] = true, [ROLE_CONTAINER] = true,
    [ROLE_PRE] = true,   [ROLE_LIST] = true, [ROLE_ITEM] = true,
    [ROLE_TABLE] = true, [ROLE_CELL] = true, [ROLE_DEFINITION] = true,
  };
  return blocks[role];
}

static bool is_hidden(const struct dom_node *n)
{
  return dom_attribute(n, "hidden").ptr || html_style_hides(dom_attribute(n, "style"));
}

static void take_text(struct html_reader *r, struct slice text)
{
  struct slice piece;
  while (html_run_next(&r->runs, &text, &piece)) {
    if (r->now.mode == HTML_TEXT)
      build_text(&r->b, piece);
    else
      str_add(&r->raw, piece);
  }
}

/* Inside preformatted text elements are nothing but their text; those that
 * begin a line begin one. */
static bool enter_raw(struct html_reader *r, const struct dom_node *n)
{
  const struct html_element *e = html_element_at(dom_element(n));
  bool line = is_block(e->role) && r->raw.len > 0 && r->raw.ptr[r->raw.len - 1] != '\n';
  if (e->role == ROLE_BREAK || line) str_addc(&r->raw, '\n');
  return e->role != ROLE_SKIP && !html_is_gutter(n);
}

static void enter(struct conversion *c, const struct dom_node *n)
{
  struct html_reader *r = &c->r;
  if (!dom_is_element(n)) {
    take_text(r, dom_text(n));
    return;
  }
  if (is_hidden(n)) return;
  const struct html_element *e = html_element_at(dom_element(n));
  struct frame frame = { .node = n, .role = e->role, .setting = r->now, .context = r->b.now };
  bool down;
  if (r->now.mode != HTML_TEXT) {
    frame.role = ROLE_SPAN;
    down = enter_raw(r, n);
  } else {
    if (is_block(e->role)) {
      struct slice id = dom_attribute(n, "id");
      build_close_text(&r->b);
      if (id.len) r->b.id = build_keep(&r->b, id);
    }
    down = html_enter_role[e->role](r, n, e);
  }
  if (down) {
    vec_push(&c->frames, frame);
    return;
  }
  build_restore(&r->b, &frame.context, false);
  r->now = frame.setting;
}

/* A row of the table in which nothing is said: what a heading is made of that
 * the source did not have. */
static bool is_empty_head(const struct node *row)
{
  for (const struct node *cell = row->first; cell; cell = cell->next)
    if (!cell->cell.header || cell->first) return false;
  return true;
}

/* A table of one cell is a frame around text. */
static void finish_table(struct node *table)
{
  if (table->first && is_empty_head(table->first)) node_remove(table->first);
  struct node *row = table->first;
  if (!row) {
    node_remove(table);
    return;
  }
  if (row->next || !row->first || row->first->next) return;
  struct node *cell = row->first, *child;
  while ((child = cell->first)) {
    node_remove(child);
    if (child->align == ALIGN_DEFAULT) child->align = cell->align;
    node_insert_before(table, child);
  }
  node_remove(table);
}

static void finish_code(struct html_reader *r, struct slice language)
{
  struct slice text = str_slice(&r->raw);
  while (text.len > 0 && (text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == ' '))
    text.len--;
  while (text.len > 0 && text.ptr[0] == '\n') text = slice_from(text, 1);
  if (text.len == 0) return;
  struct node *code = build_block(&r->b, NODE_CODE_BLOCK);
  code->code.text = build_keep(&r->b, text);
  code->code.language = build_keep(&r->b, language);
}

/* A container that was made and holds nothing shows nothing; but an item or a
 * cell has its place among others. */
static void finish_container(struct node *block)
{
  bool placed = block->kind == NODE_ITEM || block->kind == NODE_CELL ||
                block->kind == NODE_DETAIL || block->kind == NODE_FOOTNOTE;
  if (block->kind == NODE_TABLE)
    finish_table(block);
  else if (!block->first && !placed)
    node_remove(block);
}

/* Without `open` all but the summary waits to be asked for. */
static void finish_details(struct html_reader *r, struct node *details, const struct dom_node *n)
{
  if (!details->first || dom_attribute(n, "open").ptr) return;
  if (details->first->kind != NODE_SUMMARY) {
    node_insert_before(details->first, node_new(r->b.doc, NODE_SUMMARY));
  }
  for (struct node *child = details->first->next; child; child = child->next)
    child->flags |= NODE_CLOSED;
}

static void leave(struct html_reader *r, const struct frame *frame)
{
  struct node *block = r->b.now.block;
  struct slice language = r->now.language;
  if (frame->role == ROLE_QUOTED) build_text(&r->b, SLICE("”"));
  if (frame->role == ROLE_READING) build_reading(&r->b, str_slice(&r->raw));
  build_restore(&r->b, &frame->context, is_block(frame->role));
  r->now = frame->setting;
  if (frame->role == ROLE_PRE) finish_code(r, language);
  if (block == frame->context.block) return;
  if (block->kind == NODE_DETAILS) finish_details(r, block, frame->node);
  finish_container(block);
}

static void convert(struct conversion *c, const struct dom_node *root)
{
  struct frame start = { .node = root, .setting = c->r.now, .context = c->r.b.now };
  vec_push(&c->frames, start);
  while (c->frames.count > 0) {
    struct frame *frame = vec_last(&c->frames);
    const struct dom_node *child = dom_child(frame->node, frame->next++);
    if (child) {
      enter(c, child);
      continue;
    }
    struct frame left = *frame;
    c->frames.count--;
    leave(&c->r, &left);
  }
  vec_free(&c->frames);
}

struct doc *html_to_doc(struct slice html, struct diag_list *diags)
{
  struct str clean = STR_INIT;
  struct conversion c = { 0 };
  html_defuse(html, &clean, &c.r.runs, diags);
  struct dom *dom = dom_parse(str_slice(&clean));
  str_init(&c.r.raw);
  build_begin(&c.r.b, diags);
  convert(&c, dom_root(dom));
  struct doc *d = build_end(&c.r.b);
  str_free(&c.r.raw);
  vec_free(&c.r.runs);
  dom_free(dom);
  str_free(&clean);
  autolink_trim(d);
  heading_id_fill(d);
  doc_number(d);
  return d;
}
