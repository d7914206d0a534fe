/* Hexo's tag plugins, {% name arguments %} ... {% endname %}.  Code keeps its braces. */
#include "site/expand.h"

#include "base/path.h"

struct hexo {
  struct expansion *x;
  struct slice rest;
  struct code_scan code;
  struct slice all;
  struct str *out;
  bool no_end; /* some block was never ended; the rest is not searched again and again */
};

/* What a tag is made of: its arguments, and what stands up to its end. */
struct hexo_tag {
  struct slice name, arguments, inner;
};
typedef void hexo_fn(struct hexo *h, const struct hexo_tag *t);

static struct slice nth_word(struct slice arguments, int n)
{
  struct slice word = { NULL, 0 };
  for (int i = 0; i <= n; i++)
    if (!expand_word(&arguments, &word)) return (struct slice){ NULL, 0 };
  return word;
}

static void tag_code(struct hexo *h, const struct hexo_tag *t)
{
  struct slice language = { NULL, 0 };
  size_t at = slice_find(t->arguments, SLICE("lang:"));
  if (at != SLICE_NONE) language = nth_word(slice_from(t->arguments, at + 5), 0);
  expand_code(t->inner, language, h->out);
}

static void tag_quote(struct hexo *h, const struct hexo_tag *t)
{
  struct str text = STR_INIT;
  str_add(&text, slice_trim(t->inner));
  if (t->arguments.len) {
    str_adds(&text, "\n\n— ");
    str_add(&text, t->arguments);
  }
  expand_quote(str_slice(&text), h->out);
  str_free(&text);
}

static void tag_note(struct hexo *h, const struct hexo_tag *t)
{
  expand_quote(t->inner, h->out);
}

static void tag_raw(struct hexo *h, const struct hexo_tag *t)
{
  str_add(h->out, t->inner);
}

/* Classes may stand before the file, sizes and a description behind it. */
static void tag_image(struct hexo *h, const struct hexo_tag *t)
{
  struct slice rest = t->arguments, word, source = { NULL, 0 }, alt = { NULL, 0 };
  while (expand_word(&rest, &word)) {
    if (!source.len && path_extension(word).len)
      source = word;
    else if (source.len)
      alt = word;
  }
  expand_image(alt, source, h->out);
}

static void tag_link(struct hexo *h, const struct hexo_tag *t)
{
  struct slice rest = t->arguments, word, text = { NULL, 0 };
  while (expand_word(&rest, &word)) {
    if (slice_find(word, SLICE("://")) != SLICE_NONE || slice_starts(word, SLICE("/")))
      return expand_link(text, word, h->out);
    text = (struct slice){ t->arguments.ptr, (size_t)(word.ptr + word.len - t->arguments.ptr) };
  }
}

static void tag_post_link(struct hexo *h, const struct hexo_tag *t)
{
  struct str url = STR_INIT;
  struct slice slug = nth_word(t->arguments, 0), text = nth_word(t->arguments, 1);
  bool found = expand_post_url(h->x, slug, &url);
  bool path = slice_eq(t->name, SLICE("post_path"));
  if (found && path)
    str_add(h->out, str_slice(&url));
  else if (found)
    expand_link(text.len ? text : slug, str_slice(&url), h->out);
  else
    str_add(h->out, text.len ? text : slug);
  if (!found) expand_dropped(h->x, slug);
  str_free(&url);
}

static void tag_asset(struct hexo *h, const struct hexo_tag *t)
{
  struct slice name = nth_word(t->arguments, 0), text = nth_word(t->arguments, 1);
  if (slice_eq(t->name, SLICE("asset_path")))
    str_add(h->out, name);
  else
    expand_link(text, name, h->out);
}

static const struct {
  const char *name;
  bool block;
  hexo_fn *run;
} tags[] = {
  { "codeblock", true, tag_code },
  { "code", true, tag_code },
  { "quote", true, tag_quote },
  { "blockquote", true, tag_quote },
  { "pullquote", true, tag_note },
  { "centerquote", true, tag_note },
  { "cq", true, tag_note },
  { "note", true, tag_note },
  { "raw", true, tag_raw },
  { "img", false, tag_image },
  { "asset_img", false, tag_image },
  { "image", false, tag_image },
  { "link", false, tag_link },
  { "post_link", false, tag_post_link },
  { "post_path", false, tag_post_link },
  { "asset_path", false, tag_asset },
  { "asset_link", false, tag_asset },
};

enum { MARK_MAX_BYTES = 4096 };

/* "{%- name arguments -%}"; how many bytes it takes, 0 when it is none. */
static size_t read_mark(struct slice s, struct slice *name, struct slice *arguments)
{
  struct slice in = slice_from(slice_first(s, MARK_MAX_BYTES), 2);
  size_t close = slice_find(in, SLICE("%}"));
  if (close == SLICE_NONE) return 0;
  in = slice_first(in, close);
  if (slice_starts(in, SLICE("-"))) in = slice_from(in, 1);
  if (slice_ends(in, SLICE("-"))) in.len--;
  in = slice_trim(in);
  size_t n = 0;
  while (n < in.len && !strchr(" \t\r\n", in.ptr[n])) n++;
  *name = slice_first(in, n);
  *arguments = slice_trim(slice_from(in, n));
  return 2 + close + 2;
}

/* Where the block that a tag opens ends; false when it never does. */
static bool find_end(struct slice s, struct slice name, size_t *start, size_t *after)
{
  struct slice found, arguments;
  for (size_t from = 0; from < s.len;) {
    size_t open = slice_find(slice_from(s, from), SLICE("{%"));
    if (open == SLICE_NONE) return false;
    open += from;
    size_t bytes = read_mark(slice_from(s, open), &found, &arguments);
    if (slice_starts(found, SLICE("end")) && bytes && slice_eq(slice_from(found, 3), name)) {
      *start = open;
      *after = open + bytes;
      return true;
    }
    from = open + (bytes ? bytes : 2);
  }
  return false;
}

static void run_tag(struct hexo *h, struct hexo_tag *t)
{
  size_t start, after;
  struct slice id;
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
    if (!slice_eq(t->name, slice_of(tags[i].name))) continue;
    if (tags[i].block) {
      if (h->no_end || !find_end(h->rest, t->name, &start, &after)) {
        h->no_end = true;
        return;
      }
      t->inner = slice_first(h->rest, start);
      h->rest = slice_from(h->rest, after);
    }
    return tags[i].run(h, t);
  }
  struct slice rest = t->arguments;
  if (expand_word(&rest, &id) && expand_service(t->name, id, h->out)) return;
  if (!slice_starts(t->name, SLICE("end"))) expand_dropped(h->x, t->name);
}

void hexo_expand(struct expansion *x, struct slice body, struct str *out)
{
  struct str text = STR_INIT;
  struct hexo h = { .x = x, .rest = body, .all = body, .code = { .text = body }, .out = &text };
  while (h.rest.len) {
    size_t open = slice_find(h.rest, SLICE("{%"));
    if (open == SLICE_NONE) break;
    size_t at = (size_t)(h.rest.ptr - body.ptr) + open;
    struct hexo_tag t = { .inner = { NULL, 0 } };
    struct slice mark = slice_from(h.rest, open);
    size_t bytes = code_at(&h.code, at) ? 0 : read_mark(mark, &t.name, &t.arguments);
    str_add(&text, slice_first(h.rest, open + (bytes ? 0 : 2)));
    h.rest = slice_from(mark, bytes ? bytes : 2);
    if (bytes) run_tag(&h, &t);
  }
  str_add(&text, h.rest);
  expand_admonitions(x, str_slice(&text), out);
  str_free(&text);
}
