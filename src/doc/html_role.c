#include "doc/html_role.h"

#include "doc/html_attribute.h"
#include "doc/html_tag.h"

static struct slice classes_of(const struct dom_node *n)
{
  struct slice classes = dom_attribute(n, "class");
  return classes.ptr ? classes : SLICE("");
}

static bool has_class(const struct dom_node *n, struct slice word)
{
  return html_has_word(classes_of(n), word);
}

/* The first child of that name, when it is among the first few. */
static const struct dom_node *first_child(const struct dom_node *n, const char *name)
{
  const struct dom_node *child;
  for (size_t i = 0; i < 8 && (child = dom_child(n, i)); i++)
    if (dom_is(child, name)) return child;
  return NULL;
}

static bool enter_span(struct html_reader *r, const struct dom_node *n,
                       const struct html_element *e)
{
  (void)e;
  r->now.head |= dom_is(n, "thead");
  struct slice classes = classes_of(n);
  if (classes.len)
    build_open_inline(&r->b, (struct build_inline){ .kind = NODE_TEXT, .classes = classes });
  return true;
}

static bool enter_inline(struct html_reader *r, const struct dom_node *n,
                         const struct html_element *e)
{
  (void)n;
  build_open_inline(&r->b, (struct build_inline){ .kind = e->kind });
  return true;
}

/* Its alignment and classes hold for the blocks that text in it opens. */
static void take_block_attributes(struct html_reader *r, const struct dom_node *n)
{
  enum node_align align = html_style_align(dom_attribute(n, "style"));
  if (align == ALIGN_DEFAULT) align = html_align(dom_attribute(n, "align"));
  if (dom_is(n, "center")) align = ALIGN_CENTER;
  if (align != ALIGN_DEFAULT) r->b.now.align = align;
  struct slice classes = classes_of(n);
  if (classes.len) r->b.now.classes = build_keep(&r->b, classes);
  struct slice language = html_class_language(classes);
  if (language.len) r->now.language = language;
}

static bool enter_flow(struct html_reader *r, const struct dom_node *n,
                       const struct html_element *e)
{
  (void)e;
  take_block_attributes(r, n);
  r->now.notes |= has_class(n, SLICE("footnotes"));
  return true;
}

static bool enter_text(struct html_reader *r, const struct dom_node *n,
                       const struct html_element *e)
{
  struct node *block = r->b.now.block;
  if (dom_is(n, "p") && block->kind == NODE_ITEM) block->parent->flags &= (uint8_t)~NODE_TIGHT;
  take_block_attributes(r, n);
  if (r->b.now.text_kind != NODE_PARAGRAPH) return true; /* a heading in a caption */
  r->b.now.text_kind = e->kind;
  r->b.now.level = e->level;
  return true;
}

static bool enter_container(struct html_reader *r, const struct dom_node *n,
                            const struct html_element *e)
{
  static const uint8_t levels[NODE_KIND_COUNT] = { [NODE_DEFINITIONS] = 2, [NODE_FIGURE] = 1 };
  take_block_attributes(r, n);
  if (e->kind == NODE_FIGURE && has_class(n, SLICE("highlight"))) { /* as Hexo marks code */
    struct slice classes = classes_of(n), word;
    r->now.code_table = true;
    while (r->now.language.len == 0 && html_word_next(&classes, &word))
      if (!slice_eq(word, SLICE("highlight"))) r->now.language = word;
    return true;
  }
  struct slice classes = r->b.now.classes;
  if (e->kind == NODE_ROW && r->b.now.block->kind != NODE_TABLE) return true;
  struct node *block = build_container(&r->b, (enum node_kind)e->kind, levels[e->kind]);
  if (!block) return true;
  if (classes_of(n).len) block->classes = classes;
  block->align = e->kind == NODE_FIGURE ? r->b.now.align : ALIGN_DEFAULT;
  return true;
}

static bool enter_skip(struct html_reader *r, const struct dom_node *n,
                       const struct html_element *e)
{
  (void)r, (void)n, (void)e;
  return false;
}

