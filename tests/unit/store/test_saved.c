#include "sample.h"

#include "base/file.h"
#include "store/saved.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { POSTS = 400 };

static char folder[] = "/tmp/baokan-saved.XXXXXX";

static const char *file_of(const char *extension)
{
  static char path[256];
  snprintf(path, sizeof path, "%s/deep/site.%s", folder, extension);
  return path;
}

static struct saved *saved(uint64_t key)
{
  char stem[256];
  snprintf(stem, sizeof stem, "%s/deep/site", folder);
  return saved_new(stem, key);
}

/* Post n, in one of a few shapes; `turn` changes what can change of it. */
static void add_post(struct index *x, unsigned n, unsigned turn)
{
  char path[80], title[40], url[40];
  snprintf(path, sizeof path, "_posts/2021-02-03-%s2021020300%04u.md", n % 9 ? "" : "NW", n / 2);
  snprintf(title, sizeof title, "题目 %u", n / 2);
  snprintf(url, sizeof url, "/p/%u", n % 97);
  struct sample s = { .path = path,
                      .title = title,
                      .categories = n % 3 ? "yi er" : "san",
                      .tags = n % 3 ? "甲 乙" : "丙",
                      .date = 1 + (n + turn * 7) / 4 % 90,
                      .bytes = n,
                      .status = n % 11 ? POST_PUBLISHED : POST_DRAFT };
  uint32_t id = add_url(x, &s, url, n % 5 ? "" : "/old/one /old/two");
  index_set_modified(x, id, 1000 + n + turn);
}

static struct index *filled(void)
{
  struct index *x = index_new();
  for (unsigned n = 0; n < POSTS; n++) add_post(x, n, 0);
  index_remove(x, SLICE("_posts/2021-02-03-20210203000007.md"));
  index_settle(x);
  return x;
}

/* All that can be asked of an index, as text.  Also what a damaged one must stand. */
static void describe(const struct index *x, struct str *out)
{
  uint32_t order[64];
  str_addf(out, "%016llx %lld\n", (unsigned long long)index_generation(x), (long long)index_now(x));
  for (size_t n = 0; n < index_count(x) && n < 2 * POSTS; n++) {
    uint32_t id = index_at(x, n);
    const struct record *r = index_record(x, id);
    str_addf(out, "%u %lld %u %u %u %u %lld %s|%s|%s\n", id, (long long)r->date, r->flags,
             r->status, r->date_from, r->twin, (long long)index_modified_ns(x, id),
             index_string(x, r->path).ptr, index_string(x, r->title).ptr,
             index_string(x, r->url).ptr);
    str_addf(out, "%u %u %zu\n", index_find_path(x, index_string(x, r->path)),
             index_find_url(x, index_string(x, r->url)), index_row_of(x, rows_of_site(), id));
  }
  for (int kind = 0; kind < 2; kind++) {
    size_t count = label_count(x, kind);
    for (uint32_t i = 0; i < count && i < 64; i++) {
      const struct label *l = label_at(x, kind, i);
      struct rows rows = rows_of_label(kind, i);
      str_addf(out, "%s %s %u %lld:", index_string(x, l->name).ptr, index_string(x, l->display).ptr,
               l->posts, (long long)l->newest);
      for (size_t n = 0; n < index_rows(x, rows) && n < POSTS; n++)
        str_addf(out, " %u", index_row(x, rows, n));
      str_addc(out, '\n');
    }
    if (count <= 64) label_order(x, kind, order);
    str_addf(out, "%u\n", label_find(x, kind, SLICE("san")));
  }
  str_addf(out, "%u %u\n", index_find_url(x, SLICE("/old/two")),
           index_find_name(x, SLICE("20210203000012")));
}

static void assert_same(const struct index *a, const struct index *b)
{
  struct str l = STR_INIT, r = STR_INIT;
  describe(a, &l);
  describe(b, &r);
  assert_string_equal(l.ptr, r.ptr);
  str_free(&l);
  str_free(&r);
}

static struct index *open_as(uint64_t key, enum snapshot_state expected)
{
  enum snapshot_state state;
  struct saved *s = saved(key);
  struct index *x = saved_open(s, &state);
  assert_int_equal(state, expected);
  assert_true((x != NULL) == (state == SNAPSHOT_OPENED));
  saved_free(s);
  return x;
}

static void save(struct index *x)
{
  struct saved *s = saved(1);
  enum snapshot_state state;
  index_free(saved_open(s, &state));
  saved_discard(s);
  assert_int_equal(saved_save(s, x), 0);
  saved_free(s);
}

static void test_nothing_saved(void **state)
{
  (void)state;
  unlink(file_of("index"));
  open_as(1, SNAPSHOT_NONE);
}

