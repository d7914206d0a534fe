/* Made-up posts in a folder of their own, what they say, and the law of searching: for
 * every query the posts found are those of a plain scan over the visible text of all. */
#ifndef TESTS_SHELF_H
#define TESTS_SHELF_H

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

enum { MANY = 40, PAGE = 10 };

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

/* long ago, but another time for each: a file of just now may change unseen */
static void write_file(struct shelf *s, const char *name, struct slice text)
{
  struct str path = STR_INIT;
  str_addf(&path, "%s/%s", s->root, name);
  FILE *file = fopen(path.ptr, "w");
  assert_non_null(file);
  fwrite(text.ptr, 1, text.len, file);
  fflush(file);
  struct timespec long_ago = { 1700000000, draw(s, 1000000000) }, times[2] = { long_ago, long_ago };
  assert_int_equal(futimens(fileno(file), times), 0);
  fclose(file);
  str_free(&path);
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

struct hit {
  uint32_t id, hits;
};
typedef VEC(struct hit) hit_list;

static void scan(struct shelf *s, const struct query *q, hit_list *expected)
{
  const struct index *x = library_index(s->library);
  struct query_filter filter = { 0 };
  bool reads = query_reads_text(q);
  query_filter_set(&filter, q, x);
  for (size_t n = 0; n < index_count(x); n++) {
    struct hit hit = { index_at(x, n), 0 };
    if (!index_listed(x, hit.id) || !query_admits(&filter, hit.id) ||
        !query_matches(q, &s->texts.items[hit.id], &hit.hits))
      continue;
    if (!reads) hit.hits = 0;
    vec_push(expected, hit);
  }
  query_filter_free(&filter);
}

/* The search finds what a plain scan does, in the same order; of many, as far as a page. */
static void check_query(struct shelf *s, struct workers *w, struct text_index *t, struct slice text)
{
  struct search_rules rules = { 0 };
  struct search *search = search_new(s->library, w, t, text, &rules);
  hit_list expected = { 0 };
  scan(s, search_query(search), &expected);
  bool all = expected.count <= MANY;
  search_want(search, all ? SIZE_MAX : PAGE);
  while (workers_wait(w)) (void)0;
  assert_true(all ? search_done(search) : search_count(search) >= PAGE);
  for (size_t n = 0; n < expected.count && (all || n < search_count(search)); n++) {
    if (n == search_count(search) || search_at(search, n)->id != expected.items[n].id)
      fail_msg("'%.*s': post %u is missing or out of order", SLICE_ARG(text), expected.items[n].id);
    assert_int_equal(search_at(search, n)->hits, expected.items[n].hits);
  }
  if (search_count(search) > expected.count) fail_msg("'%.*s': too many posts", SLICE_ARG(text));
  vec_free(&expected);
  search_free(search);
}

static inline bool remove_one(void *context, struct slice name, bool is_dir)
{
  struct str path = STR_INIT;
  str_addf(&path, "%s/%.*s", (const char *)context, SLICE_ARG(name));
  if (is_dir) dir_each(path.ptr, remove_one, path.ptr);
  remove(path.ptr);
  str_free(&path);
  return true;
}

/* Sanitizers take so many times as long. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
enum { SLOWER = 10 };
#elif defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
enum { SLOWER = 10 };
#else
enum { SLOWER = 1 };
#endif
#else
enum { SLOWER = 1 };
#endif

/* An empty folder, with a cache in it. */
static void shelf_begin(struct shelf *s)
{
  struct str cache = STR_INIT;
  *s = (struct shelf){ .root = "/tmp/shelf-XXXXXX", .seed = 2463534242u };
  assert_non_null(mkdtemp(s->root));
  str_addf(&cache, "%s/.cache", s->root);
  setenv("XDG_CACHE_HOME", cache.ptr, 1);
  options_init(&s->options);
  str_free(&cache);
}

static void shelf_end(struct shelf *s)
{
  dir_each(s->root, remove_one, s->root);
  rmdir(s->root);
  options_free(&s->options);
}

#endif
