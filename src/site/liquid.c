#include "site/liquid.h"

#include "base/path.h"

enum {
  STEPS_MAX = 1000000, /* of one post, includes and all */
  ARENA_MAX_BYTES = 256 << 20,
  INCLUDES_DEEP = 8,
  LOOPS_DEEP = 32,
};

/* A block whose text is taken up when it ends. */
struct capture {
  uint32_t token;
  size_t start; /* in *out */
};

/* One template at work: the post's body, or a file it includes. */
struct run {
  struct liquid *l;
  const struct token *tokens;
  uint32_t count, at;
  struct str *out;
  VEC(struct capture) captures;
  size_t loops_below; /* loops of the templates that include this one */
};

typedef void tag_fn(struct run *r, const struct token *t);

static void run_template(struct liquid *l, struct slice text, struct str *out);

static struct slice first_word(struct slice s)
{
  size_t n = 0;
  while (n < s.len && !strchr(" \t\r\n", s.ptr[n])) n++;
  return slice_first(s, n);
}

/* --- if, unless, case --- */

static bool branch_holds(struct run *r, const struct token *block, const struct token *branch)
{
  if (slice_eq(branch->name, SLICE("else"))) return true;
  if (!slice_eq(branch->name, SLICE("when"))) return liquid_condition(r->l, branch->text);
  const struct value *wanted = liquid_evaluate(r->l, block->text);
  struct slice rest = branch->text;
  while (rest.len) {
    size_t before = rest.len;
    if (liquid_equal(wanted, liquid_operand(r->l, &rest))) return true;
    liquid_skip_blanks(&rest);
    if (slice_starts(rest, SLICE("or "))) rest = slice_from(rest, 3);
    if (slice_starts(rest, SLICE(","))) rest = slice_from(rest, 1);
    if (rest.len == before) break;
  }
  return false;
}

/* Goes on in the first branch after the block's own that holds, or behind its end. */
static void next_branch(struct run *r, const struct token *block)
{
  for (uint32_t b = block->next; b != TOKEN_NONE && b != block->end; b = r->tokens[b].next)
    if (branch_holds(r, block, &r->tokens[b])) {
      r->at = b + 1;
      return;
    }
  r->at = block->end + 1;
}

static void tag_if(struct run *r, const struct token *t)
{
  if (t->end != TOKEN_NONE && !liquid_condition(r->l, t->text)) next_branch(r, t);
}

static void tag_unless(struct run *r, const struct token *t)
{
  if (t->end != TOKEN_NONE && liquid_condition(r->l, t->text)) next_branch(r, t);
}

static void tag_case(struct run *r, const struct token *t)
{
  if (t->end != TOKEN_NONE) next_branch(r, t);
}

/* Reached by falling through: the branch before it was the one. */
static void tag_branch(struct run *r, const struct token *t)
{
  if (t->end != TOKEN_NONE) r->at = t->end;
}

/* --- for --- */

static struct for_loop *own_loop(struct run *r)
{
  return r->l->loops.count > r->loops_below ? vec_last(&r->l->loops) : NULL;
}

static void tag_for(struct run *r, const struct token *t)
{
  struct slice variable = first_word(t->text);
  struct slice rest = slice_trim(slice_from(t->text, variable.len));
  if (t->end == TOKEN_NONE) return;
  if (slice_starts(rest, SLICE("in "))) rest = slice_from(rest, 3);
  const struct value *list = liquid_operand(r->l, &rest);
  const struct value *item = list ? list->first : NULL;
  struct for_loop loop = { (uint32_t)(t - r->tokens), variable, item, 0, 0 };
  for (; item; item = item->next) loop.count++;
  r->l->steps += loop.count;
  if (loop.count == 0 || r->l->loops.count >= LOOPS_DEEP) return next_branch(r, t);
  vec_push(&r->l->loops, loop);
}

static void tag_endfor(struct run *r, const struct token *t)
{
  struct for_loop *loop = own_loop(r);
  if (!loop || t->next != loop->token) return;
  loop->item = loop->item->next;
  loop->index++;
  if (loop->item)
    r->at = loop->token + 1;
  else
    r->l->loops.count--;
}

static void tag_break(struct run *r, const struct token *t)
{
  (void)t;
  struct for_loop *loop = own_loop(r);
  if (!loop) return;
  r->at = r->tokens[loop->token].end + 1;
  r->l->loops.count--;
}

static void tag_continue(struct run *r, const struct token *t)
{
  (void)t;
  struct for_loop *loop = own_loop(r);
  if (loop) r->at = r->tokens[loop->token].end;
}

