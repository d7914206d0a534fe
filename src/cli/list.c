#include "cli/follow.h"
#include "cli/list_filter.h"
#include "cli/open.h"
#include "cli/row.h"
#include "site/date.h"

enum { DATE_COLUMNS = 16, CATEGORY_COLUMNS_MAX = 24 };

static void json_labels(struct json *j, const struct index *x, uint32_t id, enum label_kind kind)
{
  const uint32_t *labels;
  size_t count = index_labels(x, id, kind, &labels);
  json_array(j);
  for (size_t i = 0; i < count; i++)
    json_string(j, index_string(x, label_at(x, kind, labels[i])->name));
  json_array_end(j);
}

/* Findings are not kept in the index: the file is asked again. */
static void json_diagnostics(struct json *j, const struct library *l, const struct record *r)
{
  struct post post = { 0 };
  json_array(j);
  if (r->flags & RECORD_DIAGS)
    site_read_post(library_site(l), index_string(library_index(l), r->path), &post);
  for (size_t i = 0; i < post.diags.found.count; i++)
    json_string(j, slice_of(diag_name(post.diags.found.items[i].code)));
  json_array_end(j);
  post_free(&post);
}

static void print_json(struct printer *p, const struct library *l, uint32_t id)
{
  const struct index *x = library_index(l);
  const struct record *r = index_record(x, id);
  struct slice source = index_string(x, r->source);
  struct str date = STR_INIT;
  struct json j;
  if (r->flags & RECORD_HAS_DATE) date_rfc3339(&date, r->date, r->zone_minutes);
  json_begin(&j, &p->buffer);
  json_object(&j);
  json_field(&j, "path", index_string(x, r->path));
  json_field(&j, "title", index_string(x, r->title));
  json_field(&j, "date", date.len ? str_slice(&date) : SLICE_NULL);
  json_field(&j, "date_from", slice_of(date_from_name((enum date_from)r->date_from)));
  json_key(&j, "categories");
  json_labels(&j, x, id, LABEL_CATEGORY);
  json_key(&j, "tags");
  json_labels(&j, x, id, LABEL_TAG);
  json_field(&j, "url", index_string(x, r->url));
  json_field(&j, "source", source.len ? source : SLICE_NULL);
  json_field(&j, "status", slice_of(post_status_name((enum post_status)r->status)));
  json_key(&j, "diagnostics");
  json_diagnostics(&j, l, r);
  json_object_end(&j);
  print_end_json(p);
  str_free(&date);
}

static size_t category_columns(const struct printer *p, const struct index *x, const id_list *ids)
{
  size_t most = 0;
  struct str text = STR_INIT;
  for (size_t i = 0; i < ids->count && most < CATEGORY_COLUMNS_MAX; i++) {
    str_clear(&text);
    row_categories(x, ids->items[i], &text);
    size_t columns = print_columns(p, str_slice(&text));
    if (columns > most) most = columns;
  }
  str_free(&text);
  return most < CATEGORY_COLUMNS_MAX ? most : CATEGORY_COLUMNS_MAX;
}

static void print_rows(struct printer *p, const struct index *x, const id_list *ids)
{
  size_t columns = category_columns(p, x, ids);
  struct str date = STR_INIT, categories = STR_INIT;
  for (size_t i = 0; i < ids->count; i++) {
    const struct record *r = index_record(x, ids->items[i]);
    str_clear(&date);
    str_clear(&categories);
    row_date(r, &date);
    row_categories(x, ids->items[i], &categories);
    print_column(p, STYLE_DIM, str_slice(&date), DATE_COLUMNS);
    print_words(p, "  ");
    if (columns) {
      print_column(p, STYLE_FACTS, str_slice(&categories), columns);
      print_words(p, "  ");
    }
    print_text(p, STYLE_TEXT, index_string(x, r->title));
    print_end_line(p);
  }
  str_free(&date);
  str_free(&categories);
}

static void print_tsv(struct printer *p, const struct index *x, uint32_t id)
{
  const struct record *r = index_record(x, id);
  struct str date = STR_INIT, categories = STR_INIT;
  if (r->flags & RECORD_HAS_DATE) date_rfc3339(&date, r->date, r->zone_minutes);
  row_categories(x, id, &categories);
  const struct slice fields[] = { index_string(x, r->path), index_string(x, r->title),
                                  str_slice(&date),         str_slice(&categories),
                                  index_string(x, r->url),  index_string(x, r->source) };
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    if (i) print_words(p, "\t");
    print_field(p, fields[i]);
  }
  print_end_json(p);
  str_free(&date);
  str_free(&categories);
}

static void print_posts(struct call *c, const struct library *l, const id_list *ids)
{
  bool json = flag_given(&c->arguments, FLAG_JSON), tsv = flag_given(&c->arguments, FLAG_TSV);
  const struct index *x = library_index(l);
  if (!json && !tsv) print_rows(&c->out, x, ids);
  for (size_t i = 0; json && i < ids->count; i++) print_json(&c->out, l, ids->items[i]);
  for (size_t i = 0; tsv && !json && i < ids->count; i++) print_tsv(&c->out, x, ids->items[i]);
}

static enum cli_exit list_posts(struct call *c, const struct library *l,
                                const struct list_filter *f)
{
  id_list ids = { 0 };
  list_filter_select(f, c, library_index(l), &ids);
  print_posts(c, l, &ids);
  enum cli_exit skipped = tell_skipped(l), code = ids.count ? skipped : EXIT_NOTHING;
  if (!ids.count && !f->narrowed) complain("no post here is published; --all lists the others");
  vec_free(&ids);
  return code;
}

/* Posts that come; what came before is not listed. */
struct arrivals {
  struct call *call;
  struct library *library;
  const struct list_filter *filter;
  uint32_t next; /* id */
  size_t left;   /* to be listed */
};

static bool print_arrivals(void *context)
{
  struct arrivals *a = context;
  const struct index *x = library_index(a->library);
  for (; a->next < library_ids(a->library) && a->left; a->next++) {
    id_list one = { &a->next, 1, 1 };
    if (!list_filter_passes(a->filter, x, a->next)) continue;
    print_posts(a->call, a->library, &one);
    print_flush(&a->call->out);
    a->left--;
  }
  return a->left > 0 && !a->call->out.error;
}

static enum cli_exit follow_posts(struct call *c, struct library *l, const struct list_filter *f)
{
  struct arrivals a = { c, l, f, library_ids(l),
                        flag_number(&c->arguments, FLAG_LIMIT, UINT32_MAX) };
  follow(l, print_arrivals, &a);
  return EXIT_DONE;
}

enum cli_exit verb_list(struct call *c)
{
  enum cli_exit code;
  struct list_filter f;
  struct library *l = open_site(c, &code);
  if (!l) return code;
  bool following = flag_given(&c->arguments, FLAG_FOLLOW);
  if (list_filter_read(&f, c, l, &code))
    code = following ? follow_posts(c, l, &f) : list_posts(c, l, &f);
  list_filter_free(&f);
  library_free(l);
  return code;
}
