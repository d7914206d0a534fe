#include "temp_state.h"

#include "base/file.h"

#include <dirent.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define SITE "https://hubin.example "

static void keeps_what_it_is_given(void **state)
{
  (void)state;
  struct state *s = open_at(temp_path, STATE_FINE);
  struct state_entry search = entry(STATE_SEARCH, "渔", 0, 5);
  search.text = SLICE("鲭鱼 after:7d");
  assert_int_equal(put(s, entry(STATE_READ, "/2024/a.html", 1, 10), true), 1);
  assert_int_equal(put(s, entry(STATE_PLACE, "/2024/a.html", 812, 11), true), 1);
  assert_int_equal(put(s, search, true), 1);
  state_close(s);
  s = open_at(temp_path, STATE_FINE);
  assert_holds(s, SITE "place /2024/a.html=812@11\n" SITE "read /2024/a.html=1@10\n" SITE
                       "search 渔='鲭鱼 after:7d'@5\n");
  search.text = SLICE_NULL;
  search.is_null = true;
  assert_int_equal(put(s, search, true), 1);
  struct str got = STR_INIT;
  assert_true(
      state_each(s, SLICE("https://hubin.example"), SLICE(STATE_SEARCH), add_entry, &got, NULL));
  assert_string_equal(got.ptr, SITE "search 渔=null@6\n");
  str_clear(&got);
  assert_true(state_each(s, SLICE("https://other.example"), SLICE_NULL, add_entry, &got, NULL));
  assert_int_equal(got.len, 0);
  str_free(&got);
  state_close(s);
}

static void is_for_the_owner_alone(void **state)
{
  (void)state;
  struct stat st;
  char folder[128];
  state_close(open_at(temp_path, STATE_FINE));
  assert_int_equal(stat(temp_path, &st), 0);
  assert_int_equal(st.st_mode & 0777, 0600);
  snprintf(folder, sizeof folder, "%s/a", temp_folder);
  assert_int_equal(stat(folder, &st), 0);
  assert_int_equal(st.st_mode & 0777, 0700);
  assert_int_equal(chmod(temp_path, 0644), 0);
  struct state *s = open_at(temp_path, STATE_FINE);
  put(s, entry(STATE_READ, "/a", 1, 1), true);
  char log[160];
  snprintf(log, sizeof log, "%s-wal", temp_path);
  assert_int_equal(stat(temp_path, &st), 0);
  assert_int_equal(st.st_mode & 0777, 0600);
  assert_int_equal(stat(log, &st), 0);
  assert_int_equal(st.st_mode & 0777, 0600);
  state_close(s);
}

/* What is set here beats what is there, even when that one's clock ran ahead. */
static void mine_is_newest(void **state)
{
  (void)state;
  struct state *s = open_at(temp_path, STATE_FINE);
  put(s, entry(STATE_READ, "/a", 1, 9000), false);
  assert_int_equal(put(s, entry(STATE_READ, "/a", 0, 100), true), 1);
  assert_holds(s, SITE "read /a=0@9001\n");
  assert_int_equal(put(s, entry(STATE_READ, "/a", 0, 20000), true), 0); /* nothing new */
  assert_int_equal(put(s, entry(STATE_READ, "/a", 1, 20000), true), 1);
  assert_holds(s, SITE "read /a=1@20000\n");
  state_close(s);
}

static void the_newer_wins(void **state)
{
  (void)state;
  struct state *s = open_at(temp_path, STATE_FINE);
  struct state_entry text = entry(STATE_SEARCH, "q", 0, 50), null = text;
  text.text = SLICE("x");
  null.is_null = true;
  assert_int_equal(put(s, entry(STATE_READ, "/a", 1, 50), false), 1);
  assert_int_equal(put(s, entry(STATE_READ, "/a", 0, 49), false), 0);
  assert_int_equal(put(s, entry(STATE_READ, "/a", 0, 50), false), 0); /* as new: the larger */
  assert_int_equal(put(s, entry(STATE_READ, "/a", 2, 50), false), 1);
  assert_int_equal(put(s, entry(STATE_READ, "/a", 0, 51), false), 1);
  assert_int_equal(put(s, null, false), 1);
  assert_int_equal(put(s, text, false), 1);
  assert_int_equal(put(s, null, false), 0);
  assert_holds(s, SITE "read /a=0@51\n" SITE "search q='x'@50\n");
  state_close(s);
}

