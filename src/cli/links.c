#include "cli/link_list.h"
#include "cli/open.h"

enum { KIND_COLUMNS = 9 };

/* Where the link leads in the site: the file of a post or of a category's page. */
static bool target_path(const struct opened *o, const struct link_row *row, struct str *path)
{
  if (!o->library) return false;
  const struct index *x = library_index(o->library);
  if (row->target.kind == LINK_POST && row->target.id != INDEX_NONE) {
    str_add(path, index_string(x, index_record(x, row->target.id)->path));
    return true;
  }
  if (row->target.kind != LINK_CATEGORY || row->target.label == INDEX_NONE) return false;
  struct slice name = index_string(x, label_at(x, LABEL_CATEGORY, row->target.label)->name);
  return site_category_page(library_site(o->library), name, path);
}

static void print_json(struct printer *p, const struct opened *o, const struct link_row *row)
{
  struct json j;
  struct str path = STR_INIT;
  bool known = target_path(o, row, &path);
  json_begin(&j, &p->buffer);
  json_object(&j);
  json_field(&j, "text", str_slice(&row->text));
  json_field(&j, "url", row->url);
  json_field(&j, "kind", slice_of(link_kind_name(row->target.kind)));
  json_field(&j, "target", known ? str_slice(&path) : SLICE_NULL);
  json_object_end(&j);
  print_end_json(p);
  str_free(&path);
}

static void print_plain(struct printer *p, const struct opened *o, const struct link_row *row)
{
  struct str path = STR_INIT;
  print_column(p, STYLE_DIM, slice_of(link_kind_name(row->target.kind)), KIND_COLUMNS);
  print_words(p, " ");
  print_whole(p, STYLE_LINK_TARGET, row->url);
  if (!slice_eq(str_slice(&row->text), row->url) && row->text.len) {
    print_words(p, "  ");
    print_text(p, STYLE_LINK, str_slice(&row->text));
  }
  print_end_line(p);
  if (target_path(o, row, &path)) {
    print_column(p, STYLE_TEXT, SLICE(""), KIND_COLUMNS + 1);
    print_whole(p, STYLE_DIM, str_slice(&path));
    print_end_line(p);
  }
  str_free(&path);
}

enum cli_exit verb_links(struct call *c)
{
  struct opened opened;
  link_list links = { 0 };
  enum cli_exit code = EXIT_TROUBLE;
  if (open_article(c, c->arguments.operands.items[0], true, ARTICLE_BODY_ONLY, &opened)) {
    link_list_of(opened.article, &links);
    code = links.count ? EXIT_DONE : EXIT_NOTHING;
    if (!links.count) complain("this post has no links");
  }
  for (size_t i = 0; i < links.count; i++) {
    if (flag_given(&c->arguments, FLAG_JSON))
      print_json(&c->out, &opened, &links.items[i]);
    else
      print_plain(&c->out, &opened, &links.items[i]);
  }
  link_list_free(&links);
  opened_free(&opened);
  return code;
}
