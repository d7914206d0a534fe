/* How long a key of the filter takes among the titles of a file, a line each, and a
 * program that looks for the same in it.
 *
 *     filter_key ROUNDS GOAL TITLES FIRST NEXT PINYIN OTHER [ARGUMENT...]
 *
 * FIRST is typed when nothing was, then NEXT, which begins with it; then PINYIN anew.  By
 * turns with OTHER, which has the titles as its input.  A row each, as bench_pair prints it. */
#include "base/file.h"
#include "other.h"
#include "store/filter.h"
#include "turns.h"

enum { KEYS = 3, MINUTE = 60 /* seconds */ };

/* A post a line, each a minute newer. */
static struct index *index_of_lines(const char *path)
{
  struct str text = STR_INIT, name = STR_INIT;
  struct index *x = index_new();
  struct slice line;
  int64_t date = 0;
  if (file_read(path, SIZE_MAX, &text, NULL) != 0) {
    fprintf(stderr, "filter_key: cannot read %s\n", path);
    exit(2);
  }
  for (struct slice rest = str_slice(&text); slice_line(&rest, &line); date += MINUTE) {
    str_clear(&name);
    str_addf(&name, "%lld.md", (long long)date);
    struct post post = { .path = str_slice(&name),
                         .title = line,
                         .date = date,
                         .date_from = DATE_FRONT_MATTER,
                         .status = POST_PUBLISHED,
                         .text = STR_INIT };
    index_add(x, &post);
  }
  index_settle(x);
  str_free(&text);
  str_free(&name);
  return x;
}

static double key_ms(struct filter *f, const char *typed)
{
  double start = now_ms(CLOCK_MONOTONIC);
  filter_type(f, slice_of(typed));
  return now_ms(CLOCK_MONOTONIC) - start;
}

int main(int argc, char **argv)
{
  static const char *const names[KEYS] = { "first key", "next key", "pinyin" };
  static struct turns turns[KEYS];
  size_t hits[KEYS];
  char name[64];
  int rounds = argc < 8 ? 0 : atoi(argv[1]);
  if (rounds < 1 || rounds > TURNS_MAX)
    return fputs("usage: filter_key ROUNDS GOAL TITLES FIRST NEXT PINYIN OTHER...\n", stderr), 2;
  struct index *x = index_of_lines(argv[3]);
  struct filter *f = filter_new(x, rows_of_site());
  while (!filter_prepare(f, SIZE_MAX)) (void)0;
  for (int round = 0; round < rounds; round++) {
    double other = other_ms(argv + 7, argv[3], 0);
    filter_type(f, SLICE(""));
    for (int i = 0; i < KEYS; i++) {
      turns[i].a[round] = key_ms(f, argv[4 + i]);
      turns[i].b[round] = other;
      turns[i].count = round + 1;
      hits[i] = filter_hits(f)->count;
    }
  }
  for (int i = 0; i < KEYS; i++) {
    snprintf(name, sizeof name, "filter, %s : %s", names[i], argv[7]);
    turns_print(&turns[i], name, atof(argv[2]));
    printf("  %zu hits\n", hits[i]);
  }
  filter_free(f);
  index_free(x);
  return 0;
}
