#include "cli/open.h"
#include "cli/row.h"
#include "site/date.h"

enum { DATE_COLUMNS = 16, CATEGORY_COLUMNS_MAX = 24 };

struct filter {
  uint32_t label[2]; /* by enum label_kind; INDEX_NONE: any */
  bool all, as_generator;
};

static bool has_label(const struct index *x, uint32_t id, enum label_kind kind, uint32_t label)
{
  const uint32_t *labels;
  size_t count = index_labels(x, id, kind, &labels);
  for (size_t i = 0; i < count; i++)
    if (labels[i] == label) return true;
  return label == INDEX_NONE;
}

static bool passes(const struct index *x, const struct filter *f, uint32_t id)
{
  const struct record *r = index_record(x, id);
  bool listed = index_listed(x, id);
  if (f->as_generator) listed = r->status == POST_PUBLISHED && !(r->flags & RECORD_UNREADABLE);
  return (listed || f->all) && has_label(x, id, LABEL_CATEGORY, f->label[LABEL_CATEGORY]) &&
         has_label(x, id, LABEL_TAG, f->label[LABEL_TAG]);
}

static void select_rows(const struct call *c, const struct index *x, const struct filter *f,
                        id_list *ids)
{
  size_t limit = flag_number(&c->arguments, FLAG_LIMIT, UINT32_MAX);
  for (size_t i = 0; i < index_count(x) && ids->count < limit; i++)
    if (passes(x, f, index_at(x, i))) vec_push(ids, index_at(x, i));
}

/* The label that the call names; false and a message when there is none. */
static bool filter_label(const struct call *c, const struct index *x, enum label_kind kind,
                         enum flag flag, uint32_t *label)
{
  const char *name = c->arguments.given[flag];
  *label = INDEX_NONE;
  if (!name) return true;
  *label = row_label(x, kind, name);
  if (*label != INDEX_NONE) return true;
  uint32_t near = row_label_nearest(x, kind, name);
  complain("no %s '%s'", flag_rows[flag].name, name);
  struct str hint = STR_INIT;
  if (near != INDEX_NONE)
    str_addf(&hint, "Did you mean %s?", index_string(x, label_at(x, kind, near)->name).ptr);
  else
    str_adds(&hint, "`baokan cats` names the categories.");
  complain_hint(hint.ptr);
  str_free(&hint);
  return false;
}

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

static enum cli_exit list_posts(struct call *c, const struct library *l, const struct filter *f)
{
  const struct index *x = library_index(l);
  id_list ids = { 0 };
  select_rows(c, x, f, &ids);
  if (!flag_given(&c->arguments, FLAG_JSON)) print_rows(&c->out, x, &ids);
  for (size_t i = 0; flag_given(&c->arguments, FLAG_JSON) && i < ids.count; i++)
    print_json(&c->out, l, ids.items[i]);
  enum cli_exit skipped = tell_skipped(l), code = ids.count ? skipped : EXIT_NOTHING;
  bool asked_less = flag_given(&c->arguments, FLAG_LIMIT) ||
                    f->label[LABEL_CATEGORY] != INDEX_NONE || f->label[LABEL_TAG] != INDEX_NONE;
  if (!ids.count && !asked_less) complain("no post here is published; --all lists the others");
  vec_free(&ids);
  return code;
}

enum cli_exit verb_list(struct call *c)
{
  enum cli_exit code;
  struct filter f = { .all = flag_given(&c->arguments, FLAG_ALL),
                      .as_generator = flag_given(&c->arguments, FLAG_AS_GENERATOR) };
  struct library *l = open_site(c, &code);
  if (!l) return code;
  const struct index *x = library_index(l);
  bool found = filter_label(c, x, LABEL_CATEGORY, FLAG_CATEGORY, &f.label[LABEL_CATEGORY]) &&
               filter_label(c, x, LABEL_TAG, FLAG_TAG, &f.label[LABEL_TAG]);
  code = found ? list_posts(c, l, &f) : EXIT_NOTHING;
  library_free(l);
  return code;
}