/* --- assign, capture, highlight --- */

static void tag_assign(struct run *r, const struct token *t)
{
  size_t equals = slice_find_char(t->text, '=');
  if (equals == SLICE_NONE) return;
  struct slice name = slice_trim(slice_first(t->text, equals));
  liquid_assign(r->l, name, liquid_evaluate(r->l, slice_from(t->text, equals + 1)));
}

static void tag_capture(struct run *r, const struct token *t)
{
  struct capture capture = { (uint32_t)(t - r->tokens), r->out->len };
  if (t->end != TOKEN_NONE) vec_push(&r->captures, capture);
}

/* Takes what was written since the block began off *out, copied to the arena. */
static bool take_captured(struct run *r, const struct token *end, struct slice *text)
{
  while (r->captures.count && vec_last(&r->captures)->token != end->next) r->captures.count--;
  if (r->captures.count == 0 || end->next == TOKEN_NONE) return false;
  size_t start = vec_last(&r->captures)->start;
  r->captures.count--;
  *text = arena_slice(&r->l->x->arena, slice_from(str_slice(r->out), start));
  str_cut(r->out, start);
  return true;
}

static void tag_endcapture(struct run *r, const struct token *t)
{
  struct slice text;
  if (!take_captured(r, t, &text)) return;
  struct slice name = r->tokens[t->next].text, word;
  if (expand_word(&name, &word)) liquid_assign(r->l, word, liquid_text(r->l, text));
}

static void tag_endhighlight(struct run *r, const struct token *t)
{
  struct slice text;
  if (take_captured(r, t, &text)) expand_code(text, first_word(r->tokens[t->next].text), r->out);
}

/* --- other files --- */

/* name="value" name=variable */
static const struct value *read_parameters(struct liquid *l, struct slice rest)
{
  struct value *map = value_new(&l->x->arena, VALUE_MAP, 0, 0);
  for (;;) {
    size_t equals = slice_find_char(rest, '=');
    if (equals == SLICE_NONE) return map;
    struct slice name = slice_trim(slice_first(rest, equals));
    rest = slice_from(rest, equals + 1);
    const struct value *v = liquid_operand(l, &rest);
    struct value *copy = value_new(&l->x->arena, VALUE_SCALAR, 0, 0);
    if (v) *copy = *v;
    copy->next = NULL;
    value_append(map, name, copy);
  }
}

/* Names may hold an output: {% include {{ page.lang }}.md %}. */
static void add_file_name(struct run *r, struct slice *rest, struct str *name)
{
  liquid_skip_blanks(rest);
  if (slice_starts(*rest, SLICE("{{"))) {
    size_t close = slice_find(*rest, SLICE("}}"));
    if (close != SLICE_NONE) {
      liquid_print(liquid_evaluate(r->l, (struct slice){ rest->ptr + 2, close - 2 }), name);
      *rest = slice_from(*rest, close + 2);
    }
  }
  struct slice word = first_word(*rest);
  str_add(name, word);
  *rest = slice_from(*rest, word.len);
}

static void include_from(struct run *r, const struct token *t, struct slice folder)
{
  struct expansion *x = r->l->x;
  struct str path = STR_INIT, name = STR_INIT, bytes = STR_INIT;
  struct slice rest = t->text;
  add_file_name(r, &rest, &name);
  path_join(&path, folder, SLICE(""));
  str_addf(&path, "%s%s", folder.len ? "/" : "", name.ptr);
  if (x->depth < INCLUDES_DEEP && expand_read_file(x, str_slice(&path), &bytes)) {
    const struct value *outer = x->include;
    x->include = read_parameters(r->l, rest);
    x->depth++;
    struct slice text = arena_slice(&x->arena, str_slice(&bytes));
    struct front_matter front;
    front_split(text, FRONT_ONLY_JEKYLL, &front);
    run_template(r->l, slice_from(text, front.body_offset), r->out);
    x->depth--;
    x->include = outer;
  } else {
    expand_dropped(x, name.len ? str_slice(&name) : t->name);
  }
  str_free(&path);
  str_free(&name);
  str_free(&bytes);
}

static void tag_include(struct run *r, const struct token *t)
{
  struct str folder = STR_INIT;
  path_join(&folder, r->l->x->site->config.source, SLICE("_includes"));
  include_from(r, t, str_slice(&folder));
  str_free(&folder);
}

static void tag_include_relative(struct run *r, const struct token *t)
{
  include_from(r, t, path_dir(r->l->x->post->path));
}

