#include "doc/plain.h"

#include <inttypes.h>

/* Quoted, with what would break a line or a terminal escaped. */
static void quote(struct str *out, struct slice text)
{
  str_addc(out, '"');
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    if (c == '"' || c == '\\')
      str_addf(out, "\\%c", c);
    else if (c == '\n')
      str_adds(out, "\\n");
    else if (c < 0x20 || c == 0x7f)
      str_addf(out, "\\x%02x", c);
    else
      str_addc(out, (char)c);
  }
  str_addc(out, '"');
}

static void field(struct str *out, const char *name, struct slice value)
{
  if (value.len == 0) return;
  str_addf(out, " %s=", name);
  quote(out, value);
}

static void number(struct str *out, const char *name, int64_t value)
{
  if (value) str_addf(out, " %s=%" PRId64, name, value);
}

static void link_fields(struct str *out, const struct node *n)
{
  number(out, "number", n->link.number);
  field(out, "url", n->link.url);
  field(out, "title", n->link.title);
  field(out, "class", n->link.classes);
}

static void media_fields(struct str *out, const struct node *n)
{
  static const char *const names[] = { "image", "video", "audio", "frame" };
  str_addf(out, " %s", names[n->media.media % 4]);
  number(out, "number", n->media.number);
  field(out, "url", n->media.url);
  field(out, "alt", n->media.alt);
  field(out, "title", n->media.title);
  number(out, "width", n->media.width);
  number(out, "height", n->media.height);
}

static void note_fields(struct str *out, const struct node *n)
{
  number(out, "number", n->footnote.number);
  field(out, "label", n->footnote.label);
}

static void cell_fields(struct str *out, const struct node *n)
{
  if (n->cell.header) str_adds(out, " header");
  if (n->cell.columns > 1) number(out, "columns", n->cell.columns);
  if (n->cell.rows > 1) number(out, "rows", n->cell.rows);
}

static void item_fields(struct str *out, const struct node *n)
{
  number(out, "number", n->item.number);
  if (n->item.task != TASK_NONE) str_adds(out, n->item.task == TASK_DONE ? " done" : " open");
}

static void list_fields(struct str *out, const struct node *n)
{
  if (n->list.ordered) str_addf(out, " ordered start=%" PRId32, n->list.start);
}

static void code_fields(struct str *out, const struct node *n)
{
  field(out, "language", n->code.language);
}

static void heading_fields(struct str *out, const struct node *n)
{
  number(out, "level", n->heading.level);
}

static void ruby_fields(struct str *out, const struct node *n)
{
  field(out, "reading", n->ruby.reading);
}

typedef void fields_fn(struct str *out, const struct node *n);

static fields_fn *const fields[NODE_KIND_COUNT] = {
  [NODE_LINK] = link_fields, [NODE_MEDIA] = media_fields,       [NODE_FOOTNOTE] = note_fields,
  [NODE_CELL] = cell_fields, [NODE_FOOTNOTE_REF] = note_fields, [NODE_ITEM] = item_fields,
  [NODE_LIST] = list_fields, [NODE_CODE_BLOCK] = code_fields,   [NODE_HEADING] = heading_fields,
  [NODE_RUBY] = ruby_fields,
};

static void dump_node(struct str *out, const struct node *n)
{
  static const char *const aligns[] = { "", " left", " center", " right" };
  static const char *const flags[] = { "folded", "attribution", "quiet", "tight" };
  str_adds(out, node_kind_name((enum node_kind)n->kind));
  if (fields[n->kind]) fields[n->kind](out, n);
  str_adds(out, aligns[n->align % 4]);
  for (size_t i = 0; i < 4; i++)
    if (n->flags >> i & 1) str_addf(out, " %s", flags[i]);
  field(out, "id", n->id);
  field(out, "classes", n->classes);
  if (node_text(n).len) {
    str_addc(out, ' ');
    quote(out, node_text(n));
  }
  str_addc(out, '\n');
}

void doc_dump(const struct doc *d, struct str *out)
{
  size_t depth = 0;
  struct walk w = walk_start(d->root);
  while (walk_next(&w)) {
    bool leaf = node_is_leaf(w.node);
    if (w.entering) {
      str_pad(out, ' ', 2 * depth);
      dump_node(out, w.node);
    }
    if (!leaf) depth += w.entering ? 1 : (size_t)-1;
  }
}
