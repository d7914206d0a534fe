#include "site/date.h"
#include "site/go_date.h"
#include "site/post.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct row {
  const char *text, *expected; /* NULL: no date */
  bool lenient;
};

/* clang-format off */
static const struct row rows[] = {
  { "2031-04-05", "2031-04-05T00:00:00+08:00", false },
  { "2031-4-5", "2031-04-05T00:00:00+08:00", false },
  { "2031/04/05 06:07", "2031-04-05T06:07:00+08:00", false },
  { "2031.04.05", "2031-04-05T00:00:00+08:00", false },
  { "20310405", "2031-04-05T00:00:00+08:00", false },
  { "20310405060708", "2031-04-05T06:07:08+08:00", false },
  { "2031-04-05 06:07:08", "2031-04-05T06:07:08+08:00", false },
  { "2031-04-05T06:07:08Z", "2031-04-05T06:07:08+00:00", false },
  { "2031-04-05 6:07:08 +0900", "2031-04-05T06:07:08+09:00", false },
  { "2031-04-05 06:07:08.250 -03:30", "2031-04-05T06:07:08-03:30", false },
  { "2031-04-05 06:07:08 -4", "2031-04-05T06:07:08-04:00", false },
  { "2031-04-05 +0200", "2031-04-05T00:00:00+02:00", false },
  { "2031-04-05 06:07 JST", "2031-04-05T06:07:00+09:00", false },
  { "2031-04-05 06:07:08 Sea/Bottom", "2031-04-05T06:07:08+08:00", false },
  { "2031-04-05 24:00:00", "2031-04-06T00:00:00+08:00", false },
  { "2031-02-30", "2031-03-02T00:00:00+08:00", false },
  { "Sat Apr  5 11:21:31 CEST 2031", "2031-04-05T11:21:31+02:00", false },
  { "Sat, 05 Apr 2031 06:07:08 +0900", "2031-04-05T06:07:08+09:00", false },
  { "April 5, 2031", "2031-04-05T00:00:00+08:00", false },
  { "5 Sept 2031 7:30 pm", "2031-09-05T19:30:00+08:00", false },
  { "05/04/2031", "2031-04-05T00:00:00+08:00", false },
  { "04/25/2031", "2031-04-25T00:00:00+08:00", true },
  { "31-04-05", "2031-04-05T00:00:00+08:00", false },
  { "2031年4月5日", "2031-04-05T00:00:00+08:00", true },
  { "2031年4月5日 下午3点20分", "2031-04-05T15:20:00+08:00", true },
  { "令和13年4月5日 9時", "2031-04-05T09:00:00+08:00", true },
  { "平成元年1月8日", "1989-01-08T00:00:00+08:00", true },
  { "2031년 4월 5일 오전 12시 5분", "2031-04-05T00:05:00+08:00", true },
  { "２０３１年４月５日", "2031-04-05T00:00:00+08:00", true },
  { "2031-04-05 am 09:30", "2031-04-05T09:30:00+08:00", true },
  { "2031-04-05 25:61:00", "2031-04-05T00:00:00+08:00", true },
  { "2031-04", "2031-04-01T00:00:00+08:00", true },
  { "1932854400", "2031-04-02T00:00:00+00:00", true },
  { "2031-04-05 9h", "2031-04-05T09:00:00+08:00", false },
  { "2031-04-05 9h05m07s", "2031-04-05T09:05:07+08:00", false },
  { "April 5, 2031, 3 pm", "2031-04-05T15:00:00+08:00", false },
  { "20310405T060708Z", "2031-04-05T06:07:08+00:00", false },
  { "20310405T0607+0900", "2031-04-05T06:07:00+09:00", false },
  { "2031-095", "2031-04-05T00:00:00+08:00", false },
  { "R13.04.05", "2031-04-05T00:00:00+08:00", false },
  { "2031-04-05 06:07:08 GMT+0900 (JST)", "2031-04-05T06:07:08+09:00", false },
  { "2031-13-01", NULL, false },
  { "2031-00-10", NULL, false },
  { "+0800", NULL, false },
  { " +0800", NULL, false },
  { "", NULL, false },
  { "tomorrow", NULL, false },
  { "12:30", NULL, false },
  { "99", NULL, false },
  { "`r Sys.Date()`", NULL, false },
};
/* clang-format on */

static void test_forms(void **state)
{
  (void)state;
  assert_true(date_zone(SLICE("Asia/Shanghai")));
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct date date;
    bool read = date_parse(slice_of(rows[i].text), &date);
    if (read != (rows[i].expected != NULL)) fail_msg("\"%s\": %d", rows[i].text, read);
    if (!read) continue;
    struct str out = STR_INIT;
    date_rfc3339(&out, date.seconds, date.zone_minutes);
    if (strcmp(out.ptr, rows[i].expected) != 0) fail_msg("\"%s\" is %s", rows[i].text, out.ptr);
    if (date.lenient != rows[i].lenient) fail_msg("\"%s\": lenient %d", rows[i].text, date.lenient);
    str_free(&out);
  }
}

