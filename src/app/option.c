#include "app/option.h"

#include "base/ascii.h"

#include <stdlib.h>

const struct option_row option_rows[] = {
#define OPTION_ROW(kind, field, initial, least, most, choices, redo, help)                         \
  { #field, OPTION_##kind, initial,                                                                \
    least,  most,          choices,                                                                \
    redo,   help,          offsetof(struct options, field) },
#include "app/option_list.h"
#undef OPTION_ROW
};
const size_t option_row_count = sizeof option_rows / sizeof *option_rows;

/* Names are written with "-" or "_" alike: home-posts is home_posts. */
static bool same_name(struct slice typed, const char *name)
{
  if (typed.len != strlen(name)) return false;
  for (size_t i = 0; i < typed.len; i++)
    if (typed.ptr[i] != name[i] && !(typed.ptr[i] == '-' && name[i] == '_')) return false;
  return true;
}

const struct option_row *option_find(struct slice name)
{
  for (size_t i = 0; i < option_row_count; i++)
    if (same_name(name, option_rows[i].name)) return &option_rows[i];
  return NULL;
}

const struct option_row *option_nearest(struct slice name)
{
  const struct option_row *best = NULL;
  size_t least = 3; /* further away is no help */
  for (size_t i = 0; i < option_row_count; i++) {
    size_t distance = slice_distance(name, slice_of(option_rows[i].name));
    if (distance < least) least = distance, best = &option_rows[i];
  }
  return best;
}

static int32_t *number_at(struct options *o, const struct option_row *row)
{
  return (int32_t *)((char *)o + row->offset);
}

static char **text_at(struct options *o, const struct option_row *row)
{
  return (char **)((char *)o + row->offset);
}

void options_init(struct options *o)
{
  memset(o, 0, sizeof *o);
  struct str problem = STR_INIT;
  for (size_t i = 0; i < option_row_count; i++)
    option_set(o, &option_rows[i], slice_of(option_rows[i].initial), &problem);
  str_free(&problem);
}

void options_free(struct options *o)
{
  for (size_t i = 0; i < option_row_count; i++)
    if (option_rows[i].type == OPTION_TEXT) {
      free(*text_at(o, &option_rows[i]));
      *text_at(o, &option_rows[i]) = NULL;
    }
}

static bool set_flag(int32_t *to, const struct option_row *row, struct slice value,
                     struct str *problem)
{
  static const char *const yes[] = { "yes", "true", "on", "1" };
  static const char *const no[] = { "no", "false", "off", "0" };
  for (size_t i = 0; i < 4; i++) {
    if (slice_eq_nocase(value, slice_of(yes[i]))) return *to = 1, true;
    if (slice_eq_nocase(value, slice_of(no[i]))) return *to = 0, true;
  }
  str_addf(problem, "%s is yes or no, not '%.*s'", row->name, SLICE_ARG(value));
  return false;
}

static bool set_number(int32_t *to, const struct option_row *row, struct slice value,
                       struct str *problem)
{
  int64_t number = 0;
  bool digits = value.len > 0 && value.len < 10;
  for (size_t i = 0; i < value.len && digits; i++) {
    digits = ascii_is_digit(value.ptr[i]);
    number = number * 10 + (value.ptr[i] - '0');
  }
  if (!digits || number < row->least || number > row->most) {
    str_addf(problem, "%s is a number from %d to %d, not '%.*s'", row->name, (int)row->least,
             (int)row->most, SLICE_ARG(value));
    return false;
  }
  *to = (int32_t)number;
  return true;
}

static bool set_choice(int32_t *to, const struct option_row *row, struct slice value,
                       struct str *problem)
{
  struct slice rest = slice_of(row->choices), choice;
  for (int32_t i = 0; slice_cut(&rest, ' ', &choice); i++)
    if (slice_eq(choice, value)) return *to = i, true;
  str_addf(problem, "%s is one of %s, not '%.*s'", row->name, row->choices, SLICE_ARG(value));
  return false;
}

bool option_set(struct options *o, const struct option_row *row, struct slice value,
                struct str *problem)
{
  value = slice_trim(value);
  switch (row->type) {
  case OPTION_FLAG: return set_flag(number_at(o, row), row, value, problem);
  case OPTION_NUMBER: return set_number(number_at(o, row), row, value, problem);
  case OPTION_CHOICE: return set_choice(number_at(o, row), row, value, problem);
  case OPTION_TEXT:
    free(*text_at(o, row));
    *text_at(o, row) = xstrndup(value.ptr, value.len);
    return true;
  }
  return false;
}

void option_get(const struct options *o, const struct option_row *row, struct str *value)
{
  const void *at = (const char *)o + row->offset;
  int32_t number = row->type == OPTION_TEXT ? 0 : *(const int32_t *)at;
  switch (row->type) {
  case OPTION_FLAG: str_adds(value, number ? "yes" : "no"); break;
  case OPTION_NUMBER: str_addf(value, "%d", (int)number); break;
  case OPTION_TEXT: str_adds(value, *(char *const *)at); break;
  case OPTION_CHOICE: {
    struct slice rest = slice_of(row->choices), choice = { 0 };
    for (int32_t i = 0; i <= number; i++) slice_cut(&rest, ' ', &choice);
    str_add(value, choice);
    break;
  }
  }
}
