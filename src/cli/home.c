#include "cli/open.h"
#include "cli/row.h"

enum { NEWEST_POSTS = 20 };

/* How the posts of a page tell their time: the hour on the newest day, else the
 * day, and the year where it is another one. */
struct clock {
  struct tm newest;
  size_t columns;
};

static bool same_day(const struct tm *a, const struct tm *b)
{
  return a->tm_year == b->tm_year && a->tm_yday == b->tm_yday;
}

static void time_of(const struct record *r, const struct clock *clock, struct str *out)
{
  struct tm tm;
  if (!row_time(r, &tm)) return;
  if (tm.tm_year != clock->newest.tm_year)
    str_addf(out, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
  else if (!same_day(&tm, &clock->newest) || !date_has_time((enum date_from)r->date_from, &tm))
    str_addf(out, "%02d-%02d", tm.tm_mon + 1, tm.tm_mday);
  else
    str_addf(out, "%02d:%02d", tm.tm_hour, tm.tm_min);
}

struct section {
  uint32_t label; /* INDEX_NONE: the newest of all */
  id_list posts;
};

/* Section n; a site without tags and categories has one, of its newest posts, with no heading. */
static bool section_at(struct home *home, size_t n, struct section *s)
{
  const struct index *x = home->index;
  vec_clear(&s->posts);
  s->label = home_section(home, n, &s->posts);
  if (home->sections.count || n > 0) return s->label != INDEX_NONE;
  for (size_t row = 0; row < NEWEST_POSTS && row < index_rows(x, rows_of_site()); row++)
    vec_push(&s->posts, index_row(x, rows_of_site(), row));
  return s->posts.count > 0;
}

static struct clock clock_of(struct home *home)
{
  const struct index *x = home->index;
  struct clock clock = { .columns = 0 };
  struct section s = { 0 };
  struct str text = STR_INIT;
  for (size_t n = 0; n < index_rows(x, rows_of_site()); n++)
    if (row_time(index_record(x, index_row(x, rows_of_site(), n)), &clock.newest)) break;
  for (size_t n = 0; section_at(home, n, &s); n++)
    for (size_t i = 0; i < s.posts.count; i++) {
      str_clear(&text);
      time_of(index_record(x, s.posts.items[i]), &clock, &text);
      if (text.len > clock.columns) clock.columns = text.len;
    }
  vec_free(&s.posts);
  str_free(&text);
  return clock;
}

static void print_heading(struct printer *p, const struct index *x, const struct label *label)
{
  print_text(p, STYLE_SECTION, index_string(x, label->display));
  print_words(p, "  ");
  print_number(p, STYLE_COUNTER, label->posts, 0);
  print_end_line(p);
}

static void print_section(struct printer *p, const struct home *home, const struct section *s,
                          const struct clock *clock)
{
  const struct index *x = home->index;
  if (s->label != INDEX_NONE) print_heading(p, x, label_at(x, home->kind, s->label));
  struct str time = STR_INIT;
  for (size_t i = 0; i < s->posts.count; i++) {
    const struct record *r = index_record(x, s->posts.items[i]);
    str_clear(&time);
    time_of(r, clock, &time);
    print_words(p, "  ");
    print_column(p, STYLE_DIM, str_slice(&time), clock->columns);
    print_words(p, "  ");
    print_text(p, STYLE_TEXT, index_string(x, r->title));
    print_end_line(p);
  }
  str_free(&time);
}

enum cli_exit verb_home(struct call *c)
{
  enum cli_exit code;
  struct library *l = open_site(c, &code);
  if (!l) return code;
  struct home home;
  struct section s = { 0 };
  library_home(l, flag_number(&c->arguments, FLAG_PER_TAG, (uint32_t)c->options.home_posts), &home);
  struct clock clock = clock_of(&home);
  print_text(&c->out, STYLE_TITLE, site_title(library_site(l)));
  print_end_line(&c->out);
  size_t sections = 0;
  for (; section_at(&home, sections, &s); sections++) {
    print_end_line(&c->out);
    print_section(&c->out, &home, &s, &clock);
  }
  if (!sections) complain("no post here is published; `baokan list --all` lists the others");
  code = sections ? tell_skipped(l) : EXIT_NOTHING;
  vec_free(&s.posts);
  home_free(&home);
  library_free(l);
  return code;
}
