#include "app/post_text.h"

#include "app/article.h"
#include "doc/plain.h"
#include "doc/skim.h"

void post_text_init(struct post_text *t)
{
  str_init(&t->title);
  str_init(&t->body);
}

void post_text_free(struct post_text *t)
{
  str_free(&t->title);
  str_free(&t->body);
}

static void read_body(struct slice body, enum doc_format format, struct str *out)
{
  if (doc_skim(body, format, out)) return;
  struct doc *d = doc_read(body, format, NULL);
  doc_plain(d->root, true, out);
  doc_free(d);
}

bool post_text_read(const struct library *l, struct slice path, struct post_text *t)
{
  struct post post = { 0 };
  struct str body = STR_INIT;
  str_clear(&t->title);
  str_clear(&t->body);
  t->of_site = false;
  site_read_post(library_site(l), path, &post);
  bool readable =
      !diag_has(&post.diags, DIAG_UNREADABLE) && !diag_has(&post.diags, DIAG_NOT_A_FILE);
  if (readable) {
    site_expand(library_site(l), &post, false, &body);
    t->of_site = !slice_eq(str_slice(&body), post_body(&post));
    read_body(str_slice(&body), article_format(l, &post), &t->body);
    str_add(&t->title, post.title);
  }
  str_free(&body);
  post_free(&post);
  return readable;
}
