/* Hugo's shortcodes, {{< name arguments >}} and {{% name %}}, and Zola's,
 * {{ name(arguments) }} and {% name() %}.  Those that are known are carried out, the text
 * within the others stays, the marks go. */
#include "site/expand.h"

enum { MARK_MAX_BYTES = 8192 };

struct shortcodes {
  struct expansion *x;
  struct slice rest;
  struct str *out;
  bool no_end;
};

/* A mark: "{{< /name a b >}}". */
struct mark {
  size_t bytes; /* 0: it is none */
  struct slice name, arguments;
  bool closing, literal;
};

static struct mark read_hugo_mark(struct slice s)
{
  struct mark m = { .bytes = 0 };
  bool angle = slice_starts(s, SLICE("{{<"));
  if (!angle && !slice_starts(s, SLICE("{{%"))) return m;
  struct slice in = slice_from(slice_first(s, MARK_MAX_BYTES), 3);
  size_t close = slice_find(in, angle ? SLICE(">}}") : SLICE("%}}"));
  if (close == SLICE_NONE) return m;
  in = slice_trim(slice_first(in, close));
  m.bytes = 3 + close + 3;
  m.literal = slice_starts(in, SLICE("/*"));
  if (m.literal) return m;
  m.closing = slice_starts(in, SLICE("/"));
  if (m.closing) in = slice_trim(slice_from(in, 1));
  if (slice_ends(in, SLICE("/"))) in.len--;
  size_t n = 0;
  while (n < in.len && !strchr(" \t\r\n", in.ptr[n])) n++;
  m.name = slice_first(in, n);
  m.arguments = slice_trim(slice_from(in, n));
  return m;
}

/* What stands between the mark just read and its closing one. */
static bool take_inner(struct shortcodes *s, struct slice name, struct slice *inner)
{
  size_t from = 0;
  while (!s->no_end && from < s->rest.len) {
    size_t open = slice_find(slice_from(s->rest, from), SLICE("{{"));
    if (open == SLICE_NONE) break;
    open += from;
    struct mark m = read_hugo_mark(slice_from(s->rest, open));
    if (m.bytes && m.closing && slice_eq(m.name, name)) {
      *inner = slice_first(s->rest, open);
      s->rest = slice_from(s->rest, open + m.bytes);
      return true;
    }
    from = open + (m.bytes ? m.bytes : 2);
  }
  s->no_end = true;
  return false;
}

static struct slice first_argument(struct slice arguments)
{
  struct slice word = { NULL, 0 };
  expand_word(&arguments, &word);
  return word;
}

static void code_highlight(struct shortcodes *s, const struct mark *m)
{
  struct slice inner;
  if (take_inner(s, m->name, &inner)) expand_code(inner, first_argument(m->arguments), s->out);
}

static void code_ref(struct shortcodes *s, const struct mark *m)
{
  struct slice path = expand_argument(m->arguments, "path");
  if (!path.ptr) path = first_argument(m->arguments);
  struct str url = STR_INIT;
  bool found = expand_post_url(s->x, path, &url);
  str_add(s->out, found ? str_slice(&url) : path);
  str_free(&url);
}

static void code_figure(struct shortcodes *s, const struct mark *m)
{
  static const char *const keys[] = { "title", "caption", "alt" };
  struct slice source = expand_argument(m->arguments, "src"), alt = { NULL, 0 };
  for (size_t i = 0; i < 3 && !alt.len; i++) alt = expand_argument(m->arguments, keys[i]);
  if (!source.len) source = expand_argument(m->arguments, "link");
  expand_image(alt, source, s->out);
}

static void code_notice(struct shortcodes *s, const struct mark *m)
{
  struct slice inner;
  if (take_inner(s, m->name, &inner)) expand_quote(inner, s->out);
}

static const struct {
  const char *name;
  void (*run)(struct shortcodes *s, const struct mark *m);
} codes[] = {
  { "highlight", code_highlight }, { "ref", code_ref },      { "relref", code_ref },
  { "figure", code_figure },       { "img", code_figure },   { "image", code_figure },
  { "notice", code_notice },       { "note", code_notice },  { "tip", code_notice },
  { "warning", code_notice },      { "alert", code_notice }, { "admonition", code_notice },
  { "callout", code_notice },      { "hint", code_notice },  { "quote", code_notice },
  { "blockquote", code_notice },   { "info", code_notice },
};

