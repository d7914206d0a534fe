#include "cli/open.h"
#include "cli/row.h"
#include "site/date.h"

#include <stdio.h>
#include <stdlib.h>

enum { NAME_COLUMNS_MAX = 32 };

struct columns {
  size_t display, posts;
};

/* Its date is shown with its own zone. */
static uint32_t newest_post(const struct index *x, uint32_t label)
{
  return index_row(x, rows_of_label(LABEL_CATEGORY, label), 0);
}

static void print_json(struct printer *p, const struct index *x, const struct label *label,
                       uint32_t newest)
{
  struct str date = STR_INIT;
  struct json j;
  const struct record *r = index_record(x, newest);
  if (r->flags & RECORD_HAS_DATE) date_rfc3339(&date, r->date, r->zone_minutes);
  json_begin(&j, &p->buffer);
  json_object(&j);
  json_field(&j, "name", index_string(x, label->name));
  json_field(&j, "display", index_string(x, label->display));
  json_key(&j, "posts");
  json_int(&j, label->posts);
  json_field(&j, "newest", date.len ? str_slice(&date) : SLICE_NULL);
  json_object_end(&j);
  print_end_json(p);
  str_free(&date);
}

static void print_row(struct printer *p, const struct index *x, const struct label *label,
                      uint32_t newest, const struct columns *columns)
{
  struct str date = STR_INIT;
  row_date(index_record(x, newest), &date);
  print_column(p, STYLE_TEXT, index_string(x, label->display), columns->display);
  print_words(p, "  ");
  print_number(p, STYLE_COUNTER, label->posts, columns->posts);
  print_words(p, "  ");
  print_column(p, STYLE_DIM, str_slice(&date), sizeof "2022-03-21 16:27" - 1);
  print_words(p, "  ");
  print_column(p, STYLE_DIM, index_string(x, label->name), 0);
  print_end_line(p);
  str_free(&date);
}

static struct columns measure(const struct printer *p, const struct index *x, const uint32_t *order,
                              size_t count)
{
  struct columns most = { 0 };
  for (size_t i = 0; i < count; i++) {
    const struct label *label = label_at(x, LABEL_CATEGORY, order[i]);
    size_t columns = print_columns(p, index_string(x, label->display));
    size_t digits = (size_t)snprintf(NULL, 0, "%u", label->posts);
    if (columns > most.display) most.display = columns;
    if (digits > most.posts) most.posts = digits;
  }
  if (most.display > NAME_COLUMNS_MAX) most.display = NAME_COLUMNS_MAX;
  return most;
}

enum cli_exit verb_cats(struct call *c)
{
  enum cli_exit code;
  struct library *l = open_site(c, &code);
  if (!l) return code;
  const struct index *x = library_index(l);
  size_t count = label_count(x, LABEL_CATEGORY);
  uint32_t *order = xmalloc((count + 1) * sizeof *order);
  label_order(x, LABEL_CATEGORY, order);
  while (count && label_at(x, LABEL_CATEGORY, order[count - 1])->posts == 0) count--;
  struct columns columns = measure(&c->out, x, order, count);
  for (size_t i = 0; i < count; i++) {
    const struct label *label = label_at(x, LABEL_CATEGORY, order[i]);
    if (flag_given(&c->arguments, FLAG_JSON))
      print_json(&c->out, x, label, newest_post(x, order[i]));
    else
      print_row(&c->out, x, label, newest_post(x, order[i]), &columns);
  }
  if (!count) complain("the posts of this site have no categories");
  code = count ? tell_skipped(l) : EXIT_NOTHING;
  free(order);
  library_free(l);
  return code;
}
