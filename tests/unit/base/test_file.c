#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Every test works in a folder of its own, which is also where it stands. */
static int enter_folder(void **state)
{
  char *folder = strdup("/tmp/baokan-test-XXXXXX");
  *state = folder;
  return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
  char command[100];
  snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
  int failed = chdir("/") || system(command);
  free(*state);
  return failed;
}

static void test_write_and_read(void **state)
{
  (void)state;
  struct str out = STR_INIT;
  struct file_info info;
  bool cut = true;
  assert_int_equal(file_write("note", SLICE("one\0two")), 0);
  assert_int_equal(file_write("note", SLICE("three\0four")), 0);
  str_adds(&out, "> ");
  assert_int_equal(file_read("note", 100, &out, &cut), 0);
  assert_int_equal(out.len, 12);
  assert_memory_equal(out.ptr, "> three\0four", 13);
  assert_false(cut);
  assert_int_equal(file_stat("note", &info), 0);
  assert_int_equal(info.bytes, 10);
  assert_true(info.is_file && !info.is_dir && info.modified_ns > 0);
  str_free(&out);
}

static void test_limit(void **state)
{
  (void)state;
  static const struct {
    size_t limit, bytes;
    bool cut;
  } cases[] = {
    { 0, 0, true }, { 4, 4, true }, { 5, 5, false }, { 6, 5, false }, { SIZE_MAX, 5, false }
  };
  assert_int_equal(file_write("five", SLICE("12345")), 0);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str out = STR_INIT;
    bool cut;
    assert_int_equal(file_read("five", cases[i].limit, &out, &cut), 0);
    assert_int_equal(out.len, cases[i].bytes);
    assert_int_equal(cut, cases[i].cut);
    str_free(&out);
  }
}

/* The kernel's files say that they are empty. */
static void test_size_is_only_a_hint(void **state)
{
  (void)state;
  struct str out = STR_INIT;
  assert_int_equal(file_read("/proc/self/status", 1 << 20, &out, NULL), 0);
  assert_true(slice_find(str_slice(&out), SLICE("VmPeak")) != SLICE_NONE);
  str_free(&out);
}

static void test_only_regular_files_are_read(void **state)
{
  (void)state;
  struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "socket" };
  int sock = socket(AF_UNIX, SOCK_STREAM, 0);
  assert_int_equal(bind(sock, (struct sockaddr *)&address, sizeof address), 0);
  assert_int_equal(mkfifo("fifo", 0600), 0);
  assert_int_equal(symlink("loop", "loop"), 0);
  static const struct {
    const char *path;
    int error;
  } cases[] = { { "fifo", EINVAL }, { "socket", EINVAL },  { "/dev/zero", EINVAL },
                { ".", EISDIR },    { "missing", ENOENT }, { "loop", ELOOP } };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str out = STR_INIT;
    assert_int_equal(file_read(cases[i].path, 100, &out, NULL), cases[i].error);
    assert_int_equal(out.len, 0);
    str_free(&out);
  }
  close(sock);
}

static bool count_names(void *context, struct slice name, bool is_dir)
{
  (void)is_dir;
  (void)name;
  ++*(int *)context;
  return true;
}

static void test_write_is_private_and_leaves_nothing(void **state)
{
  (void)state;
  struct stat st;
  int names = 0;
  assert_int_equal(file_write("secret", SLICE("s")), 0);
  assert_int_equal(stat("secret", &st), 0);
  assert_int_equal(st.st_mode & 0777, 0600);
  assert_int_equal(mkdir("folder", 0700), 0);
  assert_int_equal(mkdir("folder/full", 0700), 0);
  assert_int_not_equal(file_write("folder", SLICE("s")), 0);
  assert_int_equal(file_write("no/such", SLICE("s")), ENOENT);
  assert_int_equal(dir_each(".", count_names, &names), 0);
  assert_int_equal(names, 2);
}

static void test_write_goes_through_a_link(void **state)
{
  (void)state;
  struct stat st;
  struct str out = STR_INIT;
  assert_int_equal(file_write("target", SLICE("old")), 0);
  assert_int_equal(symlink("target", "link"), 0);
  assert_int_equal(file_write("link", SLICE("new")), 0);
  assert_int_equal(lstat("link", &st), 0);
  assert_true(S_ISLNK(st.st_mode));
  assert_int_equal(file_read("target", 10, &out, NULL), 0);
  assert_string_equal(out.ptr, "new");
  str_free(&out);
}

static void test_make_folders(void **state)
{
  char deep[100];
  struct file_info info;
  assert_int_equal(dir_make("a//b/c/"), 0);
  assert_int_equal(dir_make("a/b/c"), 0);
  assert_int_equal(file_stat("a/b/c", &info), 0);
  assert_true(info.is_dir);
  snprintf(deep, sizeof deep, "%s/d/e", (char *)*state);
  assert_int_equal(dir_make(deep), 0);
  assert_int_equal(file_stat("d/e", &info), 0);
  assert_int_equal(file_write("plain", SLICE("")), 0);
  assert_int_equal(dir_make("plain"), ENOTDIR);
  assert_int_equal(dir_make("plain/x"), ENOTDIR);
}

struct seen {
  int dirs, files;
  int stop_after;
};

static bool see(void *context, struct slice name, bool is_dir)
{
  struct seen *seen = context;
  assert_int_equal(is_dir, name.ptr[0] == 'd');
  if (is_dir)
    seen->dirs++;
  else
    seen->files++;
  return --seen->stop_after != 0;
}

static void test_each_name(void **state)
{
  (void)state;
  struct seen all = { 0 }, first = { .stop_after = 1 };
  assert_int_equal(mkdir("dir", 0700), 0);
  assert_int_equal(symlink("dir", "dir-link"), 0);
  assert_int_equal(file_write("file", SLICE("")), 0);
  assert_int_equal(symlink("file", "file-link"), 0);
  assert_int_equal(symlink("nowhere", "broken"), 0);
  assert_int_equal(dir_each(".", see, &all), 0);
  assert_int_equal(all.dirs, 2);
  assert_int_equal(all.files, 3);
  assert_int_equal(dir_each(".", see, &first), 0);
  assert_int_equal(first.dirs + first.files, 1);
  assert_int_equal(dir_each("missing", see, &all), ENOENT);
  assert_int_equal(dir_each("file", see, &all), ENOTDIR);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int main(void)
{
  const struct CMUnitTest tests[] = {
    in_folder(test_write_and_read),
    in_folder(test_limit),
    in_folder(test_size_is_only_a_hint),
    in_folder(test_only_regular_files_are_read),
    in_folder(test_write_is_private_and_leaves_nothing),
    in_folder(test_write_goes_through_a_link),
    in_folder(test_make_folders),
    in_folder(test_each_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