/* The classes of a link, and of what it stands in. */
static struct slice link_classes(struct html_reader *r, const struct dom_node *n)
{
  struct str all = STR_INIT;
  str_add(&all, classes_of(n));
  for (size_t i = r->b.inlines.count; i-- > 0;) {
    const struct build_inline *around = &r->b.inlines.items[i];
    if (around->kind != NODE_TEXT || around->classes.len == 0) continue;
    if (all.len) str_addc(&all, ' ');
    str_add(&all, around->classes);
  }
  struct slice kept = build_keep_collapsed(&r->b, str_slice(&all));
  str_free(&all);
  return kept;
}

static bool enter_link(struct html_reader *r, const struct dom_node *n,
                       const struct html_element *e)
{
  (void)e;
  bool back = has_class(n, SLICE("footnote-backref")) || has_class(n, SLICE("reversefootnote"));
  struct slice url = slice_trim(dom_attribute(n, "href")), id = dom_attribute(n, "id");
  if (id.len == 0) id = dom_attribute(n, "name");
  id = build_keep(&r->b, id);
  if (url.len == 0) {
    if (id.len) r->b.id = id;
    return true;
  }
  build_open_inline(&r->b, (struct build_inline){
                               .kind = NODE_LINK,
                               .url = build_keep(&r->b, url),
                               .title = build_keep_collapsed(&r->b, dom_attribute(n, "title")),
                               .classes = link_classes(r, n),
                               .id = id,
                               .flags = back ? NODE_NOTE_LINK : 0,
                           });
  return true;
}

static bool enter_code(struct html_reader *r, const struct dom_node *n,
                       const struct html_element *e)
{
  (void)n, (void)e;
  build_code(&r->b);
  return true;
}

static bool enter_pre(struct html_reader *r, const struct dom_node *n, const struct html_element *e)
{
  (void)e;
  const struct dom_node *code = first_child(n, "code");
  struct slice language = html_class_language(classes_of(n));
  if (language.len == 0 && code) language = html_class_language(classes_of(code));
  if (language.len == 0 && code) language = dom_attribute(code, "data-lang");
  if (language.len) r->now.language = language;
  r->now.mode = HTML_PRE;
  str_clear(&r->raw);
  return true;
}

static bool enter_rule(struct html_reader *r, const struct dom_node *n,
                       const struct html_element *e)
{
  (void)n, (void)e;
  if (!r->now.notes) build_block(&r->b, NODE_RULE);
  return false;
}

static bool enter_break(struct html_reader *r, const struct dom_node *n,
                        const struct html_element *e)
{
  (void)n, (void)e;
  build_break(&r->b);
  return false;
}

static struct slice media_url(const struct dom_node *n)
{
  static const char *const names[] = { "src", "data-src", "data-original", "data" };
  struct slice url = SLICE("");
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    struct slice value = slice_trim(dom_attribute(n, names[i]));
    bool stand_in = slice_starts(url, SLICE("data:")); /* until a script loads the picture */
    if (value.len && (url.len == 0 || stand_in)) url = value;
  }
  const struct dom_node *source = url.len ? NULL : first_child(n, "source");
  return source ? slice_trim(dom_attribute(source, "src")) : url;
}

static bool enter_media(struct html_reader *r, const struct dom_node *n,
                        const struct html_element *e)
{
  struct slice wide = dom_attribute(n, "width"), high = dom_attribute(n, "height");
  uint32_t width = html_pixels(wide), height = html_pixels(high);
  struct slice url = media_url(n), alt = dom_attribute(n, "alt");
  bool counter = (width == 1 && height <= 1) || (height == 1 && width <= 1);
  if (counter || (url.len == 0 && slice_trim(alt).len == 0)) return false;
  struct node *media = build_leaf(&r->b, NODE_MEDIA);
  media->media.url = build_keep(&r->b, url);
  media->media.alt = build_keep_collapsed(&r->b, alt);
  media->media.title = build_keep_collapsed(&r->b, dom_attribute(n, "title"));
  media->media.width = width;
  media->media.height = height;
  media->media.media = e->kind;
  return false;
}

