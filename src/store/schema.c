#include "store/schema.h"

static enum schema compare(struct database *d, int32_t mark, int count, int64_t *version)
{
  *version = database_number(d, "PRAGMA user_version", 0);
  int64_t found = database_number(d, "PRAGMA application_id", 0);
  bool empty = database_number(d, "SELECT count(*) FROM sqlite_master", 0) == 0;
  if (!empty && found != mark) return SCHEMA_FOREIGN;
  return *version > count ? SCHEMA_NEWER : SCHEMA_FINE;
}

enum schema schema_check(struct database *d, int32_t mark, int count)
{
  int64_t version;
  enum schema result = compare(d, mark, count, &version);
  return result == SCHEMA_FINE && version != count ? SCHEMA_FAILED : result;
}

enum schema schema_apply(struct database *d, int32_t mark, const char *const *steps, int count)
{
  int64_t version;
  struct str sql = STR_INIT;
  /* What is in the file now, not what was before another instance was done. */
  if (!database_run(d, "BEGIN IMMEDIATE")) return SCHEMA_FAILED;
  enum schema result = compare(d, mark, count, &version);
  if (result != SCHEMA_FINE) return result;
  for (int64_t n = version < 0 ? 0 : version; n < count; n++) database_run(d, steps[n]);
  str_addf(&sql, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", (int)mark, count);
  if (!database_run(d, sql.ptr)) result = SCHEMA_FAILED;
  str_free(&sql);
  return result;
}
