#include "../store/temp_state.h"

#include "app/keeper.h"
#include "base/slice.h"

#define SITE "https://hubin.example "

struct heard {
  struct str text;
  int loads;
  enum state_trouble trouble;
  int troubles;
};

static void hear_entry(void *context, const struct state_entry *e)
{
  struct heard *h = context;
  str_addf(&h->text, "%.*s=%lld ", SLICE_ARG(e->name), (long long)e->number);
}

static void hear_loaded(void *context)
{
  ((struct heard *)context)->loads++;
}

static void hear_trouble(void *context, enum state_trouble trouble, struct slice detail)
{
  struct heard *h = context;
  assert_true(detail.len > 0);
  h->trouble = trouble;
  h->troubles++;
}

static struct keeper *keeper(struct heard *h)
{
  *h = (struct heard){ .text = STR_INIT };
  struct keeper_listener l = { hear_entry, hear_loaded, hear_trouble, h };
  return keeper_new(SLICE("https://hubin.example"), SLICE("/srv/paper"), &l);
}

static int make(void **state)
{
  int error = temp_make(state);
  setenv("XDG_STATE_HOME", temp_folder, 1);
  snprintf(temp_path, sizeof temp_path, "%s/baokan/state.db", temp_folder);
  return error;
}

static void set(struct keeper *k, const char *name, int64_t number)
{
  keeper_set(k, STATE_READ, slice_of(name), SLICE_NULL, number);
}

static void what_is_set_is_there_the_next_time(void **state)
{
  struct heard h;
  (void)state;
  struct keeper *k = keeper(&h);
  for (int i = 0; i < 5000; i++) {
    char name[16];
    snprintf(name, sizeof name, "/%d", i % 2500);
    set(k, name, i);
  }
  keeper_free(k);
  assert_int_equal(h.troubles, 0);
  str_free(&h.text);
  k = keeper(&h);
  keeper_look(k);
  keeper_wait(k);
  assert_int_equal(h.loads, 1);
  size_t entries = 0;
  for (size_t i = 0; i < h.text.len; i++) entries += h.text.ptr[i] == ' ';
  assert_int_equal(entries, 2500);
  assert_true(slice_starts(str_slice(&h.text), SLICE("/0=2500 /1=2501 ")));
  keeper_look(k); /* nothing is new */
  keeper_wait(k);
  assert_int_equal(h.loads, 1);
  keeper_free(k);
  str_free(&h.text);
}

static void another_instance_is_heard(void **state)
{
  struct heard one, other;
  (void)state;
  struct keeper *a = keeper(&one), *b = keeper(&other);
  keeper_look(a);
  keeper_wait(a);
  keeper_set(b, STATE_STARRED, SLICE("/b"), SLICE_NULL, 1);
  keeper_wait(b);
  set(a, "/a", 1);
  keeper_wait(a);
  assert_int_equal(one.loads, 2);
  assert_string_equal(one.text.ptr, "/a=1 /b=1 ");
  keeper_free(a);
  keeper_free(b);
  str_free(&one.text);
  str_free(&other.text);
}

static void who_leaves_hears_nothing(void **state)
{
  struct heard h;
  (void)state;
  struct keeper *k = keeper(&h);
  set(k, "/a", 1);
  keeper_look(k);
  keeper_free(k);
  assert_int_equal(h.loads, 0);
  assert_int_equal(h.text.len, 0);
  str_free(&h.text);
}

/* Nothing can be written: it is said once, what was set stays set, and is written when
 * it can be. */
static void a_folder_in_the_way(void **state)
{
  struct heard h;
  char command[160];
  (void)state;
  snprintf(command, sizeof command, "mkdir -p '%s'", temp_path);
  assert_int_equal(system(command), 0);
  struct keeper *k = keeper(&h);
  keeper_look(k);
  keeper_wait(k);
  assert_int_equal(h.trouble, STATE_CLOSED);
  assert_int_equal(h.loads, 1); /* there is nothing to wait for */
  set(k, "/a", 1);
  keeper_wait(k);
  set(k, "/b", 2);
  keeper_wait(k);
  assert_int_equal(h.troubles, 1);
  assert_int_equal(rmdir(temp_path), 0);
  set(k, "/a", 3);
  keeper_wait(k);
  keeper_free(k);
  struct state *s = open_at(temp_path, STATE_FINE);
  struct str got = STR_INIT;
  dump(s, &got);
  assert_non_null(strstr(got.ptr, SITE "read /a=3@"));
  assert_non_null(strstr(got.ptr, SITE "read /b=2@"));
  state_close(s);
  str_free(&got);
  str_free(&h.text);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make, temp_remove)
  const struct CMUnitTest tests[] = {
    TEST(what_is_set_is_there_the_next_time),
    TEST(another_instance_is_heard),
    TEST(who_leaves_hears_nothing),
    TEST(a_folder_in_the_way),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