static void test_opens_as_it_was(void **state)
{
  (void)state;
  struct index *x = filled();
  save(x);
  struct index *y = open_as(1, SNAPSHOT_OPENED);
  assert_same(x, y);
  bool damaged;
  assert_false(snapshot_check(y, SIZE_MAX, &damaged));
  assert_false(damaged);
  index_free(y);
  open_as(2, SNAPSHOT_OTHER);
  index_free(x);
}

/* The same changes make the same of an index that was mapped, of one that was not, and of one
 * that gets them from the log; and again when all of it is saved anew. */
static void test_changes(void **state)
{
  (void)state;
  struct index *x = filled();
  save(x);
  struct saved *s = saved(1);
  enum snapshot_state opened;
  struct index *y = saved_open(s, &opened);
  for (unsigned step = 0; step < 60; step++) {
    struct index *both[] = { x, y };
    for (int i = 0; i < 2; i++) {
      add_post(both[i], step * 31 % (POSTS + 40), step);
      if (step % 4 == 0) {
        uint32_t id = index_at(both[i], step);
        index_remove(both[i], index_string(both[i], index_record(both[i], id)->path));
      }
      index_set_now(both[i], 100 + step);
      index_settle(both[i]);
    }
    if (step % 7 == 0) assert_int_equal(saved_save(s, y), 0);
  }
  assert_same(x, y);
  assert_int_equal(saved_save(s, y), 0);
  assert_true(saved_status(s).log_bytes > 0);
  assert_int_equal(saved_status(s).head.serial, 1);
  struct index *z = open_as(1, SNAPSHOT_OPENED);
  assert_same(x, z);
  saved_free(s);

  s = saved(1);
  index_free(saved_open(s, &opened));
  saved_discard(s);
  assert_int_equal(saved_save(s, z), 0);
  saved_free(s);
  index_free(z);
  z = open_as(1, SNAPSHOT_OPENED);
  assert_same(x, z);
  index_free(x);
  index_free(y);
  index_free(z);
}

/* Once it is saved it stands in its file, and goes on as if it had stayed where it was. */
static void test_goes_on_in_the_file(void **state)
{
  (void)state;
  struct index *x = filled(), *other = filled();
  struct str before = STR_INIT, after = STR_INIT, others = STR_INIT;
  describe(x, &before);
  save(x);
  describe(x, &after);
  assert_string_equal(before.ptr, after.ptr);
  for (unsigned step = 0; step < 30; step++) {
    struct index *both[] = { x, other };
    for (int i = 0; i < 2; i++) {
      add_post(both[i], step * 31 % (POSTS + 40), step);
      uint32_t id = index_at(both[i], step);
      index_remove(both[i], index_string(both[i], index_record(both[i], id)->path));
      index_settle(both[i]);
    }
  }
  str_clear(&after);
  describe(x, &after);
  describe(other, &others);
  assert_string_equal(strchr(after.ptr, '\n'), strchr(others.ptr, '\n')); /* but the generation */
  assert_int_equal(truncate(file_of("index"), 0), 0);
  describe(x, &after);
  assert_true(snapshot_torn(x));
  index_free(x);
  index_free(other);
  str_free(&before);
  str_free(&after);
  str_free(&others);
}

/* What does not have to be in memory while it is filled is the same. */
static void test_strings_spill(void **state)
{
  enum { LONG_POSTS = 60, TITLE_BYTES = 400 << 10 };
  (void)state;
  char *title = xcalloc(TITLE_BYTES + 1, 1);
  struct index *both[] = { index_new(), index_new() };
  struct str texts[] = { STR_INIT, STR_INIT };
  FILE *file = tmpfile();
  struct stat st;
  assert_non_null(file);
  index_spill(both[0], dup(fileno(file)));
  for (int i = 0; i < 2; i++) {
    for (unsigned n = 0; n < LONG_POSTS; n++) {
      char path[40];
      snprintf(path, sizeof path, "_posts/2024-05-06-%u.md", n * 7 % LONG_POSTS);
      memset(title, 'a' + (int)n % 5, TITLE_BYTES);
      struct sample s = { .path = path, .title = title, .date = 5, .bytes = n };
      add_url(both[i], &s, path, "");
    }
    index_settle(both[i]);
    describe(both[i], &texts[i]);
  }
  assert_string_equal(strchr(texts[0].ptr, '\n'), strchr(texts[1].ptr, '\n'));
  assert_int_equal(fstat(fileno(file), &st), 0);
  assert_in_range(st.st_size, 2 << 20, LONG_POSTS * (size_t)(TITLE_BYTES + 100));
  save(both[0]);
  struct index *opened = open_as(1, SNAPSHOT_OPENED);
  assert_same(both[0], opened);
  index_free(opened);
  for (int i = 0; i < 2; i++) {
    index_free(both[i]);
    str_free(&texts[i]);
  }
  fclose(file);
  free(title);
}

