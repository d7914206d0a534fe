/* The law of searching: for every query the posts found are those of a plain scan over
 * the visible text of all posts, whatever the text index knows of them. */
#include "app/post_text.h"
#include "app/search.h"
#include "app/text_source.h"

#include "base/file.h"
#include "base/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { POSTS = 1200, QUERIES = 2000, PIECES = 24 };

struct shelf {
  char root[32];
  struct options options;
  struct library *library;
  VEC(struct query_text) texts; /* by id */
  uint32_t seed;
};

static uint32_t draw(struct shelf *s, uint32_t below)
{
  s->seed ^= s->seed << 13;
  s->seed ^= s->seed >> 17;
  s->seed ^= s->seed << 5;
  return s->seed % below;
}

/* Rarer and rarer, so that queries find all, some, few or none. */
static void draw_piece(struct shelf *s, struct str *out)
{
  static const char *const pieces[PIECES] = { "潮",   "水",   "的",   "臺灣", "灯塔", "雾",
                                              "tide", "ＡＩ", "カナ", "한국", "e",    "7.4",
                                              "，",   "港口", "马上", "é",    "银行", "北",
                                              "站",   "鯨",   "島",   "𠮷",   "q",    "鲭" };
  uint32_t a = draw(s, PIECES), b = draw(s, PIECES), c = draw(s, PIECES);
  str_adds(out, pieces[a * b * c / (PIECES * PIECES)]);
  if (draw(s, 8) == 0) str_addc(out, ' ');
}

static void write_post(struct shelf *s, uint32_t number)
{
  static const char *const shapes[] = { "<p>%s</p>\n", "%s\n\n", "- *%s*\n",
                                        "<table><tr><td>%s</td></tr></table>\n" };
  struct str path = STR_INIT, text = STR_INIT, line = STR_INIT;
  str_addf(&text, "---\ntitle: \"%u ", number);
  for (int i = 0; i < 4; i++) draw_piece(s, &text);
  str_addf(&text, "\"\ndate: 2024-%02u-%02u\ncategories: c%u\n---\n", 1 + number % 12,
           1 + number % 28, number % 5);
  for (uint32_t lines = 1 + draw(s, 4); lines > 0; lines--) {
    str_clear(&line);
    for (uint32_t i = 1 + draw(s, 20); i > 0; i--) draw_piece(s, &line);
    const char *shape = shapes[draw(s, 4)], *gap = strstr(shape, "%s");
    str_addf(&text, "%.*s%s%s", (int)(gap - shape), shape, line.ptr, gap + 2);
  }
  str_addf(&path, "%s/%u.md", s->root, number);
  FILE *file = fopen(path.ptr, "w");
  assert_non_null(file);
  fwrite(text.ptr, 1, text.len, file);
  fflush(file);
  /* long ago, but another time for each: a file of just now may change unseen */
  struct timespec times[2] = { { 1700000000, s->seed % 1000000000 },
                               { 1700000000, s->seed % 1000000000 } };
  assert_int_equal(futimens(fileno(file), times), 0);
  fclose(file);
  str_free(&path);
  str_free(&text);
  str_free(&line);
}

static void open_library(struct shelf *s)
{
  struct str problem = STR_INIT;
  s->library = library_open(s->root, &s->options, false, &problem);
  assert_non_null(s->library);
  library_load_all(s->library);
  const struct index *x = library_index(s->library);
  struct post_text text;
  post_text_init(&text);
  for (uint32_t id = 0; id < index_ids(x); id++) {
    struct query_text folded;
    query_text_init(&folded);
    if (post_text_read(s->library, index_string(x, index_record(x, id)->path), &text))
      query_text_set(&folded, str_slice(&text.title), str_slice(&text.body));
    vec_push(&s->texts, folded);
  }
  post_text_free(&text);
  str_free(&problem);
}

static void close_library(struct shelf *s)
{
  for (size_t i = 0; i < s->texts.count; i++) query_text_free(&s->texts.items[i]);
  vec_free(&s->texts);
  library_free(s->library);
}

