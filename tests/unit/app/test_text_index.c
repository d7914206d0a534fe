/* The text index and those who do it harm: processes killed while they make it, and bytes
 * of others on the disk.  Answers stay complete, work goes on where it was, nothing is left. */
#include "shelf.h"

#include "text/utf8.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

enum {
  POSTS = 4000,
  KILLS = 20 / SLOWER + 4,
  HAN = 400,     /* characters of a post, */
  HAN_OF = 3000, /* of so many: an index of some segments */
  HAN_FIRST = 0x4E00,
  QUERIES = 3,
  FEW = 256, /* that are not worth a build of their own */
};

static void write_han(struct shelf *s, uint32_t number)
{
  struct str text = STR_INIT;
  char name[24];
  str_addf(&text, "---\ntitle: \"%u\"\ndate: 2024-05-01\n---\n", number);
  for (uint32_t i = 0; i < HAN; i++) utf8_add(&text, HAN_FIRST + draw(s, HAN_OF));
  snprintf(name, sizeof name, "%u.md", number);
  write_file(s, name, str_slice(&text));
  str_free(&text);
}

static void check_some(struct shelf *s, struct workers *w, struct text_index *t)
{
  for (int i = 0; i < QUERIES; i++) {
    struct slice text = str_slice(&s->texts.items[draw(s, (uint32_t)s->texts.count)].solid);
    size_t at = text.len - 3 * (2 + draw(s, HAN / 2));
    struct str query = STR_INIT;
    str_add(&query,
            slice_first(slice_from(text, at), 6)); /* of the body's last line: three bytes each */
    check_query(s, w, t, str_slice(&query));
    str_free(&query);
  }
}

static void build(struct shelf *s)
{
  struct workers *w = workers_new(2, 64);
  struct text_index *t = text_index_open(s->library, w);
  text_index_build(t);
  while (workers_wait(w)) (void)0;
  workers_free(w);
  text_index_free(t);
}

/* Posts covered when it is opened; the answers are complete whatever they are. */
static size_t look(struct shelf *s, bool forget)
{
  struct workers *w = workers_new(2, 64);
  struct text_index *t = text_index_open(s->library, w);
  size_t covered, of;
  while (!text_index_match(t, POSTS / 3)) (void)0;
  text_index_progress(t, &covered, &of);
  assert_int_equal(of, POSTS);
  if (covered > POSTS / 2) check_some(s, w, t); /* else each reads nearly all */
  if (forget) text_index_begin_again(t);
  workers_free(w);
  text_index_free(t);
  return covered;
}

static bool count_file(void *context, struct slice name, bool is_dir)
{
  size_t *counts = context; /* segments, all */
  counts[0] += !is_dir && slice_ends(name, SLICE(".seg"));
  counts[1] += !is_dir;
  return true;
}

static void test_killed(void **state)
{
  struct shelf s;
  size_t partly = 0, before = 0, counts[2] = { 0 };
  struct str folder = STR_INIT;
  struct timespec start, end;
  (void)state;
  shelf_begin(&s);
  for (uint32_t i = 0; i < POSTS; i++) write_han(&s, i);
  open_library(&s);
  clock_gettime(CLOCK_MONOTONIC, &start);
  build(&s);
  clock_gettime(CLOCK_MONOTONIC, &end);
  assert_int_equal(look(&s, true), POSTS);
  uint32_t most_us =
      (uint32_t)((end.tv_sec - start.tv_sec) * 1000000 + (end.tv_nsec - start.tv_nsec) / 1000);
  for (uint32_t i = 0; i < KILLS || (!partly && i < 10 * KILLS); i++) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
      build(&s);
      _exit(0);
    }
    usleep(draw(&s, most_us));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    size_t covered = look(&s, POSTS - before < FEW);
    if (covered < before) fail_msg("%zu posts were covered, then %zu", before, covered);
    before = POSTS - before < FEW ? 0 : covered;
    partly += covered > 0 && covered < POSTS;
    if (covered == 0) most_us += most_us / 4; /* a child is slower than its parent was */
  }
  assert_true(partly > 0);
  build(&s);
  before = look(&s, false);
  assert_in_range(before, POSTS - FEW, POSTS);
  assert_int_equal(text_saved(s.library).posts, before);
  text_folder(text_key(s.library), &folder);
  dir_each(folder.ptr, count_file, counts);
  assert_int_equal(counts[1], counts[0] + 1); /* and the lock */
  str_free(&folder);
  close_library(&s);
  shelf_end(&s);
}

