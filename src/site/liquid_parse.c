#include "site/liquid.h"

struct parse {
  struct slice all, rest;
  token_list *out;
  bool trim_next;           /* the last mark closed with "-" */
  bool no_tags, no_outputs; /* no "%}" or "}}" in what is left */
  bool no_raw, no_comment;  /* no end of such a block in what is left */
};

static struct slice trim_left(struct slice s)
{
  while (s.len && strchr(" \t\r\n", s.ptr[0])) s = slice_from(s, 1);
  return s;
}

static struct slice trim_right(struct slice s)
{
  while (s.len && strchr(" \t\r\n", s.ptr[s.len - 1])) s.len--;
  return s;
}

static void add_text(struct parse *p, struct slice text, bool trim_end)
{
  if (p->trim_next) text = trim_left(text);
  if (trim_end) text = trim_right(text);
  p->trim_next = false;
  if (text.len == 0) return;
  struct token t = { .kind = TOKEN_TEXT, .text = text, .next = TOKEN_NONE, .end = TOKEN_NONE };
  vec_push(p->out, t);
}

/* The offset of the next "{{" or "{%", or of the end. */
static size_t find_open(struct slice s)
{
  for (size_t at = 0; at + 1 < s.len; at++) {
    const char *brace = memchr(s.ptr + at, '{', s.len - at - 1);
    if (!brace) break;
    at = (size_t)(brace - s.ptr);
    if (brace[1] == '{' || brace[1] == '%') return at;
  }
  return s.len;
}

/* Takes the dashes of "{%-" and "-%}" off; *trim tells of the closing one. */
static struct slice inner(struct slice s, bool *trim)
{
  if (slice_starts(s, SLICE("-"))) s = slice_from(s, 1);
  *trim = slice_ends(s, SLICE("-"));
  if (*trim) s.len--;
  return slice_trim(s);
}

static struct slice tag_name(struct slice s)
{
  size_t n = 0;
  while (n < s.len && !strchr(" \t\r\n:", s.ptr[n])) n++;
  return slice_first(s, n);
}

static size_t last_open(struct slice s)
{
  for (size_t at = s.len; at > 1; at--)
    if (s.ptr[at - 2] == '{' && s.ptr[at - 1] == '%') return at - 2;
  return SLICE_NONE;
}

/* What stands between a tag and the one that ends it is taken as it is. */
static bool find_end_tag(struct slice s, struct slice name, size_t *start, size_t *after)
{
  for (size_t from = 0, close; from < s.len; from += close + 2) {
    struct slice rest = slice_from(s, from);
    close = slice_find(rest, SLICE("%}"));
    if (close == SLICE_NONE) return false;
    struct slice before = slice_first(rest, close);
    size_t open = last_open(before);
    if (open == SLICE_NONE) continue;
    bool trim;
    struct slice tag = inner(slice_from(before, open + 2), &trim);
    if (slice_starts(tag, SLICE("end")) && slice_eq(tag_name(slice_from(tag, 3)), name)) {
      *start = from + open;
      *after = from + close + 2;
      return true;
    }
  }
  return false;
}

/* raw, comment: false when they are never ended. */
static bool verbatim(struct parse *p, struct slice name)
{
  bool raw = slice_eq(name, SLICE("raw")), comment = slice_eq(name, SLICE("comment"));
  size_t start = 0, after = 0;
  bool *none = raw ? &p->no_raw : &p->no_comment;
  if ((!raw && !comment) || *none) return false;
  *none = !find_end_tag(p->rest, name, &start, &after);
  if (*none) return false;
  if (raw) add_text(p, slice_first(p->rest, start), false);
  p->rest = slice_from(p->rest, after);
  return true;
}

static void add_mark(struct parse *p, struct slice mark, bool tag)
{
  bool trim;
  struct slice in = inner(mark, &trim);
  struct token t = { .kind = TOKEN_OUTPUT, .text = in, .next = TOKEN_NONE, .end = TOKEN_NONE };
  p->trim_next = trim;
  if (tag) {
    t.kind = TOKEN_TAG;
    t.name = tag_name(in);
    t.text = slice_trim(slice_from(in, t.name.len));
    if (slice_eq(t.name, SLICE("#")) || verbatim(p, t.name)) return;
  }
  vec_push(p->out, t);
}

