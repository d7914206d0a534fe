/* `baokan state export|import`: what was read, to and from another machine. */
#include "app/library.h"
#include "app/state_lines.h"
#include "base/vec.h"
#include "cli/verb.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { BATCH_LINES = 1000, TOLD_MOST = 20 };

static bool is_folder_key(struct slice site)
{
  return slice_starts(site, SLICE("file://"));
}

/* --- export ------------------------------------------------------------------- */

static void print_entry(void *context, const struct state_entry *e)
{
  struct printer *p = context;
  state_line_write(e, &p->buffer);
  p->buffer.len--; /* print_end_json ends it */
  print_end_json(p);
}

static enum cli_exit export_state(struct call *c, struct state *s, struct slice site)
{
  struct str problem = STR_INIT;
  bool fine = state_each(s, flag_given(&c->arguments, FLAG_ALL) ? SLICE_NULL : site, SLICE_NULL,
                         print_entry, &c->out, &problem);
  if (!fine) complain("cannot read all of the state: %s", problem.ptr);
  str_free(&problem);
  return fine ? EXIT_DONE : EXIT_TROUBLE;
}

/* --- import ------------------------------------------------------------------- */

struct import {
  struct state *state;
  struct slice site; /* this one's key */
  bool all;          /* what is of other sites goes to them */
  VEC(struct state_line) lines;
  size_t number, taken, known, refused;
  struct str problem;
};

static bool write_batch(struct import *m)
{
  VEC(struct state_entry) entries = { 0 };
  size_t changed = 0;
  for (size_t i = 0; i < m->lines.count; i++) vec_push(&entries, m->lines.items[i].entry);
  bool fine = state_write(m->state, entries.items, entries.count, false, &changed, &m->problem);
  if (fine) m->taken += changed, m->known += entries.count - changed;
  for (size_t i = 0; i < m->lines.count; i++) state_line_free(&m->lines.items[i]);
  vec_clear(&m->lines);
  vec_free(&entries);
  return fine;
}

/* A site without an address has another folder on each machine: what is of such a one is
 * of this one. */
static const char *find_site(const struct import *m, struct state_entry *e)
{
  if (m->all || slice_eq(e->site, m->site)) return NULL;
  if (!is_folder_key(e->site)) return "it is of another site; --all takes those too";
  e->site = m->site;
  return NULL;
}

static void refuse(struct import *m, const char *why)
{
  if (m->refused++ < TOLD_MOST) complain("(standard input):%zu: %s", m->number, why);
}

static bool take_line(struct import *m, struct slice line)
{
  struct state_line l;
  m->number++;
  if (slice_trim(line).len == 0) return true;
  const char *why = state_line_read(&l, line);
  if (!why) why = find_site(m, &l.entry);
  if (why) {
    refuse(m, why);
    state_line_free(&l);
    return true;
  }
  vec_push(&m->lines, l);
  /* Its slices lead into a struct that may move, its strings do not. */
  return m->lines.count < BATCH_LINES || write_batch(m);
}

static enum cli_exit import_state(struct call *c, struct state *s, struct slice site)
{
  struct import m = {
    .state = s, .site = site, .all = flag_given(&c->arguments, FLAG_ALL), .problem = STR_INIT
  };
  char *line = NULL;
  size_t cap = 0;
  ssize_t bytes;
  bool fine = true;
  errno = 0;
  while (fine && (bytes = getline(&line, &cap, stdin)) >= 0)
    fine = take_line(&m, (struct slice){ line, (size_t)bytes });
  if (fine && ferror(stdin)) {
    str_addf(&m.problem, "cannot read standard input: %s", strerror(errno));
    fine = false;
  }
  fine = write_batch(&m) && fine;
  free(line);
  if (m.refused > TOLD_MOST) complain("and %zu more", m.refused - TOLD_MOST);
  if (!fine) complain("%s", m.problem.ptr);
  struct str told = STR_INIT;
  str_addf(&told, "%zu taken, %zu known already, %zu refused", m.taken, m.known, m.refused);
  print_text(&c->out, STYLE_TEXT, str_slice(&told));
  print_end_line(&c->out);
  str_free(&told);
  str_free(&m.problem);
  vec_free(&m.lines);
  return !fine ? EXIT_TROUBLE : m.refused ? EXIT_SKIPPED : EXIT_DONE;
}

/* --- both ----------------------------------------------------------------------- */

static struct state *open_state(void)
{
  static const char *const reasons[] = { [STATE_SET_ASIDE] = "the state was damaged, it is now",
                                         [STATE_FROZEN] = "the state cannot be written:",
                                         [STATE_NEWER] = "a newer baokan wrote the state:",
                                         [STATE_CLOSED] = "cannot open the state:" };
  struct str detail = STR_INIT;
  enum state_trouble trouble;
  struct state *s = state_open(NULL, &trouble, &detail);
  if (trouble != STATE_FINE) complain("%s %s", reasons[trouble], detail.ptr);
  str_free(&detail);
  return s;
}

enum cli_exit verb_state(struct call *c)
{
  const char *action = c->arguments.operands.items[0];
  const char *place = c->arguments.operands.count > 1 ? c->arguments.operands.items[1] : ".";
  bool export = strcmp(action, "export") == 0;
  struct str problem = STR_INIT, site = STR_INIT;
  enum cli_exit code = EXIT_TROUBLE;
  if (!export && strcmp(action, "import") != 0) {
    complain("state: export or import, not '%s'", action);
    return code;
  }
  struct library *l = library_open(place, &c->options, false, &problem);
  if (l) library_key(l, &site);
  struct state *s = l ? open_state() : NULL;
  if (!l) complain("%s", problem.ptr);
  if (s)
    code = export ? export_state(c, s, str_slice(&site)) : import_state(c, s, str_slice(&site));
  state_close(s);
  library_free(l);
  str_free(&problem);
  str_free(&site);
  return code;
}
