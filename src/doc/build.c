#include "doc/build.h"

#include "doc/html_tag.h"
#include "doc/whitespace.h"
#include "text/utf8.h"

void build_begin(struct builder *b, struct diag_list *diags)
{
  *b = (struct builder){ .doc = doc_new(), .diags = diags, .at_start = true };
  str_init(&b->text);
  b->now.block = b->doc->root;
  b->now.text_kind = NODE_PARAGRAPH;
}

struct doc *build_end(struct builder *b)
{
  build_close_text(b);
  vec_free(&b->inlines);
  str_free(&b->text);
  return b->doc;
}

struct slice build_keep(struct builder *b, struct slice text)
{
  return text.len ? arena_slice(&b->doc->arena, text) : SLICE("");
}

struct slice build_keep_collapsed(struct builder *b, struct slice text)
{
  struct str out = STR_INIT;
  struct slice word;
  while (html_word_next(&text, &word)) {
    if (out.len > 0) str_addc(&out, ' ');
    str_add(&out, word);
  }
  struct slice kept = build_keep(b, str_slice(&out));
  str_free(&out);
  return kept;
}

static struct node *make(struct builder *b, enum node_kind kind)
{
  struct node *n = node_new(b->doc, kind);
  n->id = b->id;
  b->id = SLICE("");
  return n;
}

/* -- text -- */

/* Takes an inline that says nothing out, and those that hold nothing else; but
 * not one that is open. */
static void remove_empty(struct builder *b, struct node *n)
{
  while (n && node_is_inline(n) && !n->first) {
    for (size_t i = 0; i < b->made; i++)
      if (b->inlines.items[i].node == n) return;
    struct node *parent = n->parent;
    node_remove(n);
    n = parent;
  }
}

static void finish_leaf(struct builder *b)
{
  if (!b->leaf) return;
  struct node *leaf = b->leaf;
  leaf->text = build_keep(b, str_slice(&b->text));
  str_clear(&b->text);
  b->leaf = NULL;
  if (leaf->text.len == 0) remove_empty(b, leaf);
}

/* Takes the blank the text ends with back. */
static void retract_blank(struct builder *b)
{
  if (!b->blank) return;
  if (b->blank == b->leaf)
    str_cut(&b->text, b->text.len - 1);
  else if (--b->blank->text.len == 0)
    remove_empty(b, b->blank);
  b->blank = NULL;
}

/* Leaves out what shows nothing at the end of a block: blanks, breaks, and
 * inlines left empty by that. */
static void trim_end(struct node *block)
{
  struct node *n = block->last;
  while (n) {
    if (n->last) {
      n = n->last;
      continue;
    }
    if (n->kind == NODE_TEXT) n->text = whitespace_trim_end(n->text);
    bool shows = n->kind == NODE_TEXT ? n->text.len > 0 : n->kind != NODE_BREAK && node_is_leaf(n);
    if (shows) return;
    struct node *parent = n->parent;
    node_remove(n);
    n = parent->last ? parent->last : parent == block ? NULL : parent;
  }
}

void build_close_text(struct builder *b)
{
  retract_blank(b);
  finish_leaf(b);
  for (size_t i = 0; i < b->made; i++) b->inlines.items[i].node = NULL;
  b->made = 0;
  b->at_start = true;
  b->last_scalar = 0;
  struct node *block = b->text_block;
  b->text_block = NULL;
  if (!block) return;
  trim_end(block);
  if (!block->first) node_remove(block);
}

/* Where a block goes that is neither item nor row: lists and tables hold
 * nothing else, so it goes into what they do hold, or before them. */
static void place(struct builder *b, struct node *n)
{
  struct node *at = b->now.block;
  if (at->kind == NODE_ROW) at = at->parent;
  if (at->kind == NODE_TABLE) {
    node_insert_before(at, n);
    return;
  }
  if (at->kind == NODE_LIST || (at->kind == NODE_DEFINITIONS && n->kind != NODE_TERM)) {
    enum node_kind wanted = at->kind == NODE_LIST ? NODE_ITEM : NODE_DETAIL;
    if (!at->last || at->last->kind != wanted) node_append(at, node_new(b->doc, wanted));
    at = at->last;
  }
  node_append(at, n);
}

static void open_text_block(struct builder *b)
{
  if (b->text_block) return;
  enum node_kind kind = (enum node_kind)b->now.text_kind;
  if (kind == NODE_TERM && b->now.block->kind != NODE_DEFINITIONS) kind = NODE_PARAGRAPH;
  struct node *n = make(b, kind);
  if (kind == NODE_HEADING) n->heading.level = b->now.level;
  n->align = b->now.align;
  n->classes = b->now.classes;
  place(b, n);
  b->text_block = n;
}

/* Makes the nodes of the inlines that are open; the innermost, or the block. */
static struct node *inline_parent(struct builder *b)
{
  open_text_block(b);
  struct node *parent = b->text_block;
  for (size_t i = 0; i < b->inlines.count; i++) {
    struct build_inline *open = &b->inlines.items[i];
    if (open->kind == NODE_TEXT) continue;
    if (i >= b->made) {
      if (open->id.len) b->id = open->id;
      open->node = make(b, (enum node_kind)open->kind);
      open->id = SLICE("");
      open->node->flags = open->flags;
      if (open->kind == NODE_LINK) {
        open->node->link.url = open->url;
        open->node->link.title = open->title;
        open->node->link.classes = open->classes;
      }
      node_append(parent, open->node);
    }
    parent = open->node;
  }
  b->made = b->inlines.count;
  return parent;
}

