#include "doc/furniture.h"

#include "doc/html_tag.h"
#include "doc/plain.h"
#include "doc/whitespace.h"
#include "text/utf8.h"

enum {
  ATTRIBUTION_BLOCKS = 4,   /* blocks from the end among which it is looked for */
  DIGEST_BYTES_MAX = 16384, /* a longer first block is no digest */
  QUOTE_BYTES_MIN = 18,     /* shorter ones are repeated by chance */
  PARAGRAPH_BYTES_MIN = 36,
  SOURCE_BYTES_MAX = 90, /* of "（name）" at a digest's end */
};

const char *link_kind_name(enum link_kind kind)
{
  static const char *const names[LINK_KIND_COUNT] = {
    [LINK_EXTERNAL] = "external", [LINK_POST] = "post",     [LINK_CATEGORY] = "category",
    [LINK_HOME] = "home",         [LINK_SOURCE] = "source", [LINK_ANCHOR] = "anchor",
  };
  return (unsigned)kind < LINK_KIND_COUNT ? names[kind] : "";
}

static enum link_kind kind_of(const struct furniture_rules *rules, const struct node *link)
{
  if (!rules->kind_of) return LINK_EXTERNAL;
  struct str text = STR_INIT;
  doc_plain(link, true, &text);
  enum link_kind kind = rules->kind_of(rules->context, link->link.url, str_slice(&text));
  str_free(&text);
  return kind;
}

/* -- links back, at the end -- */

static bool is_bars(struct slice text)
{
  while (text.len > 0) {
    char32_t c;
    size_t bytes = utf8_decode(text, &c, NULL);
    bool bar = c == '|' || c == '/' || c == 0xFF5C || c == 0xFF0F || c == 0x30FB || c == 0xB7 ||
               c == 0x2022 || c == 0xA0 || c == 0x3000 || (c < 0x80 && html_is_space((char)c));
    if (!bar) return false;
    text = slice_from(text, bytes);
  }
  return true;
}

/* Nothing but links back, the source's address and bars between them; or the
 * `<>` that stands where there was no address. */
static bool is_closing(const struct node *block, const struct furniture_rules *rules,
                       const struct node **source)
{
  if (block->kind != NODE_PARAGRAPH) return false;
  size_t links = 0;
  struct walk w = walk_start(block);
  while (walk_next(&w)) {
    const struct node *n = w.node;
    if (!w.entering || n == block) continue;
    if (n->kind == NODE_LINK) {
      enum link_kind kind = kind_of(rules, n);
      if (kind != LINK_CATEGORY && kind != LINK_HOME && kind != LINK_SOURCE) return false;
      if (kind == LINK_SOURCE) *source = n;
      links++;
      walk_skip(&w);
    } else if (n->kind == NODE_TEXT && slice_eq(slice_trim(n->text), SLICE("<>"))) {
      links++;
    } else if (node_is_leaf(n) && n->kind != NODE_BREAK &&
               !(n->kind == NODE_TEXT && is_bars(n->text))) {
      return false;
    }
  }
  return links > 0;
}

static void fold_closing(struct doc *d, const struct furniture_rules *rules,
                         struct furniture *found)
{
  for (struct node *n = d->root->last; n; n = n->previous) {
    const struct node *source = NULL;
    if (!is_closing(n, rules, &source)) return;
    n->flags |= NODE_FOLDED;
    if (!found->source) found->source = source;
  }
}

/* -- links no one came for; the source, wherever it stands -- */

static void mark_links(struct doc *d, const struct furniture_rules *rules, struct furniture *found)
{
  for (size_t i = 0; i < d->links.count; i++) {
    struct node *n = d->links.items[i];
    if (n->kind != NODE_LINK) continue;
    struct slice quiet = rules->quiet_classes, word;
    while (n->link.classes.len > 0 && html_word_next(&quiet, &word))
      if (html_has_word(n->link.classes, word)) n->flags |= NODE_QUIET;
    if (!found->source && kind_of(rules, n) == LINK_SOURCE) found->source = n;
  }
}

/* -- where it comes from -- */

