#include "store/state_file.h"

#include "base/file.h"
#include "base/path.h"
#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { APPLICATION = 0x62616f6b }; /* "baok" */

/* Never change a step that was released: add one. */
static const char *const steps[] = {
  "CREATE TABLE site (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);"
  "CREATE TABLE entry (site INTEGER NOT NULL REFERENCES site, kind TEXT NOT NULL,"
  " name TEXT NOT NULL, value, at INTEGER NOT NULL, PRIMARY KEY (site, kind, name))"
  " WITHOUT ROWID",
};
enum { VERSION = sizeof steps / sizeof *steps };

/* For the owner's eyes only, before SQLite makes it for all. */
static int make_private(const char *path)
{
  struct str dir = STR_INIT;
  str_add(&dir, path_dir(slice_of(path)));
  int error = dir_make(dir.ptr);
  str_free(&dir);
  if (error) return error;
  int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
  if (fd < 0) return errno;
  struct stat st;
  if (fstat(fd, &st) == 0 && (st.st_mode & 077)) fchmod(fd, 0600);
  close(fd);
  return 0;
}

enum verdict { SOUND, DAMAGED, NEWER, UNUSABLE };

static enum verdict verdict_of(struct database *d, enum schema schema, struct str *detail)
{
  enum database_fault fault = database_fault(d, detail);
  if (fault == DATABASE_DAMAGED || schema == SCHEMA_FOREIGN) return DAMAGED;
  if (fault != DATABASE_FINE || schema == SCHEMA_FAILED) return UNUSABLE;
  return schema == SCHEMA_NEWER ? NEWER : SOUND;
}

static enum verdict check(struct database *d, enum database_mode mode, struct str *detail)
{
  struct statement *q = statement_new(d, "PRAGMA quick_check(1)");
  bool sound = statement_next(q) && slice_eq(statement_text(q, 0), SLICE("ok"));
  while (statement_next(q)) (void)0;
  statement_free(q);
  enum verdict verdict = verdict_of(d, SCHEMA_FINE, detail);
  if (verdict != SOUND) return verdict;
  if (!sound) return DAMAGED;
  if (mode == DATABASE_FROZEN) return verdict_of(d, schema_check(d, APPLICATION, VERSION), detail);
  verdict = verdict_of(d, schema_apply(d, APPLICATION, steps, VERSION), detail);
  if (verdict != SOUND) return verdict;
  /* Where a file system cannot do it, SQLite stays with its journal. */
  database_number(d, "PRAGMA journal_mode = WAL", 0);
  database_fault(d, NULL);
  database_run(d, "PRAGMA synchronous = NORMAL");
  return SOUND;
}

static struct database *open_checked(const char *path, enum database_mode mode,
                                     enum verdict *verdict, struct str *detail)
{
  struct database *d = database_open(path, mode, detail);
  *verdict = d ? check(d, mode, detail) : UNUSABLE;
  if (*verdict == SOUND) return d;
  database_close(d);
  return NULL;
}

/* The file and what SQLite has beside it get a name that tells the day. */
static bool set_aside(const char *path, struct str *name)
{
  static const char *const besides[] = { "-wal", "-shm" };
  time_t now = time(NULL);
  struct tm tm;
  char when[sizeof "20261231-235959"];
  gmtime_r(&now, &tm);
  strftime(when, sizeof when, "%Y%m%d-%H%M%S", &tm);
  str_clear(name);
  str_addf(name, "%s.damaged-%s", path, when);
  for (int n = 2; access(name->ptr, F_OK) == 0; n++) {
    str_clear(name);
    str_addf(name, "%s.damaged-%s-%d", path, when, n);
  }
  if (rename(path, name->ptr) != 0) return false;
  for (size_t i = 0; i < sizeof besides / sizeof *besides; i++) {
    struct str from = STR_INIT, to = STR_INIT;
    str_addf(&from, "%s%s", path, besides[i]);
    str_addf(&to, "%s%s", name->ptr, besides[i]);
    rename(from.ptr, to.ptr);
    str_free(&from);
    str_free(&to);
  }
  return true;
}

/* One instance at a time: the second finds the new file, and leaves it where it is. */
static struct database *begin_anew(const char *path, enum verdict *verdict, struct str *detail)
{
  struct str dir = STR_INIT;
  str_add(&dir, path_dir(slice_of(path)));
  int fd = open(dir.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) flock(fd, LOCK_EX);
  str_clear(detail);
  struct database *d = open_checked(path, DATABASE_WRITE, verdict, detail);
  if (*verdict == DAMAGED && set_aside(path, detail)) {
    struct str reason = STR_INIT;
    make_private(path);
    d = open_checked(path, DATABASE_WRITE, verdict, &reason);
    str_free(&reason);
  }
  if (fd >= 0) close(fd);
  str_free(&dir);
  return d;
}

/* Without a log beside it the file is whole, and can be read as it lies there. */
static struct database *open_frozen(const char *path, enum verdict *verdict)
{
  struct str log = STR_INIT, reason = STR_INIT;
  struct file_info info;
  str_addf(&log, "%s-wal", path);
  bool logged = file_stat(log.ptr, &info) == 0 && info.bytes > 0;
  struct database *d = logged ? NULL : open_checked(path, DATABASE_FROZEN, verdict, &reason);
  str_free(&log);
  str_free(&reason);
  return d;
}

struct database *state_file_open(const char *given, enum state_trouble *trouble, struct str *detail)
{
  static const enum state_trouble troubles[] = { STATE_FINE, STATE_CLOSED, STATE_NEWER,
                                                 STATE_CLOSED };
  struct str path = STR_INIT;
  enum verdict verdict = UNUSABLE;
  struct database *d = NULL;
  *trouble = STATE_CLOSED;
  if (given) {
    str_adds(&path, given);
  } else if (!path_xdg(&path, PATH_STATE, STATE_FILE)) {
    str_adds(detail, "no $HOME");
    return NULL;
  }
  int error = make_private(path.ptr);
  if (error)
    str_addf(detail, "%s: %s", path.ptr, strerror(error));
  else
    d = open_checked(path.ptr, DATABASE_WRITE, &verdict, detail);
  *trouble = troubles[verdict];
  if (verdict == NEWER) str_adds(detail, path.ptr);
  if (verdict == DAMAGED) {
    d = begin_anew(path.ptr, &verdict, detail);
    if (d) *trouble = STATE_SET_ASIDE;
  } else if (verdict == UNUSABLE && access(path.ptr, R_OK) == 0) {
    enum verdict frozen;
    d = open_frozen(path.ptr, &frozen);
    if (d) *trouble = STATE_FROZEN;
  }
  str_free(&path);
  return d;
}
