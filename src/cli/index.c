#include "cli/open.h"
#include "site/date.h"

#include <stdio.h>

/* What is saved of a site's index, as name and value. */
static void describe(struct printer *p, struct json *j, const char *name, struct slice text,
                     int64_t number)
{
  enum { NAME_COLUMNS = 16 };
  struct str digits = STR_INIT;
  if (j && text.ptr) {
    json_field(j, name, text);
  } else if (j) {
    json_key(j, name);
    json_int(j, number);
  } else {
    str_addf(&digits, "%lld", (long long)number);
    print_column(p, STYLE_DIM, slice_of(name), NAME_COLUMNS);
    print_text(p, STYLE_TEXT, text.ptr ? text : str_slice(&digits));
    print_end_line(p);
  }
  str_free(&digits);
}

static void print_status(struct printer *p, const struct library *l, bool as_json)
{
  struct saved_status s = saved_status(library_saved(l));
  struct str date = STR_INIT, generation = STR_INIT;
  struct json json, *j = as_json ? &json : NULL;
  int64_t now = index_now(library_index(l));
  date_rfc3339(&date, now, date_zone_at(now));
  str_addf(&generation, "%016llx", (unsigned long long)s.head.generation);
  if (j) json_begin(j, &p->buffer);
  if (j) json_object(j);
  describe(p, j, "file", slice_of(saved_path(library_saved(l))), 0);
  describe(p, j, "site", slice_of(site_root(library_site(l))), 0);
  describe(p, j, "posts", SLICE_NULL, (int64_t)index_count(library_index(l)));
  describe(p, j, "bytes", SLICE_NULL, (int64_t)s.head.bytes);
  describe(p, j, "log-bytes", SLICE_NULL, (int64_t)s.log_bytes);
  describe(p, j, "saved", str_slice(&date), 0);
  describe(p, j, "generation", str_slice(&generation), 0);
  if (j) json_object_end(j);
  if (j) print_end_json(p);
  str_free(&generation);
  str_free(&date);
}

enum cli_exit verb_index(struct call *c)
{
  const char *place = c->arguments.operands.count ? c->arguments.operands.items[0] : ".";
  struct str problem = STR_INIT;
  struct library *l = library_open(place, &c->options, false, &problem);
  enum cli_exit code = EXIT_TROUBLE;
  if (l && flag_given(&c->arguments, FLAG_REBUILD)) library_begin_again(l);
  if (l && !flag_given(&c->arguments, FLAG_STATUS)) open_load(l);
  if (!l || library_take_notice(l, &problem)) complain("%s", problem.ptr);
  if (!l) {
    code = EXIT_TROUBLE;
  } else if (!library_saved(l)) {
    complain("there is no folder to save the index in; set XDG_CACHE_HOME or HOME");
  } else if (saved_status(library_saved(l)).head.serial) {
    print_status(&c->out, l, flag_given(&c->arguments, FLAG_JSON));
    code = EXIT_DONE;
  } else if (flag_given(&c->arguments, FLAG_STATUS)) {
    complain("no index is saved for %s; `baokan index` saves one", site_root(library_site(l)));
    code = EXIT_NOTHING;
  } else {
    complain("nothing was saved for %s; does another baokan have it open?",
             site_root(library_site(l)));
  }
  library_free(l);
  str_free(&problem);
  return code;
}