static bool enter_list(struct html_reader *r, const struct dom_node *n,
                       const struct html_element *e)
{
  (void)e;
  take_block_attributes(r, n);
  if (r->now.notes) return true;
  struct node *list = build_container(&r->b, NODE_LIST, 2);
  if (!list) return true;
  struct slice start = slice_trim(dom_attribute(n, "start"));
  bool negative = slice_starts(start, SLICE("-"));
  list->flags |= NODE_TIGHT;
  list->list.ordered = dom_is(n, "ol");
  list->list.start = start.len ? (int32_t)html_number(slice_from(start, negative), 1000000000) : 1;
  if (negative) list->list.start = -list->list.start;
  return true;
}

static void enter_note(struct html_reader *r, const struct dom_node *n)
{
  struct slice id = dom_attribute(n, "id");
  r->now.notes = false;
  struct node *note = build_container(&r->b, NODE_FOOTNOTE, 1);
  if (note) note->footnote.label = build_keep(&r->b, slice_from(id, id.len > 3 ? 3 : 0));
}

static bool enter_item(struct html_reader *r, const struct dom_node *n,
                       const struct html_element *e)
{
  (void)e;
  if (r->now.notes) {
    enter_note(r, n);
    return true;
  }
  struct node *list = r->b.now.block;
  if (list->kind != NODE_LIST) { /* an item on its own */
    bool goes_on = list->last && list->last->kind == NODE_LIST;
    if (goes_on)
      r->b.now.block = list->last, r->b.now.depth++;
    else
      build_container(&r->b, NODE_LIST, 2);
    list = r->b.now.block;
    if (list->kind != NODE_LIST) return true;
  }
  const struct node *before = list->last;
  struct node *item = build_container(&r->b, NODE_ITEM, 1);
  if (!item || !list->list.ordered) return true;
  struct slice value = dom_attribute(n, "value");
  item->item.number = before ? before->item.number + 1 : list->list.start;
  if (value.len) item->item.number = (int32_t)html_number(value, 1000000000);
  return true;
}

static bool enter_definition(struct html_reader *r, const struct dom_node *n,
                             const struct html_element *e)
{
  take_block_attributes(r, n);
  if (r->b.now.block->kind != NODE_DEFINITIONS) return true;
  if (e->kind == NODE_DETAIL)
    build_container(&r->b, NODE_DETAIL, 1);
  else
    r->b.now.text_kind = NODE_TERM;
  return true;
}

