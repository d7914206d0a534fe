#include "app/search.h"

#include "cli/open.h"
#include "cli/row.h"
#include "site/date.h"
#include "text/marks.h"

enum { DATE_COLUMNS = 16, THREADS = 2, QUEUE = 64 };

static void add_date(const struct record *r, struct str *out)
{
  if (r->flags & RECORD_HAS_DATE) date_rfc3339(out, r->date, r->zone_minutes);
}

static void print_json(struct printer *p, const struct index *x, const struct search_hit *hit)
{
  const struct record *r = index_record(x, hit->id);
  struct str date = STR_INIT;
  struct json j;
  add_date(r, &date);
  json_begin(&j, &p->buffer);
  json_object(&j);
  json_field(&j, "path", index_string(x, r->path));
  json_field(&j, "title", index_string(x, r->title));
  json_field(&j, "date", date.len ? str_slice(&date) : SLICE_NULL);
  json_key(&j, "hits");
  json_int(&j, hit->hits);
  json_field(&j, "snippet", hit->snippet);
  json_object_end(&j);
  print_end_json(p);
  str_free(&date);
}

static void print_tsv(struct printer *p, const struct index *x, const struct search_hit *hit)
{
  const struct record *r = index_record(x, hit->id);
  struct str date = STR_INIT, hits = STR_INIT;
  add_date(r, &date);
  str_addf(&hits, "%u", hit->hits);
  const struct slice fields[] = { index_string(x, r->path), index_string(x, r->title),
                                  str_slice(&date), str_slice(&hits), hit->snippet };
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    if (i) print_words(p, "\t");
    print_field(p, fields[i]);
  }
  print_end_json(p);
  str_free(&date);
  str_free(&hits);
}

static void print_marked(struct printer *p, enum style style, struct slice text,
                         struct slice needles)
{
  mark_list marks = { 0 };
  uint32_t at = 0;
  marks_find(text, needles, &marks);
  for (size_t i = 0; i < marks.count; i++) {
    struct mark mark = marks.items[i];
    print_text(p, style, slice_first(slice_from(text, at), mark.start - at));
    print_text(p, STYLE_MATCH, slice_first(slice_from(text, mark.start), mark.end - mark.start));
    at = mark.end;
  }
  print_text(p, style, slice_from(text, at));
  vec_free(&marks);
}

static void print_row(struct printer *p, const struct index *x, const struct search_hit *hit,
                      struct slice needles)
{
  const struct record *r = index_record(x, hit->id);
  struct str date = STR_INIT;
  row_date(r, &date);
  print_column(p, STYLE_DIM, str_slice(&date), DATE_COLUMNS);
  print_words(p, "  ");
  print_marked(p, STYLE_TEXT, index_string(x, r->title), needles);
  print_end_line(p);
  if (hit->snippet.len) {
    str_pad(&p->buffer, ' ', DATE_COLUMNS + 2);
    p->used += DATE_COLUMNS + 2;
    print_marked(p, STYLE_DIM, hit->snippet, needles);
    print_end_line(p);
  }
  str_free(&date);
}

/* What of the query was not understood, and what was made of it. */
static void tell_fault(const struct query *q)
{
  static const char *const words[] = {
    [QUERY_NO_DATE] = "is no date (2024-05-01, 2024-05, 7d); searched for as it stands",
    [QUERY_NO_STATE] = "is not read, unread or starred; searched for as it stands",
    [QUERY_OPEN_QUOTE] = "is a phrase without an end; it goes to the end of the query",
    [QUERY_NO_TEXT] = "holds nothing to search for; left out",
  };
  if (q->fault)
    complain("query, character %u: '%.*s' %s", q->fault_at,
             SLICE_ARG(slice_first(q->fault_text, 80)), words[q->fault]);
}

/* Prints what is found as it is found. */
static size_t print_hits(struct call *c, const struct library *l, struct search *s,
                         struct workers *w)
{
  const struct index *x = library_index(l);
  size_t limit = flag_number(&c->arguments, FLAG_LIMIT, UINT32_MAX), printed = 0;
  search_want(s, limit);
  for (bool more = true; more && printed < limit;) {
    more = workers_wait(w);
    for (; printed < search_count(s) && printed < limit; printed++) {
      const struct search_hit *hit = search_at(s, printed);
      if (flag_given(&c->arguments, FLAG_JSON))
        print_json(&c->out, x, hit);
      else if (flag_given(&c->arguments, FLAG_TSV))
        print_tsv(&c->out, x, hit);
      else
        print_row(&c->out, x, hit, search_needles(s));
    }
    print_flush(&c->out);
  }
  return printed;
}

static bool is_in_state(void *context, uint32_t id, enum query_state state)
{
  struct marks *const *marks = context;
  if (state == QUERY_STARRED) return marks_has(*marks, id, MARK_STARRED);
  return marks_has(*marks, id, MARK_READ) == (state == QUERY_READ);
}

static bool asks_for_state(const struct query *q)
{
  for (size_t i = 0; i < q->terms.count; i++)
    if (q->terms.items[i].field == QUERY_IS) return true;
  return false;
}

static enum cli_exit run(struct call *c, const struct library *l)
{
  struct marks *marks = NULL; /* read when the query is known */
  struct search_rules rules = { .all = flag_given(&c->arguments, FLAG_ALL),
                                .is = is_in_state,
                                .context = &marks };
  struct workers *w = workers_new(THREADS, QUEUE);
  struct text_index *t = text_index_open(l, w);
  struct search *s = search_new(l, w, t, slice_of(c->arguments.operands.items[0]), &rules);
  enum cli_exit code = EXIT_TROUBLE;
  tell_fault(search_query(s));
  if (search_query(s)->terms.count == 0)
    complain("nothing to search for; `baokan help search` says what a query is");
  else if (!asks_for_state(search_query(s)) || open_marks(l, &marks))
    code = print_hits(c, l, s, w) ? tell_skipped(l) : EXIT_NOTHING;
  search_free(s);
  text_index_tidy(t);
  while (workers_wait(w)) (void)0;
  workers_free(w);
  text_index_free(t);
  marks_free(marks);
  return code;
}

enum cli_exit verb_search(struct call *c)
{
  enum cli_exit code;
  struct library *l = open_site_named(c, 1, &code);
  if (!l) return code;
  code = run(c, l);
  library_free(l);
  return code;
}
