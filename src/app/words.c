#include "app/words.h"

#include "base/str.h"

#include <stdlib.h>
#include <time.h>

static const char *const words[WORD_COUNT][LANGUAGE_COUNT] = {
#define WORD_ROW(id, en, zh) [WORD_##id] = { en, zh },
  WORD_LIST(WORD_ROW)
#undef WORD_ROW
};

const char *word(enum language language, enum word which)
{
  return words[which][language];
}

enum language language_of_locale(void)
{
  static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *value = getenv(names[i]);
    if (value && *value) return strncmp(value, "zh", 2) == 0 ? LANGUAGE_ZH : LANGUAGE_EN;
  }
  return LANGUAGE_EN;
}

enum language language_chosen(int option)
{
  return option > 0 ? (enum language)(option - 1) : language_of_locale();
}

void word_day(struct str *out, enum language language, const struct tm *day, int this_year)
{
  static const char *const zh_days[] = { "日", "一", "二", "三", "四", "五", "六" };
  static const char *const en_days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
  static const char *const en_months[] = { "January",   "February", "March",    "April",
                                           "May",       "June",     "July",     "August",
                                           "September", "October",  "November", "December" };
  int year = day->tm_year + 1900;
  if (language == LANGUAGE_ZH) {
    if (year != this_year) str_addf(out, "%d年", year);
    str_addf(out, "%d月%d日 周%s", day->tm_mon + 1, day->tm_mday, zh_days[day->tm_wday]);
  } else {
    str_addf(out, "%s %d %s", en_days[day->tm_wday], day->tm_mday, en_months[day->tm_mon]);
    if (year != this_year) str_addf(out, " %d", year);
  }
}
