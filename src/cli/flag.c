#include "cli/flag.h"

#include <stdlib.h>

enum { NUMBER_MAX = 1000000000, HINT_DISTANCE_MAX = 3 };

/* clang-format off */
const struct flag_row flag_rows[FLAG_COUNT] = {
  [FLAG_HELP]    = { .name = "help", .letter = 'h', .common = true,
                     .help = "show this help and exit" },
  [FLAG_VERSION] = { .name = "version", .letter = 'V', .common = true,
                     .help = "show the version and exit" },
  [FLAG_CONFIG]  = { .name = "config", .common = true, .value = "FILE",
                     .help = "read this configuration, not the usual one" },
  [FLAG_SET]     = { .name = "set", .common = true, .value = "NAME=VALUE",
                     .help = "set an option of the configuration" },
  [FLAG_COLOR]   = { .name = "color", .common = true, .value = "WHEN",
                     .choices = "auto always never",
                     .help = "auto (on a terminal), always or never" },
  [FLAG_WIDTH]   = { .name = "width", .value = "N", .most = 1000,
                     .help = "columns of a line (80)" },
  [FLAG_BODY]    = { .name = "body", .help = "the text alone, as a browser would show it" },
  [FLAG_IMAGES]  = { .name = "images", .value = "HOW",
                     .choices = "caption none",
                     .help = "caption (a line for each) or none" },
  [FLAG_LINKS]   = { .name = "links", .help = "list where links lead, below the text" },
  [FLAG_STATS]   = { .name = "stats",
                     .help = "count what lines do against the rules of setting" },
  [FLAG_JSON]    = { .name = "json", .help = "one JSON object a line" },
  [FLAG_TSV]     = { .name = "tsv", .help = "fields parted by tabs, a line for each" },
  [FLAG_ALL]     = { .name = "all", .help = "drafts, hidden and future posts, copies; check: notes" },
  [FLAG_AS_GENERATOR] = { .name = "as-generator",
                     .help = "exactly what the site's generator makes of it" },
  [FLAG_LIMIT]   = { .name = "limit", .letter = 'n', .value = "N", .most = NUMBER_MAX,
                     .help = "at most so many" },
  [FLAG_CATEGORY] = { .name = "category", .value = "NAME", .help = "only posts of this category" },
  [FLAG_TAG]     = { .name = "tag", .value = "NAME", .help = "only posts with this tag" },
  [FLAG_SINCE]   = { .name = "since", .value = "WHEN",
                     .help = "not older than a day or an age: 2024-05-01, 7d" },
  [FLAG_UNTIL]   = { .name = "until", .value = "WHEN", .help = "not newer; a day is all of it" },
  [FLAG_UNREAD]  = { .name = "unread", .help = "only posts not read yet" },
  [FLAG_STARRED] = { .name = "starred", .help = "only starred posts" },
  [FLAG_SORT]    = { .name = "sort", .value = "HOW",
                     .choices = "date title category path",
                     .help = "by date (newest first), title, category or path" },
  [FLAG_PER_TAG] = { .name = "per-tag", .value = "N", .most = NUMBER_MAX,
                     .help = "posts in a section (5)" },
  [FLAG_REBUILD] = { .name = "rebuild", .help = "read every post again" },
  [FLAG_STATUS]  = { .name = "status", .help = "say what is saved, and read nothing" },
  [FLAG_FOLLOW]  = { .name = "follow", .letter = 'f',
                     .help = "wait for new posts, and list each as it comes" },
};
/* clang-format on */

struct parse {
  struct arguments *arguments;
  char **argv;
  int count, at;
  uint32_t allowed;
  struct str *problem, *hint;
};

static bool is_allowed(uint32_t allowed, int flag)
{
  return flag_rows[flag].common || (allowed & 1u << flag);
}

static int find_name(uint32_t allowed, struct slice name)
{
  for (int i = 0; i < FLAG_COUNT; i++)
    if (is_allowed(allowed, i) && slice_eq(name, slice_of(flag_rows[i].name))) return i;
  return FLAG_COUNT;
}

static int find_letter(uint32_t allowed, char letter)
{
  for (int i = 0; i < FLAG_COUNT; i++)
    if (letter && is_allowed(allowed, i) && flag_rows[i].letter == letter) return i;
  return FLAG_COUNT;
}

static void nearest(const struct parse *p, struct slice name)
{
  size_t least = HINT_DISTANCE_MAX;
  const char *best = NULL;
  for (int i = 0; i < FLAG_COUNT; i++) {
    size_t distance = slice_distance(name, slice_of(flag_rows[i].name));
    bool starts = name.len > 1 && slice_starts(slice_of(flag_rows[i].name), name);
    if (!is_allowed(p->allowed, i) || (distance >= least && !starts)) continue;
    least = starts ? 0 : distance;
    best = flag_rows[i].name;
  }
  if (best) str_addf(p->hint, "Did you mean --%s?", best);
}

