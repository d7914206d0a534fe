#include "cli/open.h"

#include "base/file.h"
#include "base/interrupt.h"
#include "base/path.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { INPUT_BYTES_MAX = 256 << 20, PIECE_BYTES = 1 << 16, TOLD_MOST = 20 };

void open_load(struct library *l)
{
  interrupt_catch();
  library_load_all(l);
  bool saved = library_saved(l) && saved_status(library_saved(l)).head.serial;
  if (interrupt_caught() && saved)
    complain("interrupted; %zu posts are saved, and the next start goes on from there",
             index_count(library_index(l)));
  interrupt_release();
}

struct library *open_site(const struct call *c, enum cli_exit *code)
{
  return open_site_named(c, 0, code);
}

struct library *open_site_named(const struct call *c, size_t operand, enum cli_exit *code)
{
  bool named = c->arguments.operands.count > operand;
  const char *place = named ? c->arguments.operands.items[operand] : ".";
  struct str problem = STR_INIT;
  bool as_generator = flag_given(&c->arguments, FLAG_AS_GENERATOR);
  struct library *l = library_open(place, &c->options, as_generator, &problem);
  *code = EXIT_TROUBLE;
  if (!l) {
    complain("%s", problem.ptr);
  } else {
    open_load(l);
    if (library_take_notice(l, &problem)) complain("%s", problem.ptr);
    if (index_count(library_index(l)) == 0) {
      tell_skipped(l);
      complain("no posts in %s (%zu folders read); name a site's folder, or a file",
               site_root(library_site(l)), library_folders(l));
      library_free(l);
      l = NULL;
    }
  }
  str_free(&problem);
  return l;
}

/* What is no file at all is known from the folders, what cannot be read from the index. */
enum cli_exit tell_skipped(const struct library *l)
{
  const struct index *x = library_index(l);
  const struct diag_list *passed_over = library_passed_over(l);
  size_t skipped = 0;
  for (size_t i = 0; i < passed_over->found.count; i++) {
    const struct diag *d = &passed_over->found.items[i];
    if (skipped++ < TOLD_MOST) complain("%s: %s", d->detail, diag_text(d->code));
  }
  for (size_t i = 0; i < index_count(x); i++) {
    const struct record *r = index_record(x, index_at(x, i));
    if (!(r->flags & RECORD_UNREADABLE)) continue;
    if (skipped++ < TOLD_MOST)
      complain("cannot read %s; it is left out", index_string(x, r->path).ptr);
  }
  if (skipped > TOLD_MOST) complain("and %zu more", skipped - TOLD_MOST);
  return skipped ? EXIT_SKIPPED : EXIT_DONE;
}

bool open_marks(const struct library *l, struct marks **marks)
{
  struct str detail = STR_INIT;
  *marks = marks_read(l, &detail);
  bool fine = detail.len == 0;
  if (!fine) complain("cannot tell what was read: %s", detail.ptr);
  str_free(&detail);
  return fine;
}

/* Standard input to its end; endless input is cut. */
static int read_input(struct str *out)
{
  char piece[PIECE_BYTES];
  ssize_t got = 1;
  while (got != 0 && out->len < INPUT_BYTES_MAX) {
    got = read(STDIN_FILENO, piece, sizeof piece);
    if (got < 0 && errno != EINTR) return errno;
    if (got > 0) str_add(out, (struct slice){ piece, (size_t)got });
  }
  return 0;
}

static bool open_input(const struct call *c, unsigned flags, struct opened *o)
{
  struct str bytes = STR_INIT;
  int error = read_input(&bytes);
  if (error)
    complain("cannot read standard input: %s", strerror(error));
  else
    o->article = article_of_bytes(SLICE("-"), str_slice(&bytes), &c->options, flags);
  str_free(&bytes);
  return error == 0;
}

/* The article as a post of the site it lies in; false when it is none. */
static bool open_post(const struct call *c, const char *real, bool whole_site, unsigned flags,
                      struct opened *o)
{
  struct str problem = STR_INIT;
  o->library = library_open(real, &c->options, flags & ARTICLE_EXACT, &problem);
  str_free(&problem);
  if (!o->library) return false;
  struct slice root = slice_of(site_root(library_site(o->library))), path = slice_of(real);
  if (!path_within(path, root)) return false;
  path = slice_from(path, root.len);
  while (slice_starts(path, SLICE("/"))) path = slice_from(path, 1);
  const struct index *x = library_index(o->library);
  if (whole_site) open_load(o->library);
  uint32_t id = index_find_path(x, path);
  struct post post = { 0 };
  bool read = (id == INDEX_NONE || !whole_site) && library_add(o->library, path, &post);
  if (read) id = index_find_path(x, path);
  if (read && id != INDEX_NONE)
    o->article = article_of_post(o->library, id, &post, &c->options, flags);
  else if (id != INDEX_NONE)
    o->article = article_open(o->library, id, &c->options, flags);
  post_free(&post);
  return id != INDEX_NONE;
}

static bool open_file(const struct call *c, const char *name, unsigned flags, struct opened *o)
{
  struct str bytes = STR_INIT;
  int error = file_read(name, INPUT_BYTES_MAX, &bytes, NULL);
  if (error)
    complain("cannot read '%s': %s", name, error == EINVAL ? "not a file" : strerror(error));
  else
    o->article = article_of_bytes(slice_of(name), str_slice(&bytes), &c->options, flags);
  str_free(&bytes);
  return error == 0;
}

bool open_article(const struct call *c, const char *name, bool whole_site, unsigned flags,
                  struct opened *o)
{
  *o = (struct opened){ 0 };
  if (strcmp(name, "-") == 0) return open_input(c, flags, o);
  struct file_info info;
  int error = file_stat(name, &info);
  if (error) {
    complain("cannot read '%s': %s; `baokan list` names the posts of a site", name,
             strerror(error));
    return false;
  }
  if (info.is_dir) {
    complain("'%s' is a folder; `baokan list` and `baokan home` show folders", name);
    return false;
  }
  if (!info.is_file || access(name, R_OK)) return open_file(c, name, flags, o);
  char *real = realpath(name, NULL);
  bool done = real && open_post(c, real, whole_site, flags, o);
  free(real);
  if (done) return true;
  library_free(o->library);
  o->library = NULL;
  return open_file(c, name, flags, o);
}

void opened_free(struct opened *o)
{
  article_free(o->article);
  library_free(o->library);
}