static void check_query(struct shelf *s, struct workers *w, struct text_index *t, struct slice text)
{
  const struct index *x = library_index(s->library);
  struct search_rules rules = { 0 };
  struct search *search = search_new(s->library, w, t, text, &rules);
  struct query_filter filter = { 0 };
  size_t told = 0;
  search_want(search, SIZE_MAX);
  while (workers_wait(w)) (void)0;
  assert_true(search_done(search));
  query_filter_set(&filter, search_query(search), x);
  for (size_t n = 0; n < index_count(x); n++) {
    uint32_t id = index_at(x, n), hits;
    if (!index_listed(x, id) || !query_admits(&filter, id) ||
        !query_matches(search_query(search), &s->texts.items[id], &hits))
      continue;
    if (told == search_count(search) || search_at(search, told)->id != id)
      fail_msg("'%.*s': post %u is missing or out of order", SLICE_ARG(text), id);
    assert_int_equal(search_at(search, told)->hits,
                     query_reads_text(search_query(search)) ? hits : 0);
    told++;
  }
  if (told != search_count(search)) fail_msg("'%.*s': too many posts", SLICE_ARG(text));
  query_filter_free(&filter);
  search_free(search);
}

/* Mostly rare, so that the index has something to say. */
static void draw_query(struct shelf *s, struct str *out)
{
  static const char *const fields[] = { "title:", "category:c", "-", "after:2024-0", "\"" };
  for (uint32_t terms = 1 + draw(s, 3); terms > 0; terms--) {
    if (draw(s, 5) == 0) str_adds(out, fields[draw(s, 5)]);
    for (uint32_t pieces = 2 + draw(s, 4); pieces > 0; pieces--) draw_piece(s, out);
    str_addc(out, ' ');
  }
}

static void check_queries(struct shelf *s, size_t queries, bool build)
{
  struct workers *w = workers_new(2, 64);
  struct text_index *t = text_index_open(s->library, w);
  struct str query = STR_INIT;
  size_t covered, of;
  if (build) {
    text_index_build(t);
    check_query(s, w, t, SLICE("潮水")); /* while it is being built */
    while (workers_wait(w)) (void)0;
    text_index_progress(t, &covered, &of);
    assert_int_equal(text_index_error(t), 0);
    assert_int_equal(covered, of);
    assert_int_equal(text_saved(s->library).posts, of);
  }
  for (size_t i = 0; i < queries; i++) {
    str_clear(&query);
    draw_query(s, &query);
    check_query(s, w, t, str_slice(&query));
  }
  workers_free(w);
  text_index_free(t);
  str_free(&query);
}

static bool remove_one(void *context, struct slice name, bool is_dir)
{
  struct str path = STR_INIT;
  str_addf(&path, "%s/%.*s", (const char *)context, SLICE_ARG(name));
  if (is_dir) dir_each(path.ptr, remove_one, path.ptr);
  remove(path.ptr);
  str_free(&path);
  return true;
}

static void test_law(void **state)
{
  struct shelf s = { .root = "/tmp/search-XXXXXX", .seed = 2463534242u };
  struct str cache = STR_INIT;
  (void)state;
  assert_non_null(mkdtemp(s.root));
  str_addf(&cache, "%s/.cache", s.root);
  setenv("XDG_CACHE_HOME", cache.ptr, 1);
  options_init(&s.options);
  for (uint32_t i = 0; i < POSTS; i++) write_post(&s, i);
  open_library(&s);
  check_queries(&s, 20, false);
  check_queries(&s, QUERIES, true);
  close_library(&s);
  for (uint32_t i = 0; i < 40; i++) write_post(&s, i * 7); /* changed behind the index's back */
  write_post(&s, POSTS);
  open_library(&s);
  check_queries(&s, 200, false);
  close_library(&s);
  dir_each(s.root, remove_one, s.root);
  rmdir(s.root);
  options_free(&s.options);
  str_free(&cache);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_law) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