static bool is_code_table(const struct dom_node *n)
{
  static const struct slice names[] = {
    { "rouge-table", 11 }, { "highlighttable", 14 }, { "lntable", 7 }, { "highlight", 9 }
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (has_class(n, names[i])) return true;
  return false;
}

static bool enter_table(struct html_reader *r, const struct dom_node *n,
                        const struct html_element *e)
{
  (void)e;
  r->now.code_table |= is_code_table(n);
  r->now.head = false;
  if (r->now.code_table) return true;
  if (!build_container(&r->b, NODE_TABLE, 3)) return true;
  r->b.now.align = ALIGN_DEFAULT;
  return true;
}

/* Line numbers beside code: a cell of their own in most highlighters. */
bool html_is_gutter(const struct dom_node *n)
{
  static const struct slice names[] = {
    { "gutter", 6 },  { "rouge-gutter", 12 }, { "lineno", 6 },
    { "linenos", 7 }, { "lnt", 3 },           { "line-numbers-rows", 17 },
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (has_class(n, names[i])) return true;
  return has_class(n, SLICE("lntd")) && dom_index(n) == 0;
}

static bool enter_cell(struct html_reader *r, const struct dom_node *n,
                       const struct html_element *e)
{
  enum { SPAN_MAX = 1000 }; /* as in browsers */
  (void)e;
  if (r->now.code_table) return !html_is_gutter(n);
  if (r->b.now.block->kind != NODE_ROW) return true;
  take_block_attributes(r, n);
  enum node_align align = (enum node_align)r->b.now.align;
  struct node *cell = build_container(&r->b, NODE_CELL, 1);
  if (!cell) return true;
  uint32_t columns = html_number(dom_attribute(n, "colspan"), SPAN_MAX);
  uint32_t rows = html_number(dom_attribute(n, "rowspan"), SPAN_MAX);
  cell->align = (uint8_t)align;
  cell->cell.columns = (uint16_t)(columns ? columns : 1);
  cell->cell.rows = (uint16_t)(rows ? rows : 1);
  cell->cell.header = r->now.head || dom_is(n, "th");
  r->now.head = false;
  r->b.now.align = ALIGN_DEFAULT;
  return true;
}

static bool enter_reading(struct html_reader *r, const struct dom_node *n,
                          const struct html_element *e)
{
  (void)n, (void)e;
  r->now.mode = HTML_READING;
  str_clear(&r->raw);
  return true;
}

static bool enter_input(struct html_reader *r, const struct dom_node *n,
                        const struct html_element *e)
{
  (void)e;
  struct slice type = dom_attribute(n, "type");
  struct node *item = r->b.now.block;
  if (slice_eq_nocase(type, SLICE("checkbox"))) {
    bool done = dom_attribute(n, "checked").ptr != NULL;
    if (item->kind == NODE_ITEM && !item->first && !r->b.text_block)
      item->item.task = done ? TASK_DONE : TASK_OPEN;
    else
      build_text(&r->b, done ? SLICE("[x] ") : SLICE("[ ] "));
  }
  return false;
}

static bool enter_option(struct html_reader *r, const struct dom_node *n,
                         const struct html_element *e)
{
  (void)e;
  build_text(&r->b, dom_index(n) > 0 ? SLICE(" / ") : SLICE(" "));
  if (dom_is(n, "optgroup")) {
    build_text(&r->b, dom_attribute(n, "label"));
    build_text(&r->b, SLICE(": "));
  }
  return true;
}

static bool enter_quoted(struct html_reader *r, const struct dom_node *n,
                         const struct html_element *e)
{
  (void)n, (void)e;
  build_text(&r->b, SLICE("“"));
  return true;
}

/* A raised link to a footnote is that footnote's mark; a number raised in the way
 * back from it needs no mark. */
static bool enter_superscript(struct html_reader *r, const struct dom_node *n,
                              const struct html_element *e)
{
  const struct build_inline *around = r->b.inlines.count ? vec_last(&r->b.inlines) : NULL;
  if (around && (around->flags & NODE_NOTE_LINK)) return true;
  const struct dom_node *link = first_child(n, "a");
  struct slice url = link ? dom_attribute(link, "href") : SLICE("");
  if (!slice_starts(url, SLICE("#fn")) || slice_starts(url, SLICE("#fnref")) || url.len < 5)
    return enter_inline(r, n, e);
  struct slice id = dom_attribute(n, "id");
  if (id.len == 0) id = dom_attribute(link, "id");
  build_open_inline(&r->b, (struct build_inline){ .kind = NODE_LINK,
                                                  .url = build_keep(&r->b, url),
                                                  .id = build_keep(&r->b, id),
                                                  .flags = NODE_NOTE_LINK });
  struct node *mark = build_leaf(&r->b, NODE_FOOTNOTE_REF);
  mark->footnote.label = build_keep(&r->b, slice_from(url, 4));
  return false;
}

html_enter_fn *const html_enter_role[ROLE_COUNT] = {
  [ROLE_SPAN] = enter_span,     [ROLE_INLINE] = enter_inline,
  [ROLE_FLOW] = enter_flow,     [ROLE_TEXT] = enter_text,
  [ROLE_SKIP] = enter_skip,     [ROLE_CONTAINER] = enter_container,
  [ROLE_LINK] = enter_link,     [ROLE_CODE] = enter_code,
  [ROLE_PRE] = enter_pre,       [ROLE_RULE] = enter_rule,
  [ROLE_BREAK] = enter_break,   [ROLE_MEDIA] = enter_media,
  [ROLE_LIST] = enter_list,     [ROLE_ITEM] = enter_item,
  [ROLE_TABLE] = enter_table,   [ROLE_DEFINITION] = enter_definition,
  [ROLE_CELL] = enter_cell,     [ROLE_READING] = enter_reading,
  [ROLE_INPUT] = enter_input,   [ROLE_OPTION] = enter_option,
  [ROLE_QUOTED] = enter_quoted, [ROLE_SUPERSCRIPT] = enter_superscript,
};
