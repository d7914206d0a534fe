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

static struct clock clock_of(const struct index *x, const home_page *page)
{
  struct clock clock = { .columns = 0 };
  for (size_t n = 0; n < index_count(x); n++)
    if (index_listed(x, index_at(x, n)) && row_time(index_record(x, index_at(x, n)), &clock.newest))
      break;
  struct str text = STR_INIT;
  for (size_t i = 0; i < page->count; i++)
    for (size_t n = 0; n < page->items[i].posts.count; n++) {
      str_clear(&text);
      time_of(index_record(x, page->items[i].posts.items[n]), &clock, &text);
      if (text.len > clock.columns) clock.columns = text.len;
    }
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

static void print_section(struct printer *p, const struct index *x, const struct home_section *s,
                          const struct clock *clock)
{
  if (s->label != INDEX_NONE) print_heading(p, x, label_at(x, s->kind, s->label));
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

/* The front page of a site without tags and categories: its newest posts, with no heading. */
static void add_newest(const struct index *x, home_page *page)
{
  struct home_section newest = { .label = INDEX_NONE };
  index_select_all(x, &newest.posts);
  if (newest.posts.count > NEWEST_POSTS) newest.posts.count = NEWEST_POSTS;
  vec_push(page, newest);
}

enum cli_exit verb_home(struct call *c)
{
  enum cli_exit code;
  struct library *l = open_site(c, &code);
  if (!l) return code;
  const struct index *x = library_index(l);
  home_page page = { 0 };
  library_home(l, flag_number(&c->arguments, FLAG_PER_TAG, (uint32_t)c->options.home_posts), &page);
  if (!page.count && library_listed(l)) add_newest(x, &page);
  struct clock clock = clock_of(x, &page);
  print_text(&c->out, STYLE_TITLE, site_title(library_site(l)));
  print_end_line(&c->out);
  for (size_t i = 0; i < page.count; i++) {
    print_end_line(&c->out);
    print_section(&c->out, x, &page.items[i], &clock);
  }
  if (!page.count) complain("no post here is published; `baokan list --all` lists the others");
  code = page.count ? tell_skipped(l) : EXIT_NOTHING;
  home_free(&page);
  library_free(l);
  return code;
}
