#include "temp_state.h"

#include "store/schema.h"

enum { MARK = 77 };

static const char *const steps[] = {
  "CREATE TABLE note (text)",
  "ALTER TABLE note ADD COLUMN at; UPDATE note SET at = 5",
  "CREATE INDEX note_at ON note (at); INSERT INTO note VALUES ('three', 3)",
};

static enum schema apply(int count, const char *const *these)
{
  struct str problem = STR_INIT;
  struct database *d = database_open(temp_path, DATABASE_WRITE, &problem);
  assert_non_null(d);
  enum schema result = schema_apply(d, MARK, these, count);
  database_close(d);
  str_free(&problem);
  return result;
}

static int64_t ask(const char *sql)
{
  struct str problem = STR_INIT;
  struct database *d = database_open(temp_path, DATABASE_WRITE, &problem);
  assert_non_null(d);
  int64_t number = database_number(d, sql, -1);
  database_fault(d, NULL);
  database_close(d);
  return number;
}

static int make(void **state)
{
  int error = temp_make(state);
  snprintf(temp_path, sizeof temp_path, "%s/d.db", temp_folder);
  return error;
}

static void from_each_version_to_the_last(void **state)
{
  (void)state;
  for (int from = 0; from <= 3; from++) {
    unlink(temp_path);
    if (from) assert_int_equal(apply(from, steps), SCHEMA_FINE);
    if (from) assert_int_equal(ask("INSERT INTO note (text) VALUES ('kept')"), -1);
    assert_int_equal(apply(3, steps), SCHEMA_FINE);
    assert_int_equal(ask("PRAGMA user_version"), 3);
    assert_int_equal(ask("PRAGMA application_id"), MARK);
    assert_int_equal(ask("SELECT count(*) FROM note WHERE text = 'kept'"), from > 0);
    assert_int_equal(ask("SELECT count(*) FROM note WHERE text = 'three'"), 1);
    assert_int_equal(ask("SELECT at FROM note WHERE text = 'kept'"), from == 1 ? 5 : from ? 0 : -1);
    assert_int_equal(apply(3, steps), SCHEMA_FINE); /* nothing is done twice */
    assert_int_equal(ask("SELECT count(*) FROM note"), 1 + (from > 0));
  }
}

static void a_step_that_fails_changes_nothing(void **state)
{
  static const char *const broken[] = { "CREATE TABLE note (text)", "DROP TABLE none" };
  (void)state;
  assert_int_equal(apply(1, steps), SCHEMA_FINE);
  assert_int_equal(apply(2, broken), SCHEMA_FAILED);
  assert_int_equal(ask("PRAGMA user_version"), 1);
  assert_int_equal(apply(3, steps), SCHEMA_FINE);
  unlink(temp_path);
  assert_int_equal(apply(2, broken), SCHEMA_FAILED);
  assert_int_equal(ask("SELECT count(*) FROM sqlite_master"), 0);
}

static void newer_and_foreign_ones_are_left_alone(void **state)
{
  (void)state;
  assert_int_equal(apply(3, steps), SCHEMA_FINE);
  assert_int_equal(apply(2, steps), SCHEMA_NEWER);
  assert_int_equal(ask("PRAGMA user_version"), 3);
  unlink(temp_path);
  ask("CREATE TABLE letters (a)");
  assert_int_equal(apply(3, steps), SCHEMA_FOREIGN);
  assert_int_equal(ask("SELECT count(*) FROM sqlite_master"), 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make, temp_remove)
  const struct CMUnitTest tests[] = {
    TEST(from_each_version_to_the_last),
    TEST(a_step_that_fails_changes_nothing),
    TEST(newer_and_foreign_ones_are_left_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