static struct state *machine(int n)
{
  char path[160];
  snprintf(path, sizeof path, "%s/machine-%d.db", temp_folder, n);
  return open_at(path, STATE_FINE);
}

struct copy {
  struct state *to;
  size_t taken;
};

static void copy_entry(void *context, const struct state_entry *e)
{
  struct copy *c = context;
  c->taken += put(c->to, *e, false);
}

static size_t merge(struct state *to, struct state *from)
{
  struct copy c = { to, 0 };
  assert_true(state_each(from, SLICE_NULL, SLICE_NULL, copy_entry, &c, NULL));
  return c.taken;
}

static void assert_same(struct state *a, struct state *b)
{
  struct str one = STR_INIT, other = STR_INIT;
  dump(a, &one);
  dump(b, &other);
  assert_string_equal(one.ptr, other.ptr);
  str_free(&one);
  str_free(&other);
}

/* Three machines whose clocks disagree, brought together in any order, as often as one
 * likes: all hold the same in the end, and each still holds what it set last. */
static void merging_takes_any_order(void **state)
{
  static const char *const kinds[] = { STATE_READ, STATE_STARRED, STATE_PLACE, STATE_SEARCH };
  static const char *const names[] = { "/a", "/b", "/c", "/d", "/e" };
  static const int64_t clocks[] = { 1000, 1040, 900000 };
  enum { MACHINES = 3, ROUNDS = 12, CHANGES = 25 };
  struct state *m[MACHINES];
  (void)state;
  srand(7);
  for (int i = 0; i < MACHINES; i++) m[i] = machine(i);
  for (int round = 0; round < ROUNDS; round++) {
    for (int i = 0; i < CHANGES; i++) {
      struct state_entry e =
          entry(kinds[rand() % 4], names[rand() % 5], rand() % 3, clocks[i % MACHINES] + round);
      if (rand() % 4 == 0) e.text = SLICE("词");
      put(m[i % MACHINES], e, true);
    }
    int a = rand() % MACHINES, b = (a + 1 + rand() % 2) % MACHINES, c = MACHINES - a - b;
    struct state *left = machine(10 + 2 * round), *right = machine(11 + 2 * round);
    merge(left, m[a]), merge(left, m[b]), merge(left, m[c]);
    merge(right, m[c]), merge(right, m[b]), merge(right, m[b]), merge(right, m[a]);
    assert_same(left, right);
    assert_int_equal(merge(left, right), 0);
    merge(m[a], m[b]), merge(m[b], m[a]);
    assert_same(m[a], m[b]);
    put(m[a], entry(STATE_STARRED, "/a", 7, 1), true); /* a clock that was never set */
    merge(m[b], m[a]);
    assert_same(m[a], m[b]);
    put(m[a], entry(STATE_STARRED, "/a", 0, 1), true);
    state_close(left);
    state_close(right);
  }
  for (int i = 0; i < MACHINES; i++) state_close(m[i]);
}

static void visits_are_bounded(void **state)
{
  (void)state;
  struct state *s = open_at(temp_path, STATE_FINE);
  struct str name = STR_INIT, got = STR_INIT, problem = STR_INIT;
  for (int i = 0; i < STATE_VISITS_MAX + 3; i++) {
    str_clear(&name);
    str_addf(&name, "%013d", 1000 + i);
    put(s, entry(STATE_VISIT, name.ptr, i, i), true);
  }
  dump(s, &got);
  size_t lines = 0;
  for (size_t i = 0; i < got.len; i++) lines += got.ptr[i] == '\n';
  assert_int_equal(lines, STATE_VISITS_MAX);
  assert_true(slice_starts(str_slice(&got), SLICE(SITE "visit 0000000001003=3@3\n")));
  str_free(&name);
  str_free(&got);
  str_free(&problem);
  state_close(s);
}