static void run_code(struct shortcodes *s, const struct mark *m)
{
  if (m->closing) return;
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (slice_eq(m->name, slice_of(codes[i].name))) return codes[i].run(s, m);
  struct slice id = expand_argument(m->arguments, "id");
  struct slice rest = m->arguments, more;
  if (!id.ptr) expand_word(&rest, &id);
  if (slice_eq(m->name, SLICE("gist")) && expand_word(&rest, &more))
    id = (struct slice){ id.ptr, (size_t)(more.ptr + more.len - id.ptr) };
  if (id.len && expand_service(m->name, id, s->out)) return;
  expand_dropped(s->x, m->name);
}

/* A shortcode that is written about stands within slash and star; those go. */
static void add_literal(struct slice mark, struct str *out)
{
  str_add(out, slice_first(mark, 3));
  struct slice in = slice_from(mark, 3);
  in.len -= 3;
  size_t open = slice_find(in, SLICE("/*"));
  in = slice_from(in, open + 2);
  while (in.len && in.ptr[in.len - 1] == ' ') in.len--;
  if (slice_ends(in, SLICE("*/"))) in.len -= 2;
  str_add(out, in);
  str_add(out, slice_from(mark, mark.len - 3));
}

void hugo_expand(struct expansion *x, struct slice body, struct str *out)
{
  struct str text = STR_INIT;
  struct shortcodes s = { .x = x, .rest = body, .out = &text };
  while (s.rest.len) {
    size_t open = slice_find(s.rest, SLICE("{{"));
    if (open == SLICE_NONE) break;
    str_add(&text, slice_first(s.rest, open));
    struct slice at = slice_from(s.rest, open);
    struct mark m = read_hugo_mark(at);
    s.rest = slice_from(at, m.bytes ? m.bytes : 2);
    if (!m.bytes)
      str_adds(&text, "{{");
    else if (m.literal)
      add_literal(slice_first(at, m.bytes), &text);
    else
      run_code(&s, &m);
  }
  str_add(&text, s.rest);
  expand_admonitions(x, str_slice(&text), out);
  str_free(&text);
}

/* --- Zola --- */

/* "{{ name(" or "{% name(": no other braces are Zola's. */
static struct mark read_zola_mark(struct slice s)
{
  struct mark m = { .bytes = 0 };
  bool output = slice_starts(s, SLICE("{{"));
  if (!output && !slice_starts(s, SLICE("{%"))) return m;
  struct slice in = slice_from(slice_first(s, MARK_MAX_BYTES), 2);
  size_t close = slice_find(in, output ? SLICE("}}") : SLICE("%}"));
  if (close == SLICE_NONE) return m;
  in = slice_trim(slice_first(in, close));
  size_t open = slice_find_char(in, '(');
  m.closing = !output && slice_eq(in, SLICE("end"));
  if (!m.closing && (open == SLICE_NONE || !slice_ends(in, SLICE(")")))) return m;
  m.bytes = 2 + close + 2;
  m.name = slice_trim(slice_first(in, m.closing ? 0 : open));
  if (!m.closing) m.arguments = (struct slice){ in.ptr + open + 1, in.len - open - 2 };
  return m;
}

void zola_expand(struct expansion *x, struct slice body, struct str *out)
{
  struct str text = STR_INIT;
  struct code_scan code = { .text = body };
  struct slice rest = body;
  while (rest.len) {
    size_t open = slice_find_char(rest, '{');
    if (open == SLICE_NONE) break;
    str_add(&text, slice_first(rest, open));
    rest = slice_from(rest, open);
    struct mark m = read_zola_mark(rest);
    if (m.bytes && code_at(&code, (size_t)(rest.ptr - body.ptr))) m.bytes = 0;
    struct slice id = expand_argument(m.arguments, "id");
    if (!m.bytes)
      str_addc(&text, '{');
    else if (!m.closing && !(id.len && expand_service(m.name, id, &text)))
      expand_dropped(x, m.name);
    rest = slice_from(rest, m.bytes ? m.bytes : 1);
  }
  str_add(&text, rest);
  expand_admonitions(x, str_slice(&text), out);
  str_free(&text);
}