/* Time.parse: a zone it does not know is no zone, and there is none without a time. */
static void test_ruby(void **state)
{
  (void)state;
  static const struct {
    const char *text, *expected;
  } ruby[] = {
    { "2031-04-05 06:07:08 +0900", "2031-04-05T06:07:08+09:00" },
    { "2031-04-05 06:07:08 +09", "2031-04-05T06:07:08+09:00" },
    { "2031-04-05 06:07:08 +9", "2031-04-05T06:07:08+08:00" },
    { "2031-04-05 06:07:08 JST", "2031-04-05T06:07:08+08:00" },
    { "2031-04-05 06:07:08 GMT+0900", "2031-04-05T06:07:08+08:00" },
    { "2031-04-05 06:07:08 EST", "2031-04-05T06:07:08-05:00" },
    { "2031-04-05 06:07:08 N", "2031-04-05T06:07:08-01:00" },
    { "2031-04-05 +0900", "2031-04-05T00:00:00+08:00" },
  };
  assert_true(date_zone(SLICE("Asia/Shanghai")));
  for (size_t i = 0; i < sizeof ruby / sizeof *ruby; i++) {
    struct date date;
    struct str out = STR_INIT;
    assert_true(date_parse_ruby(slice_of(ruby[i].text), &date));
    date_rfc3339(&out, date.seconds, date.zone_minutes);
    if (strcmp(out.ptr, ruby[i].expected) != 0) fail_msg("\"%s\" is %s", ruby[i].text, out.ptr);
    str_free(&out);
  }
}

/* Hugo's layouts: one more blank, one digit less, and it is no date. */
static void test_go(void **state)
{
  (void)state;
  static const struct {
    const char *text, *expected;
  } go[] = {
    { "2031-04-05", "2031-04-05T00:00:00+08:00" },
    { "2031-04-05 6:07:08", "2031-04-05T06:07:08+08:00" },
    { "2031-04-05T06:07:08.25+09:00", "2031-04-05T06:07:08+09:00" },
    { "2031-04-05 06:07:08 +0900", "2031-04-05T06:07:08+09:00" },
    { "2031-04-05 06:07:08 +0900 JST", "2031-04-05T06:07:08+09:00" },
    { "Sat, 05 Apr 2031 06:07:08 GMT", "2031-04-05T06:07:08+00:00" },
    { "Sat Apr  5 06:07:08 2031", "2031-04-05T06:07:08+08:00" },
    { "05 Apr 2031", "2031-04-05T00:00:00+08:00" },
    { "2031-04-05 06:07", NULL },
    { "2031-04-05T06:07+09:00", NULL },
    { "2031-4-5", NULL },
    { "2031/04/05", NULL },
    { "2031-02-29", NULL },
    { "2031-04-05 24:00:00", NULL },
    { "2031-04-05 06:07:08 Z", NULL },
    { "2031-04-05 06:07:08 -4", NULL },
    { "April 5, 2031", NULL },
    { "2031-04-05 ", NULL },
    { "", NULL },
  };
  assert_true(date_zone(SLICE("Asia/Shanghai")));
  for (size_t i = 0; i < sizeof go / sizeof *go; i++) {
    struct date date;
    struct str out = STR_INIT;
    bool read = date_parse_go(slice_of(go[i].text), &date);
    if (read != (go[i].expected != NULL)) fail_msg("\"%s\": %d", go[i].text, read);
    if (read) date_rfc3339(&out, date.seconds, date.zone_minutes);
    if (read && strcmp(out.ptr, go[i].expected) != 0) fail_msg("\"%s\" is %s", go[i].text, out.ptr);
    str_free(&out);
  }
}

static void test_what_it_had(void **state)
{
  (void)state;
  struct date date;
  assert_true(date_parse(SLICE("2031-04-05"), &date));
  assert_false(date.has_time);
  assert_false(date.has_zone);
  assert_true(date_parse(SLICE("2031-04-05 00:00 +0000"), &date));
  assert_true(date.has_time && date.has_zone);
}

static void test_zones(void **state)
{
  (void)state;
  struct date date;
  assert_true(date_zone(SLICE("Asia/Tokyo")));
  assert_true(date_parse(SLICE("2031-04-05 09:00"), &date));
  assert_int_equal(date.zone_minutes, 540);
  assert_int_equal(date.seconds % 86400, 0);
  assert_true(date_parse_utc(SLICE("2031-04-05 09:00:00"), &date));
  assert_int_equal(date.seconds % 86400, 9 * 3600);
  assert_false(date_zone(SLICE("Sea/Bottom")));
  assert_false(date_zone(SLICE("../../../etc/passwd")));
  assert_int_equal(date_zone_at(0), 540);
  assert_true(date_zone(SLICE("America/New_York")));
  assert_int_equal(date_zone_at(date_utc(2031, 1, 1, 12, 0, 0)), -300);
  assert_int_equal(date_zone_at(date_utc(2031, 7, 1, 12, 0, 0)), -240);
}

static void test_clocks(void **state)
{
  (void)state;
  struct tm clock;
  int64_t new_year = date_utc(2031, 1, 1, 0, 0, 0);
  assert_true(date_clock(new_year, 0, &clock));
  assert_false(date_has_time(DATE_FRONT_MATTER, &clock));
  assert_true(date_clock(new_year, -150, &clock));
  assert_int_equal(clock.tm_year, 2030 - 1900);
  assert_int_equal(clock.tm_hour, 21);
  assert_int_equal(clock.tm_min, 30);
  assert_true(date_has_time(DATE_FRONT_MATTER, &clock));
  assert_false(date_has_time(DATE_FILE_NAME, &clock));
  assert_false(date_clock(INT64_MAX / 2, 60, &clock));
  assert_int_equal(clock.tm_year, 0);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_forms),       cmocka_unit_test(test_ruby),  cmocka_unit_test(test_go),
    cmocka_unit_test(test_what_it_had), cmocka_unit_test(test_zones), cmocka_unit_test(test_clocks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
