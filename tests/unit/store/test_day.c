#include "store/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { HOUR = 3600, DAY = 24 * HOUR };

static void test_day_of_record(void **state)
{
  (void)state;
  const struct {
    int64_t date, day;
    int16_t zone;
  } rows[] = { { 0, 0, 0 },     { DAY - 1, 0, 0 },    { DAY, 1, 0 },      { -1, -1, 0 },
               { -DAY, -1, 0 }, { -DAY - 1, -2, 0 },  { DAY - 1, 1, 60 }, { DAY, 0, -1 },
               { 0, -1, -720 }, { 12 * HOUR, 1, 720 } };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct record r = { .date = rows[i].date,
                        .zone_minutes = rows[i].zone,
                        .flags = RECORD_HAS_DATE };
    assert_int_equal(record_day(&r), rows[i].day);
  }
  struct record far = { .date = INT64_MAX, .zone_minutes = INT16_MAX, .flags = RECORD_HAS_DATE };
  assert_true(record_day(&far) > 0);
  assert_true(record_day(&(struct record){ 0 }) == DAY_NONE);
}

static void test_typed(void **state)
{
  (void)state;
  const struct {
    const char *typed;
    int year, month, day;
  } rows[] = {
    { "2024", 2024, 0, 0 },       { "2024-", 2024, 0, 0 },
    { "2024-0", 2024, 0, 0 },     { "2024-05", 2024, 5, 0 },
    { "2024-5", 2024, 5, 0 },     { "2024-05-", 2024, 5, 0 },
    { "2024-05-01", 2024, 5, 1 }, { "2024/5/1", 2024, 5, 1 },
    { "20240501", 2024, 5, 1 },   { "202405", 2024, 5, 0 },
    { "05-01", 0, 5, 1 },         { "5/1", 0, 5, 1 },
    { "2024年", 2024, 0, 0 },     { "2024年5", 2024, 5, 0 },
    { "2024年5月", 2024, 5, 0 },  { "2024年5月1日", 2024, 5, 1 },
    { "5月1日", 0, 5, 1 },        { "5月1", 0, 5, 1 },
    { "5月", 0, 5, 0 },           { "12月31号", 0, 12, 31 },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct day_typed d;
    if (!day_read(slice_of(rows[i].typed), &d)) fail_msg("%s is a day", rows[i].typed);
    if (d.year != rows[i].year || d.month != rows[i].month || d.day != rows[i].day)
      fail_msg("%s: %d-%d-%d", rows[i].typed, d.year, d.month, d.day);
  }
  const char *others[] = { "",          "5",           "12",       "123",      "12345",
                           "1234567",   "3000",        "20241301", "20240532", "20240001",
                           "13-01",     "05-32",       "0-1",      "5-",       "13月",
                           "2024-13",   "2024-05-01x", "5月1日报", "年5月",    "2024-05-01-02",
                           "123456789", "20245月",     "1.5",      "0月" };
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    struct day_typed d;
    if (day_read(slice_of(others[i]), &d)) fail_msg("%s is no day", others[i]);
  }
}

static void test_is(void **state)
{
  (void)state;
  int64_t day = 19844; /* 2024-05-01 */
  assert_true(day_is(day, &(struct day_typed){ 2024, 5, 1 }));
  assert_true(day_is(day, &(struct day_typed){ 2024, 0, 0 }));
  assert_true(day_is(day, &(struct day_typed){ 0, 5, 0 }));
  assert_true(day_is(day + 365, &(struct day_typed){ 0, 5, 1 }));
  assert_false(day_is(day, &(struct day_typed){ 2024, 5, 2 }));
  assert_false(day_is(day, &(struct day_typed){ 2023, 5, 1 }));
  assert_false(day_is(day, &(struct day_typed){ 0, 6, 1 }));
  assert_false(day_is(DAY_NONE, &(struct day_typed){ 2024, 0, 0 }));
  assert_false(day_is(INT64_MAX, &(struct day_typed){ 2024, 0, 0 }));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_day_of_record),
    cmocka_unit_test(test_typed),
    cmocka_unit_test(test_is),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
