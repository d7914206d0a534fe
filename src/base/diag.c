#include "base/diag.h"

#include "base/str.h"

#include <stdarg.h>
#include <stdlib.h>

enum { FOUND_MAX = 1000 };

struct diag_row {
  const char *name;
  enum diag_level level;
  const char *text;
};

#define DIAG_ROW(id, name, level, text) [DIAG_##id] = { name, level, text },
static const struct diag_row rows[DIAG_CODE_COUNT] = {
#include "base/diag_list.h"
};
#undef DIAG_ROW

static const char *const level_names[] = {
  [DIAG_NOTE] = "note",
  [DIAG_WARNING] = "warning",
  [DIAG_ERROR] = "error",
};

void diag_add(struct diag_list *list, enum diag_code code, uint32_t line, uint32_t column,
              const char *format, ...)
{
  if (!list || list->found.count >= FOUND_MAX) return;

  struct str detail = STR_INIT;
  if (format) {
    va_list args;
    va_start(args, format);
    str_addv(&detail, format, args);
    va_end(args);
  }
  struct diag diag = { code, line, column, str_take(&detail) };
  vec_push(&list->found, diag);
}

bool diag_has(const struct diag_list *list, enum diag_code code)
{
  for (size_t i = 0; i < list->found.count; i++)
    if (list->found.items[i].code == code) return true;
  return false;
}

void diag_list_free(struct diag_list *list)
{
  for (size_t i = 0; i < list->found.count; i++) free(list->found.items[i].detail);
  vec_free(&list->found);
}

const char *diag_name(enum diag_code code)
{
  return rows[code].name;
}

const char *diag_text(enum diag_code code)
{
  return rows[code].text;
}

enum diag_level diag_level_of(enum diag_code code)
{
  return rows[code].level;
}

const char *diag_level_name(enum diag_level level)
{
  return level_names[level];
}