static void sites_get_their_address(void **state)
{
  (void)state;
  struct state *s = open_at(temp_path, STATE_FINE);
  struct state_entry e = entry(STATE_READ, "/a", 1, 1);
  e.site = SLICE("file:///srv/paper");
  put(s, e, true);
  state_rename_site(s, e.site, SLICE("https://hubin.example"));
  assert_holds(s, SITE "read /a=1@1\n");
  put(s, e, true);
  state_rename_site(s, e.site, SLICE("https://hubin.example")); /* both are there: both stay */
  assert_holds(s, "file:///srv/paper read /a=1@1\n" SITE "read /a=1@1\n");
  state_close(s);
}

static void two_instances_at_once(void **state)
{
  enum { EACH = 300 };
  (void)state;
  int ends[2]; /* what the other writes, it writes when this one is open */
  char go = 1;
  assert_int_equal(pipe(ends), 0);
  pid_t other = fork();
  struct state *s = open_at(temp_path, STATE_FINE);
  if (other)
    assert_int_equal(write(ends[1], &go, 1), 1);
  else
    assert_int_equal(read(ends[0], &go, 1), 1);
  for (int i = 0; i < EACH; i++) {
    char name[16];
    snprintf(name, sizeof name, "/%s/%d", other ? "parent" : "child", i);
    put(s, entry(STATE_READ, name, 1, i), true);
    put(s, entry(STATE_READ, "/both", i, i), true);
  }
  if (!other) {
    state_close(s);
    _exit(0);
  }
  int status = 1;
  assert_int_equal(waitpid(other, &status, 0), other);
  assert_int_equal(status, 0);
  assert_true(state_changed(s));
  assert_false(state_changed(s));
  struct str got = STR_INIT;
  dump(s, &got);
  size_t lines = 0;
  for (size_t i = 0; i < got.len; i++) lines += got.ptr[i] == '\n';
  assert_int_equal(lines, 2 * EACH + 1);
  str_free(&got);
  state_close(s);
}

/* --- what can be wrong with the file --------------------------------------- */

static void spoil(long at, const char *bytes, size_t count)
{
  FILE *f = fopen(temp_path, "r+b");
  assert_non_null(f);
  assert_int_equal(fseek(f, at, SEEK_SET), 0);
  assert_int_equal(fwrite(bytes, 1, count, f), count);
  assert_int_equal(fclose(f), 0);
}

static size_t files_named(const char *part)
{
  char folder[128];
  size_t found = 0;
  snprintf(folder, sizeof folder, "%s/a/b", temp_folder);
  DIR *dir = opendir(folder);
  assert_non_null(dir);
  for (const struct dirent *e; (e = readdir(dir));) found += strstr(e->d_name, part) != NULL;
  closedir(dir);
  return found;
}

static void a_damaged_file_is_set_aside(void **state)
{
  static const long places[] = { 0, 16, 100, 4096, 4100, 8192 };
  char junk[64];
  (void)state;
  memset(junk, 0xa5, sizeof junk);
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    struct state *s = open_at(temp_path, STATE_FINE);
    put(s, entry(STATE_READ, "/a", 1, 1), true);
    state_close(s);
    spoil(places[i], junk, sizeof junk);
    s = open_at(temp_path, STATE_SET_ASIDE);
    assert_holds(s, "");
    put(s, entry(STATE_READ, "/b", 1, 1), true);
    assert_holds(s, SITE "read /b=1@1\n");
    state_close(s);
    assert_int_equal(files_named("state.db.damaged-"), i + 1);
    state_close(open_at(temp_path, STATE_FINE));
  }
}