static void put(struct builder *b, struct slice bytes)
{
  if (!b->leaf) {
    struct node *parent = inline_parent(b);
    b->leaf = make(b, b->now.code ? NODE_CODE : NODE_TEXT);
    node_append(parent, b->leaf);
  }
  str_add(&b->text, bytes);
}

static void put_blank(struct builder *b, bool newline)
{
  if (b->at_start) return;
  if (!b->blank) {
    put(b, SLICE(" "));
    b->blank = b->leaf;
    b->blank_is_newline = false;
  }
  b->blank_is_newline |= newline;
}

static void put_word(struct builder *b, struct slice word)
{
  if (b->at_start) word = whitespace_trim_start(word);
  if (word.len == 0) return;
  char32_t first;
  utf8_decode(word, &first, NULL);
  if (b->blank && b->blank_is_newline && whitespace_joins(b->last_scalar, first)) retract_blank(b);
  put(b, word);
  b->blank = NULL;
  b->at_start = false;
  b->last_scalar = whitespace_last_scalar(word);
}

void build_text(struct builder *b, struct slice text)
{
  while (text.len > 0) {
    bool newline = false;
    size_t space = 0, end;
    for (; space < text.len && html_is_space(text.ptr[space]); space++)
      newline |= text.ptr[space] == '\n';
    if (space > 0) put_blank(b, newline);
    for (end = space; end < text.len && !html_is_space(text.ptr[end]);) end++;
    put_word(b, slice_first(slice_from(text, space), end - space));
    text = slice_from(text, end);
  }
}

struct node *build_leaf(struct builder *b, enum node_kind kind)
{
  finish_leaf(b);
  struct node *parent = inline_parent(b), *n = make(b, kind);
  node_append(parent, n);
  b->blank = NULL;
  b->at_start = false;
  b->last_scalar = 0;
  return n;
}

/* A break at the start of a block shows nothing; two are what people without
 * a paragraph key make paragraphs with. */
void build_break(struct builder *b)
{
  if (!b->text_block) return;
  bool second = !b->leaf && b->at_start;
  if (second && b->now.text_kind == NODE_PARAGRAPH) {
    build_close_text(b);
    return;
  }
  retract_blank(b);
  if (!second) build_leaf(b, NODE_BREAK);
  b->at_start = true;
}

void build_reading(struct builder *b, struct slice reading)
{
  for (size_t i = b->made; i-- > 0;) {
    struct build_inline *open = &b->inlines.items[i];
    if (open->kind != NODE_RUBY) continue;
    finish_leaf(b);
    open->node->ruby.reading = build_keep_collapsed(b, reading);
    b->made = i;
    return;
  }
}

/* -- inlines and blocks -- */

enum { INLINE_LEVELS = 40 }; /* of DOC_DEPTH_MAX, kept free for what stands in the line */

void build_open_inline(struct builder *b, struct build_inline inline_)
{
  if (b->inlines.count + 2 >= INLINE_LEVELS) inline_.kind = NODE_TEXT;
  if (inline_.kind != NODE_TEXT) finish_leaf(b);
  vec_push(&b->inlines, inline_);
  b->now.inlines = b->inlines.count;
}

void build_code(struct builder *b)
{
  if (!b->now.code) finish_leaf(b);
  b->now.code = true;
}

void build_restore(struct builder *b, const struct build_context *saved, bool block)
{
  if (block) build_close_text(b);
  if (b->now.code != saved->code) finish_leaf(b);
  while (b->inlines.count > saved->inlines) {
    if (vec_last(&b->inlines)->kind != NODE_TEXT) finish_leaf(b);
    b->inlines.count--;
  }
  if (b->made > b->inlines.count) b->made = b->inlines.count;
  b->now = *saved;
}

struct node *build_container(struct builder *b, enum node_kind kind, uint32_t levels)
{
  build_close_text(b);
  if (b->now.depth + levels + INLINE_LEVELS >= DOC_DEPTH_MAX) {
    if (!b->too_deep) diag_add(b->diags, DIAG_TOO_DEEP, 0, 0, "%s", node_kind_name(kind));
    b->too_deep = true;
    return NULL;
  }
  struct node *n = make(b, kind);
  bool fits = (kind == NODE_ITEM && b->now.block->kind == NODE_LIST) ||
              (kind == NODE_DETAIL && b->now.block->kind == NODE_DEFINITIONS) ||
              (kind == NODE_ROW && b->now.block->kind == NODE_TABLE) ||
              (kind == NODE_CELL && b->now.block->kind == NODE_ROW);
  if (fits)
    node_append(b->now.block, n);
  else
    place(b, n);
  b->now.depth += n->parent == b->now.block ? 1 : 2;
  b->now.block = n;
  b->now.text_kind = NODE_PARAGRAPH;
  b->now.classes = SLICE("");
  return n;
}

struct node *build_block(struct builder *b, enum node_kind kind)
{
  build_close_text(b);
  struct node *n = make(b, kind);
  place(b, n);
  return n;
}
