#include "store/database.h"

#include "base/mem.h"
#include "config.h"

#include <dlfcn.h>
#include <sqlite3.h>
#include <stdlib.h>

enum { BUSY_MS = 5000 };

/* The functions that are used, found by name. */
#define API_LIST(X)                                                                                \
  X(open_v2)                                                                                       \
  X(close_v2)                                                                                      \
  X(exec) X(busy_timeout) X(errmsg) X(errstr) X(prepare_v2) X(finalize) X(bind_int64) X(bind_text) \
      X(bind_null) X(step) X(reset) X(column_int64) X(column_text) X(column_bytes) X(column_type)  \
          X(changes)

struct database {
  void *library;
#define API_FIELD(name) __typeof__(sqlite3_##name) *name;
  API_LIST(API_FIELD)
#undef API_FIELD
  sqlite3 *handle;
  enum database_fault fault;
  struct str problem;
};

struct statement {
  struct database *database;
  sqlite3_stmt *handle; /* NULL: it could not be prepared */
};

static bool load(struct database *d, struct str *problem)
{
  d->library = dlopen(SQLITE_LIBRARY, RTLD_LAZY | RTLD_LOCAL);
  bool found = d->library != NULL;
#define API_FIND(name) found = found && (*(void **)&d->name = dlsym(d->library, "sqlite3_" #name));
  API_LIST(API_FIND)
#undef API_FIND
  if (!found) str_addf(problem, "no %s", SQLITE_LIBRARY);
  return found;
}

/* A path as SQLite's URI: only these characters mean something in it. */
static void add_uri(struct str *uri, const char *path)
{
  str_adds(uri, "file:");
  for (; *path; path++)
    if (strchr("%?#", *path))
      str_addf(uri, "%%%02x", (unsigned char)*path);
    else
      str_addc(uri, *path);
}

struct database *database_open(const char *path, enum database_mode mode, struct str *problem)
{
  struct database *d = xcalloc(1, sizeof *d);
  struct str uri = STR_INIT;
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
  str_init(&d->problem);
  add_uri(&uri, path);
  if (mode == DATABASE_FROZEN) str_adds(&uri, "?immutable=1");
  flags |=
      mode == DATABASE_FROZEN ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  bool fine = load(d, problem);
  int code = fine ? d->open_v2(uri.ptr, &d->handle, flags, NULL) : SQLITE_OK;
  str_free(&uri);
  if (fine && code == SQLITE_OK) {
    d->busy_timeout(d->handle, BUSY_MS);
    return d;
  }
  if (fine) str_adds(problem, d->errstr(code));
  database_close(d);
  return NULL;
}

void database_close(struct database *d)
{
  if (!d) return;
  if (d->handle) d->close_v2(d->handle);
  if (d->library) dlclose(d->library);
  str_free(&d->problem);
  free(d);
}

static enum database_fault fault_of(int code)
{
  switch (code & 0xff) { /* the extended code's first byte */
  case SQLITE_OK:
  case SQLITE_ROW:
  case SQLITE_DONE: return DATABASE_FINE;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB: return DATABASE_DAMAGED;
  case SQLITE_FULL: return DATABASE_FULL;
  case SQLITE_BUSY:
  case SQLITE_LOCKED: return DATABASE_BUSY;
  default: return DATABASE_FAILED;
  }
}

static bool look(struct database *d, int code)
{
  enum database_fault fault = fault_of(code);
  if (fault == DATABASE_FINE) return true;
  if (d->fault == DATABASE_FINE) {
    d->fault = fault;
    str_adds(&d->problem, d->errmsg(d->handle));
  }
  return false;
}

bool database_run(struct database *d, const char *sql)
{
  return d->fault == DATABASE_FINE && look(d, d->exec(d->handle, sql, NULL, NULL, NULL));
}

int64_t database_number(struct database *d, const char *sql, int64_t otherwise)
{
  struct statement *q = statement_new(d, sql);
  int64_t number = statement_next(q) ? statement_number(q, 0) : otherwise;
  statement_free(q);
  return number;
}

int64_t database_changes(struct database *d)
{
  return d->changes(d->handle);
}

enum database_fault database_fault(struct database *d, struct str *problem)
{
  enum database_fault fault = d->fault;
  if (problem) str_add(problem, str_slice(&d->problem));
  str_clear(&d->problem);
  d->fault = DATABASE_FINE;
  return fault;
}

struct statement *statement_new(struct database *d, const char *sql)
{
  struct statement *q = xcalloc(1, sizeof *q);
  q->database = d;
  if (d->fault == DATABASE_FINE) look(d, d->prepare_v2(d->handle, sql, -1, &q->handle, NULL));
  return q;
}

void statement_set_number(struct statement *q, int parameter, int64_t value)
{
  struct database *d = q->database;
  if (q->handle) look(d, d->bind_int64(q->handle, parameter, value));
}

void statement_set_text(struct statement *q, int parameter, struct slice text)
{
  struct database *d = q->database;
  if (!q->handle) return;
  if (text.ptr)
    look(d, d->bind_text(q->handle, parameter, text.ptr, (int)text.len, SQLITE_TRANSIENT));
  else
    look(d, d->bind_null(q->handle, parameter));
}

bool statement_next(struct statement *q)
{
  struct database *d = q->database;
  if (!q->handle || d->fault != DATABASE_FINE) return false;
  int code = d->step(q->handle);
  if (look(d, code) && code == SQLITE_ROW) return true;
  d->reset(q->handle);
  return false;
}

int64_t statement_number(struct statement *q, int column)
{
  return q->database->column_int64(q->handle, column);
}

struct slice statement_text(struct statement *q, int column)
{
  struct database *d = q->database;
  const char *text = (const char *)d->column_text(q->handle, column);
  return (struct slice){ text, text ? (size_t)d->column_bytes(q->handle, column) : 0 };
}

bool statement_is_text(struct statement *q, int column)
{
  return q->database->column_type(q->handle, column) == SQLITE_TEXT;
}

bool statement_is_null(struct statement *q, int column)
{
  return q->database->column_type(q->handle, column) == SQLITE_NULL;
}

void statement_free(struct statement *q)
{
  if (q->handle) q->database->finalize(q->handle);
  free(q);
}