static void test_one_saves(void **state)
{
  (void)state;
  struct index *x = filled();
  save(x);
  enum snapshot_state opened;
  struct saved *first = saved(1), *second = saved(1);
  struct index *a = saved_open(first, &opened), *b = saved_open(second, &opened);
  add_post(a, 500, 1);
  add_post(b, 501, 1);
  index_settle(a);
  index_settle(b);
  assert_int_equal(saved_save(first, a), 0);
  assert_int_equal(saved_save(second, b), EAGAIN);
  saved_free(first);
  assert_int_equal(saved_save(second, b), ESTALE);
  saved_free(second);
  struct index *c = open_as(1, SNAPSHOT_OPENED);
  assert_same(a, c);
  index_free(a);
  index_free(b);
  index_free(c);
  index_free(x);
}

static void test_saves_beside(void **state)
{
  (void)state;
  struct index *x = filled();
  unlink(file_of("index"));
  unlink(file_of("log"));
  struct saved *s = saved(1);
  int error;
  assert_int_equal(mkdir(file_of("new"), 0700), 0); /* in the way */
  assert_int_equal(saved_begin(s, x), 0);
  waitpid(-1, NULL, 0); /* as a screen does that waits for all its children */
  while (!saved_poll(s, x, &error)) usleep(1000);
  assert_int_equal(error, EISDIR);
  rmdir(file_of("new"));
  assert_int_equal(saved_begin(s, x), 0);
  add_post(x, 600, 2);
  index_settle(x);
  while (!saved_poll(s, x, &error)) usleep(1000);
  assert_int_equal(error, 0);
  assert_int_equal(saved_save(s, x), 0);
  assert_true(saved_status(s).log_bytes > 0);
  saved_free(s);
  struct index *y = open_as(1, SNAPSHOT_OPENED);
  assert_same(x, y);
  index_free(x);
  index_free(y);
}

static void write_file(const char *path, struct slice bytes)
{
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, f), bytes.len);
  fclose(f);
}

/* Asks all there is to ask, and changes what there is: nothing may break. */
static void use(struct index *x)
{
  struct str text = STR_INIT;
  describe(x, &text);
  for (unsigned n = 0; n < 6; n++) {
    add_post(x, n * 37, n);
    uint32_t id = index_at(x, n * 11 % (index_count(x) + 1));
    index_remove(x, index_string(x, index_record(x, id)->path));
  }
  index_settle(x);
  index_set_folding(x, false);
  describe(x, &text);
  str_free(&text);
}

/* The bytes as a snapshot: refused, or found out by the check; used before that all the same. */
static void assert_found_out(struct slice bytes)
{
  write_file(file_of("index"), bytes);
  enum snapshot_state state;
  struct saved *s = saved(1);
  struct index *x = saved_open(s, &state);
  bool damaged = state == SNAPSHOT_DAMAGED || state == SNAPSHOT_OTHER;
  if (x) {
    use(x);
    while (snapshot_check(x, 1000, &damaged)) (void)0;
  }
  assert_true(damaged);
  index_free(x);
  saved_free(s);
}

static void test_damage(void **state)
{
  (void)state;
  struct index *x = filled();
  save(x);
  index_free(x);
  struct str whole = STR_INIT, bad = STR_INIT;
  assert_int_equal(file_read(file_of("index"), SIZE_MAX, &whole, NULL), 0);
  for (size_t at = 0; at < whole.len; at += 64) {
    static const unsigned char masks[] = { 0xff, 0x01, 0x80 };
    str_clear(&bad);
    str_add(&bad, str_slice(&whole));
    bad.ptr[at] ^= (char)masks[at / 64 % 3];
    assert_found_out(str_slice(&bad));
    assert_found_out(slice_first(str_slice(&whole), at));
  }
  str_free(&bad);
  str_free(&whole);
}

static void *use_all(void *x)
{
  struct str text = STR_INIT;
  describe(x, &text);
  str_free(&text);
  return NULL;
}

/* Cut to nothing while it is in use, also by a thread: nothing breaks, nothing of it is saved. */
static void test_cut_in_use(void **state)
{
  (void)state;
  struct index *x = filled();
  pthread_t thread;
  sigset_t all, mask;
  save(x);
  index_free(x);
  struct saved *s = saved(1);
  enum snapshot_state opened;
  x = saved_open(s, &opened);
  index_set_now(x, 77);
  assert_false(snapshot_torn(x));
  assert_int_equal(truncate(file_of("index"), 0), 0);
  sigfillset(&all);
  sigdelset(&all, SIGBUS);
  pthread_sigmask(SIG_SETMASK, &all, &mask);
  assert_int_equal(pthread_create(&thread, NULL, use_all, x), 0);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  pthread_join(thread, NULL);
  use(x);
  assert_true(snapshot_torn(x));
  assert_int_equal(saved_save(s, x), ESTALE);
  saved_discard(s);
  assert_int_equal(saved_save(s, x), ESTALE);
  saved_free(s);
  index_free(x);
}

