/* How long the first page of a full-text query takes in a site whose index and postings are
 * saved and open, as on the screen, and a program that looks through its files.
 *
 *     query ROUNDS GOAL NAME SITE QUERY OTHER [ARGUMENT...]
 *
 * One row, as bench_pair prints it, then how many posts were found and in how many. */
#include "app/search.h"
#include "other.h"

enum { PAGE = 20, THREADS = 2, JOBS = 64 };

static size_t found;

static double query_ms(struct library *l, struct workers *w, struct text_index *t,
                       const char *query)
{
  struct search_rules rules = { 0 };
  double start = now_ms(CLOCK_MONOTONIC);
  struct search *s = search_new(l, w, t, slice_of(query), &rules);
  search_want(s, PAGE);
  while (search_busy(s) && workers_wait(w)) (void)0;
  double took = now_ms(CLOCK_MONOTONIC) - start;
  found = search_count(s);
  search_free(s);
  while (workers_wait(w)) (void)0;
  return took;
}

int main(int argc, char **argv)
{
  static struct turns turns;
  struct options options;
  struct str problem = STR_INIT;
  size_t covered, of;
  if (argc < 7) return fputs("usage: query ROUNDS GOAL NAME SITE QUERY OTHER...\n", stderr), 2;
  turns.count = atoi(argv[1]);
  if (turns.count < 1 || turns.count > TURNS_MAX)
    return fputs("query: how many rounds?\n", stderr), 2;
  options_init(&options);
  struct library *l = library_open(argv[4], &options, false, &problem);
  if (!l) return fprintf(stderr, "query: %s\n", problem.ptr), 2;
  if (index_count(library_index(l)) == 0) library_load_all(l);
  struct workers *w = workers_new(THREADS, JOBS);
  double start = now_ms(CLOCK_MONOTONIC);
  struct text_index *t = text_index_open(l, w);
  double open = now_ms(CLOCK_MONOTONIC) - start;
  text_index_build(t);
  while (workers_wait(w)) (void)0;
  text_index_progress(t, &covered, &of);
  for (int i = 0; i < turns.count; i++) {
    turns.a[i] = query_ms(l, w, t, argv[5]);
    turns.b[i] = other_ms(argv + 6, "/dev/null", 1);
  }
  turns_print(&turns, argv[3], atof(argv[2]));
  printf("  %zu hits of %zu posts, opened in %.2f ms\n", found, of, open);
  workers_free(w);
  text_index_free(t);
  library_free(l);
  options_free(&options);
  str_free(&problem);
  return 0;
}