/* --- what changes while it is there ------------------------------------------------ */

enum { SAID = 1500 /* so many that an index is worth it */, MUCH = 4500 / SLOWER + SAID };

static void write_words(struct shelf *s, uint32_t number, const char *words)
{
  struct str text = STR_INIT;
  char name[24];
  str_addf(&text, "---\ntitle: \"%u\"\ndate: 2024-05-01\n---\n%s\n", number, words);
  snprintf(name, sizeof name, "%u.md", number);
  write_file(s, name, str_slice(&text));
  str_free(&text);
}

static void read_again(struct shelf *s)
{
  library_read(s->library);
  while (library_reading(s->library)) {
    struct pollfd results = { .fd = library_fd(s->library), .events = POLLIN };
    poll(&results, 1, -1);
    library_collect(s->library);
  }
  library_settle(s->library);
}

static size_t count_found(struct shelf *s, struct workers *w, struct text_index *t,
                          const char *words)
{
  struct search_rules rules = { 0 };
  struct search *search = search_new(s->library, w, t, slice_of(words), &rules);
  search_want(search, SIZE_MAX);
  while (workers_wait(w)) (void)0;
  size_t found = search_count(search);
  search_free(search);
  return found;
}

/* The index is saved and what was saved taken up: as many changes come as had come before. */
static void test_saved_meanwhile(void **state)
{
  struct shelf s;
  struct str problem = STR_INIT;
  (void)state;
  shelf_begin(&s);
  for (uint32_t i = 0; i < SAID; i++) write_words(&s, i, "ebb");
  s.library = library_open(s.root, &s.options, false, &problem);
  assert_non_null(s.library);
  read_again(&s);
  struct workers *w = workers_new(2, 64);
  struct text_index *t = text_index_open(s.library, w);
  text_index_build(t);
  while (workers_wait(w)) (void)0;
  assert_int_equal(count_found(&s, w, t, "ebb"), SAID);
  while (library_save(s.library, true)) usleep(1000);
  for (uint32_t i = 0; i < SAID; i++) write_words(&s, i, "flow");
  read_again(&s);
  assert_int_equal(count_found(&s, w, t, "flow"), SAID);
  assert_int_equal(count_found(&s, w, t, "ebb"), 0);
  workers_free(w);
  text_index_free(t);
  close_library(&s);
  shelf_end(&s);
}

/* So much changes while it is built that all is looked at again, in parts: what was written
 * before stays. */
static void test_matched_while_built(void **state)
{
  struct shelf s;
  size_t before[2] = { 0 }, then[2] = { 0 };
  struct str folder = STR_INIT;
  (void)state;
  shelf_begin(&s);
  for (uint32_t i = 0; i < MUCH; i++) write_han(&s, i);
  open_library(&s);
  text_folder(text_key(s.library), &folder);
  struct workers *w = workers_new(2, 64);
  struct text_index *t = text_index_open(s.library, w);
  text_index_build(t);
  for (; before[0] < 2 && text_index_building(t); workers_wait(w)) {
    before[0] = 0;
    dir_each(folder.ptr, count_file, before);
  }
  for (int i = 0; i < 10001; i++) { /* more than the index tells of */
    struct post post;
    assert_true(library_add(s.library, SLICE("1.md"), &post));
    post_free(&post);
  }
  while (!text_index_match(t, 200)) {
    workers_wait(w);
    then[0] = 0;
    dir_each(folder.ptr, count_file, then);
    assert_true(then[0] >= before[0]);
  }
  text_index_build(t);
  while (workers_wait(w)) (void)0;
  check_some(&s, w, t);
  workers_free(w);
  text_index_free(t);
  str_free(&folder);
  close_library(&s);
  shelf_end(&s);
}

int main(void)
{
  /* First what forks: a child of a process that has held much starts slowly. */
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_killed),
                                      cmocka_unit_test(test_saved_meanwhile),
                                      cmocka_unit_test(test_matched_while_built) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
