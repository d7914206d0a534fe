#include "app/text_index.h"
#include "app/text_source.h"
#include "cli/open.h"
#include "site/date.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { THREADS = 2, QUEUE = 64 };

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
  struct text_saved text = text_saved(l);
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
  describe(p, j, "text-posts", SLICE_NULL, (int64_t)text.posts);
  describe(p, j, "text-bytes", SLICE_NULL, (int64_t)text.bytes);
  if (j) json_object_end(j);
  if (j) print_end_json(p);
  str_free(&generation);
  str_free(&date);
}

/* Makes what searches ask first; how far it has come is for who looks on. */
static void index_text(const struct call *c, const struct library *l)
{
  struct workers *w = workers_new(THREADS, QUEUE);
  struct text_index *t = text_index_open(l, w);
  bool told = false, looked_on = isatty(STDERR_FILENO);
  size_t covered, of;
  if (flag_given(&c->arguments, FLAG_REBUILD)) text_index_begin_again(t);
  text_index_build(t);
  text_index_tidy(t);
  while (workers_wait(w)) {
    text_index_progress(t, &covered, &of);
    if (looked_on) told = fprintf(stderr, "\rtext of %zu posts, of %zu ", covered, of) > 0;
  }
  if (told) fputc('\n', stderr);
  if (text_index_error(t))
    complain("cannot save the text index: %s", strerror(text_index_error(t)));
  workers_free(w);
  text_index_free(t);
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
    if (!flag_given(&c->arguments, FLAG_STATUS)) index_text(c, l);
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
