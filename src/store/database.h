/* SQLite, as much of it as the reader's state needs.  The library is loaded by
 * the first database_open and not by the start of the program: linking it would
 * cost every call a million instructions, and most calls never ask for the state.
 *
 * A database is used by one thread at a time.  The first error is kept until it
 * is asked for; what follows it fails too, so a caller looks once, at the end. */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include "base/str.h"

#include <stdint.h>

struct database;

enum database_mode {
  DATABASE_WRITE,  /* made when it is not there */
  DATABASE_FROZEN, /* nobody writes to it: read without a lock or a file beside it */
};

enum database_fault {
  DATABASE_FINE,
  DATABASE_DAMAGED, /* no database, or its pages contradict each other */
  DATABASE_FULL,    /* no room on the disk */
  DATABASE_BUSY,    /* another instance held it longer than we waited */
  DATABASE_FAILED,  /* anything else: rights, a broken disk, no library */
};

/* NULL: *problem says why.  Nothing of the file is read yet. */
struct database *database_open(const char *path, enum database_mode mode, struct str *problem);
void database_close(struct database *d); /* NULL is fine */

/* Runs statements that give no rows, parted by ';'. */
bool database_run(struct database *d, const char *sql);
/* The first column of the first row, or `otherwise`. */
int64_t database_number(struct database *d, const char *sql, int64_t otherwise);

/* Rows that the last statement has changed, put in or taken out. */
int64_t database_changes(struct database *d);

/* What went wrong since the last call, and its text; DATABASE_FINE and "" when
 * nothing did. */
enum database_fault database_fault(struct database *d, struct str *problem);

/* One statement, for any number of rounds:
 *
 *     struct statement *q = statement_new(d, "SELECT a FROM t WHERE b = ?");
 *     statement_set_number(q, 1, 5);
 *     while (statement_next(q)) use(statement_text(q, 0));
 *     statement_free(q);
 *
 * Parameters count from 1 and are copied; columns count from 0.  A text is
 * borrowed until the next statement_next; ptr NULL: the value is null.  When statement_next
 * has said false the statement can be set and run again.  Never NULL: after an error it
 * has no rows. */
struct statement *statement_new(struct database *d, const char *sql);
void statement_set_number(struct statement *q, int parameter, int64_t value);
void statement_set_text(struct statement *q, int parameter, struct slice text); /* ptr NULL: null */
bool statement_next(struct statement *q);
int64_t statement_number(struct statement *q, int column);
struct slice statement_text(struct statement *q, int column);
bool statement_is_text(struct statement *q, int column);
bool statement_is_null(struct statement *q, int column);
void statement_free(struct statement *q);

#endif
