#include "cli/open.h"
#include "site/date.h"

/* What a site holds, counted in one walk over its records. */
struct stats {
  size_t by_status[POST_STATUS_COUNT];
  size_t copies; /* folded into another line */
  size_t with_findings, undated;
  uint32_t newest, oldest; /* dated, listed records; INDEX_NONE: none */
};

static struct stats count(const struct index *x)
{
  struct stats s = { .newest = INDEX_NONE, .oldest = INDEX_NONE };
  for (size_t n = 0; n < index_count(x); n++) {
    uint32_t id = index_at(x, n);
    const struct record *r = index_record(x, id);
    s.by_status[r->status]++;
    s.copies += (r->flags & RECORD_FOLDED) != 0;
    s.with_findings += (r->flags & RECORD_DIAGS) != 0;
    bool dated = (r->flags & RECORD_HAS_DATE) != 0;
    s.undated += !dated;
    if (!dated || !index_listed(x, id)) continue;
    if (s.newest == INDEX_NONE) s.newest = id;
    s.oldest = id;
  }
  return s;
}

static struct slice date_of(const struct index *x, uint32_t id, struct str *out)
{
  static const struct slice none = { NULL, 0 };
  if (id == INDEX_NONE) return none;
  const struct record *r = index_record(x, id);
  str_clear(out);
  date_rfc3339(out, r->date, r->zone_minutes);
  return str_slice(out);
}

static void print_json(struct printer *p, const struct library *l, const struct stats *s)
{
  const struct index *x = library_index(l);
  struct str date = STR_INIT;
  struct json j;
  json_begin(&j, &p->buffer);
  json_object(&j);
  json_field(&j, "root", slice_of(site_root(library_site(l))));
  json_field(&j, "title", site_title(library_site(l)));
  json_field(&j, "generator", slice_of(site_kind_name(site_kind(library_site(l)))));
  json_key(&j, "listed");
  json_int(&j, (int64_t)library_listed(l));
  for (int i = 0; i < POST_STATUS_COUNT; i++) {
    json_key(&j, post_status_name((enum post_status)i));
    json_int(&j, (int64_t)s->by_status[i]);
  }
  json_key(&j, "copies");
  json_int(&j, (int64_t)s->copies);
  json_key(&j, "undated");
  json_int(&j, (int64_t)s->undated);
  json_key(&j, "with-findings");
  json_int(&j, (int64_t)s->with_findings);
  json_key(&j, "categories");
  json_int(&j, (int64_t)label_count(x, LABEL_CATEGORY));
  json_key(&j, "tags");
  json_int(&j, (int64_t)label_count(x, LABEL_TAG));
  json_field(&j, "newest", date_of(x, s->newest, &date));
  json_field(&j, "oldest", date_of(x, s->oldest, &date));
  json_object_end(&j);
  print_end_json(p);
  str_free(&date);
}

static void row(struct printer *p, const char *name, struct slice value)
{
  enum { NAME_COLUMNS = 16 };
  if (value.len == 0) return;
  print_column(p, STYLE_DIM, slice_of(name), NAME_COLUMNS);
  print_text(p, STYLE_TEXT, value);
  print_end_line(p);
}

static void number_row(struct printer *p, const char *name, size_t number)
{
  struct str text = STR_INIT;
  str_addf(&text, "%zu", number);
  if (number) row(p, name, str_slice(&text));
  str_free(&text);
}

static void print_table(struct printer *p, const struct library *l, const struct stats *s)
{
  const struct index *x = library_index(l);
  struct str date = STR_INIT;
  row(p, "site", site_title(library_site(l)));
  row(p, "in", slice_of(site_root(library_site(l))));
  row(p, "generator", slice_of(site_kind_name(site_kind(library_site(l)))));
  number_row(p, "listed", library_listed(l));
  for (int i = 0; i < POST_STATUS_COUNT; i++)
    number_row(p, post_status_name((enum post_status)i), s->by_status[i]);
  number_row(p, "copies", s->copies);
  number_row(p, "undated", s->undated);
  number_row(p, "with findings", s->with_findings);
  number_row(p, "categories", label_count(x, LABEL_CATEGORY));
  number_row(p, "tags", label_count(x, LABEL_TAG));
  row(p, "newest", date_of(x, s->newest, &date));
  row(p, "oldest", date_of(x, s->oldest, &date));
  str_free(&date);
}

enum cli_exit verb_stats(struct call *c)
{
  enum cli_exit code = EXIT_DONE;
  struct library *l = open_site(c, &code);
  if (!l) return code;
  struct stats s = count(library_index(l));
  if (flag_given(&c->arguments, FLAG_JSON))
    print_json(&c->out, l, &s);
  else
    print_table(&c->out, l, &s);
  code = tell_skipped(l);
  library_free(l);
  return code;
}