static bool begins_with_one_of(const struct node *paragraph, struct slice beginnings)
{
  struct str text = STR_INIT;
  struct slice word;
  bool does = false;
  doc_plain(paragraph, true, &text);
  while (!does && html_word_next(&beginnings, &word)) does = slice_starts(str_slice(&text), word);
  str_free(&text);
  return does;
}

static void mark_attribution(struct doc *d, const struct furniture_rules *rules,
                             struct furniture *found)
{
  struct node *n = d->root->last;
  while (n && (n->flags & NODE_FOLDED)) n = n->previous;
  for (int i = 0; n && i < ATTRIBUTION_BLOCKS; i++, n = n->previous) {
    if (n->kind != NODE_PARAGRAPH || !begins_with_one_of(n, rules->attribution)) continue;
    n->flags |= NODE_ATTRIBUTION;
    found->attribution = n;
    return;
  }
}

/* -- the digest -- */

/* Appends the text of a block for comparing: no blanks, full width as ASCII. */
static void add_bare(const struct node *block, struct str *out)
{
  struct str text = STR_INIT;
  doc_plain(block, true, &text);
  struct slice rest = str_slice(&text);
  while (rest.len > 0) {
    char32_t c;
    size_t bytes = utf8_decode(rest, &c, NULL);
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (whitespace_trim_start(slice_first(rest, bytes)).len > 0) utf8_add(out, c);
    rest = slice_from(rest, bytes);
  }
  str_free(&text);
}

static struct slice without_end(struct slice text, struct slice end)
{
  while (slice_ends(text, end)) text = slice_first(text, text.len - end.len);
  return text;
}

/* Without the source in brackets and the marks of a text cut short. */
static struct slice digest_core(struct slice text)
{
  if (slice_ends(text, SLICE(")"))) {
    size_t at = text.len;
    while (at > 0 && text.ptr[at - 1] != '(') at--;
    if (at > 1 && text.len - at < SOURCE_BYTES_MAX) text = slice_first(text, at - 1);
  }
  text = without_end(text, SLICE("."));
  text = without_end(text, SLICE("…"));
  return without_end(text, SLICE("。"));
}

static struct slice without_label(struct slice text)
{
  if (!slice_starts(text, SLICE("【"))) return text;
  size_t end = slice_find(slice_first(text, 600), SLICE("】"));
  return end == SLICE_NONE ? text : slice_from(text, end + strlen("】"));
}

static bool is_head(const struct node *n)
{
  return n->kind == NODE_TITLE || n->kind == NODE_FACTS || (n->flags & NODE_FOLDED);
}

static bool is_repeated(const struct node *first, struct slice digest)
{
  struct str after = STR_INIT;
  for (const struct node *n = first->next; n && after.len < digest.len + 600; n = n->next) {
    if (n->kind == NODE_HEADING) break;
    if (!(n->flags & NODE_FOLDED)) add_bare(n, &after);
  }
  struct slice text = str_slice(&after);
  bool repeated = slice_starts(text, digest) || slice_starts(without_label(text), digest) ||
                  slice_starts(text, without_label(digest));
  str_free(&after);
  return repeated;
}

static void fold_digest(struct doc *d)
{
  struct node *first = d->root->first;
  while (first && is_head(first)) first = first->next;
  if (!first || (first->kind != NODE_QUOTE && first->kind != NODE_PARAGRAPH)) return;
  size_t least = first->kind == NODE_QUOTE ? QUOTE_BYTES_MIN : PARAGRAPH_BYTES_MIN;
  struct str text = STR_INIT;
  add_bare(first, &text);
  struct slice digest = digest_core(str_slice(&text));
  bool fits = digest.len >= least && digest.len <= DIGEST_BYTES_MAX;
  if (fits && without_label(digest).len >= least && is_repeated(first, digest))
    first->flags |= NODE_FOLDED;
  str_free(&text);
}

void furniture_mark(struct doc *d, const struct furniture_rules *rules, struct furniture *found)
{
  *found = (struct furniture){ 0 };
  fold_closing(d, rules, found);
  mark_links(d, rules, found);
  mark_attribution(d, rules, found);
  if (rules->fold_digest) fold_digest(d);
}
