#include "store/state.h"

#include "base/mem.h"
#include "store/database.h"
#include "store/state_file.h"

#include <stdlib.h>

struct state {
  struct database *database;
  int64_t data_version;
};

struct state *state_open(const char *path, enum state_trouble *trouble, struct str *detail)
{
  struct database *d = state_file_open(path, trouble, detail);
  if (!d) return NULL;
  struct state *s = xcalloc(1, sizeof *s);
  s->database = d;
  state_changed(s);
  return s;
}

void state_close(struct state *s)
{
  if (!s) return;
  database_close(s->database);
  free(s);
}

bool state_changed(struct state *s)
{
  int64_t before = s->data_version;
  s->data_version = database_number(s->database, "PRAGMA data_version", 0);
  return s->data_version != before;
}

/* Ends what was begun; false when anything of it went wrong. */
static bool end_write(struct state *s, struct str *problem)
{
  if (database_run(s->database, "COMMIT")) return true;
  database_fault(s->database, problem);
  database_run(s->database, "ROLLBACK"); /* some errors have done so already */
  database_fault(s->database, NULL);
  return false;
}

void state_rename_site(struct state *s, struct slice from, struct slice to)
{
  struct statement *q =
      statement_new(s->database, "UPDATE OR IGNORE site SET key = ?2 WHERE key = ?1");
  statement_set_text(q, 1, from);
  statement_set_text(q, 2, to);
  statement_next(q);
  statement_free(q);
  database_fault(s->database, NULL); /* it is tried again at the next start */
}

static void bind_entry(struct statement *q, const struct state_entry *e)
{
  statement_set_text(q, 1, e->site);
  statement_set_text(q, 2, e->kind);
  statement_set_text(q, 3, e->name);
  if (e->text.ptr || e->is_null)
    statement_set_text(q, 4, e->text);
  else
    statement_set_number(q, 4, e->number);
  statement_set_number(q, 5, e->at);
}

/* Nulls are below all else, numbers below texts: so SQLite compares, but for null. */
#define SET_VALUE                                                                                  \
  "INSERT INTO entry (site, kind, name, value, at)"                                                \
  " VALUES ((SELECT id FROM site WHERE key = ?1), ?2, ?3, ?4, ?5)"                                 \
  " ON CONFLICT (site, kind, name) DO UPDATE SET value = excluded.value, at = "

static const char set_newer[] =
    SET_VALUE "excluded.at WHERE excluded.at > at OR (excluded.at = at AND"
              " (excluded.value > value OR (value IS NULL AND excluded.value IS NOT NULL)))";
static const char set_mine[] =
    SET_VALUE "max(excluded.at, at + 1) WHERE value IS NOT excluded.value";

static void keep_newest_visits(struct state *s, struct slice site)
{
  struct statement *q = statement_new(
      s->database, "DELETE FROM entry WHERE site = (SELECT id FROM site WHERE key = ?1)"
                   " AND kind = '" STATE_VISIT "' AND name <= (SELECT name FROM entry"
                   " WHERE site = (SELECT id FROM site WHERE key = ?1) AND kind = '" STATE_VISIT
                   "' ORDER BY name DESC LIMIT 1 OFFSET ?2)");
  statement_set_text(q, 1, site);
  statement_set_number(q, 2, STATE_VISITS_MAX);
  statement_next(q);
  statement_free(q);
}

bool state_write(struct state *s, const struct state_entry *entries, size_t count, bool mine,
                 size_t *taken, struct str *problem)
{
  size_t changed = 0;
  struct slice site = SLICE_NULL;
  bool visits = false;
  database_run(s->database, "BEGIN IMMEDIATE");
  struct statement *add_site =
      statement_new(s->database, "INSERT INTO site (key) VALUES (?1) ON CONFLICT DO NOTHING");
  struct statement *set = statement_new(s->database, mine ? set_mine : set_newer);
  for (size_t i = 0; i < count; i++) {
    const struct state_entry *e = &entries[i];
    if (!slice_eq(site, e->site) || !site.ptr) {
      if (visits) keep_newest_visits(s, site);
      visits = false;
      site = e->site;
      statement_set_text(add_site, 1, site);
      statement_next(add_site);
    }
    bind_entry(set, e);
    statement_next(set);
    changed += (size_t)database_changes(s->database);
    visits |= slice_eq(e->kind, SLICE(STATE_VISIT));
  }
  if (visits) keep_newest_visits(s, site);
  statement_free(add_site);
  statement_free(set);
  bool done = end_write(s, problem);
  if (taken) *taken = done ? changed : 0;
  return done;
}

bool state_each(struct state *s, struct slice site, struct slice kind, state_visit_fn *visit,
                void *context, struct str *problem)
{
  struct statement *q = statement_new(
      s->database, "SELECT site.key, kind, name, value, at FROM entry JOIN site ON site.id = site"
                   " WHERE (?1 IS NULL OR site.key = ?1) AND (?2 IS NULL OR kind = ?2)"
                   " ORDER BY site.key, kind, name");
  statement_set_text(q, 1, site);
  statement_set_text(q, 2, kind);
  while (statement_next(q)) {
    struct state_entry e = { .site = statement_text(q, 0),
                             .kind = statement_text(q, 1),
                             .name = statement_text(q, 2),
                             .at = statement_number(q, 4) };
    e.is_null = statement_is_null(q, 3);
    if (statement_is_text(q, 3))
      e.text = statement_text(q, 3);
    else
      e.number = statement_number(q, 3);
    visit(context, &e);
  }
  statement_free(q);
  return database_fault(s->database, problem) == DATABASE_FINE;
}
