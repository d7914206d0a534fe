#include "cli/show_stats.h"

#include "cli/open.h"
#include "layout/census.h"

#include <sys/stat.h>

enum { COLUMNS_FIRST = 10, COLUMNS_LAST = 120, COLUMNS_ENDLESS = 1 << 20, HANG_COLUMNS = 2 };

/* How each post is set, one row a setting. */
static const struct setting {
  const char *name;
  enum ambiguous ambiguous;
  bool hang;
} settings[] = {
  { "narrow", AMBIGUOUS_NARROW, false },
  { "hanging", AMBIGUOUS_NARROW, true },
  { "wide", AMBIGUOUS_WIDE, false },
};
enum { SETTINGS = sizeof settings / sizeof *settings };

struct stats {
  const struct call *call;
  uint32_t first, last; /* columns */
  size_t posts;
  size_t changed; /* posts of which a character was lost or gained at some width */
  struct census by_setting[SETTINGS];
};

static uint64_t set(const struct stats *s, const struct article *a, const struct setting *setting,
                    uint32_t columns, struct lines *lines)
{
  struct layout_options options = article_layout(a, &s->call->options, columns, setting->ambiguous);
  options.hang = setting->hang;
  options.folded = true;
  lines_clear(lines);
  layout_doc(a->doc, &options, lines);
  return census_text(lines);
}

static void count_article(struct stats *s, const struct article *a)
{
  struct lines lines;
  lines_init(&lines);
  bool changed = false;
  for (int i = 0; i < SETTINGS; i++) {
    const struct setting *setting = &settings[i];
    uint64_t whole = set(s, a, setting, COLUMNS_ENDLESS, &lines);
    for (uint32_t columns = s->first; columns <= s->last; columns++) {
      if (set(s, a, setting, columns, &lines) != whole) changed = true;
      census_add(&s->by_setting[i], &lines, columns, setting->hang ? HANG_COLUMNS : 0);
    }
  }
  s->posts++;
  s->changed += changed;
  lines_free(&lines);
}

static bool count_site(struct stats *s, const char *place)
{
  struct str problem = STR_INIT;
  struct library *l = library_open(place, &s->call->options, false, &problem);
  if (!l) complain("%s", problem.ptr);
  str_free(&problem);
  if (!l) return false;
  open_load(l);
  const struct index *x = library_index(l);
  for (size_t i = 0; i < index_count(x); i++) {
    struct article *a = article_open(l, index_at(x, i), &s->call->options, ARTICLE_BODY_ONLY);
    count_article(s, a);
    article_free(a);
  }
  library_free(l);
  return true;
}

static bool count_post(struct stats *s, const char *name)
{
  struct opened opened;
  bool fine = open_article(s->call, name, false, ARTICLE_BODY_ONLY, &opened);
  if (fine) count_article(s, opened.article);
  opened_free(&opened);
  return fine;
}

static bool is_folder(const char *name)
{
  struct stat info;
  return stat(name, &info) == 0 && S_ISDIR(info.st_mode);
}

static const char *const headings[] = { "lines",  "broken", "start", "strict", "end",   "pair",
                                        "number", "word",   "over",  "orphan", "forced" };
enum { COUNTS = sizeof headings / sizeof *headings, NAME_COLUMNS = 8, COUNT_COLUMNS = 9 };

static void print_table(struct printer *p, const struct stats *s)
{
  struct str line = STR_INIT;
  str_addf(&line, "%zu posts, %u to %u columns, %zu with a character lost or gained\n\n", s->posts,
           s->first, s->last, s->changed);
  str_pad(&line, ' ', NAME_COLUMNS);
  for (int i = 0; i < COUNTS; i++) str_addf(&line, "%*s", COUNT_COLUMNS, headings[i]);
  str_addf(&line, "%*s\n", COUNT_COLUMNS, "slack");
  for (int i = 0; i < SETTINGS; i++) {
    const struct census *c = &s->by_setting[i];
    const uint64_t counts[COUNTS] = { c->lines,  c->broken, c->start, c->strict, c->end,   c->pair,
                                      c->number, c->word,   c->over,  c->orphan, c->forced };
    str_addf(&line, "%-*s", NAME_COLUMNS, settings[i].name);
    for (int n = 0; n < COUNTS; n++)
      str_addf(&line, "%*llu", COUNT_COLUMNS, (unsigned long long)counts[n]);
    double slack = c->broken ? (double)c->slack / (double)c->broken : 0;
    str_addf(&line, "%*.2f\n", COUNT_COLUMNS, slack);
  }
  print_words(p, line.ptr);
  str_free(&line);
}

enum cli_exit show_stats(struct call *c)
{
  bool one = flag_given(&c->arguments, FLAG_WIDTH);
  uint32_t width = flag_number(&c->arguments, FLAG_WIDTH, COLUMNS_FIRST);
  struct stats s = { .call = c,
                     .first = one && width ? width : COLUMNS_FIRST,
                     .last = one && width ? width : COLUMNS_LAST };
  size_t count = c->arguments.operands.count, counted = 0;
  for (size_t i = 0; i < count; i++) {
    const char *name = c->arguments.operands.items[i];
    counted += is_folder(name) ? count_site(&s, name) : count_post(&s, name);
  }
  print_table(&c->out, &s);
  if (counted == count) return EXIT_DONE;
  return counted ? EXIT_SKIPPED : EXIT_TROUBLE;
}