static void what_is_no_database_is_set_aside(void **state)
{
  (void)state;
  state_close(open_at(temp_path, STATE_FINE));
  FILE *f = fopen(temp_path, "wb");
  assert_non_null(f);
  fputs("what a pity, this is a letter and not a database, and a long one at that\n", f);
  assert_int_equal(fclose(f), 0);
  state_close(open_at(temp_path, STATE_SET_ASIDE));
  assert_int_equal(files_named("damaged"), 1);
}

/* A version of tomorrow: neither read nor written. */
static void a_newer_version_is_left_alone(void **state)
{
  (void)state;
  struct state *s = open_at(temp_path, STATE_FINE);
  put(s, entry(STATE_READ, "/a", 1, 1), true);
  state_close(s);
  const char next[] = { 0, 0, 0, 99 };
  spoil(60, next, sizeof next); /* user_version, in the file's header */
  struct str before = STR_INIT, after = STR_INIT;
  assert_int_equal(file_read(temp_path, 1 << 20, &before, NULL), 0);
  assert_null(open_at(temp_path, STATE_NEWER));
  assert_int_equal(file_read(temp_path, 1 << 20, &after, NULL), 0);
  assert_true(slice_eq(str_slice(&before), str_slice(&after)));
  assert_int_equal(files_named("damaged"), 0);
  str_free(&before);
  str_free(&after);
}

/* Runs `check` as someone without any rights here; root may do everything. */
static void as_nobody(void (*check)(void))
{
  pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(2);
    check();
    _exit(0);
  }
  int status = 1;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(status, 0);
}

static void expect_frozen(void)
{
  struct str problem = STR_INIT;
  struct state *s = open_at(temp_path, STATE_FROZEN);
  struct state_entry e = entry(STATE_READ, "/b", 1, 1);
  assert_holds(s, SITE "read /a=1@1\n");
  assert_false(state_write(s, &e, 1, true, NULL, &problem));
  assert_true(problem.len > 0);
  assert_holds(s, SITE "read /a=1@1\n"); /* it can still be asked */
  state_close(s);
  str_free(&problem);
}

static void expect_closed(void)
{
  assert_null(open_at(temp_path, STATE_CLOSED));
}

static void a_folder_without_rights(void **state)
{
  char folder[128];
  (void)state;
  chmod(temp_folder, 0755);
  snprintf(folder, sizeof folder, "%s/a", temp_folder);
  struct state *s = open_at(temp_path, STATE_FINE);
  put(s, entry(STATE_READ, "/a", 1, 1), true);
  state_close(s);
  chmod(folder, 0555);
  snprintf(folder, sizeof folder, "%s/a/b", temp_folder);
  chmod(folder, 0555);
  chmod(temp_path, 0444);
  as_nobody(expect_frozen);
  chmod(temp_path, 0);
  as_nobody(expect_closed);
  chmod(folder, 0);
  as_nobody(expect_closed);
  chmod(folder, 0755);
}

static void without_a_home(void **state)
{
  (void)state;
  unsetenv("HOME");
  setenv("XDG_STATE_HOME", "not/absolute", 1);
  assert_null(open_at(NULL, STATE_CLOSED));
  setenv("XDG_STATE_HOME", temp_folder, 1);
  state_close(open_at(NULL, STATE_FINE));
  snprintf(temp_path, sizeof temp_path, "%s/baokan/state.db", temp_folder);
  assert_int_equal(access(temp_path, F_OK), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_make, temp_remove)
  const struct CMUnitTest tests[] = {
    TEST(keeps_what_it_is_given),
    TEST(is_for_the_owner_alone),
    TEST(mine_is_newest),
    TEST(the_newer_wins),
    TEST(merging_takes_any_order),
    TEST(visits_are_bounded),
    TEST(sites_get_their_address),
    TEST(two_instances_at_once),
    TEST(a_damaged_file_is_set_aside),
    TEST(what_is_no_database_is_set_aside),
    TEST(a_newer_version_is_left_alone),
    TEST(a_folder_without_rights),
    TEST(without_a_home),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