static void test_damaged_log(void **state)
{
  (void)state;
  struct index *x = filled();
  save(x);
  struct saved *s = saved(1);
  enum snapshot_state opened;
  struct index *y = saved_open(s, &opened);
  for (unsigned n = 0; n < 8; n++) add_post(y, n * 3, 9);
  index_settle(y);
  assert_int_equal(saved_save(s, y), 0);
  saved_free(s);
  struct str whole = STR_INIT, bad = STR_INIT;
  assert_int_equal(file_read(file_of("log"), SIZE_MAX, &whole, NULL), 0);
  for (size_t at = 0; at < whole.len; at += 7) {
    str_clear(&bad);
    str_add(&bad, str_slice(&whole));
    bad.ptr[at] ^= 0x55;
    for (int cut = 0; cut < 2; cut++) {
      write_file(file_of("log"), cut ? slice_first(str_slice(&whole), at) : str_slice(&bad));
      struct index *z = open_as(1, SNAPSHOT_OPENED);
      assert_in_range(index_count(z), index_count(x), index_count(y));
      index_free(z);
    }
  }
  /* What is left of a killed writer's last entry is written over. */
  write_file(file_of("log"), slice_first(str_slice(&whole), whole.len - 3));
  s = saved(1);
  struct index *z = saved_open(s, &opened);
  add_post(z, 700, 1);
  index_settle(z);
  assert_int_equal(saved_save(s, z), 0);
  saved_free(s);
  struct index *again = open_as(1, SNAPSHOT_OPENED);
  assert_same(z, again);
  index_free(x);
  index_free(y);
  index_free(z);
  index_free(again);
  str_free(&whole);
  str_free(&bad);
}

/* A writer that is killed at any moment leaves what was there, or what was to be there. */
static void test_killed_writer(void **state)
{
  (void)state;
  struct index *x = filled();
  save(x);
  uint32_t seed = 3;
  for (int round = 0; round < 200; round++) {
    seed = seed * 1664525 + 1013904223;
    pid_t writer = fork();
    if (writer == 0) {
      struct saved *s = saved(1);
      enum snapshot_state opened;
      struct index *y = saved_open(s, &opened);
      for (unsigned n = 0;; n++) {
        add_post(y, 1000 + n % 50, n);
        index_settle(y);
        if (n % 3 == 0) saved_discard(s); /* all of it */
        saved_save(s, y);
      }
    }
    usleep((seed >> 8) % 4000);
    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
    struct index *y = open_as(1, SNAPSHOT_OPENED);
    bool damaged;
    while (snapshot_check(y, SIZE_MAX, &damaged)) (void)0;
    assert_false(damaged);
    assert_true(index_count(y) >= index_count(x));
    index_free(y);
  }
  struct saved *s = saved(1);
  enum snapshot_state opened;
  struct index *y = saved_open(s, &opened);
  add_post(y, 2000, 1);
  index_settle(y);
  assert_int_equal(saved_save(s, y), 0);
  saved_free(s);
  index_free(y);
  index_free(x);
}

static void test_no_room(void **state)
{
  (void)state;
  struct index *x = filled();
  char stem[] = "/dev/full/site";
  struct saved *s = saved_new(stem, 1);
  assert_int_not_equal(saved_save(s, x), 0);
  saved_free(s);
  index_free(x);
}

static int set_up(void **state)
{
  (void)state;
  return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
  (void)state;
  const char *extensions[] = { "index", "log", "lock", "new" };
  for (int i = 0; i < 4; i++) unlink(file_of(extensions[i]));
  char deep[256];
  snprintf(deep, sizeof deep, "%s/deep", folder);
  return rmdir(deep) == 0 && rmdir(folder) == 0 ? 0 : -1;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_nothing_saved),
    cmocka_unit_test(test_opens_as_it_was),
    cmocka_unit_test(test_goes_on_in_the_file),
    cmocka_unit_test(test_strings_spill),
    cmocka_unit_test(test_changes),
    cmocka_unit_test(test_one_saves),
    cmocka_unit_test(test_saves_beside),
    cmocka_unit_test(test_damage),
    cmocka_unit_test(test_cut_in_use),
    cmocka_unit_test(test_damaged_log),
    cmocka_unit_test(test_killed_writer),
    cmocka_unit_test(test_no_room),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
