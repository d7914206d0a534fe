#include "temp_library.h"

#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void set_time(struct temp_library *f, const char *path, time_t seconds)
{
  struct str full = STR_INIT;
  struct timespec times[2] = { { .tv_sec = seconds }, { .tv_sec = seconds } };
  str_addf(&full, "%s/%s", f->folder.root, path);
  assert_int_equal(utimensat(AT_FDCWD, full.ptr, times, 0), 0);
  str_free(&full);
}

/* Each is a minute younger than the one before: the time of a file that has only just been
 * written would prove nothing. */
static void post(struct temp_library *f, const char *path, const char *title)
{
  static time_t minute = 1000;
  struct str text = STR_INIT;
  str_addf(&text, "---\ntitle: %s\ndate: 2026-03-01 10:00:00 +0000\n---\nx\n", title);
  temp_file(&f->folder, path, text.ptr);
  set_time(f, path, ++minute * 60);
  str_free(&text);
}

static void open_library(struct temp_library *f)
{
  struct str problem = STR_INIT;
  f->library = library_open(f->folder.root, &f->options, false, &problem);
  assert_non_null(f->library);
  library_load_all(f->library);
  str_free(&problem);
}

static void do_to(struct temp_library *f, const char *path, int (*what)(const char *))
{
  struct str full = STR_INIT;
  str_addf(&full, "%s/%s", f->folder.root, path);
  assert_int_equal(what(full.ptr), 0);
  str_free(&full);
}

static const char *title_at(const struct temp_library *f, const char *path)
{
  const struct index *x = library_index(f->library);
  uint32_t id = index_find_path(x, slice_of(path));
  return id == INDEX_NONE ? NULL : index_string(x, index_record(x, id)->title).ptr;
}

static void move(struct temp_library *f, const char *from, const char *to)
{
  struct str a = STR_INIT, b = STR_INIT, folder = STR_INIT;
  str_addf(&a, "%s/%s", f->folder.root, from);
  str_addf(&b, "%s/%s", f->folder.root, to);
  str_add(&folder, path_dir(str_slice(&b)));
  assert_int_equal(dir_make(folder.ptr), 0);
  assert_int_equal(rename(a.ptr, b.ptr), 0);
  str_free(&a);
  str_free(&b);
  str_free(&folder);
}

/* More than a few batches, over several folders. */
static void all_posts_are_read(void **state)
{
  struct temp_library *f = *state;
  enum { POSTS = 1000 };
  for (int i = 0; i < POSTS; i++) {
    struct str path = STR_INIT;
    str_addf(&path, "_posts/%d/2026-03-01-n%d.md", i % 7, i);
    post(f, path.ptr, path.ptr + strlen("_posts/0/"));
    str_free(&path);
  }
  open_library(f);
  assert_int_equal(index_count(library_index(f->library)), POSTS);
  assert_int_equal(library_progress(f->library).read, POSTS);
  assert_int_equal(library_progress(f->library).found, POSTS);
  assert_false(library_reading(f->library));
  assert_string_equal(title_at(f, "_posts/5/2026-03-01-n12.md"), "2026-03-01-n12.md");
}

static void looking_again_finds_what_changed(void **state)
{
  struct temp_library *f = *state;
  post(f, "_posts/2026-03-01-a.md", "a");
  post(f, "_posts/2026-03-02-b.md", "b");
  post(f, "_posts/2026-03-03-c.md", "c");
  post(f, "_posts/2026-03-04-d.md", "d");
  open_library(f);
  uint32_t moved = index_find_path(library_index(f->library), SLICE("_posts/2026-03-04-d.md"));
  size_t before = library_changes(f->library);
  library_load_all(f->library);
  assert_int_equal(library_changes(f->library), before);

  post(f, "_posts/2026-03-02-b.md", "b, longer");
  do_to(f, "_posts/2026-03-03-c.md", unlink);
  post(f, "_posts/2026-03-05-e.md", "e");
  move(f, "_posts/2026-03-04-d.md", "old_post/2026-03-04-d.md");
  library_load_all(f->library);
  assert_int_equal(index_count(library_index(f->library)), 4);
  assert_string_equal(title_at(f, "_posts/2026-03-01-a.md"), "a");
  assert_string_equal(title_at(f, "_posts/2026-03-02-b.md"), "b, longer");
  assert_null(title_at(f, "_posts/2026-03-03-c.md"));
  assert_string_equal(title_at(f, "_posts/2026-03-05-e.md"), "e");
  assert_int_equal(index_find_path(library_index(f->library), SLICE("old_post/2026-03-04-d.md")),
                   moved);
}

/* A file's time may go back as well: the clock was wrong, or an older file was put there. */
static void an_older_time_is_a_change_too(void **state)
{
  struct temp_library *f = *state;
  post(f, "_posts/2026-03-01-a.md", "new");
  open_library(f);
  post(f, "_posts/2026-03-01-a.md", "old");
  set_time(f, "_posts/2026-03-01-a.md", 60);
  library_load_all(f->library);
  assert_string_equal(title_at(f, "_posts/2026-03-01-a.md"), "old");
}