static void read_tokens(struct parse *p)
{
  while (p->rest.len) {
    size_t open = find_open(p->rest);
    struct slice before = slice_first(p->rest, open);
    if (open == p->rest.len) return add_text(p, before, false);
    bool tag = p->rest.ptr[open + 1] == '%';
    bool *none = tag ? &p->no_tags : &p->no_outputs;
    struct slice after = slice_from(p->rest, open + 2);
    size_t close = *none ? SLICE_NONE : slice_find(after, tag ? SLICE("%}") : SLICE("}}"));
    if (close == SLICE_NONE) {
      *none = true;
      add_text(p, slice_first(p->rest, open + 2), false);
      p->rest = after;
      continue;
    }
    add_text(p, before, slice_starts(after, SLICE("-")));
    p->rest = slice_from(after, close + 2);
    add_mark(p, slice_first(after, close), tag);
  }
}

/* --- blocks --- */

/* How far up an end looks for its block: what is further was forgotten. */
enum { LOOK_UP_MAX = 64 };

static bool one_of(struct slice name, const char *const *names, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (slice_eq(name, slice_of(names[i]))) return true;
  return false;
}
#define ONE_OF(name, list) one_of(name, list, sizeof(list) / sizeof *(list))

static const char *const branches[] = { "else", "elsif", "when" };
static const char *const branching[] = { "if", "unless", "case", "for", "tablerow" };
static const char *const single[] = { "assign",         "include",   "include_relative",
                                      "include_cached", "link",      "post_url",
                                      "break",          "continue",  "echo",
                                      "cycle",          "increment", "decrement",
                                      "gist",           "seo",       "feed_meta" };

/* A block that is still open: its first token, and the branch at hand. */
struct open_block {
  uint32_t block, branch;
};
typedef VEC(struct open_block) open_list;

static size_t bottom(const open_list *open)
{
  return open->count > LOOK_UP_MAX ? open->count - LOOK_UP_MAX : 0;
}

static void join_branch(token_list *tokens, open_list *open, uint32_t i)
{
  for (size_t at = open->count; at > bottom(open); at--) {
    struct open_block *b = &open->items[at - 1];
    if (!ONE_OF(tokens->items[b->block].name, branching)) continue;
    tokens->items[b->branch].next = i;
    b->branch = i;
    return;
  }
}

static void join_end(token_list *tokens, open_list *open, uint32_t i)
{
  struct slice name = slice_from(tokens->items[i].name, 3);
  for (size_t at = open->count; at > bottom(open); at--) {
    struct open_block b = open->items[at - 1];
    if (!slice_eq(tokens->items[b.block].name, name)) continue;
    open->count = at - 1;
    tokens->items[b.branch].next = i;
    tokens->items[i].next = b.block;
    tokens->items[b.block].end = i;
    return;
  }
}

/* Joins each block with its branches and its end; an end without a block, and a
 * block without an end, stay single tags. */
static void join_blocks(token_list *tokens)
{
  open_list open = { 0 };
  for (uint32_t i = 0; i < tokens->count; i++) {
    const struct token *t = &tokens->items[i];
    if (t->kind != TOKEN_TAG || ONE_OF(t->name, single)) continue;
    if (ONE_OF(t->name, branches)) {
      join_branch(tokens, &open, i);
    } else if (slice_starts(t->name, SLICE("end"))) {
      join_end(tokens, &open, i);
    } else {
      struct open_block block = { i, i };
      vec_push(&open, block);
    }
  }
  vec_free(&open);
}

/* A branch ends where its block does. */
static void tie_ends(token_list *tokens)
{
  for (uint32_t i = 0; i < tokens->count; i++) {
    struct token *t = &tokens->items[i];
    if (t->kind != TOKEN_TAG || t->end == TOKEN_NONE || ONE_OF(t->name, branches)) continue;
    for (uint32_t b = t->next; b != TOKEN_NONE && b < t->end; b = tokens->items[b].next)
      tokens->items[b].end = t->end;
  }
}

void liquid_parse(struct slice text, token_list *out)
{
  struct parse p = { .all = text, .rest = text, .out = out };
  read_tokens(&p);
  join_blocks(out);
  tie_ends(out);
}