static bool is_number(const char *text, int32_t most)
{
  char *end;
  if (*text < '0' || *text > '9') return false;
  unsigned long number = strtoul(text, &end, 10);
  return *end == '\0' && end - text < 11 && number <= (unsigned long)most;
}

static bool is_choice(const char *text, const char *choices)
{
  struct slice rest = slice_of(choices), choice;
  while (slice_cut(&rest, ' ', &choice))
    if (slice_eq(choice, slice_of(text))) return true;
  return false;
}

static bool take(struct parse *p, int flag, const char *value)
{
  const struct flag_row *row = &flag_rows[flag];
  if (row->most && !is_number(value, row->most)) {
    str_addf(p->problem, "--%s takes a number from 0 to %d, not '%s'", row->name, (int)row->most,
             value);
    return false;
  }
  if (row->choices && !is_choice(value, row->choices)) {
    str_addf(p->problem, "--%s takes one of: %s; not '%s'", row->name, row->choices, value);
    return false;
  }
  p->arguments->given[flag] = value;
  if (flag == FLAG_SET) vec_push(&p->arguments->sets, value);
  return true;
}

/* The value of a flag that has none in its own argument: the next one. */
static bool take_next(struct parse *p, int flag)
{
  const struct flag_row *row = &flag_rows[flag];
  if (!row->value) return take(p, flag, "");
  if (p->at + 1 < p->count) return take(p, flag, p->argv[++p->at]);
  str_addf(p->problem, "--%s needs a value", row->name);
  str_addf(p->hint, "Write --%s=%s.", row->name, row->value);
  return false;
}

static bool unknown(struct parse *p, const char *argument)
{
  str_addf(p->problem, "no option '%s' here", argument);
  return false;
}

static bool take_long(struct parse *p, const char *argument)
{
  struct slice name = slice_of(argument + 2);
  size_t equals = slice_find_char(name, '=');
  int flag = find_name(p->allowed, slice_first(name, equals));
  if (flag == FLAG_COUNT) {
    nearest(p, slice_first(name, equals));
    return unknown(p, argument);
  }
  if (equals == SLICE_NONE) return take_next(p, flag);
  if (flag_rows[flag].value) return take(p, flag, name.ptr + equals + 1);
  str_addf(p->problem, "--%s takes no value", flag_rows[flag].name);
  return false;
}

static bool take_short(struct parse *p, const char *argument)
{
  for (const char *letter = argument + 1; *letter; letter++) {
    int flag = find_letter(p->allowed, *letter);
    if (flag == FLAG_COUNT) {
      str_addf(p->hint, "A name that begins with '-' is written after --, as in: -- %s", argument);
      return unknown(p, argument);
    }
    if (flag_rows[flag].value && letter[1]) return take(p, flag, letter + 1);
    if (!take_next(p, flag)) return false;
  }
  return true;
}

bool flags_parse(struct arguments *a, char **argv, int count, uint32_t allowed, struct str *problem,
                 struct str *hint)
{
  struct parse p = { a, argv, count, 0, allowed, problem, hint };
  bool operands_only = false;
  for (; p.at < count; p.at++) {
    const char *argument = argv[p.at];
    if (operands_only || argument[0] != '-' || !argument[1]) {
      vec_push(&a->operands, argument);
    } else if (strcmp(argument, "--") == 0) {
      operands_only = true;
    } else if (!(argument[1] == '-' ? take_long(&p, argument) : take_short(&p, argument))) {
      return false;
    }
  }
  return true;
}

void arguments_free(struct arguments *a)
{
  vec_free(&a->sets);
  vec_free(&a->operands);
}

int flags_operand(char **argv, int count, bool *help)
{
  *help = false;
  int at = 0;
  for (; at < count && argv[at][0] == '-' && argv[at][1]; at++) {
    if (strcmp(argv[at], "--") == 0) return at + 1;
    struct slice name = slice_of(argv[at] + 2);
    int flag = argv[at][1] == '-' ? find_name(0, slice_first(name, slice_find_char(name, '=')))
                                  : find_letter(0, argv[at][1]);
    if (flag == FLAG_HELP || flag == FLAG_VERSION) *help = true;
    bool own_value = argv[at][1] == '-' && slice_find_char(name, '=') != SLICE_NONE;
    if (flag < FLAG_COUNT && flag_rows[flag].value && !own_value) at++;
  }
  return at < count ? at : count;
}

uint32_t flag_number(const struct arguments *a, enum flag flag, uint32_t otherwise)
{
  return a->given[flag] ? (uint32_t)strtoul(a->given[flag], NULL, 10) : otherwise;
}

bool flag_is(const struct arguments *a, enum flag flag, const char *choice)
{
  return a->given[flag] && strcmp(a->given[flag], choice) == 0;
}