static void tag_post_url(struct run *r, const struct token *t)
{
  struct str url = STR_INIT;
  if (expand_post_url(r->l->x, slice_trim(t->text), &url)) {
    str_add(r->out, site_baseurl(r->l->x->site));
    str_add(r->out, str_slice(&url));
  } else {
    expand_dropped(r->l->x, t->text);
  }
  str_free(&url);
}

/* A page that is no post is where its file is, with another ending. */
static void tag_link(struct run *r, const struct token *t)
{
  struct str url = STR_INIT, name = STR_INIT;
  struct slice rest = t->text;
  add_file_name(r, &rest, &name);
  str_add(r->out, site_baseurl(r->l->x->site));
  if (expand_post_url(r->l->x, str_slice(&name), &url)) {
    str_add(r->out, str_slice(&url));
  } else {
    struct slice path = str_slice(&name);
    bool markdown = place_format(path) == POST_MARKDOWN && path_extension(path).len;
    if (!slice_starts(path, SLICE("/"))) str_addc(r->out, '/');
    str_add(r->out, markdown ? slice_first(path, path.len - path_extension(path).len - 1) : path);
    if (markdown) str_adds(r->out, ".html");
  }
  str_free(&url);
  str_free(&name);
}

static void tag_echo(struct run *r, const struct token *t)
{
  liquid_print(liquid_evaluate(r->l, t->text), r->out);
}

static void tag_nothing(struct run *r, const struct token *t)
{
  (void)r;
  (void)t;
}

static const struct {
  const char *name;
  tag_fn *run;
} tags[] = {
  { "if", tag_if },
  { "unless", tag_unless },
  { "case", tag_case },
  { "else", tag_branch },
  { "elsif", tag_branch },
  { "when", tag_branch },
  { "for", tag_for },
  { "endfor", tag_endfor },
  { "break", tag_break },
  { "continue", tag_continue },
  { "assign", tag_assign },
  { "capture", tag_capture },
  { "endcapture", tag_endcapture },
  { "highlight", tag_capture },
  { "endhighlight", tag_endhighlight },
  { "include", tag_include },
  { "include_cached", tag_include },
  { "include_relative", tag_include_relative },
  { "post_url", tag_post_url },
  { "link", tag_link },
  { "echo", tag_echo },
  { "endif", tag_nothing },
  { "endunless", tag_nothing },
  { "endcase", tag_nothing },
  { "endraw", tag_nothing },
  { "endcomment", tag_nothing },
  { "seo", tag_nothing },
  { "feed_meta", tag_nothing },
};

static void run_tag(struct run *r, const struct token *t)
{
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
    if (slice_eq(t->name, slice_of(tags[i].name))) return tags[i].run(r, t);
  struct slice rest = t->text, id;
  if (expand_word(&rest, &id) && expand_service(t->name, id, r->out)) return;
  if (!slice_starts(t->name, SLICE("end"))) expand_dropped(r->l->x, t->name);
}

static bool exhausted(const struct run *r)
{
  return r->l->steps > STEPS_MAX || r->l->x->arena.bytes > ARENA_MAX_BYTES ||
         r->out->len > EXPAND_MAX_BYTES;
}

/* When the steps are used up the text still goes on; tags do nothing more. */
static void run_tokens(struct run *r)
{
  while (r->at < r->count) {
    const struct token *t = &r->tokens[r->at++];
    r->l->steps++;
    bool spent = exhausted(r);
    if (t->kind == TOKEN_TEXT) {
      if (r->out->len <= EXPAND_MAX_BYTES) str_add(r->out, t->text);
    } else if (!spent && t->kind == TOKEN_OUTPUT) {
      liquid_print(liquid_evaluate(r->l, t->text), r->out);
    } else if (!spent) {
      run_tag(r, t);
    }
  }
}

static void run_template(struct liquid *l, struct slice text, struct str *out)
{
  token_list tokens = { 0 };
  liquid_parse(text, &tokens);
  struct run r = { .l = l,
                   .tokens = tokens.items,
                   .count = (uint32_t)tokens.count,
                   .out = out,
                   .loops_below = l->loops.count };
  run_tokens(&r);
  if (l->loops.count > r.loops_below) l->loops.count = r.loops_below;
  vec_free(&r.captures);
  vec_free(&tokens);
}

void liquid_expand(struct expansion *x, struct slice body, struct str *out)
{
  struct liquid l = { .x = x };
  run_template(&l, body, out);
  vec_free(&l.bindings);
  vec_free(&l.loops);
  vec_free(&l.data);
}
