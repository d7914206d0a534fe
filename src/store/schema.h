/* The version of a database's tables, kept in the file (user_version), and the
 * steps that lead from each version to the next. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/database.h"

enum schema {
  SCHEMA_FINE,
  SCHEMA_NEWER,   /* a later program wrote it: it must not be written to */
  SCHEMA_FOREIGN, /* a database, but of another program */
  SCHEMA_FAILED,  /* database_fault tells why */
};

/* Brings a database up to version `count`: steps[n] leads from version n to n + 1, all
 * that are needed in one transaction.  `mark` is the program's own number in the file
 * (application_id).  Two instances may try at once.  After anything but SCHEMA_FINE
 * the file is as it was, once the database is closed. */
enum schema schema_apply(struct database *d, int32_t mark, const char *const *steps, int count);

/* The same without changing anything: are the tables of that version? */
enum schema schema_check(struct database *d, int32_t mark, int count);

#endif