static void told_changes_are_read_in_order(void **state)
{
  struct temp_library *f = *state;
  post(f, "_posts/2026-03-01-a.md", "0");
  open_library(f);
  for (int i = 1; i <= 50; i++) {
    char title[8];
    snprintf(title, sizeof title, "%d", i);
    post(f, "_posts/2026-03-01-a.md", title);
    library_changed(f->library, SLICE("_posts/2026-03-01-a.md"));
    library_changed(f->library, SLICE("_config.yml"));
  }
  library_load_all(f->library);
  assert_string_equal(title_at(f, "_posts/2026-03-01-a.md"), "50");
  do_to(f, "_posts/2026-03-01-a.md", unlink);
  library_changed(f->library, SLICE("_posts/2026-03-01-a.md"));
  library_load_all(f->library);
  assert_int_equal(index_count(library_index(f->library)), 0);
}

/* While a disk is away its folder is bare, or is not there at all. */
static void posts_of_a_lost_disk_stay(void **state)
{
  struct temp_library *f = *state;
  struct str away = STR_INIT;
  post(f, "_posts/2026-03-01-a.md", "a");
  open_library(f);
  str_addf(&away, "%s-away", f->folder.root);
  for (int bare = 0; bare < 2; bare++) {
    assert_int_equal(rename(f->folder.root, away.ptr), 0);
    if (bare) assert_int_equal(mkdir(f->folder.root, 0700), 0);
    library_load_all(f->library);
    assert_true(library_lost(f->library));
    assert_string_equal(title_at(f, "_posts/2026-03-01-a.md"), "a");
    if (bare) assert_int_equal(rmdir(f->folder.root), 0);
    assert_int_equal(rename(away.ptr, f->folder.root), 0);
    library_load_all(f->library);
    assert_false(library_lost(f->library));
  }
  do_to(f, "_posts/2026-03-01-a.md", unlink);
  library_load_all(f->library);
  assert_int_equal(index_count(library_index(f->library)), 0);
  str_free(&away);
}

/* Given up at any moment, reading leaves nothing behind (the sanitizers look). */
static void reading_can_be_given_up(void **state)
{
  struct temp_library *f = *state;
  for (int i = 0; i < 300; i++) {
    struct str path = STR_INIT;
    str_addf(&path, "_posts/2026-03-01-n%d.md", i);
    post(f, path.ptr, "x");
    str_free(&path);
  }
  for (int looks = 0; looks < 5; looks++) {
    struct str problem = STR_INIT;
    struct library *l = library_open(f->folder.root, &f->options, false, &problem);
    library_read(l);
    library_read(l);
    for (int i = 0; i < looks; i++) library_collect(l);
    library_settle(l);
    library_free(l);
    str_free(&problem);
  }
}

static bool flip_last_byte(void *context, struct slice name, bool is_dir)
{
  struct str path = STR_INIT;
  str_addf(&path, "%s/baokan/%.*s", (char *)context, SLICE_ARG(name));
  if (!is_dir && slice_ends(name, SLICE(".index"))) {
    FILE *file = fopen(path.ptr, "r+");
    assert_non_null(file);
    fseek(file, -1, SEEK_END);
    int last = fgetc(file);
    fseek(file, -1, SEEK_END);
    fputc(last ^ 1, file);
    fclose(file);
  }
  str_free(&path);
  return true;
}

/* Its checksum is looked at beside the reader: who ends before that is told at the end. */
static void what_is_damaged_is_not_saved_again(void **state)
{
  struct temp_library *f = *state;
  struct str problem = STR_INIT, cache = STR_INIT, folder = STR_INIT;
  str_addf(&cache, "%s/.cache", f->folder.root);
  str_addf(&folder, "%s/baokan", cache.ptr);
  setenv("XDG_CACHE_HOME", cache.ptr, 1);
  assert_int_equal(mkdir(cache.ptr, 0700), 0);
  post(f, "_posts/2026-03-01-a.md", "A");
  open_library(f);
  library_save(f->library, false);
  library_free(f->library);
  dir_each(folder.ptr, flip_last_byte, cache.ptr);

  f->library = library_open(f->folder.root, &f->options, false, &problem);
  assert_true(library_was_saved(f->library));
  post(f, "_posts/2026-03-02-b.md", "B");
  struct post added;
  assert_true(library_add(f->library, SLICE("_posts/2026-03-02-b.md"), &added));
  post_free(&added);
  library_settle(f->library);
  library_save(f->library, false);
  assert_true(library_take_notice(f->library, &problem));
  assert_true(slice_find(str_slice(&problem), SLICE("damaged")) != SLICE_NONE);
  library_free(f->library);

  f->library = library_open(f->folder.root, &f->options, false, &problem);
  assert_false(library_was_saved(f->library));
  unsetenv("XDG_CACHE_HOME");
  str_free(&folder);
  str_free(&cache);
  str_free(&problem);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(all_posts_are_read, temp_library_start, temp_library_end),
    cmocka_unit_test_setup_teardown(looking_again_finds_what_changed, temp_library_start,
                                    temp_library_end),
    cmocka_unit_test_setup_teardown(an_older_time_is_a_change_too, temp_library_start,
                                    temp_library_end),
    cmocka_unit_test_setup_teardown(told_changes_are_read_in_order, temp_library_start,
                                    temp_library_end),
    cmocka_unit_test_setup_teardown(posts_of_a_lost_disk_stay, temp_library_start,
                                    temp_library_end),
    cmocka_unit_test_setup_teardown(reading_can_be_given_up, temp_library_start, temp_library_end),
    cmocka_unit_test_setup_teardown(what_is_damaged_is_not_saved_again, temp_library_start,
                                    temp_library_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
