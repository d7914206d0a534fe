#include "site/expand.h"

#include "base/path.h"

void expand_dropped(struct expansion *x, struct slice name)
{
  diag_add(&x->post->diags, DIAG_LIQUID_DROPPED, 0, 0, "%.*s", SLICE_ARG(slice_first(name, 80)));
}

void expand_admonitions(const struct expansion *x, struct slice body, struct str *out)
{
  if (x->exact)
    str_add(out, body);
  else
    admonition_expand(body, slice_eq(path_extension(x->post->path), SLICE("mdx")), out);
}

static void expand_by_kind(struct expansion *x, struct slice body, struct str *out)
{
  switch (site_kind(x->site)) {
  case SITE_JEKYLL:
  case SITE_ELEVENTY: liquid_expand(x, body, out); break;
  case SITE_HEXO: hexo_expand(x, body, out); break;
  case SITE_HUGO: hugo_expand(x, body, out); break;
  case SITE_ZOLA: zola_expand(x, body, out); break;
  case SITE_DOCUSAURUS: admonition_expand(body, true, out); break;
  default: expand_admonitions(x, body, out); break;
  }
}

void site_expand(const struct site *s, struct post *post, bool exact, struct str *out)
{
  struct slice body = post_body(post);
  bool tags = !slice_eq(path_extension(post->path), SLICE("md")) ||
              slice_find_char(body, '{') != SLICE_NONE ||
              slice_find(body, SLICE(":::")) != SLICE_NONE ||
              slice_find(body, SLICE("[!")) != SLICE_NONE;
  struct expansion x = { .site = s, .post = post, .exact = exact };
  if (!s) return expand_admonitions(&x, body, out);
  if (!tags && site_kind(s) != SITE_DOCUSAURUS) return str_add(out, body);

  struct front_matter front;
  front_read(str_slice(&post->text), post_front_rules(&s->context), &x.arena, NULL, &front);
  x.front = front.values;
  expand_by_kind(&x, body, out);
  arena_free(&x.arena);
}
