#include "cli/chart.h"
#include "cli/open.h"
#include "cli/stats_count.h"
#include "site/date.h"

#include <stdlib.h>

enum { DAYS = 14, CATEGORIES = 10 };

static struct slice date_of(const struct index *x, uint32_t id, struct str *out)
{
  static const struct slice none = { NULL, 0 };
  if (id == INDEX_NONE) return none;
  const struct record *r = index_record(x, id);
  str_clear(out);
  date_rfc3339(out, r->date, r->zone_minutes);
  return str_slice(out);
}

static struct slice path_of(const struct index *x, uint32_t id)
{
  return id == INDEX_NONE ? SLICE_NULL : index_string(x, index_record(x, id)->path);
}

/* "4.8 kB", of 1000 bytes each. */
static void add_bytes(struct str *out, uint64_t bytes)
{
  static const char *const units[] = { "B", "kB", "MB", "GB", "TB" };
  size_t unit = 0;
  double value = (double)bytes;
  for (; value >= 1000 && unit < 4; unit++) value /= 1000;
  str_addf(out, unit ? "%.1f %s" : "%.0f %s", value, units[unit]);
}

static void json_days(struct json *j, const struct stats *s)
{
  struct str day = STR_INIT;
  json_key(j, "days");
  json_array(j);
  for (size_t i = 0; i < s->days.count; i++) {
    str_clear(&day);
    stats_day_text(s->days.items[i].day, &day);
    json_object(j);
    json_field(j, "day", str_slice(&day));
    json_key(j, "posts");
    json_int(j, (int64_t)s->days.items[i].posts);
    json_object_end(j);
  }
  json_array_end(j);
  str_free(&day);
}

static void json_categories(struct json *j, const struct index *x, const struct stats *s)
{
  json_key(j, "by_category");
  json_array(j);
  for (size_t i = 0; i < s->categories.count; i++) {
    const struct label *label = label_at(x, LABEL_CATEGORY, s->categories.items[i].label);
    json_object(j);
    json_field(j, "name", index_string(x, label->name));
    json_field(j, "display", index_string(x, label->display));
    json_key(j, "posts");
    json_int(j, label->posts);
    json_key(j, "bytes");
    json_int(j, (int64_t)s->categories.items[i].bytes);
    json_object_end(j);
  }
  json_array_end(j);
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
  json_key(&j, "bytes");
  json_int(&j, (int64_t)s->bytes);
  json_field(&j, "largest", path_of(x, s->largest));
  json_days(&j, s);
  json_categories(&j, x, s);
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
  str_clear(&date);
  add_bytes(&date, s->bytes);
  row(p, "size", str_slice(&date));
  row(p, "largest", path_of(x, s->largest));
  str_free(&date);
}

/* The last days up to the newest post, those without posts too. */
static void chart_days(struct printer *p, const struct stats *s, size_t most)
{
  struct str text = STR_INIT;
  VEC(struct chart_row) rows = { 0 };
  enum { DAY_BYTES = sizeof "2026-03-21" - 1 };
  if (s->days.count == 0) return;
  int64_t last = s->days.items[0].day, first = vec_last(&s->days)->day;
  for (int64_t day = last; day >= first && rows.count < most; day--) {
    size_t at = 0;
    while (at < s->days.count && s->days.items[at].day > day) at++;
    bool some = at < s->days.count && s->days.items[at].day == day;
    stats_day_text(day, &text);
    vec_push(&rows, ((struct chart_row){ .value = some ? s->days.items[at].posts : 0 }));
  }
  for (size_t i = 0; i < rows.count; i++)
    rows.items[i].label = slice_first(slice_from(str_slice(&text), i * DAY_BYTES), DAY_BYTES);
  print_words(p, "\n");
  chart_print(p, rows.items, rows.count);
  vec_free(&rows);
  str_free(&text);
}

static void chart_categories(struct printer *p, const struct index *x, const struct stats *s,
                             size_t most)
{
  size_t count = s->categories.count < most ? s->categories.count : most;
  struct str *sizes = xcalloc(count + 1, sizeof *sizes);
  VEC(struct chart_row) rows = { 0 };
  for (size_t i = 0; i < count; i++) {
    const struct label *label = label_at(x, LABEL_CATEGORY, s->categories.items[i].label);
    str_init(&sizes[i]);
    add_bytes(&sizes[i], s->categories.items[i].bytes);
    vec_push(&rows, ((struct chart_row){ index_string(x, label->display), label->posts,
                                         str_slice(&sizes[i]) }));
  }
  if (count) print_words(p, "\n");
  chart_print(p, rows.items, rows.count);
  for (size_t i = 0; i < count; i++) str_free(&sizes[i]);
  free(sizes);
  vec_free(&rows);
}

enum cli_exit verb_stats(struct call *c)
{
  enum cli_exit code = EXIT_DONE;
  struct library *l = open_site(c, &code);
  if (!l) return code;
  struct stats s;
  stats_count(&s, library_index(l));
  if (flag_given(&c->arguments, FLAG_JSON)) {
    print_json(&c->out, l, &s);
  } else {
    print_table(&c->out, l, &s);
    chart_days(&c->out, &s, flag_number(&c->arguments, FLAG_LIMIT, DAYS));
    chart_categories(&c->out, library_index(l), &s,
                     flag_number(&c->arguments, FLAG_LIMIT, CATEGORIES));
  }
  stats_free(&s);
  code = tell_skipped(l);
  library_free(l);
  return code;
}
